import type { PlannedEvent } from './events.ts';
import type { CurrentListing, NamedDoctor, Origin, PastListing, PersonListing } from './listing.ts';
import { type CapacityChange, importPlace, releasePlace } from './plan.ts';
import { localDate, midnightOf } from './stockholm-time.ts';

/** What another register says of a person's listing; what it does not say is left out. */
export interface ListingSaid {
  readonly careUnitId: string;
  /** Local dates. */
  readonly since: string;
  readonly doctorSince?: string;
  /** `imported` where the register does not say. */
  readonly origin: Origin;
  /** Absent: the register says nothing of a doctor. `null`: listed without one. */
  readonly doctorId?: string | null;
}

/** A listing that an import makes or changes, with what it does to counters. */
export interface ListingImport {
  readonly listing: PersonListing;
  readonly past?: PastListing;
  readonly capacity: readonly CapacityChange[];
  readonly event: PlannedEvent;
}

export type JudgedListing =
  | { readonly fate: 'new' | 'changed'; readonly plan: ListingImport }
  | { readonly fate: 'unchanged' | 'ownChoice' };

/**
 * What a register's word does to a listing. No cap and no ceiling is asked: it tells facts, it makes no choice. What the
 * person chose on the day of the file (`asOf`, local date) or later stands, and so does a choice that waits for midnight.
 * A choice from before that day is changed where the file says otherwise.
 */
export function judgeListing(
  before: PersonListing,
  said: ListingSaid,
  { asOf, now }: { readonly asOf: string; readonly now: Date },
): JudgedListing {
  const judged = judgeSaid(before, said, now);
  return judged.fate !== 'unchanged' && hasOwnChoice(before, asOf) ? { fate: 'ownChoice' } : judged;
}

function judgeSaid(before: PersonListing, said: ListingSaid, now: Date): JudgedListing {
  const { current } = before;
  if (!current) return { fate: 'new', plan: begin(before, freshListing(said)) };
  if (current.careUnitId === said.careUnitId) return judgeSameUnit(before, current, said);
  const after = freshListing(said);
  const until = after.since > current.since ? after.since : now.toISOString();
  const past: PastListing = { ...current, until, endedBy: 'register' };
  const capacity = [releasePlace(current), importPlace(after)];
  return { fate: 'changed', plan: correct(before, after, capacity, past) };
}

function hasOwnChoice({ current, pending, changes }: PersonListing, asOf: string): boolean {
  if (pending) return true;
  const chosen = [
    current?.receipt?.chosenAt,
    current?.doctorReceipt?.chosenAt,
    current && answeredAt(current.namedDoctor),
    ...changes.map(({ at }) => at),
  ];
  return chosen.some((at) => at !== undefined && localDate(new Date(at)) >= asOf);
}

/** When the person answered who is to be the doctor; nothing where somebody else said so. */
function answeredAt(named: NamedDoctor): string | undefined {
  if (named.kind === 'unanswered') return undefined;
  return named.kind !== 'doctor' || named.origin === 'chosen' ? named.since : undefined;
}

function judgeSameUnit(before: PersonListing, current: CurrentListing, said: ListingSaid): JudgedListing {
  const { origin } = said;
  const ownChoice = current.receipt !== undefined;
  const after: CurrentListing = {
    ...current,
    // Where somebody chose the unit, the receipt says since when and how.
    since: ownChoice ? current.since : midnightOf(said.since).toISOString(),
    origin: ownChoice || origin === 'imported' ? current.origin : origin,
    namedDoctor: doctorSaid(said, current.namedDoctor),
  };
  if (isSame(after, current)) return { fate: 'unchanged' };
  const moved = after.namedDoctor !== current.namedDoctor ? [movedDoctor(current, after)] : [];
  return { fate: 'changed', plan: correct(before, after, moved) };
}

function isSame(a: CurrentListing, b: CurrentListing): boolean {
  return a.since === b.since && a.origin === b.origin && a.namedDoctor === b.namedDoctor;
}

function doctorSaid(said: ListingSaid, present: NamedDoctor): NamedDoctor {
  const { doctorId } = said;
  if (doctorId === undefined) return present;
  if (doctorId === null) return present.kind === 'doctor' ? { kind: 'unanswered' } : present;
  if (present.kind === 'doctor' && present.doctorId === doctorId) return present;
  return freshDoctor(said, doctorId);
}

function freshDoctor({ since, doctorSince, origin }: ListingSaid, doctorId: string): NamedDoctor {
  return { kind: 'doctor', doctorId, origin, since: midnightOf(doctorSince ?? since).toISOString() };
}

function freshListing(said: ListingSaid): CurrentListing {
  const { careUnitId, since, origin, doctorId } = said;
  return {
    careUnitId,
    since: midnightOf(since).toISOString(),
    origin,
    namedDoctor: doctorId ? freshDoctor(said, doctorId) : { kind: 'unanswered' },
  };
}

/** The unit's own counter stands still: the two changes are one. */
function movedDoctor(before: CurrentListing, after: CurrentListing): CapacityChange {
  const [out, into] = [releasePlace(before), importPlace(after)];
  const doctors: Record<string, -1 | 1> = {};
  for (const id of Object.keys(out.doctors)) if (!Object.hasOwn(into.doctors, id)) doctors[id] = -1;
  for (const id of Object.keys(into.doctors)) if (!Object.hasOwn(out.doctors, id)) doctors[id] = 1;
  const declined = out.declinedDoctor + into.declinedDoctor;
  return {
    careUnitId: after.careUnitId,
    taken: 0,
    doctors,
    declinedDoctor: declined > 0 ? 1 : declined < 0 ? -1 : 0,
  };
}

function begin(before: PersonListing, current: CurrentListing): ListingImport {
  const { changes } = before;
  return {
    listing: { ...before, current, version: before.version + 1 },
    capacity: [importPlace(current)],
    event:
      before.version === 0
        ? {
            type: 'listing-imported',
            sealedUnder: current.careUnitId,
            data: { current, changes, pasts: [] },
          }
        : { type: 'listing-corrected', sealedUnder: current.careUnitId, data: { current } },
  };
}

function correct(
  before: PersonListing,
  current: CurrentListing,
  capacity: readonly CapacityChange[],
  past?: PastListing,
): ListingImport {
  return {
    listing: { ...before, current, version: before.version + 1 },
    capacity,
    ...(past && { past }),
    event: {
      type: 'listing-corrected',
      sealedUnder: current.careUnitId,
      data: { current, ...(past && { past }) },
    },
  };
}

/** What an undo needs of a listing that was imported. */
export interface ImportedBefore {
  /** The listing's version after the import: later ones mean that something built on it. */
  readonly version: number;
  readonly before?: CurrentListing;
  readonly past?: PastListing;
}

/**
 * Takes the import of a listing back by an event that says so. Nothing where anything happened to the listing since: the
 * person chose, or staff acted, on what the import had made.
 */
export function undoListingImport(
  listing: PersonListing,
  { version, before, past }: ImportedBefore,
): ListingImport | undefined {
  const { current } = listing;
  if (listing.version !== version || !current || listing.pending) return undefined;
  const sameUnit = before?.careUnitId === current.careUnitId;
  const capacity =
    before && sameUnit
      ? [movedDoctor(current, before)]
      : [releasePlace(current), ...(before ? [importPlace(before)] : [])];
  const { current: _, ...rest } = listing;
  return {
    listing: { ...rest, ...(before && { current: before }), version: version + 1 },
    capacity,
    event: {
      type: 'listing-import-undone',
      sealedUnder: current.careUnitId,
      data: {
        ...(before && { current: before }),
        undoes: listing.chain.sequence,
        ...(past && { resumed: past.until }),
      },
    },
  };
}
