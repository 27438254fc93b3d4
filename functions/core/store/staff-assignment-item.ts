import { staffRoles } from '#contract/staff-roles.ts';
import type { StaffAssignment } from '#domain/staff-assignment.ts';
import type { Item, ReadItem } from './attribute-value.ts';
import { mustBeAbsent, queryItems } from './calls.ts';
import type { Database } from './database.ts';
import { eventStep } from './event-item.ts';
import { oneOf, optionalText, text } from './fields.ts';
import { type Key, keys } from './keys.ts';
import { readPolicy } from './policy-item.ts';
import type { Registrar } from './register-care-unit.ts';
import { type Step, transact } from './transaction.ts';

/** A role and who is to hold it. */
export interface GivenAssignment {
  readonly staffMemberId: string;
  readonly assignment: StaffAssignment;
}

/** Every assignment of a member of staff, ended ones too, consistent: a role that ended holds nobody's door open. */
export async function readAssignments(
  database: Database,
  staffMemberId: string,
): Promise<readonly StaffAssignment[]> {
  const { pk } = keys.assignment(staffMemberId, '');
  const { items } = await queryItems(database, 'main', { partition: pk, consistent: true });
  return items.map((item) => fromAssignmentItem(item).assignment);
}

/** Two items for each and the head of the region's chain stay within the hundred items of a transaction. */
const atOnce = 40;

/**
 * Gives roles, each with its event on the region's stream. Those that were given already are left as they are, so it
 * may be done again.
 *
 * @throws where the region has no policy: its item holds the head of the region's chain.
 */
export async function saveAssignments(
  database: Database,
  given: readonly GivenAssignment[],
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
  given: readonly GivenAssignment[],
  registrar: Registrar,
): Promise<void> {
  const stored = await readPolicy(database);
  if (!stored) throw new Error('Roles can only be given in a region that has a policy');
  let head = stored.chain;
  const steps: Step[] = [];
  for (const one of given) {
    const planned = { type: 'staff-assigned', sealedUnder: 'REGION', data: one } as const;
    const act = { ...registrar, eventId: registrar.newId() };
    const name = `event ${one.assignment.assignmentId}`;
    const event = eventStep(name, 'REGION', head, planned, act);
    head = event.head;
    const put = toAssignmentItem(one);
    steps.push({ name: 'assignment', table: 'main', put, condition: mustBeAbsent }, event.step);
  }
  const chain: Step = {
    name: 'head of the region',
    table: 'main',
    update: {
      key: keys.policy(),
      expression: 'SET e = :after, h = :hash',
      values: { after: head.sequence, hash: head.hash },
    },
    condition: { expression: 'e = :sequence', values: { sequence: stored.chain.sequence } },
  };
  const transacted = await transact(database, [chain, ...steps]);
  if (!transacted.ok) throw new Error('The region was changed by someone else meanwhile');
}

function toAssignmentItem({ staffMemberId, assignment }: GivenAssignment): Item & Key {
  const { assignmentId, ...rest } = assignment;
  return { ...keys.assignment(staffMemberId, assignmentId), ...rest };
}

export function fromAssignmentItem(item: ReadItem): GivenAssignment {
  const careUnitId = optionalText(item, 'careUnitId');
  const through = optionalText(item, 'through');
  return {
    staffMemberId: text(item, 'pk').slice('STAFF#'.length),
    assignment: {
      assignmentId: text(item, 'sk').slice('ASSIGNMENT#'.length),
      role: oneOf(item, 'role', staffRoles),
      from: text(item, 'from'),
      ...(careUnitId !== undefined && { careUnitId }),
      ...(through !== undefined && { through }),
    },
  };
}
