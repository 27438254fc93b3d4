import { ceilingAt } from '#domain/admission.ts';
import { type PlannedDoctor, type PlannedUnit, planUnit } from '#domain/planning/plan-unit.ts';
import { planningRulesOf } from '#domain/planning/planning-defaults.ts';
import { isReviewed, participantsNeeded } from '#domain/planning/planning-review.ts';
import type { PlanningInputs, PlanningScenario } from '#domain/planning/planning-scenario.ts';
import type { Policy } from '#domain/policy.ts';
import { findEntry, listedWith } from '#domain/roster-entry.ts';
import type { StoredCareUnit } from '#store/care-unit-item.ts';

/** A scenario with its numbers worked out by the region's coefficients of now. */
export function plannedOf(scenario: PlanningScenario, policy: Policy): PlannedUnit {
  return planUnit(scenario, planningRulesOf(policy), policy.namedDoctor.guideValues);
}

/** A doctor's number as its page tells it: with places now, the review and what it became. */
export function doctorView(
  unit: StoredCareUnit,
  scenario: PlanningScenario,
  planned: PlannedDoctor,
  now: Date,
) {
  const { doctorId, target, low, high, guideValue } = planned;
  const entry = findEntry(unit, doctorId);
  const review = scenario.reviews.find((one) => one.doctorId === doctorId);
  const applied = scenario.applied.findLast((one) => one.doctorId === doctorId);
  const ceiling = entry && ceilingAt(entry, now);
  return {
    doctorId,
    name: entry?.doctor.name ?? doctorId,
    ...(entry && { category: entry.doctor.facts.category }),
    target,
    low,
    high,
    guideValue,
    listed: listedWith(unit, doctorId),
    ...(typeof ceiling === 'number' && { ceiling }),
    steps: { ...planned.steps },
    sensitivities: planned.sensitivities.map((one) => ({ ...one })),
    needs: entry ? [...participantsNeeded(entry.doctor)] : [],
    reviewState: reviewStateOf(entry?.doctor, review, target),
    ...(review && {
      review: {
        target: review.target,
        heldOn: review.heldOn,
        tookPart: [...review.tookPart],
        recordedAt: review.recordedAt,
        role: review.by.role,
      },
    }),
    ...(applied && { applied: { target: applied.target, from: applied.from, appliedAt: applied.appliedAt } }),
  };
}

function reviewStateOf(
  doctor: StoredCareUnit['doctors'][number] | undefined,
  review: PlanningScenario['reviews'][number] | undefined,
  target: number,
): 'missing' | 'outdated' | 'done' {
  if (!review || !doctor) return 'missing';
  return isReviewed(review, target, doctor) ? 'done' : 'outdated';
}

/** The unit's numbers without what moves them. */
export function unitView(scenario: PlanningInputs, planned: PlannedUnit) {
  const { target, low, high, guideValue, fullTimeDoctors, perFullTimeDoctor } = planned;
  const { roomFor, vacantPosts, withVacantPosts, doctorsForListed } = planned;
  return {
    target,
    low,
    high,
    guideValue,
    people: scenario.unit.people,
    fullTimeDoctors,
    perFullTimeDoctor,
    roomFor,
    vacantPosts,
    withVacantPosts,
    ...(doctorsForListed !== undefined && { doctorsForListed }),
  };
}

/** The inputs as a form takes them. */
export function inputsView({ name, unit, doctors, uncertainty }: PlanningInputs) {
  return {
    name,
    unit: { ...unit, ages: { ...unit.ages }, posts: { ...unit.posts } },
    doctors: doctors.map((doctor) => ({ ...doctor })),
    uncertainty: { ...uncertainty },
  };
}
