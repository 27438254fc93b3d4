import type { ProblemSlug } from '#contract/problems.ts';
import type { CallOf } from '#contract/routes.ts';
import type { Api, Refused } from '../../api/client.ts';
import { fieldOf, intentKeyOf } from './form.ts';
import { answerOfField } from './named-doctor-answer.ts';

/** All that the confirming form carries: what the person saw is what is sent, and a form sent twice is one choice. */
export interface Confirmation {
  readonly intentKey: string;
  readonly body: CallOf<'chooseCareUnit'>['body'];
}

/** What came of confirming. */
export type Confirmed =
  | { readonly kind: 'onward'; readonly to: string }
  /** Nobody knows whether it was made: asking again with the same key is safe. */
  | { readonly kind: 'no-answer' }
  | { readonly kind: 'trouble'; readonly refused: Refused };

/** The confirming form, or `undefined` where it is not one of ours in full. */
export function confirmationOf(form: FormData): Confirmation | undefined {
  const intentKey = intentKeyOf(form);
  const careUnitId = fieldOf(form, 'careUnitId');
  const namedDoctor = answerOfField(form.get('namedDoctor'));
  const conditionsVersion = fieldOf(form, 'conditionsVersion');
  if (!intentKey || !careUnitId || !namedDoctor || !conditionsVersion) return undefined;
  return { intentKey, body: { careUnitId, namedDoctor, conditionsVersion } };
}

const unanswered: readonly ProblemSlug[] = [
  'temporarily-unavailable',
  'unexpected-fault',
  'too-many-requests',
];

/** Refusals of the rules that the page "the place is gone" explains, with what is left to choose. */
const explained: readonly ProblemSlug[] = [
  'care-unit-full',
  'care-unit-not-listable',
  'rechoice-limit-reached',
  'already-listed-here',
  'doctor-full',
  'doctor-not-choosable',
  'doctor-takes-others',
  'guardian-chooses',
  'guardian-confirms',
];

/** Makes the choice and says where to go: always to a page of its own, so that reloading it sends nothing. */
export async function confirmChoice(api: Api, { intentKey, body }: Confirmation): Promise<Confirmed> {
  const chosen = await api.call('chooseCareUnit', { body, idempotencyKey: intentKey });
  if (chosen.ok) return { kind: 'onward', to: `kvitto/${chosen.answer.receiptId}` };
  if (chosen.slug === 'conditions-changed') return { kind: 'onward', to: 'valj/villkor' };
  if (explained.includes(chosen.slug)) return { kind: 'onward', to: 'valj/platsen-gick' };
  return unanswered.includes(chosen.slug) ? { kind: 'no-answer' } : { kind: 'trouble', refused: chosen };
}
