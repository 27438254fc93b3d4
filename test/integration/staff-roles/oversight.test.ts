import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  followedAnswer,
  followUpAnswer,
  listingFiguresAnswer,
  serviceStateAnswer,
} from '#contract/oversight-schemas.ts';
import type { StaffRole } from '#domain/staff-assignment.ts';
import { getListingFigures } from '#functions/region-staff/get-listing-figures.ts';
import { getServiceState } from '#functions/region-staff/get-service-state.ts';
import { findAccesses } from '#functions/staff-roles/find-accesses.ts';
import { followStaffMember } from '#functions/staff-roles/follow-staff-member.ts';
import { recordAccess } from '#store/access-log.ts';
import { keys } from '#store/keys.ts';
import { transact } from '#store/transaction.ts';
import { personId } from '#support/builders.ts';
import { type DynamoDbLocal, dumpTable, startDynamoDbLocal } from '#support/dynamodb-local.ts';
import { expectSound, openWorld, type World } from '#support/listing-world.ts';

let local: DynamoDbLocal;
let world: World;
beforeAll(async () => {
  local = await startDynamoDbLocal();
  const database = { ...(await local.createDatabase()), client: local.newClient() };
  world = await openWorld(database, { falun: {}, mora: {} });
  await recordAccess(
    world.database,
    ['lisa', 'olle'].map((name, at) => ({
      accessId: personId(`access${at}`),
      personId: personId(name),
      at: world.now.toISOString(),
      staffMemberId: personId('nosy'),
      role: 'unitManager' as const,
      careUnitId: 'falun',
      purpose: 'care' as const,
      act: 'shown' as const,
      facts: ['identity' as const],
    })),
  );
});
afterAll(() => local.stop());

const as = (role: StaffRole) => ({
  now: world.now,
  ids: { newId: () => world.newId() },
  staff: { staffMemberId: personId(role.toLowerCase()), role, assignments: [] },
  session: { issuerId: 'test', idleUntil: world.now.toISOString(), absoluteUntil: world.now.toISOString() },
});
const around = () => ({
  database: world.database,
  identityKeys: {
    pointerOfHsaId: async (hsaId: string) => hsaId,
    sealStaff: async () => Buffer.of(),
    unsealStaff: async () => ({ hsaId: '', name: '' }),
  },
});
const read = async (unit: string, day = '2026-11-21') =>
  followUpAnswer.parse(
    await findAccesses(
      around(),
      { params: undefined, query: { unit, day, sample: false }, body: undefined },
      as('logAuditor'),
    ),
  );

describe('those who neither list nor decide', () => {
  it('the auditor sees who saw how many people, and not whom; the reading is an event', async () => {
    const day = await read('falun');
    expect(day.total).toBe(2);
    expect(day.entries.map(({ person }) => person).toSorted()).toEqual([1, 2]);
    expect(JSON.stringify(day)).not.toContain(personId('lisa'));
    expect(day.staff).toMatchObject([{ people: 2, isMany: false }]);
    expect((await read('mora')).total).toBe(0);
    const events = await dumpTable(world.database, 'events');
    const reads = events.filter(({ type }) => type === 'access-log-read');
    expect(reads.map(({ data }) => data)).toMatchObject([{ unit: 'falun' }, { unit: 'mora' }]);
    await expectSound(world);
  });

  it('the auditor follows one member of staff across units and days, by number; the reading is an event', async () => {
    const assignment = { role: 'unitManager', from: '2026-01-01' } as const;
    const held = ['falun', 'mora'].map((careUnitId) => ({
      ...keys.assignment(personId('nosy'), personId(careUnitId)),
      ...assignment,
      careUnitId,
    }));
    await transact(
      world.database,
      held.map((put, at) => ({ name: `held ${at}`, table: 'main' as const, put })),
    );
    const yesterday = new Date(world.now.getTime() - 86_400_000).toISOString();
    await recordAccess(
      world.database,
      (['nosy', 'other'] as const).map((who) => ({
        accessId: personId(`mora${who}`),
        personId: personId('lisa'),
        at: yesterday,
        staffMemberId: personId(who),
        role: 'unitManager' as const,
        careUnitId: 'mora',
        purpose: 'care' as const,
        act: 'shown' as const,
        facts: ['listing' as const],
      })),
    );
    const follow = async (staffMemberId: string, from: string) =>
      followStaffMember(
        around(),
        { params: { staffMemberId }, query: { from, through: '2026-11-21' }, body: undefined },
        as('logAuditor'),
      );
    const found = followedAnswer.parse(await follow(personId('nosy'), '2026-11-01'));
    expect(found).toMatchObject({ total: 3, people: 2, cut: false });
    expect(found.days).toMatchObject([
      { unit: 'falun', day: '2026-11-21', people: 2 },
      { unit: 'mora', day: '2026-11-20', people: 1 },
    ]);
    expect(JSON.stringify(found)).not.toContain(personId('lisa'));
    expect(followedAnswer.parse(await follow(personId('nosy'), '2026-11-21')).total).toBe(2);
    expect(await follow(personId('nobody'), '2026-11-21')).toMatchObject({ slug: 'not-found' });
    const events = await dumpTable(world.database, 'events');
    expect(events.filter(({ type }) => type === 'access-log-read').at(-1)?.data).toMatchObject({
      unit: '*',
      through: '2026-11-21',
    });
  });

  it('figures and state are answered before anything is published', async () => {
    expect(listingFiguresAnswer.parse(await getListingFigures(world.database, world)).careUnits).toEqual([]);
    const state = serviceStateAnswer.parse(await getServiceState(world.database, as('support')));
    expect(state.directory).toBeUndefined();
    expect(state.policy.versions).toBe(1);
  });
});
