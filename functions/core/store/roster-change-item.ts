import { staffRoles } from '#contract/staff-roles.ts';
import type { MadeRosterChange, RosterChangeKind } from '#domain/roster-change.ts';
import type { StaffRole } from '#domain/staff-assignment.ts';
import type { Item, ReadItem } from './attribute-value.ts';
import { queryItems } from './calls.ts';
import type { Database } from './database.ts';
import { count, oneOf, optionalText, text } from './fields.ts';
import { type Key, keys } from './keys.ts';

/** A change as the history tells it: by role, never by name. */
export interface StoredRosterChange extends MadeRosterChange {
  readonly role: StaffRole;
}

const kinds: readonly RosterChangeKind[] = ['added', 'changed', 'ended', 'undone'];

/**
 * `ROSTER#unit / doctor#sequence`: one change, written in the transaction of its event, for the events themselves are
 * read by nobody but the sealing worker. The states are JSON texts, written and read whole.
 */
export function toRosterChangeItem(careUnitId: string, change: StoredRosterChange): Item & Key {
  const { before, after, doctorId, sequence, kind, listed, at, role } = change;
  return {
    ...keys.rosterChange(careUnitId, doctorId, sequence),
    doctorId,
    sequence,
    kind,
    listed,
    at,
    role,
    before: before && JSON.stringify(before),
    after: after && JSON.stringify(after),
  };
}

export function fromRosterChangeItem(item: ReadItem): StoredRosterChange {
  const before = optionalText(item, 'before');
  const after = optionalText(item, 'after');
  return {
    doctorId: text(item, 'doctorId'),
    sequence: count(item, 'sequence'),
    kind: oneOf(item, 'kind', kinds),
    listed: count(item, 'listed'),
    at: text(item, 'at'),
    role: oneOf(item, 'role', staffRoles),
    ...(before !== undefined && { before: JSON.parse(before) }),
    ...(after !== undefined && { after: JSON.parse(after) }),
  };
}

/** The latest changes of one entry, newest first, consistent; one `Query`. */
export async function readRosterChanges(
  database: Database,
  careUnitId: string,
  doctorId: string,
  atMost: number,
): Promise<StoredRosterChange[]> {
  const first = keys.rosterChange(careUnitId, doctorId, 0);
  const { items } = await queryItems(database, 'main', {
    partition: first.pk,
    between: [first.sk, `${doctorId}#~`],
    newestFirst: true,
    consistent: true,
    limit: atMost,
  });
  return items.map(fromRosterChangeItem);
}
