import { isEmployed } from './admission.ts';
import type { Capacity } from './capacity.ts';
import type { CurrentListing, DoctorProposal, NamedDoctor } from './listing.ts';
import type { MessageAnswer, PersonMessage } from './person-message.ts';
import { localDate } from './stockholm-time.ts';

/** So many times a person is asked at one unit: whoever has said no that often is left alone. */
export const declinesAtMost = 5;

/** The message that tells a person of a proposal, unread. */
export function messageOf(
  careUnitId: string,
  { kind, at, messageId, doctorId }: DoctorProposal,
): PersonMessage {
  const told = kind === 'registered' ? 'doctor-registered' : 'doctor-proposed';
  return { messageId, kind: told, at, data: { careUnitId, doctorId } };
}

/** The messages that an answer closes: that of the open proposal, read now; none where nothing was open. */
export function closeProposal(
  { careUnitId, proposal }: Pick<CurrentListing, 'careUnitId' | 'proposal'>,
  answer: MessageAnswer,
  at: string,
): readonly PersonMessage[] {
  return proposal ? [{ ...messageOf(careUnitId, proposal), readAt: at, answer }] : [];
}

/** The listing without its open proposal; with `declinedAt`, the doctor proposed is one the person has said no to. */
export function withoutProposal(current: CurrentListing, declinedAt?: string): CurrentListing {
  const { proposal, ...rest } = current;
  if (!proposal || declinedAt === undefined) return rest;
  return {
    ...rest,
    declined: [...(current.declined ?? []), { doctorId: proposal.doctorId, at: declinedAt }],
  };
}

/** Whether a doctor has left the unit by the clock: past the last day, or not on its roster any more. */
export function hasLeft(capacity: Pick<Capacity, 'doctors'>, doctorId: string, now: Date): boolean {
  const doctor = Object.hasOwn(capacity.doctors, doctorId) ? capacity.doctors[doctorId] : undefined;
  if (!doctor) return true;
  const today = localDate(now);
  return (doctor.employed?.from ?? doctor.visibleFrom) <= today && !isEmployed(doctor, today);
}

/**
 * Whether the person has answered in a way that the unit may not write over: a doctor of the person's own who is still
 * there (an imported one is taken for chosen, in the person's favour), or that none is wanted.
 */
export function isOwnAnswer(named: NamedDoctor, capacity: Pick<Capacity, 'doctors'>, now: Date): boolean {
  if (named.kind === 'declined') return true;
  if (named.kind !== 'doctor' || named.origin === 'assigned') return false;
  return !hasLeft(capacity, named.doctorId, now);
}
