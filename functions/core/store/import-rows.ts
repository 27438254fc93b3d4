import type { ListingImport } from '#domain/correct-listing.ts';
import type { PersonListing } from '#domain/listing.ts';
import type { CapacityChange } from '#domain/plan.ts';
import { registerCareUnit, withProfileDates } from '#domain/register.ts';
import type { CareUnitProfile } from '#domain/roster.ts';
import { mustBeAbsent } from './calls.ts';
import { type CapacityMove, capacityStep, toCapacityItem } from './capacity-item.ts';
import { type StoredCareUnit, toProfileItem } from './care-unit-item.ts';
import type { Database } from './database.ts';
import { eventStep } from './event-item.ts';
import { keys } from './keys.ts';
import { toListingItem } from './listing-item.ts';
import { gonePastItem, toPastItem } from './past-item.ts';
import type { Registrar } from './register-care-unit.ts';
import { type Step, transact } from './transaction.ts';

/** One person's listing that a batch of an import changes, or takes back. */
export interface ListingWrite {
  readonly before: PersonListing;
  readonly plan: ListingImport;
  /** `PAST#` item that is no longer so, by the listing's end. */
  readonly resumes?: Parameters<typeof toPastItem>[1];
}

/** People of one transaction: with three items each, two units each and the note of the batch, within the hundred. */
export const listingsATransaction = 16;

/**
 * Writes a batch of listings in one transaction with the note that it is done, so that it is done once however often it
 * is tried: LISTING on its version, PAST, event and the units' counters.
 *
 * @returns whether it was written; not where any of them changed meanwhile, or the note was there.
 */
export async function writeListings(
  database: Database,
  writes: readonly ListingWrite[],
  note: Step,
  registrar: Registrar,
): Promise<boolean> {
  const moves = new Map<string, CapacityMove>();
  const people = writes.flatMap(({ before, plan, resumes }): Step[] => {
    const { personId } = before;
    for (const change of plan.capacity)
      moves.set(change.careUnitId, sum(moves.get(change.careUnitId), change));
    const act = { ...registrar, eventId: registrar.newId() };
    const event = eventStep('event', `PERSON#${personId}`, before.chain, plan.event, act);
    const { version } = before;
    const steps: Step[] = [
      {
        name: 'listing',
        table: 'main',
        put: toListingItem({ ...plan.listing, chain: event.head }),
        condition: version === 0 ? mustBeAbsent : { expression: 'v = :version', values: { version } },
      },
      event.step,
    ];
    if (plan.past) steps.push({ name: 'past', table: 'main', put: toPastItem(personId, plan.past) });
    if (resumes) steps.push({ name: 'past', table: 'main', put: gonePastItem(personId, resumes) });
    return steps;
  });
  const counters = [...moves.values()].flatMap((move) => capacityStep('capacity', move) ?? []);
  return (await transact(database, [note, ...people, ...counters])).ok;
}

function sum(
  before: CapacityMove | undefined,
  { careUnitId, taken, doctors, declinedDoctor }: CapacityChange,
) {
  const all: Record<string, number> = { ...before?.doctors };
  for (const [doctorId, by] of Object.entries(doctors)) all[doctorId] = (all[doctorId] ?? 0) + by;
  return {
    careUnitId,
    taken: (before?.taken ?? 0) + taken,
    doctors: all,
    declinedDoctor: (before?.declinedDoctor ?? 0) + declinedDoctor,
  };
}

/** Registers a care unit that an import brings, without doctors and caps, with the note that it is done. */
export async function writeNewCareUnit(
  database: Database,
  profile: CareUnitProfile,
  note: Step,
  registrar: Registrar,
): Promise<boolean> {
  const { careUnitId } = profile;
  const planned = registerCareUnit({ profile, caps: [] });
  const act = { ...registrar, eventId: registrar.newId() };
  const event = eventStep('event', `UNIT#${careUnitId}`, { sequence: 0, hash: '' }, planned.event, act);
  const written = await transact(database, [
    note,
    { name: 'profile', table: 'main', put: toProfileItem(profile, event.head), condition: mustBeAbsent },
    { name: 'capacity', table: 'main', put: toCapacityItem(planned.capacity), condition: mustBeAbsent },
    { name: 'of region', table: 'main', put: { ...keys.careUnitOfRegion(careUnitId) } },
    event.step,
  ]);
  return written.ok;
}

/**
 * Replaces a unit's facts, and when one can be listed there, with an event; counters stay. `inRegion` puts it on the
 * region's list of units or takes it off. Not written where anybody changed the unit meanwhile, or, where `empty` is
 * asked for, somebody is listed there.
 */
export async function writeCareUnit(
  database: Database,
  unit: StoredCareUnit,
  change: {
    readonly profile: CareUnitProfile;
    readonly inRegion?: 'put' | 'take-off';
    readonly empty?: true;
  },
  note: Step,
  registrar: Registrar,
): Promise<boolean> {
  const { careUnitId } = unit.profile;
  const { profile, inRegion, empty } = change;
  const planned = { type: 'care-unit-changed', sealedUnder: careUnitId, data: { profile } } as const;
  const act = { ...registrar, eventId: registrar.newId() };
  const event = eventStep('event', `UNIT#${careUnitId}`, unit.chain, planned, act);
  const capacity = toCapacityItem(withProfileDates(unit.capacity, profile));
  const ofRegion = keys.careUnitOfRegion(careUnitId);
  const steps: Step[] = [
    note,
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
        expression: 'SET l = :listable, r = :rev',
        values: { listable: capacity.l, rev: capacity.r },
      },
      condition: {
        expression: empty ? 'r = :before AND t = :nobody' : 'r = :before',
        values: { before: unit.capacity.rev, ...(empty && { nobody: 0 }) },
      },
    },
    event.step,
  ];
  if (inRegion === 'put') steps.push({ name: 'of region', table: 'main', put: { ...ofRegion } });
  // Nobody deletes anything of a unit: what is left says that it is on no list.
  if (inRegion === 'take-off')
    steps.push({ name: 'of region', table: 'main', put: { ...ofRegion, gone: true } });
  return (await transact(database, steps)).ok;
}
