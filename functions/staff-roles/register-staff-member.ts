import { findStaffMemberId, saveStaffIdentity } from '#store/staff-identity-item.ts';
import type { Surroundings } from './surroundings.ts';

/**
 * The member of staff behind an HSA-id. Who is not known is registered ahead of the first login, which finds them by
 * the same keyed hash; a registration without a role opens nothing.
 */
export async function registerStaffMember(
  { database, identityKeys }: Surroundings,
  { hsaId, name }: { readonly hsaId: string; readonly name: string },
  newId: () => string,
): Promise<string> {
  const canonical = hsaId.toLowerCase();
  const pointer = await identityKeys.pointerOfHsaId(canonical);
  const known = await findStaffMemberId(database, pointer);
  if (known !== undefined) return known;
  const staffMemberId = newId();
  const sealed = await identityKeys.sealStaff({ hsaId: canonical, name }, staffMemberId);
  if (await saveStaffIdentity(database, { staffMemberId, pointer, sealed })) return staffMemberId;
  // Somebody else registered the same person meanwhile.
  const registered = await findStaffMemberId(database, pointer);
  if (registered === undefined) throw new Error('An HSA-id points at nobody');
  return registered;
}
