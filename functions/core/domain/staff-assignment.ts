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
};

/** The assignments in force on a local date. Nothing else gives anybody a right. */
export function assignmentsOn(assignments: readonly StaffAssignment[], date: string): StaffAssignment[] {
  return assignments.filter(
    ({ from, through }) => from <= date && (through === undefined || date <= through),
  );
}
