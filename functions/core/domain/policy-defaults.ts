import type { CategoryRule, Employment, NamedDoctorRules } from './named-doctor-rules.ts';
import type { AgeGroupRules, CapRules, ExemptionRules, PeopleRules, Policy } from './policy.ts';

const permanent: readonly Employment[] = ['permanent'];
const anyEmployment: readonly Employment[] = ['permanent', 'fixedTerm', 'locum'];
const denied: CategoryRule = { allowed: false, employments: [] };

/**
 * Planning figures a doctor: 1,100 residents a specialist in primary care, 550 a doctor in training
 * (Socialstyrelsen 2022, national guide value: neither floor nor ceiling).
 */
const guideValues = { specialist: 1100, doctorInTraining: 550 } as const;

/**
 * Region Västmanland's definition (regionstyrelsen, 23 November 2021): specialist in general practice, geriatrics or
 * paediatrics, equivalent competence, or specialist training in general practice; permanently employed. A paediatrician
 * for children 0–18 (through the day before the 19th birthday: our reading). "Older patients" of a geriatrician has no
 * age in the definition: 65 and over is our reading; also whoever has home nursing or lives in a care home. A doctor in training has a supervisor, and the unit a plan
 * for when she or he is away.
 */
const vastmanland: NamedDoctorRules = {
  categories: {
    gpSpecialist: { allowed: true, employments: permanent },
    doctorInTraining: { allowed: true, employments: permanent, requires: ['supervisor', 'absencePlan'] },
    geriatrician: {
      allowed: true,
      employments: permanent,
      patientAges: { from: 65 },
      alsoInHomeNursingOrCareHome: true,
    },
    paediatrician: { allowed: true, employments: permanent, patientAges: { from: 0, through: 18 } },
    equivalentCompetence: { allowed: true, employments: permanent, requires: ['equivalenceDecision'] },
    otherSpecialist: denied,
    licensedDoctor: denied,
  },
  locumNeedsLongContract: true,
  guideValues,
};

/**
 * The widest practice found: any licensed physician (3 regions of 21 in 2024) and locums with a long contract or
 * recurring service (4 regions). Source: Socialstyrelsen's follow-up of fast läkarkontakt, data 2024.
 */
const permissive: NamedDoctorRules = {
  categories: {
    gpSpecialist: { allowed: true, employments: anyEmployment },
    doctorInTraining: { allowed: true, employments: anyEmployment, requires: ['supervisor'] },
    geriatrician: { allowed: true, employments: anyEmployment },
    paediatrician: { allowed: true, employments: anyEmployment, patientAges: { from: 0, through: 18 } },
    equivalentCompetence: { allowed: true, employments: anyEmployment },
    otherSpecialist: { allowed: true, employments: anyEmployment },
    licensedDoctor: { allowed: true, employments: anyEmployment },
  },
  locumNeedsLongContract: true,
  guideValues,
};

/** Who may be a named doctor, by preset. A region names one in its file or writes its own. */
export const namedDoctorPresets = { vastmanland, permissive } as const;

/**
 * Caps found in practice are for a time (Gävleborg: six months; Västernorrland: temporary) and exempt newborns of listed
 * parents and residents of care homes that the unit is responsible for. Consultation before a cap was proposed in
 * SOU 2019:42 and is the region's choice.
 */
const capRules: CapRules = {
  requireThrough: true,
  consultation: false,
  exemptions: ['newborn', 'careHome'],
};

/** The region's rules for caps, or the default where its policy does not say. */
export function capRulesOf(policy: Pick<Policy, 'caps'>): CapRules {
  return policy.caps ?? capRules;
}

/**
 * Our own figures: an hour is about a task at a desk; sixty look-ups are more than one who serves people in turn makes,
 * and far fewer than one who tries numbers needs.
 */
const peopleRules: PeopleRules = { purposeMinutes: 60, lookUpsAnHour: 60 };

/** The region's rules for looking at people, or the default where its policy does not say. */
export function peopleRulesOf(policy: Pick<Policy, 'people'>): PeopleRules {
  return policy.people ?? peopleRules;
}

/**
 * Sixty days to use a registered exemption, and to choose after moving in: our own, for no region says. Medical priority
 * past a cap is nobody's practice that we found, so a region has to decide for it.
 */
const exemptionRules: ExemptionRules = { validDays: 60, movedInDays: 60, medicalPriority: false };

/** The region's rules for exemptions from caps, or the default where its policy does not say. */
export function exemptionRulesOf(policy: Pick<Policy, 'exemptions'>): ExemptionRules {
  return policy.exemptions ?? exemptionRules;
}

/** Our own: a quarter of a year is time to choose another doctor in peace and to be seen once more by the old one. */
const ageGroupRules: AgeGroupRules = { noticeDays: 90 };

/** How long ahead one is told of leaving a doctor's age group, or the default where the policy does not say. */
export function ageGroupRulesOf(policy: Pick<Policy, 'ageGroups'>): AgeGroupRules {
  return policy.ageGroups ?? ageGroupRules;
}

/** What holds where a region has decided nothing else. */
export const defaultPolicy: Policy = {
  // The provider's responsibility starts the day after the choice (Västra Götalandsregionen's practice).
  effect: 'next-day',
  // Two changes in twelve months (HSL 7 kap. 3 a §, patientlagen 9 kap. 1 §). The first own choice of one who was
  // allocated is no "byte": the law is silent, and this is the reading that favours the person.
  changes: { limit: 2, windowMonths: 12, countFirstChoice: false },
  // A guardian's digital access ends on the 13th birthday (1177's practice); from 16 one chooses alone (1177,
  // Region Västerbotten); 18 is föräldrabalken 9 kap. 1 §.
  ages: { actsFrom: 13, choosesAloneFrom: 16, adultFrom: 18 },
  // Our own: about a fortnight of choices at an ordinary unit, a week at a doctor's list.
  availability: { fewPlacesUnit: 25, fewPlacesDoctor: 10 },
  namedDoctor: vastmanland,
  conditionsVersion: '2026-11',
};
