import { decideChangeRosterEntries } from '#domain/decide-roster-many.ts';
import type { PlannedEvent } from '#domain/events.ts';
import type { RosterPlan } from '#domain/roster-change.ts';
import type { RosterState } from '#domain/roster-entry.ts';
import type { RosterRefusal } from '#domain/roster-fault.ts';
import { type PlanningState, targetOf } from './decide-planning.ts';
import { type PlanningRefusal, refusePlanning } from './planning-fault.ts';
import { isReviewed } from './planning-review.ts';
import type { PlanningRules } from './planning-rules.ts';

export type ApplyDecided =
  | { readonly ok: true; readonly plan: RosterPlan; readonly event: PlannedEvent }
  | { readonly ok: false; readonly refusal: PlanningRefusal | RosterRefusal };

/**
 * Makes a doctor's proposed number the doctor's ceiling, from a local date: the roster's own change of a ceiling, so
 * that its history and its undo apply, and an event that says where the number came from. Only after the joint review,
 * and only of the very number that was reviewed. Refusals: `not-found`, `planning-changed`, `planning-review-missing`,
 * `planning-inputs-invalid` for a date or a number that no ceiling can have, `roster-unchanged`.
 */
export function decideApplyTarget(
  { careUnitId, scenarios }: PlanningState,
  roster: RosterState,
  {
    scenarioId,
    doctorId,
    version,
    from,
  }: {
    scenarioId: string;
    doctorId: string;
    version: number;
    from: string;
  },
  rules: PlanningRules,
  now: Date,
): ApplyDecided {
  const scenario = scenarios.find((one) => one.scenarioId === scenarioId);
  const doctor = roster.doctors.find((one) => one.doctorId === doctorId);
  const target = scenario && targetOf(scenario, doctorId, rules);
  if (!scenario || !doctor || target === undefined) return refusePlanning({ slug: 'not-found' });
  if (scenario.version !== version) return refusePlanning({ slug: 'planning-changed' });
  const review = scenario.reviews.find((one) => one.doctorId === doctorId);
  if (!isReviewed(review, target, doctor)) return refusePlanning({ slug: 'planning-review-missing' });
  const ceiling = { value: target, from };
  const decided = decideChangeRosterEntries(roster, { doctorIds: [doctorId], ceiling }, now);
  if (!decided.ok) return { ok: false, refusal: asPlanning(decided.refusal) };
  const applied = { doctorId, target, from, appliedAt: now.toISOString() };
  return {
    ok: true,
    plan: decided.plan,
    event: { type: 'planning-target-applied', sealedUnder: careUnitId, data: { scenarioId, applied } },
  };
}

/** The roster's faults of a ceiling, told at the fields of the act. */
function asPlanning(refusal: RosterRefusal): PlanningRefusal | RosterRefusal {
  if (refusal.slug !== 'roster-entry-invalid') return refusal;
  return {
    slug: 'planning-inputs-invalid',
    faults: refusal.faults.map(({ reason }) => ({
      field: 'from',
      reason:
        reason === 'ceiling-in-the-past' || reason === 'ceiling-out-of-range' ? reason : 'date-not-valid',
    })),
  };
}
