import type { Registrar } from '#store/register-care-unit.ts';
import { saveAssignments } from '#store/staff-assignment-item.ts';
import { saveStaffIdentity } from '#store/staff-identity-item.ts';
import type { DemoStaffMember } from './plan-staff.ts';
import type { DemoTarget } from './write-demo.ts';

/**
 * Writes staff through the keys and with an event for each role. Those who are there are left, so it may be done again.
 * To be called when nobody else writes the region's stream.
 */
export async function writeStaff(
  { database, keys }: Pick<DemoTarget, 'database' | 'keys'>,
  staff: readonly DemoStaffMember[],
  registrar: Registrar,
): Promise<void> {
  for (const { staffMemberId, hsaId, name } of staff) {
    const canonical = hsaId.toLowerCase();
    const pointer = await keys.pointerOfHsaId(canonical);
    const sealed = await keys.sealStaff({ hsaId: canonical, name }, staffMemberId);
    await saveStaffIdentity(database, { staffMemberId, pointer, sealed });
  }
  const given = staff.flatMap(({ staffMemberId, assignments }) =>
    assignments.map((assignment) => ({ staffMemberId, assignment })),
  );
  await saveAssignments(database, given, registrar);
}
