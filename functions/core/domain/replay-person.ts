import { headAfter } from './event-chain.ts';
import { type AuditEvent, type ChoiceData, dataOf, type EventData } from './events.ts';
import type { HeldExemption } from './exemption.ts';
import {
  type CurrentListing,
  type NamedDoctor,
  type NamedDoctorAnswer,
  noListing,
  type PastListing,
  type PendingListing,
  type PersonListing,
} from './listing.ts';
import type { PersonMessage } from './person-message.ts';
import { answerDoctor, answeredMessages, replayProposal } from './replay-proposal.ts';
import { replayWaiting, stillWaiting } from './replay-waiting.ts';
import type { WaitingPlace } from './waiting.ts';

/** One person's items as that person's events say they are. */
export interface PersonReplayed {
  readonly listing: PersonListing;
  /** In the order in which they ended. */
  readonly pasts: readonly PastListing[];
  /** Exemptions from caps, by care unit id. */
  readonly exemptions: ReadonlyMap<string, HeldExemption>;
  /** In the order in which they were sent. */
  readonly messages: readonly PersonMessage[];
}

type ListingState = Pick<PersonListing, 'current' | 'pending' | 'changes'>;
type Step = ListingState & {
  readonly resumed?: string;
  readonly ended?: readonly PastListing[];
  readonly messages?: readonly PersonMessage[];
  /** Absent: the places in waiting lists stay as they are. */
  readonly waiting?: readonly WaitingPlace[] | undefined;
};

/**
 * Replays one person's events, in sequence. Written apart from the decisions it re-tells, so that an error in one
 * shows when the two are compared.
 *
 * @throws for an event that cannot follow the ones before it.
 */
export function replayPerson(personId: string, events: readonly AuditEvent[]): PersonReplayed {
  let listing = noListing(personId);
  const pasts: PastListing[] = [];
  const exemptions = new Map<string, HeldExemption>();
  const messages = new Map<string, PersonMessage>();
  for (const event of events) {
    const stepped = step(listing, event);
    const { ended = [], resumed, messages: told = [], current, pending, changes } = stepped;
    const { waiting = listing.waiting } = stepped;
    const again = resumed === undefined ? -1 : pasts.findLastIndex(({ until }) => until === resumed);
    if (again >= 0) pasts.splice(again, 1);
    pasts.push(...ended);
    holdExemption(exemptions, event);
    for (const message of told) messages.set(message.messageId, message);
    const waits = stillWaiting(waiting ?? [], [current, pending]);
    listing = {
      personId,
      ...(current && { current }),
      ...(pending && { pending }),
      changes,
      ...(waits.length > 0 && { waiting: waits }),
      version: listing.version + 1,
      chain: headAfter(event),
    };
  }
  return { listing, pasts, exemptions, messages: [...messages.values()] };
}

function holdExemption(exemptions: Map<string, HeldExemption>, event: AuditEvent): void {
  const given = dataOf(event, 'exemption-given');
  if (given) exemptions.set(given.careUnitId, { ...given, sequence: event.sequence });
  const back = dataOf(event, 'exemption-taken-back');
  if (!back) return;
  if (exemptions.get(back.careUnitId)?.registrationId !== back.registrationId) {
    throw new Error('An exemption was taken back that nobody held');
  }
  exemptions.delete(back.careUnitId);
}

function step(listing: PersonListing, event: AuditEvent): Step {
  if (event.type === 'exemption-given' || event.type === 'exemption-taken-back') return listing;
  const waiting = replayWaiting(listing.waiting ?? [], event);
  if (waiting) return { ...listing, waiting };
  const imported = dataOf(event, 'listing-imported');
  if (imported) return { ...imported, ended: imported.pasts };
  const corrected = dataOf(event, 'listing-corrected');
  if (corrected) {
    const { current, past } = corrected;
    return { current, changes: listing.changes, ended: past ? [past] : [] };
  }
  const undone = dataOf(event, 'listing-import-undone');
  if (undone) {
    const { current, resumed } = undone;
    return { current, changes: listing.changes, ...(resumed !== undefined && { resumed }) };
  }
  const chosen = dataOf(event, 'care-unit-chosen') ?? dataOf(event, 'pending-choice-replaced');
  if (chosen) return choose(listing, chosen, event);
  const doctor = dataOf(event, 'named-doctor-chosen');
  if (doctor) return chooseDoctor(listing, doctor, event);
  const proposed = replayProposal(listing, event);
  if (proposed) return proposed;
  const cancelled = dataOf(event, 'pending-choice-cancelled');
  const { pending } = listing;
  if (cancelled && pending?.receipt.receiptId === cancelled.receiptId) {
    return { current: listing.current, changes: withoutChangeOf(listing) };
  }
  const settled = dataOf(event, 'listing-took-effect');
  if (settled && pending?.careUnitId === settled.careUnitId) {
    return { ...makeCurrent(listing.current, pending), changes: listing.changes };
  }
  throw new Error(`${event.type} cannot follow event ${event.sequence - 1} of its stream`);
}

function choose(listing: PersonListing, data: ChoiceData, event: AuditEvent): Step {
  if ((event.type === 'pending-choice-replaced') !== (listing.pending !== undefined)) {
    throw new Error(`${event.type} cannot follow event ${event.sequence - 1} of its stream`);
  }
  const { careUnitId, receiptId, conditionsVersion, counted, effectiveFrom, windowFrom, exemption } = data;
  const pending: PendingListing = {
    careUnitId,
    effectiveFrom,
    namedDoctor: asNamedDoctor(data.namedDoctor, effectiveFrom),
    receipt: { receiptId, chosenAt: event.at, conditionsVersion, counted, ...(exemption && { exemption }) },
  };
  const waiting = data.leavesLists
    ? (listing.waiting ?? []).filter(
        (place) => place.doctorId !== undefined || place.careUnitId === careUnitId,
      )
    : listing.waiting;
  const changes = withoutChangeOf(listing).filter(({ at }) => at > windowFrom);
  if (counted) changes.push({ at: event.at, toCareUnitId: careUnitId });
  if (effectiveFrom === event.at) return { ...makeCurrent(listing.current, pending), changes, waiting };
  return { current: listing.current, pending, changes, waiting };
}

function chooseDoctor(
  { current, pending, changes }: PersonListing,
  data: EventData['named-doctor-chosen'],
  event: AuditEvent,
): Step {
  const { careUnitId, receiptId, conditionsVersion } = data;
  const doctorReceipt = { receiptId, chosenAt: event.at, conditionsVersion, counted: false };
  if (pending?.careUnitId === careUnitId) {
    const namedDoctor = asNamedDoctor(data.namedDoctor, pending.effectiveFrom);
    return { current, pending: { ...pending, namedDoctor, doctorReceipt }, changes };
  }
  if (current?.careUnitId !== careUnitId) throw new Error('A doctor was chosen where nobody was listed');
  return {
    current: { ...answerDoctor(current, data.namedDoctor, event.at), doctorReceipt },
    pending,
    changes,
    messages: answeredMessages(current, data.namedDoctor, event.at),
  };
}

function makeCurrent(
  old: CurrentListing | undefined,
  { careUnitId, effectiveFrom, namedDoctor, receipt, doctorReceipt }: PendingListing,
): { current: CurrentListing; ended: PastListing[] } {
  const current: CurrentListing = {
    careUnitId,
    since: effectiveFrom,
    origin: 'chosen',
    namedDoctor,
    receipt,
    ...(doctorReceipt && { doctorReceipt }),
  };
  return { current, ended: old ? [{ ...old, until: effectiveFrom, endedBy: 'choice' }] : [] };
}

function withoutChangeOf({ changes, pending }: PersonListing) {
  const replaced = pending?.receipt;
  return changes.filter(({ at }) => !(replaced?.counted && at === replaced.chosenAt));
}

function asNamedDoctor(answer: NamedDoctorAnswer, since: string): NamedDoctor {
  if (answer.kind !== 'doctor') return { kind: answer.kind, since };
  return { kind: 'doctor', doctorId: answer.doctorId, origin: 'chosen', since };
}
