import { staffRoles } from '#contract/staff-roles.ts';
import type { HeldRole } from '#domain/decide-staff-role.ts';
import type { StaffAssignment, StaffRole } from '#domain/staff-assignment.ts';
import type { ReadItem } from './attribute-value.ts';
import { queryItems, type ReadPage } from './calls.ts';
import type { Database } from './database.ts';
import { oneOf, optionalText, text } from './fields.ts';
import { keys, rolesAt } from './keys.ts';

/** A role that was given or ended, as the history keeps it. */
export interface MadeRoleChange {
  readonly at: string;
  readonly kind: 'given' | 'ended';
  readonly assignment: StaffAssignment;
  /** Absent: when the region was set up. */
  readonly byRole?: StaffRole;
}

const highest = '~';

/**
 * Every role in the region or, with a unit, those at that unit alone; consistent, those that ended too. A region has
 * some thousands: a page of a `Query` holds about five thousand.
 */
export async function readRoles(database: Database, careUnitId?: string): Promise<readonly HeldRole[]> {
  const { pk } = keys.roleOfRegion(undefined, '', '');
  const at = rolesAt(careUnitId);
  const found: HeldRole[] = [];
  let startKey: ReadPage['next'];
  do {
    const page = await queryItems(database, 'main', {
      partition: pk,
      consistent: true,
      ...(careUnitId !== undefined && { between: [at, `${at}${highest}`] as const }),
      ...(startKey && { startKey }),
    });
    found.push(...page.items.map(fromRoleItem));
    startKey = page.next;
  } while (startKey);
  return found;
}

/** Every change of a member of staff's roles, newest first. */
export async function readRoleHistory(
  database: Database,
  staffMemberId: string,
): Promise<readonly MadeRoleChange[]> {
  const { pk } = keys.roleHistory(staffMemberId, 0);
  const { items } = await queryItems(database, 'main', { partition: pk, newestFirst: true });
  return items.map((item) => {
    const byRole = optionalText(item, 'byRole');
    return {
      at: text(item, 'at'),
      kind: oneOf(item, 'kind', ['given', 'ended']),
      assignment: assignmentOf(item, text(item, 'assignmentId')),
      ...(byRole !== undefined && { byRole: oneOf(item, 'byRole', staffRoles) }),
    };
  });
}

function fromRoleItem(item: ReadItem): HeldRole {
  const [assignmentId = '', staffMemberId = ''] = text(item, 'sk').split('#').toReversed();
  return { staffMemberId, assignment: assignmentOf(item, assignmentId) };
}

/** The role itself, of any item that tells one. */
export function assignmentOf(item: ReadItem, assignmentId: string): StaffAssignment {
  const careUnitId = optionalText(item, 'careUnitId');
  const through = optionalText(item, 'through');
  const endedAt = optionalText(item, 'endedAt');
  return {
    assignmentId,
    role: oneOf(item, 'role', staffRoles),
    from: text(item, 'from'),
    ...(careUnitId !== undefined && { careUnitId }),
    ...(through !== undefined && { through }),
    ...(endedAt !== undefined && { endedAt }),
  };
}
