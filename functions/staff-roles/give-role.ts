import type { AnswerOf, CallOf } from '#contract/routes.ts';
import { isUnitRole } from '#contract/staff-roles.ts';
import { decideGiveRole, type RoleGiver } from '#domain/decide-staff-role.ts';
import { type ContextOf, type Problemed, problem } from '#http/call-context.ts';
import { readProfile } from '#store/care-unit-item.ts';
import { saveRoleAct } from '#store/save-role-act.ts';
import { registerStaffMember } from './register-staff-member.ts';
import { giverOf } from './role-views.ts';
import type { Surroundings } from './surroundings.ts';

type Acting = Pick<ContextOf<'giveRole'>, 'now' | 'ids' | 'staff'>;
type Given = CallOf<'giveRole'>['body'];

/** The region gives a role. A unit's role needs a unit that there is; a role in the region has none. */
export function giveRole(
  around: Surroundings,
  { body }: CallOf<'giveRole'>,
  context: Acting,
): Promise<AnswerOf<'giveRole'> | Problemed> {
  return give(around, body, giverOf(context.staff), context);
}

/** A unit's manager gives a role at the own unit. */
export function giveUnitRole(
  around: Surroundings,
  { params: { careUnitId }, body }: CallOf<'giveUnitRole'>,
  context: Acting,
): Promise<AnswerOf<'giveUnitRole'> | Problemed> {
  return give(around, { ...body, careUnitId }, giverOf(context.staff, careUnitId), context);
}

async function give(
  around: Surroundings,
  { role, careUnitId, from, through, hsaId, name }: Given,
  by: RoleGiver,
  { now, ids, staff }: Acting,
): Promise<AnswerOf<'giveRole'> | Problemed> {
  const { database } = around;
  const isBound = isUnitRole(role);
  const unit = careUnitId === undefined ? undefined : await readProfile(database, careUnitId);
  if (isBound !== (unit !== undefined) || (!isBound && careUnitId !== undefined)) {
    return problem('care-unit-unknown');
  }
  const assignment = {
    assignmentId: ids.newId(),
    role,
    from,
    ...(careUnitId !== undefined && { careUnitId }),
    ...(through !== undefined && { through }),
  };
  const staffMemberId = await registerStaffMember(around, { hsaId, name }, ids.newId);
  const given = { staffMemberId, assignment };
  const refusal = await saveRoleAct(database, (held) => decideGiveRole(held, given, by, now), {
    at: now,
    actor: { kind: 'staff', staffMemberId: staff.staffMemberId, role: staff.role },
    newId: ids.newId,
  });
  return refusal ? problem(refusal.slug) : { staffMemberId, assignmentId: assignment.assignmentId };
}
