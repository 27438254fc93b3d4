import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { routes } from '#contract/routes.ts';
import type { CapExemption } from '#domain/cap-exemption.ts';
import type { StaffRole } from '#domain/staff-assignment.ts';
import { getExemptions } from '#functions/listed-people/get-exemptions.ts';
import { registerExemption, withdrawExemption } from '#functions/listed-people/register-exemption.ts';
import { saveNewIdentity } from '#store/identity-item.ts';
import { current, personId } from '#support/builders.ts';
import { type DynamoDbLocal, startDynamoDbLocal } from '#support/dynamodb-local.ts';
import { expectSound, openWorld, type World } from '#support/listing-world.ts';
import testNumbers from '../../../infra/regions/test-identity-numbers.json' with { type: 'json' };

let local: DynamoDbLocal;
let world: World;
beforeAll(async () => {
  local = await startDynamoDbLocal();
});
afterAll(() => local.stop());

/** Two numbers of the public test series: one of somebody in the service, one of somebody who is not, one protected. */
const [known = '', unknown = '', hidden = ''] = testNumbers.personalIdentityNumbers['1950']
  .split(' ')
  .map((rest) => `1950${rest}`);
const identityKeys = { pointerOf: async (number: string) => `pointer-${number}` };

beforeEach(async () => {
  const database = { ...(await local.createDatabase()), client: local.newClient() };
  world = await openWorld(database, {
    falun: { cap: 1, exemptions: ['careHome', 'medicalPriority'] },
    mora: {},
  });
  await world.importPeople([{ personId: personId('full'), current: current('falun'), changes: [] }]);
  for (const [name, number] of [
    ['anna', known],
    ['hid', hidden],
  ] as const) {
    await saveNewIdentity(database, {
      pointer: await identityKeys.pointerOf(number),
      personId: personId(name),
      sealed: new Uint8Array([1]),
      protectedIdentity: name === 'hid',
    });
  }
});

const context = (role: StaffRole = 'unitAdministrator') => ({
  now: world.now,
  ids: { newId: world.newId },
  staff: { staffMemberId: 's'.repeat(26), role, assignments: [] },
});
const register = (number: string, code: CapExemption = 'careHome', careUnitId = 'falun') =>
  registerExemption(
    { database: world.database, identityKeys },
    { params: { careUnitId }, query: undefined, body: { number, code } },
    context(),
  );
const list = async (careUnitId = 'falun') =>
  getExemptions(world.database, { params: { careUnitId }, query: undefined, body: undefined }, context());
const listed = async () => routes.getExemptions.answer.parse(await list());

describe('registering by number', () => {
  it('lets that person choose the full unit, and nobody else', async () => {
    await register(known);
    expect((await world.choose('anna', 'falun')).slug).toBeUndefined();
    expect(await world.choose('olle', 'falun')).toMatchObject({ slug: 'care-unit-full' });
    await expectSound(world);
  });

  it('answers the same bytes for somebody, for nobody and for protected identity, and lists them alike', async () => {
    const answers = [await register(known), await register(unknown), await register(hidden)];
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    const { registrations } = await listed();
    const bare = registrations.map(({ registrationId: _id, reference: _ref, ...rest }) => rest);
    expect(new Set(bare.map((row) => JSON.stringify(row))).size).toBe(1);
    expect(JSON.stringify(await list())).not.toContain(personId('anna'));
    const dump = await expectSound(world);
    expect(dump.exemptionRegistrations).toHaveLength(3);
    expect(dump.exemptions?.map((row) => row.personId).toSorted()).toEqual(
      [personId('anna'), personId('hid')].toSorted(),
    );
  });

  it('is in the person’s access log, with the act and no more', async () => {
    await register(known);
    await register(unknown);
    const { accesses } = await expectSound(world);
    expect(
      accesses?.byPerson.map(({ personId: of, act, facts, purpose }) => [of, act, facts, purpose]),
    ).toEqual([[personId('anna'), 'changed', ['exemption'], 'listingAdministration']]);
  });

  it.each<[string, string, CapExemption, string]>([
    ['a number that is none', '19500101-0000', 'careHome', 'falun'],
    ['an exemption that the cap does not name', known, 'family', 'falun'],
    ['priority that the region does not allow', known, 'medicalPriority', 'falun'],
    ['a unit without a cap', known, 'careHome', 'mora'],
    ['a unit that is none', known, 'careHome', 'nowhere'],
  ])('refuses %s, and writes nothing', async (_, number, code, careUnitId) => {
    const before = (await expectSound(world)).events.length;
    expect(await register(number, code, careUnitId)).toMatchObject({
      slug: expect.stringMatching(/^(invalid-request|exemption-not-allowed|not-found)$/),
    });
    expect((await expectSound(world)).events).toHaveLength(before);
  });

  it('counts what was registered, and says what can be and through which day', async () => {
    await register(known);
    expect(await listed()).toMatchObject({
      named: ['careHome', 'medicalPriority'],
      registrable: ['careHome'],
      lastDay: '2027-01-19',
      counts: [{ code: 'careHome', registered: 1, inForce: 1 }],
      registrations: [{ state: 'inForce', role: 'unitAdministrator', through: '2027-01-19' }],
    });
    world.now = new Date('2027-01-20T12:00:00Z');
    expect((await listed()).registrations[0]?.state).toBe('ended');
  });
});

describe('withdrawing', () => {
  const withdraw = (registrationId: string, careUnitId = 'falun') =>
    withdrawExemption(
      world.database,
      { params: { careUnitId, registrationId }, query: undefined, body: undefined },
      context(),
    );

  it('ends it for the person at once, and is done once', async () => {
    await register(known);
    await register(unknown);
    const { registrations } = await listed();
    for (const { registrationId } of registrations) {
      expect(await withdraw(registrationId)).toEqual({ registrationId });
      expect(await withdraw(registrationId)).toMatchObject({ slug: 'exemption-already-withdrawn' });
    }
    expect(await world.choose('anna', 'falun')).toMatchObject({ slug: 'care-unit-full' });
    expect((await listed()).counts).toEqual([{ code: 'careHome', registered: 2, inForce: 0 }]);
    await expectSound(world);
  });

  it('of an earlier one leaves the later one standing', async () => {
    await register(known);
    const [first] = (await listed()).registrations;
    world.now = new Date(world.now.getTime() + 60_000);
    await register(known);
    await withdraw(first?.registrationId ?? '');
    expect((await world.choose('anna', 'falun')).slug).toBeUndefined();
    await expectSound(world);
  });

  it('finds nothing at another unit', async () => {
    await register(known);
    const [first] = (await listed()).registrations;
    expect(await withdraw(first?.registrationId ?? '', 'mora')).toMatchObject({ slug: 'not-found' });
  });
});
