import type { WaitingEntryChange } from '#domain/plan.ts';
import { localDate } from '#domain/stockholm-time.ts';
import type { WaitingListName } from '#domain/waiting.ts';
import type { ReadItem } from './attribute-value.ts';
import { mustBeAbsent, queryItems, type ReadPage } from './calls.ts';
import type { Database } from './database.ts';
import { flag, text } from './fields.ts';
import { duePartition, keys } from './keys.ts';
import type { Step } from './transaction.ts';

/** One who waits, or to whom a place is held: only who, the rest stands on the listing. */
export interface WaitingEntry {
  readonly personId: string;
  readonly sequence: number;
  readonly offered: boolean;
}

/**
 * The step that begins, changes or ends an entry. An open offer stands in the index `effective` under the local date on
 * which it ends, so that the clock finds it.
 */
export function entryStep(name: string, personId: string, { place, ended }: WaitingEntryChange): Step {
  const { careUnitId, doctorId, sequence, offer } = place;
  const key = keys.waiting(careUnitId, doctorId, sequence);
  const mustBe = { expression: 'personId = :person', values: { person: personId } };
  if (ended) return { name, table: 'main', delete: key, condition: mustBe };
  const due = offer && { duePartition: duePartition(localDate(new Date(offer.until)), personId) };
  return {
    name,
    table: 'main',
    put: { ...key, personId, offered: offer !== undefined, ...due },
    condition: offer ? mustBe : mustBeAbsent,
  };
}

/**
 * The first of a list who has no offer yet. Entries with an open offer stand before; there are at most as many as places
 * opened at once.
 */
export async function findFirstWaiting(
  database: Database,
  list: WaitingListName,
): Promise<WaitingEntry | undefined> {
  for await (const entry of readEntries(database, list)) if (!entry.offered) return entry;
  return undefined;
}

/** Everyone in a list, in its order: for the worker that draws the map, never for a request. */
export async function* readEntries(
  database: Database,
  { careUnitId, doctorId }: WaitingListName,
): AsyncGenerator<WaitingEntry> {
  const { pk, sk } = keys.waiting(careUnitId, doctorId, 0);
  let startKey: ReadPage['next'];
  do {
    const page = await queryItems(database, 'main', {
      partition: pk,
      between: [sk, '9999999999'],
      consistent: true,
      startKey,
    });
    yield* page.items.map(toEntry);
    startKey = page.next;
  } while (startKey);
}

function toEntry(item: ReadItem): WaitingEntry {
  return {
    personId: text(item, 'personId'),
    sequence: Number(text(item, 'sk')),
    offered: flag(item, 'offered'),
  };
}
