import {
  type BasisDecision,
  type BasisRefusal,
  type DecidedBasis,
  withBasis,
} from '#domain/basis-decision.ts';
import type { Item, ReadItem } from './attribute-value.ts';
import { mustBeAbsent, queryItems } from './calls.ts';
import { codeDates } from './capacity-code.ts';
import { readCareUnit, type StoredCareUnit, toProfileItem } from './care-unit-item.ts';
import type { Database } from './database.ts';
import { type Act, eventStep } from './event-item.ts';
import { text } from './fields.ts';
import { type Key, keys } from './keys.ts';
import { storeUnavailable } from './retry.ts';
import { type Step, transact } from './transaction.ts';

/** `UNIT#id / BASISDECISION#id`: put once, never written again. */
function toBasisDecisionItem(decision: BasisDecision): Item & Key {
  const { careUnitId, decisionId } = decision;
  return { ...keys.basisDecision(careUnitId, decisionId), decision: JSON.stringify(decision) };
}

export function fromBasisDecisionItem(item: ReadItem): BasisDecision {
  return JSON.parse(text(item, 'decision'));
}

/** The decisions on a unit's basis, consistent, newest first. */
export async function readBasisDecisions(database: Database, careUnitId: string): Promise<BasisDecision[]> {
  const { pk, sk } = keys.basisDecision(careUnitId, '');
  const { items } = await queryItems(database, 'main', {
    partition: pk,
    between: [sk, `${sk}~`],
    consistent: true,
  });
  return items.map(fromBasisDecisionItem).toSorted((a, b) => (a.registeredAt > b.registeredAt ? -1 : 1));
}

export type SavedBasis =
  | { readonly outcome: 'saved' }
  | { readonly outcome: 'refused'; readonly refusal: BasisRefusal }
  | { readonly outcome: 'no-such-unit' };

const tries = 8;

/**
 * Carries out a decision on a unit's basis: reads, lets the domain decide on what was read, and saves in one
 * transaction PROFILE (the chain's head), the days on CAPACITY with `rev` raised, the decision and the event.
 */
export async function saveBasisDecision(
  database: Database,
  careUnitId: string,
  decide: (unit: StoredCareUnit) => DecidedBasis,
  act: Act,
): Promise<SavedBasis> {
  for (let attempt = 1; attempt <= tries; attempt += 1) {
    const unit = await readCareUnit(database, careUnitId);
    if (!unit) return { outcome: 'no-such-unit' };
    const decided = decide(unit);
    if (!decided.ok) return { outcome: 'refused', refusal: decided.refusal };
    const { decision } = decided.event.data;
    const { profile, capacity } = withBasis(unit, decision);
    const event = eventStep('event', `UNIT#${careUnitId}`, unit.chain, decided.event, act);
    const steps: Step[] = [
      {
        name: 'profile',
        table: 'main',
        put: toProfileItem(profile, event.head),
        condition: { expression: 'e = :sequence', values: { sequence: unit.chain.sequence } },
      },
      {
        name: 'capacity',
        table: 'main',
        update: {
          key: keys.capacity(careUnitId),
          expression: 'SET l = :days, r = :rev',
          values: { days: codeDates(capacity.listableFrom, capacity.listableThrough), rev: capacity.rev },
        },
        condition: { expression: 'r = :before', values: { before: unit.capacity.rev } },
      },
      event.step,
      { name: 'decision', table: 'main', put: toBasisDecisionItem(decision), condition: mustBeAbsent },
    ];
    const transacted = await transact(database, steps);
    if (transacted.ok) return { outcome: 'saved' };
  }
  throw storeUnavailable(new Error('The unit was changed by someone else every time'));
}
