import { type ImportedListing, importListing } from '#domain/import-listing.ts';
import { noListing } from '#domain/listing.ts';
import { mustBeAbsent } from './calls.ts';
import { type CapacityMove, capacityStep } from './capacity-item.ts';
import type { Database } from './database.ts';
import { eventStep } from './event-item.ts';
import { toListingItem } from './listing-item.ts';
import { toPastItem } from './past-item.ts';
import type { Registrar } from './register-care-unit.ts';
import { type Step, transact, transactionLimit } from './transaction.ts';

/**
 * Takes over people's listings from another register, up to a hundred items a transaction: LISTING, PAST and event
 * of each person, and their units' counters, together. No cap is asked. A person who has a listing here already is
 * left as she or he is, so a run that was broken off may be run again.
 *
 * @throws where a unit or a doctor is not registered.
 */
export async function importListings(
  database: Database,
  listings: readonly ImportedListing[],
  registrar: Registrar,
): Promise<{ imported: number; already: number }> {
  let imported = 0;
  for (const batch of batches(byCareUnit(listings))) {
    imported += await importBatch(database, batch, registrar);
  }
  return { imported, already: listings.length - imported };
}

async function importBatch(
  database: Database,
  batch: readonly ImportedListing[],
  registrar: Registrar,
): Promise<number> {
  let left = batch;
  while (left.length > 0) {
    const transacted = await transact(database, stepsOf(left, registrar));
    if (transacted.ok) return left.length;
    const met = new Set(transacted.failed.map((step) => step.name));
    const still = left.filter(({ personId }) => !met.has(personId));
    if (still.length === left.length)
      throw new Error('A listing is imported to a unit that is not registered');
    left = still;
  }
  return 0;
}

/** A person's steps bear the person id as their name. */
function stepsOf(batch: readonly ImportedListing[], registrar: Registrar): Step[] {
  const moves = new Map<string, CapacityMove>();
  const people = batch.flatMap((given): Step[] => {
    const { listing, pasts, capacity, event: planned } = importListing(given);
    const { personId } = given;
    for (const move of capacity) moves.set(move.careUnitId, sum(moves.get(move.careUnitId), move));
    const act = { ...registrar, eventId: registrar.newId() };
    const event = eventStep(personId, `PERSON#${personId}`, noListing(personId).chain, planned, act);
    const item = toListingItem({ ...listing, chain: event.head });
    return [
      { name: personId, table: 'main', put: item, condition: mustBeAbsent },
      ...pasts.map((past): Step => ({ name: personId, table: 'main', put: toPastItem(personId, past) })),
      event.step,
    ];
  });
  const counters = [...moves.values()].map((move) => capacityStep(`capacity of ${move.careUnitId}`, move));
  return [...people, ...counters.filter((step) => step !== undefined)];
}

function sum(before: CapacityMove | undefined, move: CapacityMove): CapacityMove {
  if (!before) return move;
  const doctors: Record<string, number> = { ...before.doctors };
  for (const [doctorId, by] of Object.entries(move.doctors))
    doctors[doctorId] = (doctors[doctorId] ?? 0) + by;
  return {
    careUnitId: move.careUnitId,
    taken: before.taken + move.taken,
    doctors,
    declinedDoctor: before.declinedDoctor + move.declinedDoctor,
  };
}

/** People of one unit after each other, so that a batch moves few counters. */
function byCareUnit(listings: readonly ImportedListing[]): ImportedListing[] {
  const unitOf = (listing: ImportedListing) => listing.current?.careUnitId ?? '';
  return listings.toSorted((a, b) => unitOf(a).localeCompare(unitOf(b)));
}

function batches(listings: readonly ImportedListing[]): ImportedListing[][] {
  const all: ImportedListing[][] = [];
  let batch: ImportedListing[] = [];
  let items = 0;
  let units = new Set<string | undefined>();
  for (const listing of listings) {
    const size = 2 + (listing.pasts?.length ?? 0);
    units.add(listing.current?.careUnitId);
    if (items + size + units.size > transactionLimit) {
      all.push(batch);
      batch = [];
      items = 0;
      units = new Set([listing.current?.careUnitId]);
    }
    batch.push(listing);
    items += size;
  }
  return batch.length > 0 ? [...all, batch] : all;
}
