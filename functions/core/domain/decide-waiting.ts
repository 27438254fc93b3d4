import { checkDoctor, checkListable, checkPlace } from './admission.ts';
import { checkAge } from './ages.ts';
import type { Capacity } from './capacity.ts';
import type { PersonListing } from './listing.ts';
import { isDue } from './listing-at.ts';
import type { Person } from './person.ts';
import type { Plan } from './plan.ts';
import type { Policy } from './policy.ts';
import { type Decided, type Refusal, refuse } from './refusals.ts';
import { localDate } from './stockholm-time.ts';
import {
  moveWaiting,
  placeIn,
  releaseWaiting,
  type WaitingEnd,
  type WaitingListName,
  type WaitingPlace,
  waitingRulesOf,
  withoutPlaces,
} from './waiting.ts';

export interface JoinWaitingList extends WaitingListName {
  readonly person: Person;
  /** To be listed without a question when a place opens. Only for a unit's list. */
  readonly automatic: boolean;
}

interface WaitingState {
  readonly listing: PersonListing;
  readonly capacity: Capacity | undefined;
}

/**
 * Joins the waiting list of a full unit, or of a doctor with a full list at the unit where one is listed. The number is
 * the list's counter, taken in the same transaction (trust I6, I7). The yearly limit is not asked about here: it is
 * judged when a place is accepted.
 *
 * Refusals, in this order: `guardian-chooses`, `guardian-confirms`, `already-waiting`, `too-many-waiting-places`,
 * `care-unit-not-listable`, `already-listed-here`, `place-free`; for a doctor `not-listed-here`,
 * `doctor-already-chosen`, `doctor-not-choosable`, `doctor-takes-others`, `place-free`.
 */
export function decideJoinWaitingList(
  { listing, capacity }: WaitingState,
  command: JoinWaitingList,
  policy: Policy,
  now: Date,
): Decided<Plan> {
  if (isDue(listing, now)) throw new Error('A due choice must be settled before the next');
  const { careUnitId, doctorId, person, automatic } = command;
  const refused = checkPerson(listing, command, policy, now);
  if (refused) return refuse(refused);
  if (!capacity) return refuse({ slug: 'care-unit-not-listable', careUnitId });
  const refusal =
    doctorId === undefined
      ? checkUnitFull(listing, capacity, now)
      : checkDoctorFull(listing, capacity, { doctorId, person }, policy, now);
  if (refusal) return refuse(refusal);

  const sequence = nextSequenceOf(capacity, doctorId);
  const joinedAt = now.toISOString();
  const place: WaitingPlace = {
    careUnitId,
    ...(doctorId !== undefined && { doctorId }),
    sequence,
    joinedAt,
    automatic: doctorId === undefined && automatic,
  };
  return {
    ok: true,
    listing: {
      ...listing,
      waiting: [...(listing.waiting ?? []), place],
      version: listing.version + 1,
    },
    capacity: [
      {
        ...moveWaiting(place, 1),
        expects: { rev: capacity.rev, nobodyWaiting: false, nextSequence: { doctorId, is: sequence } },
      },
    ],
    entries: [{ place, ended: false }],
    event: { type: 'waiting-list-joined', sealedUnder: careUnitId, data: { place } },
  };
}

/**
 * Leaves a waiting list, or says no to the place that was offered: that one is given back and goes to the next. It costs
 * nothing. Refusal: `not-waiting`.
 */
export function decideLeaveWaitingList(
  { listing }: { readonly listing: PersonListing },
  list: WaitingListName,
): Decided<Plan> {
  const place = placeIn(listing, list);
  if (!place) return refuse({ slug: 'not-waiting' });
  return { ok: true, ...endPlace(listing, place, place.offer ? 'declined' : 'left') };
}

/** Ends one place: the counter it stands in goes down, the waiting list's or, with an offer, the place that was held. */
export function endPlace(listing: PersonListing, place: WaitingPlace, why: WaitingEnd): Plan {
  const { waiting, ...rest } = listing;
  const { careUnitId, doctorId, sequence } = place;
  return {
    listing: { ...rest, ...withoutPlaces(waiting, [place]), version: listing.version + 1 },
    capacity: [releaseWaiting(place)],
    entries: [{ place, ended: true }],
    event: {
      type: 'waiting-ended',
      sealedUnder: careUnitId,
      data: { careUnitId, ...(doctorId !== undefined && { doctorId }), sequence, why },
    },
  };
}

/** The number that the next to join a list gets. */
export function nextSequenceOf(capacity: Capacity, doctorId: string | undefined): number {
  if (doctorId === undefined) return capacity.nextSequence;
  return capacity.doctorLists?.[doctorId]?.nextSequence ?? 1;
}

function checkPerson(
  listing: PersonListing,
  { person, careUnitId, doctorId }: JoinWaitingList,
  policy: Policy,
  now: Date,
): Refusal | undefined {
  const tooYoung = checkAge(person, policy, now);
  if (tooYoung) return tooYoung;
  if (placeIn(listing, { careUnitId, doctorId })) return { slug: 'already-waiting' };
  const { places } = waitingRulesOf(policy);
  return (listing.waiting?.length ?? 0) >= places ? { slug: 'too-many-waiting-places' } : undefined;
}

/** One waits for a unit only where no place can be had at once: it would take the turn of nobody and help nobody. */
function checkUnitFull(listing: PersonListing, capacity: Capacity, now: Date): Refusal | undefined {
  const { careUnitId } = capacity;
  const { current, pending } = listing;
  const notListable = checkListable(capacity, localDate(now));
  if (notListable) return notListable;
  if (current?.careUnitId === careUnitId || pending?.careUnitId === careUnitId) {
    return { slug: 'already-listed-here', careUnitId };
  }
  return checkPlace(capacity, now) ? undefined : { slug: 'place-free', careUnitId };
}

function checkDoctorFull(
  { current, pending }: PersonListing,
  capacity: Capacity,
  { doctorId, person }: { readonly doctorId: string; readonly person: Person },
  policy: Policy,
  now: Date,
): Refusal | undefined {
  const { careUnitId } = capacity;
  const here = [pending, current].find((held) => held?.careUnitId === careUnitId);
  if (!here) return { slug: 'not-listed-here', careUnitId };
  const { namedDoctor } = here;
  if (namedDoctor.kind === 'doctor' && namedDoctor.doctorId === doctorId) {
    return { slug: 'doctor-already-chosen', doctorId };
  }
  const refusal = checkDoctor(capacity, doctorId, person, policy, now);
  if (!refusal) return { slug: 'place-free', careUnitId };
  return refusal.slug === 'doctor-full' ? undefined : refusal;
}
