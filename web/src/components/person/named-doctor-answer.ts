import type { CallOf } from '#contract/routes.ts';

/** The answer to "who is to be your named doctor?" as the contract has it. */
export type NamedDoctorAnswer = CallOf<'chooseNamedDoctor'>['body']['namedDoctor'];

/** The answers beside a doctor, in the order they are offered. */
export const otherAnswers = ['later', 'noPreference', 'declined'] as const;

const prefix = 'doctor:';

/** How an answer is written in a form field. */
export function fieldValueOf(answer: NamedDoctorAnswer | undefined): string | undefined {
  if (!answer) return undefined;
  return answer.kind === 'doctor' ? prefix + answer.doctorId : answer.kind;
}

/** The answer of a form field, or `undefined` where nothing, or nothing we offered, was chosen. */
export function answerOfField(value: FormDataEntryValue | null): NamedDoctorAnswer | undefined {
  if (typeof value !== 'string') return undefined;
  if (value.startsWith(prefix)) return { kind: 'doctor', doctorId: value.slice(prefix.length) };
  const kind = otherAnswers.find((other) => other === value);
  return kind && { kind };
}
