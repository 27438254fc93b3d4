import type { PlannedEvent } from './events.ts';
import { isInForce, type StaffAssignment, type StaffRole } from './staff-assignment.ts';
import { localDate } from './stockholm-time.ts';

/** A role and who holds it. */
export interface HeldRole {
  readonly staffMemberId: string;
  readonly assignment: StaffAssignment;
}

/** Who gives or ends a role, in which of their own; `careUnitId` where that one is bound to a unit. */
export interface RoleGiver {
  readonly staffMemberId: string;
  readonly role: StaffRole;
  readonly careUnitId?: string;
}

/** Why a role is not given or not ended. The slug is the problem's. */
export type StaffRoleRefusal =
  /** What somebody may do here is always decided by somebody else. */
  | { readonly slug: 'role-given-to-oneself' }
  | { readonly slug: 'role-not-yours-to-give' }
  /** It begins before today, ends before it begins, or would last longer than it did. */
  | { readonly slug: 'role-period-invalid' }
  | { readonly slug: 'role-held-already' }
  | { readonly slug: 'role-ended-already' }
  /** The region would be left without anybody who can give roles. */
  | { readonly slug: 'last-region-decider' };

export type DecidedRoles =
  | { readonly ok: true; readonly held: readonly HeldRole[]; readonly events: readonly PlannedEvent[] }
  | { readonly ok: false; readonly refusal: StaffRoleRefusal };

/**
 * Which roles each role may give and end: the region's decider all; the region's officer those of the units; a unit's
 * manager those of helpers at the own unit. A deputy does not delegate further.
 */
export const rolesGivenBy: Readonly<Partial<Record<StaffRole, readonly StaffRole[]>>> = {
  regionDecider: [
    'listingOfficer',
    'regionDecider',
    'analyst',
    'logAuditor',
    'support',
    'unitManager',
    'unitDelegate',
    'unitAdministrator',
  ],
  listingOfficer: ['unitManager', 'unitDelegate', 'unitAdministrator'],
  unitManager: ['unitDelegate', 'unitAdministrator'],
};

/** Whether somebody may give or end a role there. */
export function mayGive(by: RoleGiver, { role, careUnitId }: Pick<StaffAssignment, 'role' | 'careUnitId'>) {
  const isTheirs = rolesGivenBy[by.role]?.includes(role) ?? false;
  return isTheirs && (by.careUnitId === undefined || by.careUnitId === careUnitId);
}

/** Gives a role from today or later. Refusals: all but those about ending. */
export function decideGiveRole(
  held: readonly HeldRole[],
  given: HeldRole,
  by: RoleGiver,
  now: Date,
): DecidedRoles {
  const { staffMemberId, assignment } = given;
  const { from, through } = assignment;
  if (!mayGive(by, assignment)) return refuse('role-not-yours-to-give');
  if (staffMemberId === by.staffMemberId) return refuse('role-given-to-oneself');
  if (from < localDate(now) || (through !== undefined && through < from))
    return refuse('role-period-invalid');
  const meets = held.some(
    (one) =>
      one.staffMemberId === staffMemberId &&
      one.assignment.role === assignment.role &&
      one.assignment.careUnitId === assignment.careUnitId &&
      !isOver(one.assignment, now) &&
      overlaps(one.assignment, assignment),
  );
  if (meets) return refuse('role-held-already');
  const event = { type: 'staff-assigned', sealedUnder: 'REGION', data: given } as const;
  return { ok: true, held: [...held, given], events: [event] };
}

/** Which roles are to end, and their last day; without one they end now. */
export interface EndingRoles {
  readonly ends: readonly { readonly staffMemberId: string; readonly assignmentId: string }[];
  readonly lastDay?: string | undefined;
}

/**
 * Ends roles together or none of them: now, or after a last day that is earlier than the one they had. What was in
 * force stays in the history. Refusals: `role-not-yours-to-give`, `role-ended-already`, `role-period-invalid`,
 * `last-region-decider`.
 */
export function decideEndRoles(
  held: readonly HeldRole[],
  { ends, lastDay }: EndingRoles,
  by: RoleGiver,
  now: Date,
): DecidedRoles {
  const chosen = new Set(ends.map(nameOf));
  const ending = held.filter((one) => chosen.has(nameOf({ ...one, ...one.assignment })));
  const judged = ending.map(({ assignment }) => judgeEnd(assignment, lastDay, by, now));
  const refused = judged.find((refusal) => refusal !== undefined);
  if (refused) return refuse(refused);
  if (ending.length !== chosen.size) return refuse('role-ended-already');
  const after = held.map((one) => (ending.includes(one) ? ended(one, lastDay, now) : one));
  if (losesItsDecider(held, after, now)) return refuse('last-region-decider');
  const events = after
    .filter((one) => !held.includes(one))
    .map((data) => ({ type: 'staff-assignment-ended', sealedUnder: 'REGION', data }) as const);
  return { ok: true, held: after, events };
}

function judgeEnd(
  assignment: StaffAssignment,
  lastDay: string | undefined,
  by: RoleGiver,
  now: Date,
): StaffRoleRefusal['slug'] | undefined {
  if (!mayGive(by, assignment)) return 'role-not-yours-to-give';
  if (isOver(assignment, now)) return 'role-ended-already';
  if (lastDay === undefined) return undefined;
  const { from, through } = assignment;
  const isEarlier = through === undefined || lastDay < through;
  return lastDay >= localDate(now) && lastDay >= from && isEarlier ? undefined : 'role-period-invalid';
}

function ended({ staffMemberId, assignment }: HeldRole, lastDay: string | undefined, now: Date): HeldRole {
  const end = lastDay === undefined ? { endedAt: now.toISOString() } : { through: lastDay };
  return { staffMemberId, assignment: { ...assignment, ...end } };
}

/** Whether a role is of the past: nothing about it can change any more. */
export function isOver({ through, endedAt }: StaffAssignment, now: Date): boolean {
  return endedAt !== undefined || (through !== undefined && through < localDate(now));
}

/** Somebody must be able to give roles now, and for as long as somebody could before. */
function losesItsDecider(before: readonly HeldRole[], after: readonly HeldRole[], now: Date): boolean {
  const lastDays = (roles: readonly HeldRole[]) =>
    roles
      .map(({ assignment }) => assignment)
      .filter((one) => one.role === 'regionDecider' && isInForce(one, now))
      .map(({ through = until }) => through)
      .toSorted();
  const was = lastDays(before).at(-1);
  const is = lastDays(after).at(-1);
  return was !== undefined && (is === undefined || is < was);
}

/** Later than every date: until further notice. */
const until = '9999-12-31';

function overlaps(a: StaffAssignment, b: StaffAssignment): boolean {
  return a.from <= (b.through ?? until) && b.from <= (a.through ?? until);
}

function nameOf({ staffMemberId, assignmentId }: { staffMemberId: string; assignmentId: string }): string {
  return `${staffMemberId} ${assignmentId}`;
}

function refuse(slug: StaffRoleRefusal['slug']): { ok: false; refusal: StaffRoleRefusal } {
  return { ok: false, refusal: { slug } };
}
