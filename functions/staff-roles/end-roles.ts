import type { AnswerOf, CallOf } from '#contract/routes.ts';
import { decideEndRoles, type HeldRole, type RoleGiver } from '#domain/decide-staff-role.ts';
import { type ContextOf, type Problemed, problem } from '#http/call-context.ts';
import { readRoles } from '#store/role-item.ts';
import { saveRoleAct } from '#store/save-role-act.ts';
import { giverOf, openNames, unitNames } from './role-views.ts';
import type { Surroundings } from './surroundings.ts';

type Acting = Pick<ContextOf<'endRoles'>, 'now' | 'ids' | 'staff'>;
type Body = CallOf<'endRoles'>['body'];
type Ended = AnswerOf<'endRoles'>;

/** The region ends or shortens roles; unconfirmed it says what would change. The next call of who held one is refused. */
export function endRoles(
  around: Surroundings,
  { body }: CallOf<'endRoles'>,
  context: Acting,
): Promise<Ended | Problemed> {
  return end(around, body, giverOf(context.staff), context);
}

/** A unit's manager ends roles at the own unit. */
export function endUnitRoles(
  around: Surroundings,
  { params: { careUnitId }, body }: CallOf<'endUnitRoles'>,
  context: Acting,
): Promise<Ended | Problemed> {
  return end(around, body, giverOf(context.staff, careUnitId), context);
}

async function end(
  around: Surroundings,
  { ends, lastDay, confirm }: Body,
  by: RoleGiver,
  { now, ids, staff }: Acting,
): Promise<Ended | Problemed> {
  const { database } = around;
  const before = await readRoles(database, by.careUnitId);
  const known = new Set(before.map((one) => `${one.staffMemberId} ${one.assignment.assignmentId}`));
  if (ends.some((one) => !known.has(`${one.staffMemberId} ${one.assignmentId}`))) return problem('not-found');
  const decide = (held: readonly HeldRole[]) => decideEndRoles(held, { ends, lastDay }, by, now);
  const decided = decide(before);
  if (!decided.ok) return problem(decided.refusal.slug);
  if (confirm) {
    const actor = { kind: 'staff', staffMemberId: staff.staffMemberId, role: staff.role } as const;
    const refusal = await saveRoleAct(database, decide, { at: now, actor, newId: ids.newId });
    if (refusal) return problem(refusal.slug);
  }
  const chosen = before.filter((one, at) => decided.held[at] !== one);
  return { ended: await tellEnded(around, chosen, lastDay, now) };
}

async function tellEnded(
  around: Surroundings,
  chosen: readonly HeldRole[],
  lastDay: string | undefined,
  now: Date,
): Promise<Ended['ended']> {
  const ids = chosen.map(({ staffMemberId }) => staffMemberId);
  const unitIds = chosen.map(({ assignment }) => assignment.careUnitId);
  const [people, units] = await Promise.all([openNames(around, ids), unitNames(around, unitIds, now)]);
  return chosen.map(({ staffMemberId, assignment: { role, careUnitId, through } }) => ({
    staffMemberId,
    name: people.get(staffMemberId)?.name ?? '',
    role,
    ...(careUnitId !== undefined && { careUnit: { careUnitId, name: units.get(careUnitId) ?? careUnitId } }),
    ...(through !== undefined && { before: through }),
    ...(lastDay !== undefined && { after: lastDay }),
  }));
}
