import type { Person } from './person.ts';
import type { Policy } from './policy.ts';
import type { Refusal } from './refusals.ts';
import { addYears, localDate } from './stockholm-time.ts';

/** What one may do here on one's own; exactly one for every age. */
export type Ability = 'yes' | 'guardian-chooses' | 'guardian-confirms';

/** What a person may do here and now, and which texts suit: age only suggests, the reader decides. */
export interface Abilities {
  readonly choose: Ability;
  readonly suggestedAudience: 'standard' | 'young';
  readonly protectedIdentity: boolean;
}

/**
 * Age in whole years on a local date. One born on 29 February has the birthday on the 28th in other years
 * (lag 1930:173, 1 §).
 */
export function ageOn(birthDate: string, date: string): number {
  const years = Number(date.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return addYears(birthDate, years) <= date ? years : years - 1;
}

/**
 * What the person's age allows on the local date of `now`: under `actsFrom` a guardian chooses (reading only);
 * from there to before `choosesAloneFrom` a guardian confirms; then one chooses alone. A person whose date of birth
 * is unknown (a coordination number can lack one) may choose: nothing says that she or he is a child.
 */
export function abilitiesOf(person: Person, policy: Policy, now: Date): Abilities {
  const { birthDate, protectedIdentity } = person;
  if (birthDate === undefined) return { choose: 'yes', suggestedAudience: 'standard', protectedIdentity };
  const age = ageOn(birthDate, localDate(now));
  const { actsFrom, choosesAloneFrom, adultFrom } = policy.ages;
  const choose = age < actsFrom ? 'guardian-chooses' : age < choosesAloneFrom ? 'guardian-confirms' : 'yes';
  return { choose, suggestedAudience: age < adultFrom ? 'young' : 'standard', protectedIdentity };
}

/** Refuses one who may not choose alone at this age. Refusals: `guardian-chooses`, `guardian-confirms`. */
export function checkAge(person: Person, policy: Policy, now: Date): Refusal | undefined {
  const { choose } = abilitiesOf(person, policy, now);
  return choose === 'yes' ? undefined : { slug: choose };
}
