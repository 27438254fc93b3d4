import type { PlannedEvent } from '#domain/events.ts';
import type { ApplyDecided } from '#domain/planning/decide-apply-target.ts';
import type { PlanningDecided } from '#domain/planning/decide-planning.ts';
import type { PlanningRefusal } from '#domain/planning/planning-fault.ts';
import { afterPlanningEvent } from '#domain/planning/replay-planning.ts';
import type { RosterRefusal } from '#domain/roster-fault.ts';
import { readCareUnit, type StoredCareUnit, toProfileItem } from './care-unit-item.ts';
import type { Database } from './database.ts';
import { type Act, eventStep } from './event-item.ts';
import { goneScenarioItem, readScenarios, type StoredScenarios, toScenarioItem } from './planning-item.ts';
import { storeUnavailable } from './retry.ts';
import { type RosterAct, saveRosterPlan } from './save-roster.ts';
import { type Step, transact } from './transaction.ts';

/** A unit with its scenarios. The unit is read first: its chain's head is the condition of every act. */
export interface StoredPlanning extends StoredScenarios {
  readonly unit: StoredCareUnit;
}

export type SavedPlanning<R = PlanningRefusal> =
  | { readonly outcome: 'saved' }
  | { readonly outcome: 'refused'; readonly refusal: R }
  | { readonly outcome: 'no-such-unit' };

/** Staff of one unit rarely act at the same moment; each time one does, the domain is asked again. */
const tries = 8;

/** A unit and its scenarios, consistent enough to act on: what is saved since is met by the condition. */
export async function readPlanning(
  database: Database,
  careUnitId: string,
): Promise<StoredPlanning | undefined> {
  const unit = await readCareUnit(database, careUnitId);
  return unit && { unit, ...(await readScenarios(database, careUnitId)) };
}

/**
 * Carries out an act on a unit's scenarios: reads, lets the domain decide on what was read, and saves the scenario and
 * the event in one transaction. The head of the unit's chain is its condition, so two acts never cross.
 */
export async function savePlanningAct(
  database: Database,
  careUnitId: string,
  decide: (stored: StoredPlanning) => PlanningDecided,
  act: Act,
): Promise<SavedPlanning> {
  for (let attempt = 1; attempt <= tries; attempt += 1) {
    const stored = await readPlanning(database, careUnitId);
    if (!stored) return { outcome: 'no-such-unit' };
    const decided = decide(stored);
    if (!decided.ok) return { outcome: 'refused', refusal: decided.refusal };
    const { profile, chain } = stored.unit;
    const event = eventStep('event', `UNIT#${careUnitId}`, chain, decided.event, act);
    const head: Step = {
      name: 'profile',
      table: 'main',
      put: toProfileItem(profile, event.head),
      condition: { expression: 'e = :sequence', values: { sequence: chain.sequence } },
    };
    const transacted = await transact(database, [head, event.step, ...scenarioSteps(stored, decided.event)]);
    if (transacted.ok) return { outcome: 'saved' };
  }
  throw storeUnavailable(new Error('The unit was changed by someone else every time'));
}

/**
 * Makes a number a ceiling: the roster's plan, the scenario and both events in one transaction. The roster must be as
 * it was read; `roster-changed` where anybody was first.
 */
export async function saveAppliedTarget(
  database: Database,
  stored: StoredPlanning,
  decided: Extract<ApplyDecided, { ok: true }>,
  act: RosterAct,
): Promise<SavedPlanning<RosterRefusal>> {
  const along = { event: decided.event, steps: scenarioSteps(stored, decided.event) };
  const saved = await saveRosterPlan(database, stored.unit, decided.plan, act, along);
  return saved ? { outcome: 'saved' } : { outcome: 'refused', refusal: { slug: 'roster-changed' } };
}

/** The scenarios that an event changes, each as its item. */
function scenarioSteps({ unit, scenarios, orderOf, nextOrder }: StoredPlanning, event: PlannedEvent): Step[] {
  const { careUnitId } = unit.profile;
  const after = afterPlanningEvent(scenarios, event);
  if (!after) throw new Error(`${event.type} is not about planning`);
  const put = (item: ReturnType<typeof toScenarioItem>): Step => ({
    name: 'scenario',
    table: 'main',
    put: item,
  });
  return [
    ...after
      .filter((one) => !scenarios.includes(one))
      .map((one) => put(toScenarioItem(careUnitId, one, orderOf.get(one.scenarioId) ?? nextOrder))),
    ...scenarios
      .filter(({ scenarioId }) => !after.some((one) => one.scenarioId === scenarioId))
      .map(({ scenarioId }) =>
        put(goneScenarioItem(careUnitId, scenarioId, orderOf.get(scenarioId) ?? nextOrder)),
      ),
  ];
}
