import type { AnswerOf, CallOf } from '#contract/routes.ts';
import { localDate } from '#domain/stockholm-time.ts';
import { type ContextOf, type Problemed, problem } from '#http/call-context.ts';
import { readRoleHistory } from '#store/role-item.ts';
import { readAssignments } from '#store/staff-assignment-item.ts';
import { findStaffMemberId } from '#store/staff-identity-item.ts';
import { giverOf, openNames, tellRoles, unitNames } from './role-views.ts';
import type { Surroundings } from './surroundings.ts';

/** Finds somebody by HSA-id. */
export async function findStaffMember(
  { database, identityKeys }: Surroundings,
  { body: { hsaId } }: CallOf<'findStaffMember'>,
): Promise<AnswerOf<'findStaffMember'> | Problemed> {
  const staffMemberId = await findStaffMemberId(database, await identityKeys.pointerOfHsaId(hsaId));
  return staffMemberId === undefined ? problem('not-found') : { staffMemberId };
}

/** One member of staff: roles, and when each was given and ended, in which role of who did it. */
export async function getStaffMember(
  around: Surroundings,
  { params: { staffMemberId } }: CallOf<'getStaffMember'>,
  { now, staff }: Pick<ContextOf<'getStaffMember'>, 'now' | 'staff'>,
): Promise<AnswerOf<'getStaffMember'> | Problemed> {
  const [assignments, changes, people] = await Promise.all([
    readAssignments(around.database, staffMemberId),
    readRoleHistory(around.database, staffMemberId),
    openNames(around, [staffMemberId]),
  ]);
  const { name = '', hsaId = '' } = people.get(staffMemberId) ?? {};
  if (hsaId === '') return problem('not-found');
  const units = await unitNames(
    around,
    changes.map(({ assignment }) => assignment.careUnitId),
    now,
  );
  const held = assignments.map((assignment) => ({ staffMemberId, assignment }));
  return {
    staffMemberId,
    name,
    hsaId,
    today: localDate(now),
    isOwn: staffMemberId === staff.staffMemberId,
    roles: await tellRoles(around, held, giverOf(staff), now),
    history: changes.map(({ at, kind, byRole, assignment }) => {
      const { careUnitId, assignmentId: _not, ...rest } = assignment;
      return {
        at,
        kind,
        ...rest,
        ...(careUnitId !== undefined && {
          careUnit: { careUnitId, name: units.get(careUnitId) ?? careUnitId },
        }),
        ...(byRole !== undefined && { byRole }),
      };
    }),
  };
}
