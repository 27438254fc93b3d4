import { decideFirstDecider, hasDecider } from '#domain/decide-first-decider.ts';
import { localDate } from '#domain/stockholm-time.ts';
import { registerStaffMember } from '#functions/staff-roles/register-staff-member.ts';
import type { Surroundings } from '#functions/staff-roles/surroundings.ts';
import type { Registrar } from '#store/register-care-unit.ts';
import { readRoles } from '#store/role-item.ts';
import { saveRoleAct } from '#store/save-role-act.ts';
import type { FirstDecider } from './read-arguments.ts';

/**
 * The first role of a region, with its event: until somebody can give roles, nobody can be given one in the service.
 * `keep`: somebody decides already, and nothing is written; not even the identity. Needs the region's policy.
 *
 * @param options.confirm false: reads and says what would be written.
 */
export async function giveFirstDecider(
  around: Surroundings,
  decider: FirstDecider,
  { confirm, registrar }: { readonly confirm: boolean; readonly registrar: Registrar },
): Promise<'write' | 'keep'> {
  const { at, newId } = registrar;
  if (hasDecider(await readRoles(around.database), at)) return 'keep';
  if (!confirm) return 'write';
  const staffMemberId = await registerStaffMember(around, decider, newId);
  const assignment = { assignmentId: newId(), role: 'regionDecider', from: localDate(at) } as const;
  const refusal = await saveRoleAct(
    around.database,
    (held) => decideFirstDecider(held, { staffMemberId, assignment }, at),
    registrar,
  );
  return refusal ? 'keep' : 'write';
}
