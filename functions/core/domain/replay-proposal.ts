import { type AuditEvent, dataOf } from './events.ts';
import type { CurrentListing, NamedDoctorAnswer, PersonListing } from './listing.ts';
import type { PersonMessage } from './person-message.ts';

type After = Pick<PersonListing, 'current' | 'pending' | 'changes'> & {
  readonly messages: readonly PersonMessage[];
};

/**
 * The listing after a unit registered or proposed a doctor, or the person declined; nothing for any other event.
 * @throws where nobody is listed at the unit, or nothing was proposed.
 */
export function replayProposal(listing: PersonListing, event: AuditEvent): After | undefined {
  const assigned = dataOf(event, 'named-doctor-assigned');
  const declined = dataOf(event, 'proposed-doctor-declined');
  const data = assigned ?? declined;
  if (!data) return undefined;
  const { current, pending, changes } = listing;
  if (current?.careUnitId !== data.careUnitId)
    throw new Error('A doctor was proposed where nobody was listed');
  const { doctorId, careUnitId } = data;
  if (assigned) {
    const { kind, messageId } = assigned;
    const message: PersonMessage = {
      messageId,
      kind: kind === 'registered' ? 'doctor-registered' : 'doctor-proposed',
      at: event.at,
      data: { careUnitId, doctorId },
    };
    const proposal = { kind, doctorId, at: event.at, messageId };
    const given = { kind: 'doctor', doctorId, origin: 'assigned', since: event.at } as const;
    return {
      current: { ...current, proposal, ...(kind === 'registered' && { namedDoctor: given }) },
      pending,
      changes,
      messages: [...closed(current, 'other', event.at), message],
    };
  }
  if (current.proposal?.doctorId !== doctorId) throw new Error('What was not proposed was declined');
  const has = current.namedDoctor.kind === 'doctor' && current.namedDoctor.doctorId === doctorId;
  return {
    current: {
      ...without(current, event.at),
      ...(has && { namedDoctor: { kind: 'declined', since: event.at } }),
    },
    pending,
    changes,
    messages: closed(current, 'declined', event.at),
  };
}

/** The listing after the person's own answer at it: nothing is proposed any more, and a registered doctor may be kept. */
export function answerDoctor(current: CurrentListing, answer: NamedDoctorAnswer, at: string): CurrentListing {
  const left = without(current, answer.kind === 'declined' ? at : undefined);
  if (answer.kind !== 'doctor') return { ...left, namedDoctor: { kind: answer.kind, since: at } };
  const { doctorId } = answer;
  const { namedDoctor: had } = current;
  const since =
    had.kind === 'doctor' && had.origin === 'assigned' && had.doctorId === doctorId ? had.since : at;
  return { ...left, namedDoctor: { kind: 'doctor', doctorId, origin: 'chosen', since } };
}

/** What the answer closes. */
export function answeredMessages(
  current: CurrentListing,
  answer: NamedDoctorAnswer,
  at: string,
): readonly PersonMessage[] {
  if (answer.kind === 'declined') return closed(current, 'declined', at);
  const yes = answer.kind === 'doctor' && answer.doctorId === current.proposal?.doctorId;
  return closed(current, yes ? 'accepted' : 'other', at);
}

function without({ proposal, ...current }: CurrentListing, declinedAt: string | undefined): CurrentListing {
  if (!proposal || declinedAt === undefined) return current;
  const declined = [...(current.declined ?? []), { doctorId: proposal.doctorId, at: declinedAt }];
  return { ...current, declined };
}

function closed(
  { careUnitId, proposal }: CurrentListing,
  answer: NonNullable<PersonMessage['answer']>,
  readAt: string,
): readonly PersonMessage[] {
  if (!proposal) return [];
  const { kind, messageId, at, doctorId } = proposal;
  const told = kind === 'registered' ? 'doctor-registered' : 'doctor-proposed';
  return [{ messageId, kind: told, at, data: { careUnitId, doctorId }, readAt, answer }];
}
