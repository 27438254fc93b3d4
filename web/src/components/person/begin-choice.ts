import type { ProblemSlug } from '#contract/problems.ts';
import type { Api, Refused } from '../../api/client.ts';
import { slugOf } from '../../api/problem-slugs.ts';
import { isAboutDoctor } from './choice-steps.ts';
import type { Choice } from './views.ts';

/** What came of asking to list at a unit. */
export type Begun =
  | { readonly kind: 'onward'; readonly to: 'valj/lakare' | 'min-sida/lakare' }
  /** The rules say no to this person here: told with what can be done instead. */
  | { readonly kind: 'stopped'; readonly slug: ProblemSlug; readonly choice: Choice }
  | { readonly kind: 'trouble'; readonly refused: Refused };

const told: readonly ProblemSlug[] = ['care-unit-not-listable', 'guardian-chooses', 'guardian-confirms'];

/**
 * Begins a choice at a care unit: keeps it in the draft (an answer already given for this unit stays), and finds out at
 * once whether this person can choose here, before any question is asked.
 */
export async function beginChoice(api: Api, careUnitId: string): Promise<Begun> {
  const before = await api.call('getChoice');
  if (!before.ok) return { kind: 'trouble', refused: before };
  if (before.answer.draft?.careUnitId !== careUnitId) {
    const saved = await api.call('saveDraft', { body: { careUnitId } });
    if (!saved.ok) {
      const { slug } = saved;
      return told.includes(slug)
        ? { kind: 'stopped', slug, choice: before.answer }
        : { kind: 'trouble', refused: saved };
    }
  }
  const begun = await api.call('getChoice');
  if (!begun.ok) return { kind: 'trouble', refused: begun };
  return judge(begun.answer, careUnitId);
}

/** Whether the questions can be asked. At the unit where one is listed there is only one left: the doctor. */
function judge(choice: Choice, careUnitId: string): Begun {
  const { effect, refusal, pending } = choice;
  if (effect === 'doctor-only') {
    const leaves = pending !== undefined && pending.careUnitId !== careUnitId;
    return leaves
      ? { kind: 'stopped', slug: 'already-listed-here', choice }
      : { kind: 'onward', to: 'min-sida/lakare' };
  }
  const isAsked = !refusal || isAboutDoctor(refusal.slug) || refusal.slug === 'conditions-changed';
  return isAsked
    ? { kind: 'onward', to: 'valj/lakare' }
    : { kind: 'stopped', slug: slugOf(refusal.slug), choice };
}
