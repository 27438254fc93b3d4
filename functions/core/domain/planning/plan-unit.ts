import type { NamedDoctorRules } from '#domain/named-doctor-rules.ts';
import { type PlanningRange, rangeOf, type Sensitivity, sensitivitiesOf } from './planning-range.ts';
import type { PlanningRules } from './planning-rules.ts';
import type { DoctorInputs, PlanningInputs } from './planning-scenario.ts';
import { type PlanningSteps, peopleOf, planningSteps } from './planning-target.ts';

/** A doctor's proposed number, the way to it, and what moves it. */
export interface PlannedDoctor extends PlanningRange {
  readonly doctorId: string;
  readonly steps: PlanningSteps;
  readonly sensitivities: readonly Sensitivity[];
  /** The national guide value at the doctor's share of full time: stands beside, takes no part. */
  readonly guideValue: number;
}

/** The unit's proposed number and what it says about posts. */
export interface PlannedUnit extends PlanningRange {
  readonly doctors: readonly PlannedDoctor[];
  /** Of the unit's sum: an input moves for all doctors together. */
  readonly sensitivities: readonly Sensitivity[];
  readonly guideValue: number;
  /** Full-time doctors of the scenario. */
  readonly fullTimeDoctors: number;
  /** People a full-time doctor, on average; 0 without doctors. */
  readonly perFullTimeDoctor: number;
  /** Places above the number listed; below 0: listed above the number. */
  readonly roomFor: number;
  /** Full-time posts without a doctor in the scenario. */
  readonly vacantPosts: number;
  /** The number if doctors like the average one held the vacant posts. */
  readonly withVacantPosts: number;
  /** Full-time doctors like the average one for those listed; absent where there is no average. */
  readonly doctorsForListed?: number;
}

type GuideValues = NamedDoctorRules['guideValues'];

function planDoctor(
  doctor: DoctorInputs,
  inputs: PlanningInputs,
  rules: PlanningRules,
  guideValues: GuideValues,
): PlannedDoctor {
  const steps = planningSteps(doctor, inputs.unit, rules);
  const sensitivities = sensitivitiesOf({ ...inputs, doctors: [doctor] }, rules);
  return {
    doctorId: doctor.doctorId,
    steps,
    sensitivities,
    ...rangeOf(steps.people, sensitivities),
    guideValue: guideValueOf(doctor, guideValues),
  };
}

/** Socialstyrelsen's guide value at a share of full time; whole people. */
function guideValueOf({ share, stage }: DoctorInputs, guideValues: GuideValues): number {
  const fullTime = stage === undefined ? guideValues.specialist : guideValues.doctorInTraining;
  return Math.round((fullTime * share) / 100);
}

/**
 * Both halves worked out: each doctor, and the unit as the sum of what the doctors were given, so that the two never
 * say different things. Pure; nothing here blocks anybody.
 */
export function planUnit(
  inputs: PlanningInputs,
  rules: PlanningRules,
  guideValues: GuideValues,
): PlannedUnit {
  const { unit } = inputs;
  const doctors = inputs.doctors.map((doctor) => planDoctor(doctor, inputs, rules, guideValues));
  const target = doctors.reduce((sum, doctor) => sum + doctor.target, 0);
  const sensitivities = sensitivitiesOf(inputs, rules);
  const fullTimeDoctors = inputs.doctors.reduce((sum, { share }) => sum + share, 0) / 100;
  const perFullTimeDoctor = fullTimeDoctors === 0 ? 0 : target / fullTimeDoctors;
  const vacantPosts = Math.max(0, unit.doctorPosts - fullTimeDoctors);
  return {
    ...rangeOf(peopleOf(inputs, rules), sensitivities, target),
    doctors,
    sensitivities,
    guideValue: doctors.reduce((sum, { guideValue }) => sum + guideValue, 0),
    fullTimeDoctors,
    perFullTimeDoctor,
    roomFor: target - unit.people,
    vacantPosts,
    withVacantPosts: target + Math.floor(vacantPosts * perFullTimeDoctor),
    ...(perFullTimeDoctor > 0 && { doctorsForListed: unit.people / perFullTimeDoctor }),
  };
}
