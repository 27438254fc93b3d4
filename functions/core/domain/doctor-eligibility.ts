import { ageOn } from './ages.ts';
import type { CategoryRule, DoctorFacts, NamedDoctorRules, NotEligible } from './named-doctor-rules.ts';
import type { Person } from './person.ts';

/** What a doctor's group of patients is judged on. */
export type GroupFacts = Pick<Person, 'birthDate' | 'inHomeNursingOrCareHome'>;

/**
 * Why a doctor may not be a named doctor under the region's rule, or nothing. Judged before anything about places.
 * Source: the region's dated rule; by default Region Västmanland's definition of 23 November 2021.
 */
export function notEligible(facts: DoctorFacts, rules: NamedDoctorRules): NotEligible | undefined {
  const rule = rules.categories[facts.category];
  if (!rule.allowed) return 'category-not-allowed';
  if (!rule.employments.includes(facts.employment)) return 'employment-not-allowed';
  if (facts.employment === 'locum' && rules.locumNeedsLongContract && !facts.hasLongContract) {
    return 'locum-contract-too-short';
  }
  return missingRequirement(facts, rule);
}

/**
 * Whether the doctor takes a person on a local date: a paediatrician 0–18 takes through the day
 * before the 19th birthday. A rule with an age needs a known date of birth, but where the rule also takes those who have
 * home nursing or live in a care home.
 */
export function takesPerson(
  facts: DoctorFacts,
  rules: NamedDoctorRules,
  { birthDate, inHomeNursingOrCareHome }: GroupFacts,
  on: string,
): boolean {
  const { patientAges: ages, alsoInHomeNursingOrCareHome } = rules.categories[facts.category];
  if (!ages || (alsoInHomeNursingOrCareHome && inHomeNursingOrCareHome)) return true;
  if (birthDate === undefined) return false;
  const age = ageOn(birthDate, on);
  return age >= (ages.from ?? 0) && age <= (ages.through ?? Number.POSITIVE_INFINITY);
}

function missingRequirement(facts: DoctorFacts, rule: CategoryRule): NotEligible | undefined {
  for (const requirement of rule.requires ?? []) {
    if (requirement === 'supervisor' && !facts.hasSupervisor) return 'supervisor-missing';
    if (requirement === 'absencePlan' && !facts.hasAbsencePlan) return 'absence-plan-missing';
    if (requirement === 'equivalenceDecision' && !facts.equivalenceDecided) return 'equivalence-not-decided';
  }
  return undefined;
}
