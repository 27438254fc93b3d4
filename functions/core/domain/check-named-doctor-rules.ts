import type { CategoryRule, DoctorCategory, NamedDoctorRules } from './named-doctor-rules.ts';

/** What is wrong with a field of proposed rules; `field` is a category's name or a guide value's. */
export interface RulesFault {
  readonly field: DoctorCategory | keyof NamedDoctorRules['guideValues'] | 'categories';
  readonly reason:
    | 'no-employment'
    | 'ages-reversed'
    | 'age-out-of-range'
    | 'guide-out-of-range'
    | 'nobody-allowed';
}

/** Every category, in the order in which rules are told. */
export const doctorCategories = [
  'gpSpecialist',
  'doctorInTraining',
  'geriatrician',
  'paediatrician',
  'equivalentCompetence',
  'otherSpecialist',
  'licensedDoctor',
] as const satisfies readonly DoctorCategory[];

const oldest = 120;
const mostPeople = 10_000;

/** Looks over rules before they are decided: every fault, field by field. None: they can be decided. */
export function findRulesFaults({ categories, guideValues }: NamedDoctorRules): RulesFault[] {
  const faults: RulesFault[] = doctorCategories.flatMap((field) => {
    const reason = faultOf(categories[field]);
    return reason ? [{ field, reason }] : [];
  });
  // A region where nobody may be a named doctor cannot keep HSL 7 kap. 3 §.
  if (!doctorCategories.some((category) => categories[category].allowed)) {
    faults.push({ field: 'categories', reason: 'nobody-allowed' });
  }
  for (const field of ['specialist', 'doctorInTraining'] as const) {
    const value = guideValues[field];
    if (value < 1 || value > mostPeople) faults.push({ field, reason: 'guide-out-of-range' });
  }
  return faults;
}

function faultOf({ allowed, employments, patientAges }: CategoryRule): RulesFault['reason'] | undefined {
  if (allowed && employments.length === 0) return 'no-employment';
  const { from, through } = patientAges ?? {};
  if ([from, through].some((age) => age !== undefined && (age < 0 || age > oldest)))
    return 'age-out-of-range';
  return from !== undefined && through !== undefined && from > through ? 'ages-reversed' : undefined;
}

/**
 * The same rules in one spelling, so that equal rules are equal texts: employments and requirements in a fixed order,
 * each once, nothing said that says nothing.
 */
export function plainRules({
  categories,
  locumNeedsLongContract,
  guideValues,
}: NamedDoctorRules): NamedDoctorRules {
  const { specialist, doctorInTraining } = guideValues;
  return {
    categories: {
      gpSpecialist: plainRule(categories.gpSpecialist),
      doctorInTraining: plainRule(categories.doctorInTraining),
      geriatrician: plainRule(categories.geriatrician),
      paediatrician: plainRule(categories.paediatrician),
      equivalentCompetence: plainRule(categories.equivalentCompetence),
      otherSpecialist: plainRule(categories.otherSpecialist),
      licensedDoctor: plainRule(categories.licensedDoctor),
    },
    locumNeedsLongContract,
    guideValues: { specialist, doctorInTraining },
  };
}

function plainRule(rule: CategoryRule): CategoryRule {
  const { from, through } = rule.patientAges ?? {};
  const requires = (['supervisor', 'absencePlan', 'equivalenceDecision'] as const).filter((one) =>
    rule.requires?.includes(one),
  );
  const hasAges = from !== undefined || through !== undefined;
  return {
    allowed: rule.allowed,
    employments: (['permanent', 'fixedTerm', 'locum'] as const).filter((one) =>
      rule.employments.includes(one),
    ),
    ...(requires.length > 0 && { requires }),
    ...(hasAges && {
      patientAges: { ...(from !== undefined && { from }), ...(through !== undefined && { through }) },
    }),
    // Without an age everybody is taken already.
    ...(hasAges && rule.alsoInHomeNursingOrCareHome && { alsoInHomeNursingOrCareHome: true }),
  };
}
