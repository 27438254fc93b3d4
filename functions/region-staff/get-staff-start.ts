import type { AnswerOf } from '#contract/routes.ts';
import type { ContextOf } from '#http/call-context.ts';
import { readProfile } from '#store/care-unit-item.ts';
import type { Database } from '#store/database.ts';

/** Which roles one has today, and at which care units. */
export async function getStaffStart(
  database: Database,
  { staff }: Pick<ContextOf<'getStaffStart'>, 'staff'>,
): Promise<AnswerOf<'getStaffStart'>> {
  const ids = new Set(staff.assignments.flatMap(({ careUnitId }) => careUnitId ?? []));
  const profiles = await Promise.all([...ids].map((careUnitId) => readProfile(database, careUnitId)));
  const names = new Map(profiles.map((profile) => [profile?.careUnitId, profile?.name]));
  const assignments = staff.assignments.map(({ assignmentId, role, careUnitId, from, through }) => ({
    assignmentId,
    role,
    from,
    ...(through !== undefined && { through }),
    ...(careUnitId !== undefined && {
      careUnit: { careUnitId, name: names.get(careUnitId) ?? careUnitId },
    }),
  }));
  return { assignments };
}
