import type { PlannedEvent } from '#domain/events.ts';
import type { RosterDoctor } from '#domain/roster.ts';
import type { StaffRole } from '#domain/staff-assignment.ts';
import { checkPlanningInputs, inputsOf, nameOf, type PlanningWanted } from './check-planning-inputs.ts';
import { type PlanningRefusal, refusePlanning } from './planning-fault.ts';
import { wholePeople } from './planning-range.ts';
import { checkReview, type ReviewWanted, tookPart } from './planning-review.ts';
import type { PlanningRules } from './planning-rules.ts';
import type { PlanningScenario } from './planning-scenario.ts';
import { planningSteps } from './planning-target.ts';

/** A unit's scenarios as a decision meets them. */
export interface PlanningState {
  readonly careUnitId: string;
  readonly scenarios: readonly PlanningScenario[];
  readonly doctors: readonly RosterDoctor[];
}

export type PlanningDecided =
  | { readonly ok: true; readonly event: PlannedEvent }
  | { readonly ok: false; readonly refusal: PlanningRefusal };

/** Who acts. */
export interface PlanningActor {
  readonly staffMemberId: string;
  readonly role: StaffRole;
}

/** More than anybody compares; keeps the partition a single read. */
export const scenariosAtMost = 12;

/**
 * Saves a scenario, new (version 0) or changed. A changed one loses its reviews: they were of other numbers. Refusals:
 * `planning-inputs-invalid`, `planning-changed`, `planning-scenario-limit`.
 */
export function decideSaveScenario(
  { careUnitId, scenarios, doctors }: PlanningState,
  {
    scenarioId,
    version,
    wanted,
    by,
  }: { scenarioId: string; version: number; wanted: PlanningWanted; by: PlanningActor },
  now: Date,
): PlanningDecided {
  const before = scenarios.find((one) => one.scenarioId === scenarioId);
  if ((before?.version ?? 0) !== version) {
    return refusePlanning({ slug: before ? 'planning-changed' : 'not-found' });
  }
  if (!before && scenarios.length >= scenariosAtMost) {
    return refusePlanning({ slug: 'planning-scenario-limit' });
  }
  const others = scenarios.filter((one) => one !== before).map(({ name }) => nameOf(name));
  const faults = checkPlanningInputs(wanted, doctors, others);
  if (faults.length > 0) return refusePlanning({ slug: 'planning-inputs-invalid', faults });
  const scenario: PlanningScenario = {
    ...inputsOf(wanted),
    scenarioId,
    version: version + 1,
    savedAt: now.toISOString(),
    savedBy: by.role,
    reviews: [],
    applied: before?.applied ?? [],
  };
  return {
    ok: true,
    event: { type: 'planning-scenario-saved', sealedUnder: careUnitId, data: { scenario } },
  };
}

/** Takes a scenario out of the comparison; its events stay. Refusals: `not-found`, `planning-changed`. */
export function decideRemoveScenario(
  { careUnitId, scenarios }: PlanningState,
  { scenarioId, version }: { scenarioId: string; version: number },
): PlanningDecided {
  const scenario = scenarios.find((one) => one.scenarioId === scenarioId);
  if (!scenario) return refusePlanning({ slug: 'not-found' });
  if (scenario.version !== version) return refusePlanning({ slug: 'planning-changed' });
  return {
    ok: true,
    event: { type: 'planning-scenario-removed', sealedUnder: careUnitId, data: { scenarioId } },
  };
}

/**
 * Records that those who must have gone through a doctor's number together. It is of the number they met: where the
 * scenario or the region's coefficients give another by now, it is refused. Refusals: `not-found`, `planning-changed`,
 * `planning-inputs-invalid`.
 */
export function decideRecordReview(
  { careUnitId, scenarios, doctors }: PlanningState,
  {
    scenarioId,
    doctorId,
    version,
    target,
    wanted,
    by,
  }: {
    scenarioId: string;
    doctorId: string;
    version: number;
    target: number;
    wanted: ReviewWanted;
    by: PlanningActor;
  },
  rules: PlanningRules,
  now: Date,
): PlanningDecided {
  const scenario = scenarios.find((one) => one.scenarioId === scenarioId);
  const entry = doctors.find((one) => one.doctorId === doctorId);
  if (!scenario || !entry || targetOf(scenario, doctorId, rules) === undefined) {
    return refusePlanning({ slug: 'not-found' });
  }
  if (scenario.version !== version || targetOf(scenario, doctorId, rules) !== target) {
    return refusePlanning({ slug: 'planning-changed' });
  }
  const faults = checkReview(wanted, entry, now);
  if (faults.length > 0) return refusePlanning({ slug: 'planning-inputs-invalid', faults });
  const { heldOn } = wanted;
  const review = {
    doctorId,
    target,
    heldOn,
    tookPart: tookPart(wanted),
    recordedAt: now.toISOString(),
    by: { staffMemberId: by.staffMemberId, role: by.role },
  };
  return {
    ok: true,
    event: { type: 'planning-reviewed', sealedUnder: careUnitId, data: { scenarioId, review } },
  };
}

/** A doctor's number in a scenario, whole; nothing where the doctor is not in it. */
export function targetOf(
  scenario: PlanningScenario,
  doctorId: string,
  rules: PlanningRules,
): number | undefined {
  const doctor = scenario.doctors.find((one) => one.doctorId === doctorId);
  return doctor && wholePeople(planningSteps(doctor, scenario.unit, rules).people);
}
