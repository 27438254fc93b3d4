import { localDate } from './stockholm-time.ts';

/** Roles in the region: not bound to a care unit. `support` never sees a person. */
export type RegionRole = 'listingOfficer' | 'regionDecider' | 'analyst' | 'logAuditor' | 'support';
/** Roles at one care unit. */
export type UnitRole = 'unitManager' | 'unitDelegate' | 'unitAdministrator';
export type StaffRole = RegionRole | UnitRole;

/** A role that somebody holds, with its days. A type alias: it is said in an event as a plain map. */
export type StaffAssignment = {
  readonly assignmentId: string;
  readonly role: StaffRole;
  /** The unit of a unit role; absent for a role in the region. */
  readonly careUnitId?: string;
  /** Local date: the first day. */
  readonly from: string;
  /** Local date: the last day. Absent: until further notice. */
  readonly through?: string;
  /** The instant (ISO, UTC) from which it is withdrawn, whatever its days. */
  readonly endedAt?: string;
};

/** Whether an assignment is in force: within its days, Europe/Stockholm, and not withdrawn. */
export function isInForce({ from, through, endedAt }: StaffAssignment, now: Date): boolean {
  const today = localDate(now);
  const within = from <= today && (through === undefined || today <= through);
  return within && (endedAt === undefined || now.toISOString() < endedAt);
}

/** The assignments in force at an instant. Nothing else gives anybody a right. */
export function assignmentsAt(assignments: readonly StaffAssignment[], now: Date): StaffAssignment[] {
  return assignments.filter((assignment) => isInForce(assignment, now));
}
