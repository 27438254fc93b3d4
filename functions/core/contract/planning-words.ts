import type {
  AgeBand,
  Experience,
  PlanningInput,
  Profession,
  TrainingStage,
} from '#domain/planning/planning-rules.ts';
import type { NeedBasis } from '#domain/planning/planning-scenario.ts';

/** Words of planning that forms offer; no schema here, so that pages may read them. */
export const ageBands = ['age0to17', 'age18to64', 'age65to79', 'age80'] as const satisfies readonly AgeBand[];

export const professions = [
  'nurse',
  'psychosocial',
  'physiotherapist',
  'otherProfession',
] as const satisfies readonly Profession[];

export const needBases = ['ageAndBurden', 'burden', 'measured'] as const satisfies readonly NeedBasis[];

export const experiences = [
  'underTwoYears',
  'twoToFiveYears',
  'overFiveYears',
] as const satisfies readonly Experience[];

export const trainingStages = ['early', 'middle', 'late'] as const satisfies readonly TrainingStage[];

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
] as const satisfies readonly PlanningInput[];

/** A doctor's numbers, in the order in which they are asked. */
export const doctorNumbers = [
  'share',
  'hoursPerWeek',
  'weeksAtWork',
  'absenceWeeks',
  'otherDuties',
  'supervisionGiven',
  'supervisionReceived',
  'indirectPercent',
  'minutesPerVisit',
  'visitsPerPersonYear',
] as const;

/** The unit's numbers beside ages and posts, in the order in which they are asked. */
export const unitNumbers = ['people', 'burdenIndex', 'doctorPosts', 'absencePercent'] as const;
