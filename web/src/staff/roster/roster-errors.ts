import type { Refused } from '../../api/client.ts';
import type { FieldError } from '../../components/field.ts';
import type { Translator } from '../../i18n/create-translator.ts';

/** The rules' reasons; a reason this version does not know is told by the problem alone. */
const reasons = [
  'name-missing',
  'name-too-long',
  'doctor-name-has-digits',
  'list-name-has-number',
  'note-too-long',
  'speciality-unknown',
  'training-year-unknown',
  'kind-fixed',
  'share-out-of-range',
  'language-unknown',
  'supervisor-is-oneself',
  'date-not-valid',
  'ends-before-start',
  'shown-reversed',
  'shown-after-end',
  'age-out-of-range',
  'ages-reversed',
  'end-elsewhere',
  'absence-reversed',
  'absences-overlap',
  'absences-too-many',
  'cover-not-on-roster',
  'ceiling-out-of-range',
  'ceiling-in-the-past',
  'nothing-chosen',
  'successor-not-there',
] as const;

/** The faults of a refused form, by field. */
export interface RosterErrors {
  readonly of: (field: string) => string | undefined;
  /** For the summary: one line a fault, or the problem itself where no field is at fault. */
  readonly summary: readonly FieldError[];
}

export function rosterErrors(refused: Refused | undefined, t: Translator['t']): RosterErrors {
  const faults = (refused?.problem.errors ?? []).flatMap(({ pointer, reason }) => {
    const known = reasons.find((one) => one === reason);
    const field = pointer.split('/').at(-1) ?? '';
    return known ? [{ field, text: t(`staff-roster:fault.${known}`) }] : [];
  });
  const problem = refused && { href: '#problem', text: t(`problems:${refused.slug}.title`) };
  return {
    of: (field) =>
      faults
        .filter((fault) => fault.field === field)
        .map(({ text }) => text)
        .join(' ') || undefined,
    summary:
      faults.length > 0
        ? faults.map(({ field, text }) => ({ href: `#${anchors[field] ?? field}`, text }))
        : problem
          ? [problem]
          : [],
  };
}

/** Where a fault of several fields leads. */
const anchors: Readonly<Record<string, string>> = {
  languages: 'languages-sv',
  absences: 'absenceFrom-1',
  doctorIds: 'table',
};
