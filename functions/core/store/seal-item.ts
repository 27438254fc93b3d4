import type { ChainHead } from '#domain/listing.ts';
import { type Seal, type SealedEvent, sealEvents } from '#domain/seal.ts';
import type { Item, ReadItem } from './attribute-value.ts';
import { mustBeAbsent, queryItems } from './calls.ts';
import type { Database } from './database.ts';
import { count, maps, text } from './fields.ts';
import { type Key, keys } from './keys.ts';
import { type Step, transact, transactionLimit } from './transaction.ts';

/** One seal and a marker for each of its events are one transaction. */
export const eventsASeal = transactionLimit - 1;

/**
 * Seals events of one unit and minute: the seal and, in each event's own stream, a marker put if absent, together.
 * An event that has its marker is in a seal already and is left out, so a record that comes twice, late or out of
 * order is harmless: each event is in exactly one seal (ADR 4).
 *
 * @returns how many were sealed here.
 */
export async function saveSeal(
  database: Database,
  sealedUnder: string,
  minute: string,
  events: readonly SealedEvent[],
): Promise<number> {
  let left = events.slice(0, eventsASeal);
  while (left.length > 0) {
    const seal = sealEvents(await readLastSeal(database, sealedUnder), sealedUnder, minute, left);
    const transacted = await transact(database, [
      { name: 'seal', table: 'events', put: toSealItem(seal), condition: mustBeAbsent },
      ...left.map((event, index) => markerStep(String(index), event, seal)),
    ]);
    if (transacted.ok) return left.length;
    const failed = new Set(transacted.failed.map((step) => step.name));
    left = left.filter((_, index) => !failed.has(String(index)));
  }
  return 0;
}

export function toSealItem({ sealedUnder, sequence, minute, events, previousHash, hash }: Seal): Item & Key {
  return { ...keys.seal(sealedUnder, sequence), minute, events, previousHash, hash };
}

export function fromSealItem(item: ReadItem): Seal {
  return {
    sealedUnder: text(item, 'pk').slice('SEAL#'.length),
    sequence: Number(text(item, 'sk')),
    minute: text(item, 'minute'),
    events: maps(item, 'events').map((event) => ({
      stream: text(event, 'stream'),
      sequence: count(event, 'sequence'),
      hash: text(event, 'hash'),
    })),
    previousHash: text(item, 'previousHash'),
    hash: text(item, 'hash'),
  };
}

/** The end of a unit's seals; the head before the first where there is none. */
async function readLastSeal(database: Database, sealedUnder: string): Promise<ChainHead> {
  const { pk } = keys.seal(sealedUnder, 0);
  const page = await queryItems(database, 'events', {
    partition: pk,
    newestFirst: true,
    consistent: true,
    limit: 1,
  });
  const last = page.items[0];
  return last ? { sequence: Number(text(last, 'sk')), hash: text(last, 'hash') } : { sequence: 0, hash: '' };
}

function markerStep(name: string, event: SealedEvent, { sealedUnder, sequence }: Seal): Step {
  const marker = { ...keys.sealedMarker(event.stream, event.sequence), sealedUnder, seal: sequence };
  return { name, table: 'events', put: marker, condition: mustBeAbsent };
}
