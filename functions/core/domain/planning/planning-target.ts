import type { PlanningInput, PlanningRules } from './planning-rules.ts';
import { ageBands, professions } from './planning-rules.ts';
import type { DoctorInputs, PlanningInputs, UnitInputs } from './planning-scenario.ts';

/** What each input is multiplied by; 1 where it is not named. */
export type Shifts = { readonly [I in PlanningInput]?: number };

/** The way to a doctor's number, step by step: each is shown, so that it can be followed by hand. */
export interface PlanningSteps {
  /** Weeks a year at the unit. */
  readonly weeks: number;
  /** Hours such a week for patients: after other duties and supervision. */
  readonly hoursPerWeek: number;
  /** Hours a year for patients. */
  readonly patientHours: number;
  /** Of those, hours with the patient. */
  readonly directHours: number;
  readonly pace: number;
  /** Visits a year that the doctor has time for. */
  readonly visits: number;
  /** Ages × care burden, as far as the visits do not say it already. */
  readonly needFactor: number;
  /** Share (0–1) of the visits that others of the team take. */
  readonly relief: number;
  /** Visits a year that one listed person needs of the doctor. */
  readonly visitsPerPerson: number;
  /** People, before it is made whole. */
  readonly people: number;
}

/** The need beside the country's average, as far as the visits do not say it already. */
function needFactorOf(unit: UnitInputs, rules: PlanningRules, shifts: Shifts): number {
  const { needBasis, ages, burdenIndex } = unit;
  if (needBasis === 'measured') return 1;
  const burden = burdenIndex * (shifts.burdenIndex ?? 1);
  if (needBasis === 'burden') return burden;
  const age = ageBands.reduce((sum, band) => sum + (ages[band] / 100) * rules.ageWeights[band], 0);
  return age * (shifts.ages ?? 1) * burden;
}

/** Share (0–1) of the doctor's visits that others of the team take; where visits were counted here, none is taken twice. */
function reliefOf(unit: UnitInputs, { relief }: PlanningRules, shifts: Shifts): number {
  if (unit.people === 0 || unit.needBasis === 'measured') return 0;
  const thousands = unit.people / 1_000;
  const taken = professions.reduce(
    (sum, one) => sum + (unit.posts[one] / thousands) * relief.perPost[one],
    0,
  );
  return Math.min(1, (Math.min(taken, relief.atMost) * (shifts.teamRelief ?? 1)) / 100);
}

/**
 * A doctor's number by our own model (ADR 15), step by step: weeks × hours for patients × share with the patient ÷ time
 * a visit × pace ÷ visits a person. The guide value takes no part in it.
 */
export function planningSteps(
  doctor: DoctorInputs,
  unit: UnitInputs,
  rules: PlanningRules,
  shifts: Shifts = {},
): PlanningSteps {
  const at = (input: PlanningInput, value: number) => value * (shifts[input] ?? 1);
  const present = 1 - Math.min(1, at('absence', unit.absencePercent) / 100);
  const planned = at('weeksAtWork', doctor.weeksAtWork) - at('plannedAbsence', doctor.absenceWeeks);
  const weeks = Math.max(0, planned) * present;
  const duties =
    at('otherDuties', doctor.otherDuties) +
    at('supervisionGiven', doctor.supervisionGiven) +
    at('supervisionReceived', doctor.supervisionReceived);
  const working = (at('hoursPerWeek', doctor.hoursPerWeek) * at('share', doctor.share)) / 100;
  const hoursPerWeek = Math.max(0, working - duties);
  const patientHours = weeks * hoursPerWeek;
  const directHours = patientHours * Math.max(0, 1 - at('indirectTime', doctor.indirectPercent) / 100);
  const pace = at('pace', rules.pace[doctor.stage ?? doctor.experience]);
  const visits = ((directHours * 60) / at('minutesPerVisit', doctor.minutesPerVisit)) * pace;
  const needFactor = needFactorOf(unit, rules, shifts);
  const relief = reliefOf(unit, rules, shifts);
  const visitsPerPerson =
    at('visitsPerPersonYear', doctor.visitsPerPersonYear) * needFactor * Math.max(0.05, 1 - relief);
  const people = visits / visitsPerPerson;
  return {
    weeks,
    hoursPerWeek,
    patientHours,
    directHours,
    pace,
    visits,
    needFactor,
    relief,
    visitsPerPerson,
    people,
  };
}

/** People before they are made whole: of all doctors of a scenario, or of one. */
export function peopleOf(
  { doctors, unit }: Pick<PlanningInputs, 'doctors' | 'unit'>,
  rules: PlanningRules,
  shifts: Shifts = {},
): number {
  return doctors.reduce((sum, doctor) => sum + planningSteps(doctor, unit, rules, shifts).people, 0);
}
