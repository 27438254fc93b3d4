import { type AuditEvent, dataOf } from '#domain/events.ts';
import type { PlanningScenario } from './planning-scenario.ts';

/**
 * A unit's scenarios after an event of its stream; nothing for an event that is about something else. The store writes
 * what comes out, and replay arrives at the same.
 */
export function afterPlanningEvent(
  scenarios: readonly PlanningScenario[],
  event: Pick<AuditEvent, 'type' | 'data'>,
): readonly PlanningScenario[] | undefined {
  const saved = dataOf(event, 'planning-scenario-saved');
  if (saved) {
    const { scenario } = saved;
    const known = scenarios.some(({ scenarioId }) => scenarioId === scenario.scenarioId);
    return known
      ? scenarios.map((one) => (one.scenarioId === scenario.scenarioId ? scenario : one))
      : [...scenarios, scenario];
  }
  const removed = dataOf(event, 'planning-scenario-removed');
  if (removed) return scenarios.filter(({ scenarioId }) => scenarioId !== removed.scenarioId);
  const reviewed = dataOf(event, 'planning-reviewed');
  if (reviewed) {
    const { scenarioId, review } = reviewed;
    return changed(scenarios, scenarioId, (one) => ({
      ...one,
      reviews: [...one.reviews.filter(({ doctorId }) => doctorId !== review.doctorId), review],
    }));
  }
  const applied = dataOf(event, 'planning-target-applied');
  return (
    applied &&
    changed(scenarios, applied.scenarioId, (one) => ({ ...one, applied: [...one.applied, applied.applied] }))
  );
}

function changed(
  scenarios: readonly PlanningScenario[],
  scenarioId: string,
  change: (scenario: PlanningScenario) => PlanningScenario,
): readonly PlanningScenario[] {
  if (!scenarios.some((one) => one.scenarioId === scenarioId)) {
    throw new Error('The unit has no such scenario');
  }
  return scenarios.map((one) => (one.scenarioId === scenarioId ? change(one) : one));
}
