import { agesTaken, type GroupFacts } from './doctor-eligibility.ts';
import type { DoctorFacts, NamedDoctorRules } from './named-doctor-rules.ts';
import { comingVersions, type DatedPolicy, policyAt } from './policy.ts';
import { ageGroupRulesOf } from './policy-defaults.ts';
import { addDays, addYears, localDate } from './stockholm-time.ts';

/** A person's leaving of the age group that her or his named doctor takes. */
export interface LeavesAgeGroup {
  /** Local date: the first day on which the doctor takes people of that age no more. */
  readonly on: string;
  /** Whole years: the oldest that the doctor takes then. */
  readonly throughAge: number;
  readonly passed: boolean;
}

/**
 * Tells a person who will leave, or has left, her or his named doctor's age group by age: from so many days ahead as the
 * policy says. It only tells: nobody loses a named doctor by a birthday, nor by new rules. Follows from the date of
 * birth, the doctor's category and own ages, the dated rules and the clock alone.
 */
export function leavesAgeGroup(
  person: GroupFacts,
  doctor: Pick<DoctorFacts, 'category' | 'takesAges'>,
  versions: readonly DatedPolicy[],
  now: Date,
): LeavesAgeGroup | undefined {
  const policy = policyAt(versions, now);
  const today = localDate(now);
  const periods = [
    { begins: '', rules: policy.namedDoctor },
    ...comingVersions(versions, now).map((version) => ({
      begins: localDate(new Date(version.from)),
      rules: version.policy.namedDoctor,
    })),
  ];
  const told = addDays(today, ageGroupRulesOf(policy).noticeDays);
  for (const [index, { begins, rules }] of periods.entries()) {
    const out = tooOld(person, doctor, rules);
    if (!out) continue;
    const on = out.on > begins ? out.on : begins;
    const ends = periods[index + 1]?.begins;
    if (ends !== undefined && on >= ends) continue;
    return on > told ? undefined : { ...out, on, passed: on <= today };
  }
  return undefined;
}

/** The birthday on which a person becomes older than a doctor's group; nothing where she or he never does. */
function tooOld(
  { birthDate, inHomeNursingOrCareHome }: GroupFacts,
  facts: Pick<DoctorFacts, 'category' | 'takesAges'>,
  rules: NamedDoctorRules,
): { readonly on: string; readonly throughAge: number } | undefined {
  const isTakenAnyway =
    rules.categories[facts.category].alsoInHomeNursingOrCareHome && inHomeNursingOrCareHome;
  const throughAge = isTakenAnyway ? facts.takesAges?.through : agesTaken(facts, rules)?.through;
  if (birthDate === undefined || throughAge === undefined) return undefined;
  return { on: addYears(birthDate, throughAge + 1), throughAge };
}
