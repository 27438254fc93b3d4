/**
 * Who may be a named doctor (fast läkarkontakt): no law says who; each region does, dated
 * (Socialstyrelsen's follow-up 2024; Region Västmanland's definition of 23 November 2021 is the default).
 */

/** What a doctor is, by competence. One word for one rule. */
export type DoctorCategory =
  | 'gpSpecialist'
  | 'doctorInTraining'
  | 'geriatrician'
  | 'paediatrician'
  | 'equivalentCompetence'
  | 'otherSpecialist'
  | 'licensedDoctor';

export type Employment = 'permanent' | 'fixedTerm' | 'locum';

/** Dated facts that the rules look at; kept short on the capacity item (see `store/capacity-item.ts`). */
export interface DoctorFacts {
  readonly category: DoctorCategory;
  readonly employment: Employment;
  /** ST: a named supervisor stands by the doctor. */
  readonly hasSupervisor?: boolean;
  /** ST: the unit has a plan for absences (rotations, illness). */
  readonly hasAbsencePlan?: boolean;
  /** Equivalent competence: the region's named decision. */
  readonly equivalenceDecided?: boolean;
  /** Locum: a long contract or recurring service. */
  readonly hasLongContract?: boolean;
  /** The doctor's own group, in whole years, inclusive; it narrows the category's and never widens it. */
  readonly takesAges?: PatientAges;
}

/** Whole years, inclusive: 0–18 is through the day before the 19th birthday. */
export interface PatientAges {
  readonly from?: number;
  readonly through?: number;
}

export interface CategoryRule {
  readonly allowed: boolean;
  readonly employments: readonly Employment[];
  readonly requires?: readonly ('supervisor' | 'absencePlan' | 'equivalenceDecision')[];
  readonly patientAges?: PatientAges;
  /** A geriatrician: whoever has home nursing or lives in a care home, at any age; where that is known of the person. */
  readonly alsoInHomeNursingOrCareHome?: boolean;
}

export interface NamedDoctorRules {
  readonly categories: Readonly<Record<DoctorCategory, CategoryRule>>;
  /** Locums pass only with a long contract or recurring service, where locums are allowed at all. */
  readonly locumNeedsLongContract: boolean;
  /** Planning figures that never block (Socialstyrelsen 2022). */
  readonly guideValues: { readonly specialist: number; readonly doctorInTraining: number };
}

/** Why a doctor is not choosable under the rule; shown to staff, never to patients. */
export type NotEligible =
  | 'category-not-allowed'
  | 'employment-not-allowed'
  | 'supervisor-missing'
  | 'absence-plan-missing'
  | 'equivalence-not-decided'
  | 'locum-contract-too-short';
