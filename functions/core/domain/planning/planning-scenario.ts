import type { StaffRole } from '#domain/staff-assignment.ts';
import type { AgeBand, Experience, PlanningInput, Profession, TrainingStage } from './planning-rules.ts';

/**
 * What the visits a person and year say already. `ageAndBurden`: nothing of this unit, so ages and care burden are both
 * counted. `burden`: the care burden index was weighed for age where it was made, so ages are not counted once more.
 * `measured`: the visits were counted at this unit, so neither is.
 */
export type NeedBasis = 'ageAndBurden' | 'burden' | 'measured';

/** The unit's half. Type aliases: they are said in events as plain maps. */
export type UnitInputs = {
  /** Listed at the unit. */
  readonly people: number;
  /** Per cent in each band; 100 together. */
  readonly ages: Readonly<Record<AgeBand, number>>;
  /** Imported as a number (1: the country's average); never a diagnosis, never of one person. */
  readonly burdenIndex: number;
  readonly needBasis: NeedBasis;
  /** Established posts for doctors, in full-time posts; those without a doctor are vacant. */
  readonly doctorPosts: number;
  /** Per cent of the weeks at work that doctors are away though nobody planned it. */
  readonly absencePercent: number;
  /** Full-time posts. */
  readonly posts: Readonly<Record<Profession, number>>;
};

/** A doctor's half. */
export type DoctorInputs = {
  readonly doctorId: string;
  /** Per cent of full time. */
  readonly share: number;
  /** Hours a week of a full-time post. */
  readonly hoursPerWeek: number;
  /** Weeks a year. */
  readonly weeksAtWork: number;
  /** Weeks a year of those: parental leave, side rotations of a doctor in training. */
  readonly absenceWeeks: number;
  /** Hours a week: leadership, research, teaching, child health centre. */
  readonly otherDuties: number;
  /** Hours a week given to doctors in training and students. */
  readonly supervisionGiven: number;
  /** Hours a week received, with the doctor's own study time. */
  readonly supervisionReceived: number;
  readonly experience: Experience;
  /** Of a doctor in training; experience is then not counted. */
  readonly stage?: TrainingStage;
  /** Per cent of the time for patients. */
  readonly indirectPercent: number;
  readonly minutesPerVisit: number;
  readonly visitsPerPersonYear: number;
};

/** What a form says; the two halves and how unsure each input is, per cent either way. */
export type PlanningInputs = {
  readonly name: string;
  readonly unit: UnitInputs;
  readonly doctors: readonly DoctorInputs[];
  readonly uncertainty: Readonly<Record<PlanningInput, number>>;
};

/** Who takes part in a joint review. */
export type Participant = 'manager' | 'doctor' | 'supervisor' | 'studyDirector';

/** That manager and doctor have gone through a doctor's number together. */
export type PlanningReview = {
  readonly doctorId: string;
  /** The number they met: another number needs another review. */
  readonly target: number;
  /** Local date. */
  readonly heldOn: string;
  /** Each was confirmed, one by one, by whoever recorded the review. */
  readonly tookPart: readonly Participant[];
  readonly recordedAt: string;
  readonly by: { readonly staffMemberId: string; readonly role: StaffRole };
};

/** That a doctor's number became her or his ceiling. */
export type AppliedTarget = {
  readonly doctorId: string;
  readonly target: number;
  /** Local date from which the ceiling applies. */
  readonly from: string;
  readonly appliedAt: string;
};

/** One way to plan a unit, saved under a name to stand beside others. */
export type PlanningScenario = PlanningInputs & {
  readonly scenarioId: string;
  /** Rises with each saving; a review is of one version. */
  readonly version: number;
  readonly savedAt: string;
  readonly savedBy: StaffRole;
  readonly reviews: readonly PlanningReview[];
  /** Of all versions, oldest first. */
  readonly applied: readonly AppliedTarget[];
};
