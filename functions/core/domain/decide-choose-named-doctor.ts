import { checkDoctor } from './admission.ts';
import { checkAge } from './ages.ts';
import type { Capacity } from './capacity.ts';
import { closeProposal, withoutProposal } from './doctor-proposal.ts';
import type { CurrentListing, NamedDoctor, NamedDoctorAnswer, PersonListing, Receipt } from './listing.ts';
import { isDue } from './listing-at.ts';
import { answered, doctorBelow } from './named-doctor-answer.ts';
import type { Person } from './person.ts';
import type { MessageAnswer } from './person-message.ts';
import type { CapacityChange, Plan } from './plan.ts';
import type { Policy } from './policy.ts';
import { type Decided, refuse } from './refusals.ts';
import { localDate } from './stockholm-time.ts';
import { openOffer } from './waiting.ts';
import { endStrays } from './waiting-places.ts';

export interface ChooseNamedDoctor {
  readonly person: Person;
  /** The unit where one is listed, or will be from midnight. */
  readonly careUnitId: string;
  readonly namedDoctor: NamedDoctorAnswer;
  readonly receiptId: string;
}

/**
 * Chooses or changes doctor at the unit where one is listed (patientlagen 6 kap. 3 §): at once, and never a counted
 * change. Where a choice of that unit is pending, the doctor rides on it and applies with it. The unit's own cap,
 * waiting list and contract do not matter: the person has a place there. The receipt goes to `doctorReceipt`; that of
 * the choice of unit stays. Whoever chooses the doctor whom the unit registered makes that doctor her or his own choice;
 * any answer closes what the unit proposes.
 *
 * Refusals, in this order: `guardian-chooses`, `guardian-confirms`, `not-listed-here`, `doctor-already-chosen`,
 * `doctor-not-choosable`, `doctor-takes-others` (age on the day of effect), `doctor-full`.
 *
 * @throws where a due choice has not been settled: the caller settles first, with `decideSettle`.
 */
export function decideChooseNamedDoctor(
  state: { readonly listing: PersonListing; readonly capacity: Capacity | undefined },
  command: ChooseNamedDoctor,
  policy: Policy,
  now: Date,
): Decided<Plan> {
  const { listing, capacity } = state;
  if (isDue(listing, now)) throw new Error('A due choice must be settled before the next');
  const { careUnitId, namedDoctor: answer, receiptId, person } = command;
  const tooYoung = checkAge(person, policy, now);
  if (tooYoung) return refuse(tooYoung);
  const place = [listing.pending, listing.current].find((held) => held?.careUnitId === careUnitId);
  if (!place || !capacity) return refuse({ slug: 'not-listed-here', careUnitId });

  const at = now.toISOString();
  const since = place === listing.pending ? listing.pending.effectiveFrom : at;
  let hasPlace = false;
  if (answer.kind === 'doctor') {
    const { doctorId } = answer;
    const held = doctorOf(place.namedDoctor) === doctorId;
    if (held && !isAssigned(place.namedDoctor)) return refuse({ slug: 'doctor-already-chosen', doctorId });
    hasPlace = openOffer(listing, { careUnitId, doctorId }, now) !== undefined;
    const refusal = held
      ? undefined
      : checkDoctor(capacity, doctorId, person, policy, now, localDate(new Date(since)));
    if (refusal && !(hasPlace && refusal.slug === 'doctor-full')) return refuse(refusal);
  }

  const { conditionsVersion } = policy;
  const doctorReceipt: Receipt = { receiptId, chosenAt: at, conditionsVersion, counted: false };
  const kept = isAssigned(place.namedDoctor) && doctorOf(place.namedDoctor) === doctorOf(answer);
  const chosen = { namedDoctor: answered(answer, kept ? place.namedDoctor.since : since), doctorReceipt };
  const messages =
    place === listing.current ? closeProposal(place, replyOf(listing.current, answer), at) : [];
  const plan: Plan = {
    listing: { ...withDoctor(listing, careUnitId, chosen, at), version: listing.version + 1 },
    capacity: kept ? [] : [changeDoctor(capacity, place.namedDoctor, answer, hasPlace, now)],
    ...(messages.length > 0 && { messages }),
    event: {
      type: 'named-doctor-chosen',
      sealedUnder: careUnitId,
      data: { careUnitId, namedDoctor: answer, receiptId, conditionsVersion },
    },
  };
  return { ok: true, ...endStrays(plan) };
}

function withDoctor(
  { current, pending, ...rest }: PersonListing,
  careUnitId: string,
  chosen: { namedDoctor: NamedDoctor; doctorReceipt: Receipt },
  at: string,
): PersonListing {
  if (pending?.careUnitId === careUnitId) {
    return { ...rest, ...(current && { current }), pending: { ...pending, ...chosen } };
  }
  return {
    ...rest,
    ...(current && {
      current: {
        ...withoutProposal(current, chosen.namedDoctor.kind === 'declined' ? at : undefined),
        ...chosen,
      },
    }),
    ...(pending && { pending }),
  };
}

/** Only a new doctor assumes something; going without one gives a place back, which nothing can stop. */
function changeDoctor(
  capacity: Capacity,
  old: NamedDoctor,
  answer: NamedDoctorAnswer,
  hasPlace: boolean,
  now: Date,
): CapacityChange {
  const from = doctorOf(old);
  const declined = Number(answer.kind === 'declined') - Number(old.kind === 'declined');
  const change = {
    careUnitId: capacity.careUnitId,
    taken: 0,
    declinedDoctor: declined > 0 ? 1 : declined < 0 ? -1 : 0,
  } as const;
  const given: Record<string, -1 | 1> = from === undefined ? {} : { [from]: -1 };
  if (answer.kind !== 'doctor') return { ...change, doctors: given };
  const { doctorId } = answer;
  const below = hasPlace ? undefined : doctorBelow(capacity, doctorId, now);
  return {
    ...change,
    doctors: { ...given, [doctorId]: 1 },
    expects: {
      rev: capacity.rev,
      nobodyWaiting: false,
      ...(below && { doctorTakenBelow: below }),
      ...(!hasPlace && { nobodyWaitingFor: doctorId }),
    },
  };
}

/** What an answer says to the unit's proposal. */
function replyOf({ proposal }: CurrentListing, answer: NamedDoctorAnswer): MessageAnswer {
  if (answer.kind === 'declined') return 'declined';
  return doctorOf(answer) === proposal?.doctorId ? 'accepted' : 'other';
}

function isAssigned(named: NamedDoctor): named is NamedDoctor & { kind: 'doctor' } {
  return named.kind === 'doctor' && named.origin === 'assigned';
}

function doctorOf(namedDoctor: NamedDoctor | NamedDoctorAnswer): string | undefined {
  return namedDoctor.kind === 'doctor' ? namedDoctor.doctorId : undefined;
}
