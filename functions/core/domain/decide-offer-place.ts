import { capAt, ceilingAt, checkDoctorOpen, checkListable } from './admission.ts';
import type { Capacity } from './capacity.ts';
import { endPlace } from './decide-waiting.ts';
import type { PersonListing } from './listing.ts';
import { isDue } from './listing-at.ts';
import type { CapacityExpectation, Plan } from './plan.ts';
import type { Policy } from './policy.ts';
import { type Decided, refuse } from './refusals.ts';
import { addDays, localDate, midnightOf } from './stockholm-time.ts';
import {
  moveHeld,
  moveWaiting,
  placeIn,
  type WaitingListName,
  type WaitingPlace,
  waitingRulesOf,
} from './waiting.ts';

/** What stands before the first in a list: the listing of that person, and the unit. */
export interface OfferState {
  readonly listing: PersonListing;
  readonly capacity: Capacity;
}

/**
 * Offers the place that has opened to the first in a list: it is held, and counts as taken, until the offer ends. A
 * doctor's place is not offered to one who is no longer listed there: that place in the list ends. Whether the doctor
 * takes a person of this age is judged when the offer is accepted, as for every choice.
 *
 * Refusals: `not-waiting` (gone, or offered already), `care-unit-not-listable`, `care-unit-full`, `doctor-full`,
 * `doctor-not-choosable` (takes nobody new now; the list waits).
 */
export function decideOfferPlace(
  { listing, capacity }: OfferState,
  list: WaitingListName,
  policy: Policy,
  now: Date,
): Decided<Plan> {
  if (isDue(listing, now)) throw new Error('A due choice must be settled before the next');
  const place = placeIn(listing, list);
  if (!place || place.offer) return refuse({ slug: 'not-waiting' });
  return place.doctorId === undefined
    ? offerUnit(listing, capacity, place, policy, now)
    : offerDoctor({ listing, capacity }, place, place.doctorId, policy, now);
}

/**
 * Ends an offer whose time has passed: the place goes on to the next. Refusal: `not-waiting`, where there is no offer or
 * it is still open.
 */
export function decideExpireOffer(
  { listing }: { readonly listing: PersonListing },
  list: WaitingListName,
  now: Date,
): Decided<Plan> {
  const place = placeIn(listing, list);
  if (!place?.offer || now.toISOString() < place.offer.until) return refuse({ slug: 'not-waiting' });
  return { ok: true, ...endPlace(listing, place, 'expired') };
}

/** The end of the last day on which an offer made now can be accepted: a Swedish midnight. */
export function offerUntil(policy: Policy, now: Date): Date {
  return midnightOf(addDays(localDate(now), waitingRulesOf(policy).offerDays + 1));
}

function offerUnit(
  listing: PersonListing,
  capacity: Capacity,
  place: WaitingPlace,
  policy: Policy,
  now: Date,
): Decided<Plan> {
  const { careUnitId } = place;
  const notListable = checkListable(capacity, localDate(now));
  if (notListable) return refuse(notListable);
  const cap = capAt(capacity, now);
  if (cap !== null && capacity.taken >= cap) return refuse({ slug: 'care-unit-full', careUnitId });
  const expects = { rev: capacity.rev, nobodyWaiting: false, ...(cap !== null && { takenBelow: cap }) };
  return { ok: true, ...planOffer(listing, place, expects, policy, now) };
}

function offerDoctor(
  { listing, capacity }: OfferState,
  place: WaitingPlace,
  doctorId: string,
  policy: Policy,
  now: Date,
): Decided<Plan> {
  const { careUnitId } = place;
  const listedHere = [listing.pending, listing.current].some((held) => held?.careUnitId === careUnitId);
  if (!listedHere) return { ok: true, ...endPlace(listing, place, 'listed-elsewhere') };
  const refusal = checkDoctorOpen(capacity, doctorId, policy, now);
  if (refusal) return refuse(refusal);
  const doctor = capacity.doctors[doctorId];
  const below = doctor ? ceilingAt(doctor, now) : null;
  const expects = {
    rev: capacity.rev,
    nobodyWaiting: false,
    ...(below !== null && { doctorTakenBelow: { doctorId, below } }),
  };
  return { ok: true, ...planOffer(listing, place, expects, policy, now) };
}

function planOffer(
  listing: PersonListing,
  place: WaitingPlace,
  expects: CapacityExpectation,
  policy: Policy,
  now: Date,
): Plan {
  const { careUnitId, doctorId, sequence } = place;
  const until = offerUntil(policy, now).toISOString();
  const offered: WaitingPlace = { ...place, offer: { offeredAt: now.toISOString(), until } };
  return {
    listing: {
      ...listing,
      waiting: (listing.waiting ?? []).map((one) => (one === place ? offered : one)),
      version: listing.version + 1,
    },
    capacity: [{ ...moveWaiting(place, -1), ...held(offered), expects }],
    entries: [{ place: offered, ended: false }],
    event: {
      type: 'waiting-place-offered',
      sealedUnder: careUnitId,
      data: { careUnitId, ...(doctorId !== undefined && { doctorId }), sequence, until },
    },
  };
}

function held(place: WaitingPlace) {
  const { taken, doctors } = moveHeld(place, 1);
  return { taken, doctors };
}
