import { defaultPolicy } from '#domain/policy-defaults.ts';
import type { StaffAssignment } from '#domain/staff-assignment.ts';
import { newId } from '#http/ids.ts';
import { openIdentityKeys } from '#keys/identity-keys.ts';
import { putPolicy, readPolicy } from '#store/policy-item.ts';
import { saveAssignments } from '#store/staff-assignment-item.ts';
import { saveStaffIdentity } from '#store/staff-identity-item.ts';
import { keyIds, type SessionsWorld } from './sessions-world.ts';

type Held = Omit<StaffAssignment, 'assignmentId'>;

/** Gives somebody roles in a world of sessions, as the seeding does; the id of the member of staff. */
export async function giveRoles(
  { database, kms }: SessionsWorld,
  hsaId: string,
  held: readonly Held[],
): Promise<string> {
  const keys = openIdentityKeys(keyIds, kms);
  const registrar = { at: new Date(), actor: { kind: 'system', process: 'seeding' }, newId } as const;
  if (!(await readPolicy(database))) {
    const policy = { from: '2022-07-01T00:00:00.000Z', decisionId: 'first', policy: defaultPolicy };
    await putPolicy(database, policy, registrar);
  }
  const staffMemberId = newId();
  const canonical = hsaId.toLowerCase();
  const pointer = await keys.pointerOfHsaId(canonical);
  const sealed = await keys.sealStaff({ hsaId: canonical, name: 'Test Testperson' }, staffMemberId);
  await saveStaffIdentity(database, { staffMemberId, pointer, sealed });
  const given = held.map((one) => ({ staffMemberId, assignment: { assignmentId: newId(), ...one } }));
  await saveAssignments(database, given, registrar);
  return staffMemberId;
}
