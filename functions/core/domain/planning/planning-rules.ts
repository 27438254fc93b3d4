/** Bands of age that a unit's people are told in, per cent of them. */
export const ageBands = ['age0to17', 'age18to64', 'age65to79', 'age80'] as const;
export type AgeBand = (typeof ageBands)[number];

/** Other professions of the team that meet people who would otherwise meet a doctor. */
export const professions = ['nurse', 'psychosocial', 'physiotherapist', 'otherProfession'] as const;
export type Profession = (typeof professions)[number];

/** How long somebody has been a specialist. */
export const experiences = ['underTwoYears', 'twoToFiveYears', 'overFiveYears'] as const;
export type Experience = (typeof experiences)[number];

/** How far a doctor in training has come. */
export const trainingStages = ['early', 'middle', 'late'] as const;
export type TrainingStage = (typeof trainingStages)[number];

/** Everything that moves the answer; each has an uncertainty of its own. */
export const planningInputs = [
  'hoursPerWeek',
  'share',
  'weeksAtWork',
  'plannedAbsence',
  'absence',
  'otherDuties',
  'supervisionGiven',
  'supervisionReceived',
  'indirectTime',
  'minutesPerVisit',
  'pace',
  'visitsPerPersonYear',
  'ages',
  'burdenIndex',
  'teamRelief',
] as const;
export type PlanningInput = (typeof planningInputs)[number];

/** The region's coefficients for planning. Not one of them is a rule for anybody: they are where a talk begins. */
export interface PlanningRules {
  /** What the form of a new scenario begins with. */
  readonly start: {
    /** Hours a week of a full-time post. */
    readonly hoursPerWeek: number;
    /** Weeks a year at work: holidays, public holidays and days of study are away already. */
    readonly weeksAtWork: number;
    /** Per cent of those weeks that somebody is away all the same (illness, care of children). */
    readonly absencePercent: number;
    /** Hours a week. */
    readonly otherDuties: number;
    /** Hours a week, where somebody at the unit is in training. */
    readonly supervisionGiven: number;
    /** Hours a week, of a doctor in training. */
    readonly supervisionReceived: number;
    /** Per cent of the time for patients without the patient: records, referrals, answers, prescriptions, telephone. */
    readonly indirectPercent: number;
    readonly minutesPerVisit: number;
    /** Doctor's visits a person and year at care burden 1 in a country's mix of ages, had the unit only doctors. */
    readonly visitsPerPersonYear: number;
    /** Per cent in each band. */
    readonly ages: Readonly<Record<AgeBand, number>>;
  };
  /** Visits in the same time, beside an experienced specialist (1). */
  readonly pace: Readonly<Record<Experience | TrainingStage, number>>;
  /** Visits a person, beside the country's average (1). */
  readonly ageWeights: Readonly<Record<AgeBand, number>>;
  readonly relief: {
    /** Per cent of the doctor's visits that a post for each 1,000 people takes. */
    readonly perPost: Readonly<Record<Profession, number>>;
    /** Never more than so many per cent together. */
    readonly atMost: number;
  };
  /** How unsure each input is, per cent of it either way. */
  readonly uncertainty: Readonly<Record<PlanningInput, number>>;
}
