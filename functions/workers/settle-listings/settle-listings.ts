import { isDue } from '#domain/listing-at.ts';
import type { Database } from '#store/database.ts';
import { findDuePeople } from '#store/due-listings.ts';
import { readListing } from '#store/read-person.ts';
import { expireOffer, findExpired, settleListing } from '#store/settle-listing.ts';

/** What a run came to. Counts only: no line of a log names a person. */
export interface SettlingReport {
  readonly settled: number;
  /** Settled, cancelled or replaced by someone else since the index was written. */
  readonly leftAlone: number;
  readonly failed: number;
  /** Names of what went wrong, each once. */
  readonly faults: readonly string[];
}

/** Listings settled at a time: more would meet at the same units' counters. */
const atATime = 8;

/**
 * Makes every due choice current (ADR 5) and ends every offer that was not answered in time: those of today and of the seven local dates before, each by a transaction
 * of its own. One that fails does not stop the others; the next run takes it again.
 */
export async function settleListings(
  database: Database,
  { now, newId }: { readonly now: Date; readonly newId: () => string },
): Promise<SettlingReport> {
  const counts = { settled: 0, leftAlone: 0, failed: 0 };
  const faults = new Set<string>();
  for await (const people of findDuePeople(database, now)) {
    for (let from = 0; from < people.length; from += atATime) {
      const group = people.slice(from, from + atATime);
      const outcomes = await Promise.allSettled(
        group.map((personId) => settle(database, personId, now, newId)),
      );
      for (const outcome of outcomes) {
        if (outcome.status === 'fulfilled') counts[outcome.value] += 1;
        else {
          counts.failed += 1;
          faults.add(outcome.reason instanceof Error ? outcome.reason.name : typeof outcome.reason);
        }
      }
    }
  }
  return { ...counts, faults: [...faults] };
}

async function settle(
  database: Database,
  personId: string,
  now: Date,
  newId: () => string,
): Promise<'settled' | 'leftAlone'> {
  let listing = await readListing(database, personId);
  let outcome: 'settled' | 'leftAlone' = 'leftAlone';
  while (isDue(listing, now) || findExpired(listing, now)) {
    const settling = isDue(listing, now) ? settleListing : expireOffer;
    const settled = await settling(database, listing, { at: now, eventId: newId() });
    if (settled.settled) outcome = 'settled';
    listing = settled.listing;
  }
  return outcome;
}
