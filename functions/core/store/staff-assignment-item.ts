import type { HeldRole } from '#domain/decide-staff-role.ts';
import type { StaffAssignment } from '#domain/staff-assignment.ts';
import type { ReadItem } from './attribute-value.ts';
import { queryItems } from './calls.ts';
import type { Database } from './database.ts';
import { text } from './fields.ts';
import { keys } from './keys.ts';
import { readPolicy } from './policy-item.ts';
import type { Registrar } from './register-care-unit.ts';
import { assignmentOf } from './role-item.ts';
import { roleSteps } from './save-role-act.ts';
import { transact } from './transaction.ts';

/** Every assignment of a member of staff, ended ones too, consistent: a role that ended holds nobody's door open. */
export async function readAssignments(
  database: Database,
  staffMemberId: string,
): Promise<readonly StaffAssignment[]> {
  const { pk } = keys.assignment(staffMemberId, '');
  const { items } = await queryItems(database, 'main', { partition: pk, consistent: true });
  return items.map((item) => fromAssignmentItem(item).assignment);
}

/** Four items for each and the head of the region's chain stay within the hundred items of a transaction. */
const atOnce = 24;

/**
 * Gives roles, each with its event on the region's stream. Those that were given already are left as they are, so it
 * may be done again.
 *
 * @throws where the region has no policy: its item holds the head of the region's chain.
 */
export async function saveAssignments(
  database: Database,
  given: readonly HeldRole[],
  registrar: Registrar,
): Promise<void> {
  const known = new Set<string>();
  for (const staffMemberId of new Set(given.map((one) => one.staffMemberId))) {
    for (const { assignmentId } of await readAssignments(database, staffMemberId)) known.add(assignmentId);
  }
  const missing = given.filter(({ assignment }) => !known.has(assignment.assignmentId));
  for (let at = 0; at < missing.length; at += atOnce) {
    await giveTogether(database, missing.slice(at, at + atOnce), registrar);
  }
}

async function giveTogether(
  database: Database,
  given: readonly HeldRole[],
  registrar: Registrar,
): Promise<void> {
  const stored = await readPolicy(database);
  if (!stored) throw new Error('Roles can only be given in a region that has a policy');
  const events = given.map((data) => ({ type: 'staff-assigned', sealedUnder: 'REGION', data }) as const);
  const transacted = await transact(database, roleSteps(stored.chain, events, registrar));
  if (!transacted.ok) throw new Error('The region was changed by someone else meanwhile');
}

export function fromAssignmentItem(item: ReadItem): HeldRole {
  return {
    staffMemberId: text(item, 'pk').slice('STAFF#'.length),
    assignment: assignmentOf(item, text(item, 'sk').slice('ASSIGNMENT#'.length)),
  };
}
