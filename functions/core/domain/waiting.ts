import type { PersonListing } from './listing.ts';
import type { CapacityChange } from './plan.ts';
import type { Policy } from './policy.ts';

/**
 * A place in a waiting list: for a care unit that is full, or for a named doctor there whose list is full. The order is
 * the sequence alone, a counter of that list and never a clock (trust I6, I7).
 * A type alias: it is said in events as a plain map.
 */
export type WaitingPlace = {
  readonly careUnitId: string;
  /** Waits for this doctor, at the unit where one is listed. Absent: waits for the unit. */
  readonly doctorId?: string;
  /** From 1 in its list. Never used twice. */
  readonly sequence: number;
  readonly joinedAt: string;
  /** Asked to be listed without a question when a place opens. */
  readonly automatic: boolean;
  /** A place is held for the person until then; afterwards it goes to the next. */
  readonly offer?: { readonly offeredAt: string; readonly until: string };
};

/** Why a place in a list ended without a listing or a doctor by it. */
export type WaitingEnd = 'left' | 'declined' | 'expired' | 'listed-elsewhere' | 'list-closed' | 'doctor-left';

/** Which list: a unit's own, or that of one doctor there. */
export interface WaitingListName {
  readonly careUnitId: string;
  readonly doctorId?: string | undefined;
}

/** What regions decide differently about waiting. */
export interface WaitingRules {
  /** Lists one may wait in at the same time. */
  readonly places: number;
  /** Whole days, to the end of the last one, in which an offer can be accepted. */
  readonly offerDays: number;
  /** Whether choosing another unit gives up the places in the lists of units. */
  readonly dropOnChoice: boolean;
  /** Months after which somebody who waits is asked whether the place is still wanted. */
  readonly askAgainMonths: number;
}

/**
 * Our own figures: national texts say first come, first served, and leave the rest to the region (RIV-TA carelisting
 * 2.1). A week is what an offer by letter needs to arrive and be answered. Stockholm drops the place when one
 * lists elsewhere; the default here favours the person.
 */
const waitingRules: WaitingRules = { places: 3, offerDays: 7, dropOnChoice: false, askAgainMonths: 6 };

/** The region's rules for waiting, or the default where its policy does not say. */
export function waitingRulesOf(policy: Pick<Policy, 'waiting'>): WaitingRules {
  return policy.waiting ?? waitingRules;
}

export function isSameList(a: WaitingListName, b: WaitingListName): boolean {
  return a.careUnitId === b.careUnitId && a.doctorId === b.doctorId;
}

/** The person's place in a list, or nothing. */
export function placeIn(
  listing: Pick<PersonListing, 'waiting'>,
  list: WaitingListName,
): WaitingPlace | undefined {
  return listing.waiting?.find((place) => isSameList(place, list));
}

/** The person's open offer of a list: a place is held there. An offer whose time has passed is none. */
export function openOffer(
  listing: Pick<PersonListing, 'waiting'>,
  list: WaitingListName,
  now: Date,
): WaitingPlace | undefined {
  const place = placeIn(listing, list);
  return place?.offer && now.toISOString() < place.offer.until ? place : undefined;
}

/** The places that remain when some have ended; nothing where none remains, as the listing spells it. */
export function withoutPlaces(
  waiting: readonly WaitingPlace[] | undefined,
  ended: readonly WaitingPlace[],
): { readonly waiting?: readonly WaitingPlace[] } {
  const left = (waiting ?? []).filter((place) => !ended.some((one) => isSameList(one, place)));
  return left.length > 0 ? { waiting: left } : {};
}

/** The counters that an ended place gives back. */
export function releaseWaiting(place: WaitingPlace): CapacityChange {
  return place.offer ? moveHeld(place, -1) : moveWaiting(place, -1);
}

/** The place that an offer holds: the unit's, or only the doctor's. */
export function moveHeld({ careUnitId, doctorId }: WaitingPlace, by: -1 | 1): CapacityChange {
  return doctorId === undefined
    ? { careUnitId, taken: by, doctors: {}, declinedDoctor: 0 }
    : { careUnitId, taken: 0, doctors: { [doctorId]: by }, declinedDoctor: 0 };
}

export function moveWaiting({ careUnitId, doctorId }: WaitingListName, by: -1 | 1): CapacityChange {
  const still = { careUnitId, taken: 0, doctors: {}, declinedDoctor: 0 } as const;
  return doctorId === undefined
    ? { ...still, waiting: by }
    : { ...still, doctorsWaiting: { [doctorId]: by } };
}
