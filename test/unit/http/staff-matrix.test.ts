import { describe, expect, test } from 'vitest';
import type { Route } from '#contract/route.ts';
import { isUnitRole, type StaffRole, staffRoles } from '#contract/staff-roles.ts';
import { type ChosenPurpose, purposes, purposesOf } from '#domain/purpose.ts';
import type { LiveStaffSession } from '#http/call-context.ts';
import { apiEvent, lambdaContext, namedRoutes } from '#support/api-events.ts';
import { honestCall } from '#support/honest-calls.ts';
import { liveStaffSession, personToken, staffToken, stubCapability } from '#support/stub-handlers.ts';

const own = 'falun';
const other = 'mora';

/** Whose the object is, from where the caller stands. */
type Owner = 'own unit' | 'other unit' | 'no unit';
const owners: readonly Owner[] = ['own unit', 'other unit', 'no unit'];
type Caller = StaffRole | 'a person' | 'nobody';
const callers: readonly Caller[] = [...staffRoles, 'a person', 'nobody'];
const staffRoutes = namedRoutes.filter(([, { access }]) => access === 'staff');

/** Why the caller looks at people: it holds, it has run out, no role of the caller can have it, or none was chosen. */
type Why = 'with a purpose' | 'purpose run out' | 'another’s purpose' | 'no purpose';
const whys: readonly Why[] = ['with a purpose', 'purpose run out', 'another’s purpose', 'no purpose'];

const cells = staffRoutes.flatMap(([name, route]) =>
  callers.flatMap((caller) =>
    owners.flatMap((owner) => whys.map((why) => ({ name, route, caller, owner, why }))),
  ),
);

/** A unit role stands at `own`, but for "no unit": an assignment that lost its unit gives nothing at any. */
function sessionOf(role: StaffRole, owner: Owner, why: Why = 'with a purpose'): LiveStaffSession {
  const purpose = purposeOf(role, why);
  const assignment = {
    assignmentId: 'one',
    role,
    from: '2026-01-01',
    ...(isUnitRole(role) && owner !== 'no unit' && { careUnitId: own }),
  };
  const { staffMemberId } = liveStaffSession.staff;
  return {
    ...liveStaffSession,
    staff: { staffMemberId, assignments: [assignment], ...(purpose && { purpose }) },
  };
}

function purposeOf(role: StaffRole, why: Why): ChosenPurpose | undefined {
  const times = {
    chosenAt: '2026-11-21T11:00:00.000Z',
    until: why === 'purpose run out' ? '2026-11-21T12:00:00.000Z' : '2026-11-21T12:00:00.001Z',
  };
  const own = purposesOf(role);
  const purpose = why === 'another’s purpose' ? purposes.find((one) => !own.includes(one)) : own[0];
  return why === 'no purpose' || !purpose ? undefined : { purpose, ...times };
}

/** What the contract says of a cell: the handler is reached, or the slug of the refusal. */
function expected({ roles = [], path, showsPersons }: Route, caller: Caller, owner: Owner, why: Why): string {
  if (caller === 'a person' || caller === 'nobody') return 'not-signed-in';
  if (!roles.includes(caller)) return 'role-not-allowed';
  const bound = path.includes('{careUnitId}');
  if (bound && isUnitRole(caller) && owner !== 'own unit') return 'not-found';
  return showsPersons && why !== 'with a purpose' ? 'purpose-missing' : 'reached';
}

async function call(name: string, route: Route, caller: Caller, owner: Owner, why?: Why) {
  const isStaff = caller !== 'a person' && caller !== 'nobody';
  const { handler, calls } = stubCapability(
    route.capability,
    () => undefined,
    isStaff ? { findStaffSession: async () => sessionOf(caller, owner, why) } : {},
  );
  const careUnitId = owner === 'own unit' ? own : other;
  const cookies = isStaff
    ? [`__Host-staff=${staffToken}`]
    : caller === 'a person'
      ? [`__Host-person=${personToken}`]
      : [];
  const request = { ...honestCall(name, route, { careUnitId }), cookies };
  const answer = await handler(apiEvent(request), lambdaContext);
  return { calls, answer, problem: JSON.parse(answer.body || '{}') };
}

describe('role × route × owner', () => {
  test('there are staff routes, callers and owners to ask about', () => {
    expect(staffRoutes.length).toBeGreaterThanOrEqual(4);
    expect(cells).toHaveLength(staffRoutes.length * (staffRoles.length + 2) * 3 * 4);
  });

  test.each(cells)('$name: $caller, $owner, $why', async ({ name, route, caller, owner, why }) => {
    const { calls, problem } = await call(name, route, caller, owner, why);
    const said = calls.length > 0 ? 'reached' : String(problem.type).replace('urn:problem:', '');
    expect(said).toBe(expected(route, caller, owner, why));
  });
});

describe('what the answers give away', () => {
  const bound = staffRoutes.filter(([, { path }]) => path.includes('{careUnitId}'));

  test.each(bound)('%s: another’s unit and one that cannot be are answered alike', async (name, route) => {
    const role = route.roles?.find(isUnitRole);
    if (!role) return expect(route.roles?.some(isUnitRole)).toBe(false);
    const another = (await call(name, route, role, 'other unit')).problem;
    const { handler } = stubCapability(route.capability, () => undefined, {
      findStaffSession: async () => sessionOf(role, 'own unit'),
    });
    const request = honestCall(name, route, { careUnitId: 'NOT%20AN%20ID' });
    const impossible = JSON.parse((await handler(apiEvent(request), lambdaContext)).body ?? '');
    expect({ ...another, reference: '' }).toEqual({ ...impossible, reference: '' });
  });

  test.each(staffRoutes)('%s: the handler is told the role that admitted the call', async (name, route) => {
    const role = route.roles?.[0] ?? 'support';
    const { calls } = await call(name, route, role, 'own unit');
    const { staffMemberId, assignments } = sessionOf(role, 'own unit').staff;
    expect(calls[0]?.context).toMatchObject({ staff: { staffMemberId, assignments, role } });
    expect(calls[0]?.context).not.toHaveProperty('person');
  });
});

describe('sessions are apart', () => {
  const personRoutes = namedRoutes.filter(([, { access }]) => access === 'person');
  const swapped = [
    ...staffRoutes.map(([name, route]) => [name, route, `__Host-staff=${personToken}`] as const),
    ...personRoutes.map(([name, route]) => [name, route, `__Host-person=${staffToken}`] as const),
  ];

  test.each(swapped)('%s is not opened by a token of the other kind', async (name, route, cookie) => {
    const { handler, calls } = stubCapability(route.capability, () => undefined);
    const request = { ...honestCall(name, route), cookies: [cookie] };
    const answer = await handler(apiEvent(request), lambdaContext);
    expect([answer.statusCode, calls]).toEqual([401, []]);
  });

  test.each(personRoutes)('%s is not opened by a staff cookie', async (name, route) => {
    const { handler, calls } = stubCapability(route.capability, () => undefined);
    const request = { ...honestCall(name, route), cookies: [`__Host-staff=${staffToken}`] };
    const answer = await handler(apiEvent(request), lambdaContext);
    expect([answer.statusCode, calls]).toEqual([401, []]);
  });
});
