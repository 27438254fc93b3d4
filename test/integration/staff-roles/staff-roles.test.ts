import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CallOf } from '#contract/routes.ts';
import { rolesAnswer, staffMemberAnswer, unitRolesAnswer } from '#contract/staff-role-schemas.ts';
import { assignmentsAt, type StaffRole } from '#domain/staff-assignment.ts';
import { endRoles, endUnitRoles } from '#functions/staff-roles/end-roles.ts';
import { findRoles, findUnitRoles } from '#functions/staff-roles/find-roles.ts';
import { findStaffMember, getStaffMember } from '#functions/staff-roles/get-staff-member.ts';
import { giveRole, giveUnitRole } from '#functions/staff-roles/give-role.ts';
import type { Surroundings } from '#functions/staff-roles/surroundings.ts';
import { readAssignments, saveAssignments } from '#store/staff-assignment-item.ts';
import { saveStaffIdentity } from '#store/staff-identity-item.ts';
import { personId } from '#support/builders.ts';
import { type DynamoDbLocal, dumpTable, startDynamoDbLocal } from '#support/dynamodb-local.ts';
import { expectSound, openWorld, type World } from '#support/listing-world.ts';

let local: DynamoDbLocal;
let world: World;
let around: Surroundings;
const decider = personId('decider');
const manager = personId('manager');

beforeAll(async () => {
  local = await startDynamoDbLocal();
});
afterAll(() => local.stop());

beforeEach(async () => {
  const database = { ...(await local.createDatabase()), client: local.newClient() };
  world = await openWorld(database, { falun: {}, mora: {} });
  around = {
    database: world.database,
    identityKeys: {
      pointerOfHsaId: async (hsaId) => `pointer of ${hsaId.toLowerCase()}`,
      sealStaff: async (facts) => Buffer.from(JSON.stringify(facts)),
      unsealStaff: async (sealed) => JSON.parse(Buffer.from(sealed).toString('utf8')),
    },
  };
  const registrar = {
    at: world.now,
    actor: { kind: 'system', process: 'seeding' } as const,
    newId: () => world.newId(),
  };
  const days = { from: '2026-01-01' };
  await saveAssignments(
    world.database,
    [
      {
        staffMemberId: decider,
        assignment: { assignmentId: personId('one'), role: 'regionDecider', ...days },
      },
      {
        staffMemberId: manager,
        assignment: {
          assignmentId: personId('two'),
          role: 'unitManager',
          careUnitId: 'falun',
          ...days,
        },
      },
    ],
    registrar,
  );
  await register(decider, 'se2321000180-demo1', 'Dag Decider');
  await register(manager, 'se2321000180-demo2', 'Maja Manager');
});

async function register(staffMemberId: string, hsaId: string, name: string) {
  const sealed = await around.identityKeys.sealStaff({ hsaId, name }, staffMemberId);
  const pointer = await around.identityKeys.pointerOfHsaId(hsaId);
  await saveStaffIdentity(around.database, { staffMemberId, pointer, sealed });
}

const as = (staffMemberId: string, role: StaffRole) => ({
  now: world.now,
  ids: { newId: () => world.newId() },
  staff: { staffMemberId, role, assignments: [] },
});
const someone = { hsaId: 'SE2321000180-DEMO9', name: 'Nina Ny' };
type Asked = Partial<CallOf<'findRoles'>['query']>;
const find = async (asked: Asked = {}) =>
  rolesAnswer.parse(
    await findRoles(
      around,
      {
        params: undefined,
        query: { show: 'now', sort: 'role', descending: false, page: 1, ...asked },
        body: undefined,
      },
      as(decider, 'regionDecider'),
    ),
  );
const give = async (over: Partial<CallOf<'giveRole'>['body']> = {}, by = decider, role?: StaffRole) => {
  const body = { ...someone, role: 'analyst' as const, from: '2026-11-21', ...over };
  const call = { params: undefined, query: undefined, body };
  return { ...(await giveRole(around, call, as(by, role ?? 'regionDecider'))) };
};
const givenTo = (answer: object) => {
  if (!('staffMemberId' in answer) || !('assignmentId' in answer)) throw new Error('Not given');
  return { staffMemberId: String(answer.staffMemberId), assignmentId: String(answer.assignmentId) };
};
const end = async (one: { staffMemberId: string; assignmentId: string }, lastDay?: string, confirm = true) =>
  endRoles(
    around,
    {
      params: undefined,
      query: undefined,
      body: { ends: [one], confirm, ...(lastDay !== undefined && { lastDay }) },
    },
    as(decider, 'regionDecider'),
  );

describe('roles given and ended', () => {
  it('registers who is not known, and the role counts at once', async () => {
    const given = givenTo(await give());
    const held = assignmentsAt(await readAssignments(world.database, given.staffMemberId), world.now);
    expect(held.map(({ role }) => role)).toEqual(['analyst']);
    const { roles, total } = await find();
    expect(total).toBe(3);
    expect(roles.map(({ name, role, isOwn }) => [name, role, isOwn])).toEqual([
      ['Dag Decider', 'regionDecider', true],
      ['Nina Ny', 'analyst', false],
      ['Maja Manager', 'unitManager', false],
    ]);
    await expectSound(world);
  });

  it('finds the same person by the HSA-id in any case, and gives a second role to her', async () => {
    const first = givenTo(await give());
    const second = givenTo(await give({ hsaId: someone.hsaId.toLowerCase(), role: 'support' }));
    expect(second.staffMemberId).toBe(first.staffMemberId);
    const call = { params: undefined, query: undefined, body: { hsaId: someone.hsaId } };
    expect(await findStaffMember(around, call)).toEqual({ staffMemberId: first.staffMemberId });
    const unknown = { ...call, body: { hsaId: 'SE2321000180-DEMO0' } };
    expect(await findStaffMember(around, unknown)).toMatchObject({ slug: 'not-found' });
  });

  it('keeps the HSA-id and the name out of the main table and the events', async () => {
    await give();
    for (const table of ['main', 'events'] as const) {
      const text = JSON.stringify(await dumpTable(world.database, table));
      expect(text).not.toMatch(/demo9|Nina/i);
    }
  });

  it('shows first and ends then, and the next call of who held it finds no role', async () => {
    const given = givenTo(await give());
    expect(await end(given, undefined, false)).toEqual({
      ended: [{ staffMemberId: given.staffMemberId, name: 'Nina Ny', role: 'analyst' }],
    });
    expect(assignmentsAt(await readAssignments(world.database, given.staffMemberId), world.now)).toHaveLength(
      1,
    );
    await end(given);
    expect(assignmentsAt(await readAssignments(world.database, given.staffMemberId), world.now)).toEqual([]);
    expect((await find()).total).toBe(2);
    expect((await find({ show: 'over' })).roles.map(({ name }) => name)).toEqual(['Nina Ny']);
    await expectSound(world);
  });

  it('tells every change, newest first, and by which role', async () => {
    const given = givenTo(await give());
    await end(given, '2026-12-31');
    const told = staffMemberAnswer.parse(
      await getStaffMember(
        around,
        { params: { staffMemberId: given.staffMemberId }, query: undefined, body: undefined },
        as(decider, 'regionDecider'),
      ),
    );
    expect(told.hsaId).toBe('SE2321000180-DEMO9');
    expect(told.history.map(({ kind, byRole, through }) => [kind, byRole, through])).toEqual([
      ['ended', 'regionDecider', '2026-12-31'],
      ['given', 'regionDecider', undefined],
    ]);
    expect(told.roles).toHaveLength(1);
  });

  it('gives nobody a role by themselves, and keeps the last decider', async () => {
    const own = await give({ hsaId: 'SE2321000180-DEMO1', role: 'analyst' });
    expect(own).toMatchObject({ slug: 'role-given-to-oneself' });
    const last = { staffMemberId: decider, assignmentId: personId('one') };
    expect(await end(last)).toMatchObject({ slug: 'last-region-decider' });
    await expectSound(world);
  });

  it('two deciders who end each other at the same moment: one of them stays', async () => {
    const second = givenTo(await give({ role: 'regionDecider' }));
    const endBy = (by: string, one: { staffMemberId: string; assignmentId: string }) =>
      endRoles(
        around,
        { params: undefined, query: undefined, body: { ends: [one], confirm: true } },
        as(by, 'regionDecider'),
      );
    const answers = await Promise.all([
      endBy(decider, second),
      endBy(second.staffMemberId, { staffMemberId: decider, assignmentId: personId('one') }),
    ]);
    expect(answers.filter((answer) => 'slug' in answer).map((answer) => ({ ...answer }))).toMatchObject([
      { slug: 'last-region-decider' },
    ]);
    expect((await find({ role: 'regionDecider' })).total).toBe(1);
    await expectSound(world);
  });

  it('wants a unit for a unit’s role and none for a region’s', async () => {
    for (const over of [
      { role: 'unitManager' as const },
      { role: 'unitManager' as const, careUnitId: 'nowhere' },
      { careUnitId: 'falun' },
    ]) {
      expect(await give(over)).toMatchObject({ slug: 'care-unit-unknown' });
    }
  });

  it('sorts, filters and pages', async () => {
    for (let at = 0; at < 26; at += 1) {
      await give({
        hsaId: `SE2321000180-DEMOX${at}`,
        name: `Person ${at}`,
        role: 'unitDelegate',
        careUnitId: at % 2 ? 'mora' : 'falun',
      });
    }
    const first = await find();
    expect([first.total, first.pages, first.roles.length]).toEqual([28, 2, 25]);
    expect((await find({ page: 2 })).roles).toHaveLength(3);
    expect((await find({ page: 99 })).page).toBe(2);
    expect((await find({ careUnitId: 'mora' })).total).toBe(13);
    expect((await find({ sort: 'careUnit', descending: true })).roles[0]?.careUnit?.careUnitId).toBe('mora');
  });
});

describe('a unit’s manager delegates', () => {
  const params = { careUnitId: 'falun' };
  const giveAt = async (role: 'unitDelegate' | 'unitManager', careUnitId = 'falun') => ({
    ...(await giveUnitRole(
      around,
      {
        params: { careUnitId },
        query: undefined,
        body: { ...someone, role, from: '2026-11-21', through: '2026-12-31' },
      },
      as(manager, 'unitManager'),
    )),
  });

  it('gives a deputy at the own unit, sees the own unit alone and ends it', async () => {
    const given = givenTo(await giveAt('unitDelegate'));
    await give({ hsaId: 'SE2321000180-DEMO8', role: 'unitManager', careUnitId: 'mora' });
    const told = unitRolesAnswer.parse(
      await findUnitRoles(
        around,
        { params, query: { show: 'now' }, body: undefined },
        as(manager, 'unitManager'),
      ),
    );
    expect(told.roles.map(({ name, mayEnd }) => [name, mayEnd])).toEqual([
      ['Maja Manager', false],
      ['Nina Ny', true],
    ]);
    const ended = await endUnitRoles(
      around,
      { params, query: undefined, body: { ends: [given], confirm: true } },
      as(manager, 'unitManager'),
    );
    expect(ended).toMatchObject({ ended: [{ name: 'Nina Ny' }] });
    await expectSound(world);
  });

  it('gives no manager’s role', async () => {
    expect(await giveAt('unitManager')).toMatchObject({ slug: 'role-not-yours-to-give' });
  });

  it('another unit’s role is answered as one that is not there', async () => {
    const given = givenTo(
      await give({ hsaId: 'SE2321000180-DEMO8', role: 'unitDelegate', careUnitId: 'mora' }),
    );
    const ended = await endUnitRoles(
      around,
      { params, query: undefined, body: { ends: [given], confirm: true } },
      as(manager, 'unitManager'),
    );
    expect(ended).toMatchObject({ slug: 'not-found' });
  });
});
