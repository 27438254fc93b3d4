import type { PlanningScenario } from '#domain/planning/planning-scenario.ts';
import type { Item, ReadItem } from './attribute-value.ts';
import { queryItems } from './calls.ts';
import type { Database } from './database.ts';
import { count, text } from './fields.ts';
import { type Key, keys } from './keys.ts';

/** `PLANNING#unit / SCENARIO#id`: one JSON text, for it is written and read whole; `n` is the order of making. */
export function toScenarioItem(careUnitId: string, scenario: PlanningScenario, order: number): Item & Key {
  return {
    ...keys.planningScenario(careUnitId, scenario.scenarioId),
    scenario: JSON.stringify(scenario),
    n: order,
  };
}

/** What is left of a scenario that was removed: nobody deletes anything of a unit, and its events stay. */
export function goneScenarioItem(careUnitId: string, scenarioId: string, order: number): Item & Key {
  return { ...keys.planningScenario(careUnitId, scenarioId), gone: true, n: order };
}

export function isScenarioItem(item: ReadItem): boolean {
  return text(item, 'sk').startsWith('SCENARIO#') && item.gone === undefined;
}

export function fromScenarioItem(item: ReadItem): PlanningScenario {
  return JSON.parse(text(item, 'scenario'));
}

/** A unit's scenarios, oldest first, each with its place in the order. */
export interface StoredScenarios {
  readonly scenarios: readonly PlanningScenario[];
  readonly orderOf: ReadonlyMap<string, number>;
  /** The order of the next one; those that were removed keep theirs. */
  readonly nextOrder: number;
}

/** All scenarios of a unit, consistent, by one `Query` (more only past a mebibyte). */
export async function readScenarios(database: Database, careUnitId: string): Promise<StoredScenarios> {
  const partition = keys.planningScenario(careUnitId, '').pk;
  const items: ReadItem[] = [];
  let startKey: Awaited<ReturnType<typeof queryItems>>['next'];
  do {
    const page = await queryItems(database, 'main', { partition, consistent: true, startKey });
    items.push(...page.items);
    startKey = page.next;
  } while (startKey);
  const inOrder = items.filter(isScenarioItem).toSorted((a, b) => count(a, 'n') - count(b, 'n'));
  return {
    scenarios: inOrder.map(fromScenarioItem),
    orderOf: new Map(inOrder.map((item) => [fromScenarioItem(item).scenarioId, count(item, 'n')])),
    nextOrder: Math.max(0, ...items.map((item) => count(item, 'n'))) + 1,
  };
}
