import type { EIdIssuer } from '#contract/e-id-issuers.ts';
import { parseHsaId } from '#domain/hsa-id.ts';
import { assignmentsAt } from '#domain/staff-assignment.ts';
import { readAssignments } from '#store/staff-assignment-item.ts';
import { findStaffMemberId } from '#store/staff-identity-item.ts';
import type { IdTokenClaims } from './e-id-provider.ts';
import type { Surroundings } from './surroundings.ts';

/**
 * The HSA-id of a member of staff from the claims of an e-ID for work, canonical. The organisation must be named too; what it
 * may do here is decided by roles, never by the e-ID. Undefined: nobody we can know.
 */
export function readStaffClaims(claims: IdTokenClaims, names: EIdIssuer['staffClaims']): string | undefined {
  const own = claims[names.employeeHsaId];
  const organization = claims[names.organizationHsaId];
  if (typeof own !== 'string' || typeof organization !== 'string') return undefined;
  return parseHsaId(organization) === undefined ? undefined : parseHsaId(own);
}

/**
 * The member of staff behind an HSA-id who has a role in force today. Nobody is registered by signing in: whoever has
 * been given no role, or whose last one has ended, is nobody here.
 */
export async function findStaffMember(
  { database, identityKeys }: Pick<Surroundings, 'database' | 'identityKeys'>,
  hsaId: string,
  now: Date,
): Promise<string | undefined> {
  const pointer = await identityKeys.pointerOfHsaId(hsaId);
  const staffMemberId = await findStaffMemberId(database, pointer);
  if (staffMemberId === undefined) return undefined;
  const inForce = assignmentsAt(await readAssignments(database, staffMemberId), now);
  return inForce.length > 0 ? staffMemberId : undefined;
}
