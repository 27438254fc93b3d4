import { ageOn } from './ages.ts';
import type {
  CategoryRule,
  DoctorFacts,
  NamedDoctorRules,
  NotEligible,
  PatientAges,
} from './named-doctor-rules.ts';
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
 * The ages that a doctor takes: those of the category's rule, narrowed by her or his own; nothing where every age is
 * taken. Where the two have no age in common, `from` is above `through`.
 */
export function agesTaken(
  { category, takesAges = {} }: Pick<DoctorFacts, 'category' | 'takesAges'>,
  rules: NamedDoctorRules,
): PatientAges | undefined {
  const { patientAges = {} } = rules.categories[category];
  const from = Math.max(patientAges.from ?? 0, takesAges.from ?? 0);
  const through = Math.min(patientAges.through ?? Infinity, takesAges.through ?? Infinity);
  const hasFrom = patientAges.from !== undefined || takesAges.from !== undefined;
  if (!hasFrom && through === Infinity) return undefined;
  return { ...(hasFrom && { from }), ...(through !== Infinity && { through }) };
}

/** Whether there is an age at which somebody is taken: the doctor's own group may lie outside the region's rule. */
export function takesNobody(
  facts: Pick<DoctorFacts, 'category' | 'takesAges'>,
  rules: NamedDoctorRules,
): boolean {
  const { from = 0, through = Infinity } = agesTaken(facts, rules) ?? {};
  return from > through;
}

/**
 * Whether the doctor takes a person on a local date: a paediatrician 0–18 takes through the day
 * before the 19th birthday. A rule with an age needs a known date of birth, but where the rule also takes those who have
 * home nursing or live in a care home. The doctor's own group is judged on age alone and narrows all of it.
 */
export function takesPerson(
  facts: DoctorFacts,
  rules: NamedDoctorRules,
  { birthDate, inHomeNursingOrCareHome }: GroupFacts,
  on: string,
): boolean {
  const { patientAges, alsoInHomeNursingOrCareHome } = rules.categories[facts.category];
  const isTakenAnyway = alsoInHomeNursingOrCareHome && inHomeNursingOrCareHome;
  return [isTakenAnyway ? undefined : patientAges, facts.takesAges].every(
    (ages) => !ages || (birthDate !== undefined && isWithin(ages, ageOn(birthDate, on))),
  );
}

function isWithin({ from = 0, through = Infinity }: PatientAges, age: number): boolean {
  return age >= from && age <= through;
}

function missingRequirement(facts: DoctorFacts, rule: CategoryRule): NotEligible | undefined {
  for (const requirement of rule.requires ?? []) {
    if (requirement === 'supervisor' && !facts.hasSupervisor) return 'supervisor-missing';
    if (requirement === 'absencePlan' && !facts.hasAbsencePlan) return 'absence-plan-missing';
    if (requirement === 'equivalenceDecision' && !facts.equivalenceDecided) return 'equivalence-not-decided';
  }
  return undefined;
}
