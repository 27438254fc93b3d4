import type { DirectorySnapshot } from '#contract/directory-snapshot.ts';
import type { AnswerOf } from '#contract/routes.ts';
import { type HeldRole, isOver, mayGive, type RoleGiver } from '#domain/decide-staff-role.ts';
import { isInForce, type StaffAssignment } from '#domain/staff-assignment.ts';
import type { ActingStaff } from '#http/call-context.ts';
import { readProfile } from '#store/care-unit-item.ts';
import { readSnapshotCached } from '#store/directory-item.ts';
import { readSealedStaff } from '#store/staff-identity-item.ts';
import type { Surroundings } from './surroundings.ts';

type RoleTold = AnswerOf<'findRoles'>['roles'][number];
interface NamedUnit {
  readonly careUnitId: string;
  readonly name: string;
}

/** The caller as one who gives roles; a manager does so at the unit of the path alone. */
export function giverOf(
  { staffMemberId, role }: Pick<ActingStaff, 'staffMemberId' | 'role'>,
  careUnitId?: string,
): RoleGiver {
  return { staffMemberId, role, ...(careUnitId !== undefined && { careUnitId }) };
}

export function standingOf(assignment: StaffAssignment, now: Date): RoleTold['standing'] {
  if (isInForce(assignment, now)) return 'inForce';
  return isOver(assignment, now) ? 'over' : 'coming';
}

/** Names and HSA-ids of these members of staff, opened once each; nothing is kept. */
export async function openNames(
  { database, identityKeys }: Surroundings,
  staffMemberIds: readonly string[],
): Promise<Map<string, { name: string; hsaId: string }>> {
  const opened = await Promise.all(
    [...new Set(staffMemberIds)].map(async (staffMemberId) => {
      const sealed = await readSealedStaff(database, staffMemberId);
      const facts = sealed && (await identityKeys.unsealStaff(sealed, staffMemberId));
      return [staffMemberId, { name: facts?.name ?? '', hsaId: (facts?.hsaId ?? '').toUpperCase() }] as const;
    }),
  );
  return new Map(opened);
}

/** Every unit of the directory by name; one that is no longer published is found by its own item. */
export async function publishedUnits({ database }: Surroundings, now: Date): Promise<NamedUnit[]> {
  const snapshot = (await readSnapshotCached<DirectorySnapshot>(database, now))?.document;
  return [...(snapshot?.careUnits ?? []), ...(snapshot?.unlistable ?? [])]
    .map(({ careUnitId, name }) => ({ careUnitId, name }))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'sv'));
}

/** The names of the units of these roles. */
export async function unitNames(
  around: Surroundings,
  careUnitIds: readonly (string | undefined)[],
  now: Date,
): Promise<Map<string, string>> {
  const names = new Map((await publishedUnits(around, now)).map((unit) => [unit.careUnitId, unit.name]));
  const missing = [...new Set(careUnitIds)].flatMap((id) => (id === undefined || names.has(id) ? [] : id));
  for (const careUnitId of missing) {
    names.set(careUnitId, (await readProfile(around.database, careUnitId))?.name ?? careUnitId);
  }
  return names;
}

/** Roles as they are shown, each with the name of who holds it. */
export async function tellRoles(
  around: Surroundings,
  held: readonly HeldRole[],
  by: RoleGiver,
  now: Date,
): Promise<RoleTold[]> {
  const [people, units] = await Promise.all([
    openNames(
      around,
      held.map(({ staffMemberId }) => staffMemberId),
    ),
    unitNames(
      around,
      held.map(({ assignment }) => assignment.careUnitId),
      now,
    ),
  ]);
  return held.map(({ staffMemberId, assignment }) => {
    const { careUnitId, ...rest } = assignment;
    const { name = '', hsaId = '' } = people.get(staffMemberId) ?? {};
    return {
      staffMemberId,
      name,
      hsaId,
      ...rest,
      ...(careUnitId !== undefined && {
        careUnit: { careUnitId, name: units.get(careUnitId) ?? careUnitId },
      }),
      standing: standingOf(assignment, now),
      isOwn: staffMemberId === by.staffMemberId,
      mayEnd: mayGive(by, assignment) && !isOver(assignment, now),
    };
  });
}
