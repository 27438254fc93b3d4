import { getItem, mustBeAbsent } from './calls.ts';
import type { Database } from './database.ts';
import { bytes, text } from './fields.ts';
import { keys } from './keys.ts';
import { type Step, transact } from './transaction.ts';

/** A member of staff as kept in `identities`: apart from every person, even where both are the same human being. */
export interface StaffIdentity {
  readonly staffMemberId: string;
  /** Keyed hash of the HSA-id, by which one is found at login. */
  readonly pointer: string;
  /** KMS-encrypted JSON: HSA-id and name. */
  readonly sealed: Uint8Array;
}

/** The member of staff whom an HSA-id points at, or undefined: nobody has been given a role under it. */
export async function findStaffMemberId(database: Database, pointer: string): Promise<string | undefined> {
  const item = await getItem(database, 'identities', keys.identityHsaId(pointer), { consistent: true });
  return item && text(item, 'staffMemberId');
}

/** The sealed HSA-id and name of a member of staff; undefined where there is nobody by that id. */
export async function readSealedStaff(
  database: Database,
  staffMemberId: string,
): Promise<Uint8Array | undefined> {
  const item = await getItem(database, 'identities', keys.staffIdentity(staffMemberId));
  return item && bytes(item, 'sealed');
}

/** Saves a member of staff with the pointer. False when the HSA-id points at somebody already: nothing was written. */
export async function saveStaffIdentity(database: Database, identity: StaffIdentity): Promise<boolean> {
  const { pointer, staffMemberId, sealed } = identity;
  const steps: readonly Step[] = [
    {
      name: 'hsa id',
      table: 'identities',
      condition: mustBeAbsent,
      put: { ...keys.identityHsaId(pointer), staffMemberId },
    },
    {
      name: 'staff member',
      table: 'identities',
      condition: mustBeAbsent,
      put: { ...keys.staffIdentity(staffMemberId), staffMemberId, sealed },
    },
  ];
  return (await transact(database, steps)).ok;
}
