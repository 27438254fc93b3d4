import type { AuditEvent, PlannedEvent } from './events.ts';
import { dataOf } from './events.ts';
import type { Purpose } from './purpose.ts';
import type { StaffRole } from './staff-assignment.ts';

/** What staff did with a person's data: found by number, was shown it, or changed it. */
export const accessActs = ['lookedUp', 'shown', 'changed'] as const;
export type AccessAct = (typeof accessActs)[number];

/** What was shown or changed: kinds of data, never the data. `protectedRow` says no more than that there is somebody. */
export const accessedFacts = ['identity', 'listing', 'namedDoctor', 'exemption', 'protectedRow'] as const;
export type AccessedFact = (typeof accessedFacts)[number];

/**
 * One entry of a person's access log (patientdatalagen 4 kap. 3 §): who by role and unit, when, why, and what. Written
 * before the answer; kept at least five years, so it never expires.
 */
export interface AccessEntry {
  readonly accessId: string;
  readonly personId: string;
  /** ISO, UTC. */
  readonly at: string;
  readonly staffMemberId: string;
  readonly role: StaffRole;
  /** The unit of a unit role; absent for a role in the region. */
  readonly careUnitId?: string;
  readonly purpose: Purpose;
  readonly act: AccessAct;
  readonly facts: readonly AccessedFact[];
  /** Why somebody with protected identity was opened, in the words of the member of staff. */
  readonly reason?: string;
}

/** What the event of an access says beside its time, actor and stream. A type alias: it is stored as a plain map. */
export type AccessData = {
  readonly careUnitId?: string;
  readonly purpose: Purpose;
  readonly act: AccessAct;
  readonly facts: readonly AccessedFact[];
  readonly reason?: string;
};

/** Where the unit's or the region's accesses are gathered, and under which an access is sealed. */
export function accessedBy({ careUnitId }: Pick<AccessEntry, 'careUnitId'>): string {
  return careUnitId ?? 'REGION';
}

/** The event of an entry. It stands in a stream of its own, so that it never meets the person's choices. */
export function accessEvent(entry: AccessEntry): PlannedEvent {
  const { careUnitId, purpose, act, facts, reason } = entry;
  return {
    type: 'person-accessed',
    sealedUnder: accessedBy(entry),
    data: {
      ...(careUnitId !== undefined && { careUnitId }),
      purpose,
      act,
      facts,
      ...(reason !== undefined && { reason }),
    },
  };
}

/**
 * The entry that an event tells of.
 * @throws for an event that is no access by a member of staff.
 */
export function accessOf(event: AuditEvent): AccessEntry {
  const data = dataOf(event, 'person-accessed');
  if (!data || event.actor.kind !== 'staff') throw new Error(`${event.type} is no access by staff`);
  const { staffMemberId, role } = event.actor;
  const personId = event.stream.slice('ACCESS#'.length);
  return { accessId: event.eventId, personId, at: event.at, staffMemberId, role, ...data };
}
