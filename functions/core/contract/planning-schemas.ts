import * as z from 'zod';
import {
  ageBands,
  doctorNumbers,
  experiences,
  needBases,
  planningInputs,
  professions,
  trainingStages,
  unitNumbers,
} from './planning-words.ts';
import { staffRole } from './staff-roles.ts';
import { careUnitId, date, doctorCategory, doctorId, instant, writtenLine } from './values.ts';

/** Ids of scenarios: 26 lower-case base 32 characters. */
const scenarioId = z.string().regex(/^[a-z0-9]{26}$/);

/** Planning schemas take what a form can hold: `null` is what was typed and is no number. The domain judges by field. */
const typed = z.number().nullable();
const numbersTyped = <const K extends string>(names: readonly K[]) => z.strictObject(typedFields(names));
const numbers = <const K extends string>(names: readonly K[]) => z.object(numberFields(names));
const version = z.int().min(0);
const typedDate = writtenLine(20).describe('Local date YYYY-MM-DD; judged with the other values');

const words = {
  needBasis: z.enum(needBases),
  experience: z.enum(experiences),
  stage: z.enum(trainingStages).optional().describe('Of a doctor in training'),
};

/** What a form says of a scenario: the two halves, and how unsure each input is (per cent either way). */
const planningWanted = z.strictObject({
  name: writtenLine(200),
  unit: z.strictObject({
    needBasis: words.needBasis,
    ...typedFields(unitNumbers),
    ages: numbersTyped(ageBands),
    posts: numbersTyped(professions),
  }),
  doctors: z
    .array(
      z.strictObject({
        doctorId,
        experience: words.experience,
        stage: words.stage,
        ...typedFields(doctorNumbers),
      }),
    )
    .max(32),
  uncertainty: numbersTyped(planningInputs),
});

/** A required number for each name. */
function typedFields<const K extends string>(names: readonly K[]): Record<K, typeof typed>;
function typedFields(names: readonly string[]): Record<string, typeof typed> {
  return Object.fromEntries(names.map((name) => [name, typed]));
}
function numberFields<const K extends string>(names: readonly K[]): Record<K, z.ZodNumber>;
function numberFields(names: readonly string[]): Record<string, z.ZodNumber> {
  return Object.fromEntries(names.map((name) => [name, z.number()]));
}

/** The inputs as they are kept. */
export const planningInputsTold = z.object({
  name: z.string(),
  unit: z.object({
    needBasis: words.needBasis,
    ...numberFields(unitNumbers),
    ages: numbers(ageBands),
    posts: numbers(professions),
  }),
  doctors: z.array(
    z.object({
      doctorId,
      experience: words.experience,
      stage: words.stage,
      ...numberFields(doctorNumbers),
    }),
  ),
  uncertainty: numbers(planningInputs),
});

const sensitivity = z.object({
  input: z.enum(planningInputs),
  uncertainty: z.number().describe('Per cent either way'),
  low: z.number(),
  high: z.number(),
});
const range = { target: z.int(), low: z.int(), high: z.int(), guideValue: z.int() };

const reviewState = z.enum(['missing', 'outdated', 'done']);
const participant = z.enum(['manager', 'doctor', 'supervisor', 'studyDirector']);

/** A doctor's number, the way to it, and what has become of it. */
const plannedDoctor = z.object({
  doctorId,
  name: z.string(),
  /** Absent where the doctor is no longer on the roster. */
  category: doctorCategory.optional(),
  ...range,
  listed: z.int().describe('People who have the doctor now'),
  ceiling: z.int().optional().describe('In force now; absent: none'),
  steps: z.object({
    weeks: z.number(),
    hoursPerWeek: z.number(),
    patientHours: z.number(),
    directHours: z.number(),
    pace: z.number(),
    visits: z.number(),
    needFactor: z.number(),
    relief: z.number(),
    visitsPerPerson: z.number(),
    people: z.number(),
  }),
  sensitivities: z.array(sensitivity),
  needs: z.array(participant).describe('Who must take part in the joint review'),
  reviewState,
  review: z
    .object({
      target: z.int(),
      heldOn: date,
      tookPart: z.array(participant),
      recordedAt: instant,
      role: staffRole,
    })
    .optional(),
  applied: z.object({ target: z.int(), from: date, appliedAt: instant }).optional(),
});

const plannedUnit = z.object({
  ...range,
  people: z.int(),
  fullTimeDoctors: z.number(),
  perFullTimeDoctor: z.number(),
  roomFor: z.int(),
  vacantPosts: z.number(),
  withVacantPosts: z.int(),
  doctorsForListed: z.number().optional(),
});

const head = { scenarioId, version, name: z.string(), savedAt: instant, savedBy: staffRole };
const page = {
  careUnit: z.object({ careUnitId, name: z.string() }),
  today: date,
  mayChange: z.boolean(),
};

const bound = z.object({ min: z.number(), max: z.number() });
const bounds = z.object({
  people: bound,
  ages: bound,
  burdenIndex: bound,
  doctorPosts: bound,
  absencePercent: bound,
  posts: bound,
  share: bound,
  hoursPerWeek: bound,
  weeksAtWork: bound,
  absenceWeeks: bound,
  otherDuties: bound,
  supervisionGiven: bound,
  supervisionReceived: bound,
  indirectPercent: bound,
  minutesPerVisit: bound,
  visitsPerPersonYear: bound,
  uncertainty: bound,
});

export const planningOfUnitAnswer = z.object({
  ...page,
  scenarios: z.array(
    z.object({
      ...head,
      unit: plannedUnit,
      doctors: z.array(plannedDoctor.pick({ doctorId: true, name: true, target: true, reviewState: true })),
      inputs: planningInputsTold,
    }),
  ),
  /** How many scenarios a unit can have. */
  atMost: z.int(),
  guideValues: z.object({ specialist: z.int(), doctorInTraining: z.int() }),
});

/** What a new scenario begins with, and what its form may hold. */
export const planningStartAnswer = z.object({
  ...page,
  inputs: planningInputsTold.omit({ name: true }),
  bounds,
  doctors: z.array(z.object({ doctorId, name: z.string(), category: doctorCategory })),
});

export const planningScenarioAnswer = z.object({
  ...page,
  ...head,
  rev: z.int().min(0).describe('Of the roster: the act that sets a ceiling carries it'),
  inputs: planningInputsTold,
  bounds,
  unit: plannedUnit.extend({ sensitivities: z.array(sensitivity) }),
  doctors: z.array(plannedDoctor),
  coefficients: z.object({
    pace: numbers([...experiences, ...trainingStages]),
    ageWeights: numbers(ageBands),
    reliefPerPost: numbers(professions),
    reliefAtMost: z.number(),
  }),
  guideValues: z.object({ specialist: z.int(), doctorInTraining: z.int() }),
});

export const planningParams = z.strictObject({ careUnitId });
export const planningScenarioParams = z.strictObject({ careUnitId, scenarioId });
export const planningDoctorParams = z.strictObject({ careUnitId, scenarioId, doctorId });

export const newScenarioBody = z.strictObject({ scenario: planningWanted });
export const changeScenarioBody = z.strictObject({ version, scenario: planningWanted });
export const removeScenarioBody = z.strictObject({ version });

/** The joint review of a doctor's number: the day, and each participant confirmed. */
export const planningReviewBody = z.strictObject({
  version,
  target: z.int().min(0).describe('The number that was on the page'),
  heldOn: typedDate,
  manager: z.boolean(),
  doctor: z.boolean(),
  supervisor: z.boolean(),
  studyDirector: z.enum(['notNeeded', 'tookPart', 'awaited']),
});
export const applyTargetBody = z.strictObject({ version, rev: z.int().min(0), from: typedDate });

export const scenarioSaved = z.object({ scenarioId });
export const targetApplied = z.object({ doctorId, target: z.int() });
