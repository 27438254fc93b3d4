import type { Choice } from './views.ts';

/** The pages of a choice, in their order; the last one confirms. */
export type ChoiceStep = 'lakare' | 'villkor' | 'kontrollera';

/** The first page whose answer is missing, or was given to conditions that have been rewritten since. */
export function nextStep({ draft, conditions }: Pick<Choice, 'draft' | 'conditions'>): ChoiceStep {
  if (!draft?.namedDoctor) return 'lakare';
  return draft.conditionsVersion === conditions.version ? 'kontrollera' : 'villkor';
}

/**
 * How many changes are left once this choice is made. A pending choice that it replaces gives its own change back.
 */
export function leftAfter({
  counted,
  changes,
  pending,
}: Pick<Choice, 'counted' | 'changes' | 'pending'>): number {
  const back = pending?.receipt.counted ? 1 : 0;
  return Math.max(0, changes.left + back - (counted ? 1 : 0));
}

/** Slugs that stop the answer on a doctor, not the choice of the unit. */
export function isAboutDoctor(slug: string): boolean {
  return slug === 'doctor-full' || slug === 'doctor-not-choosable' || slug === 'doctor-takes-others';
}
