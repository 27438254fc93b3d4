import type { AnswerOf, CallOf } from '#contract/routes.ts';
import { rolesAtOnce } from '#contract/staff-role-schemas.ts';
import { staffRoles } from '#contract/staff-roles.ts';
import { type HeldRole, rolesGivenBy } from '#domain/decide-staff-role.ts';
import { localDate } from '#domain/stockholm-time.ts';
import { type ContextOf, type Problemed, problem } from '#http/call-context.ts';
import { readProfile } from '#store/care-unit-item.ts';
import { readRoles } from '#store/role-item.ts';
import { giverOf, publishedUnits, standingOf, tellRoles } from './role-views.ts';
import type { Surroundings } from './surroundings.ts';

type Query = CallOf<'findRoles'>['query'];
type Acting = Pick<ContextOf<'findRoles'>, 'now' | 'staff'>;

/**
 * Who holds which role in the region, a page at a time. Only the names on the page are opened, so the order is by what
 * is no secret: role, unit, days.
 */
export async function findRoles(
  around: Surroundings,
  { query }: CallOf<'findRoles'>,
  { now, staff }: Acting,
): Promise<AnswerOf<'findRoles'>> {
  const [all, careUnits] = await Promise.all([readRoles(around.database), publishedUnits(around, now)]);
  const names = new Map(careUnits.map(({ careUnitId, name }) => [careUnitId, name]));
  const asked = all
    .filter(({ assignment }) => query.role === undefined || assignment.role === query.role)
    .filter(({ assignment }) => query.careUnitId === undefined || assignment.careUnitId === query.careUnitId)
    .filter((one) => isShown(one, query.show, now));
  const sorted = sortRoles(asked, query, names);
  const pages = Math.max(1, Math.ceil(sorted.length / rolesAtOnce));
  const page = Math.min(query.page, pages);
  const shown = sorted.slice((page - 1) * rolesAtOnce, page * rolesAtOnce);
  return {
    today: localDate(now),
    roles: await tellRoles(around, shown, giverOf(staff), now),
    mayGive: [...(rolesGivenBy[staff.role] ?? [])],
    careUnits,
    total: sorted.length,
    page,
    pages,
  };
}

/** Who holds which role at the own unit. */
export async function findUnitRoles(
  around: Surroundings,
  { params: { careUnitId }, query: { show } }: CallOf<'findUnitRoles'>,
  { now, staff }: Acting,
): Promise<AnswerOf<'findUnitRoles'> | Problemed> {
  const [held, profile] = await Promise.all([
    readRoles(around.database, careUnitId),
    readProfile(around.database, careUnitId),
  ]);
  if (!profile) return problem('not-found');
  const shown = sortRoles(
    held.filter((one) => isShown(one, show, now)),
    { sort: 'role', descending: false },
    new Map(),
  );
  return {
    today: localDate(now),
    careUnit: { careUnitId, name: profile.name },
    roles: await tellRoles(around, shown, giverOf(staff, careUnitId), now),
    mayGive: [...(rolesGivenBy[staff.role] ?? [])],
  };
}

function isShown({ assignment }: HeldRole, show: Query['show'], now: Date): boolean {
  if (show === 'all') return true;
  const standing = standingOf(assignment, now);
  return standing === (show === 'now' ? 'inForce' : show);
}

function sortRoles(
  held: readonly HeldRole[],
  { sort, descending }: Pick<Query, 'sort' | 'descending'>,
  names: ReadonlyMap<string, string>,
): HeldRole[] {
  const keyOf = ({ assignment: { role, careUnitId, from, through } }: HeldRole) => {
    const unit = careUnitId === undefined ? '' : (names.get(careUnitId) ?? careUnitId);
    const byRole = String(staffRoles.indexOf(role)).padStart(2, '0');
    const first = { role: byRole, careUnit: unit, from, through: through ?? '9999' }[sort];
    return `${first} ${byRole} ${unit} ${from}`;
  };
  const sign = descending ? -1 : 1;
  return held.toSorted((a, b) => sign * keyOf(a).localeCompare(keyOf(b), 'sv'));
}
