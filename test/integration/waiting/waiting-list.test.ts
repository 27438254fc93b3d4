import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { getWaitingPlaces } from '#functions/listings/get-waiting.ts';
import { readCapacity, readListing } from '#store/read-person.ts';
import { current, hasDoctor, personId } from '#support/builders.ts';
import { type DynamoDbLocal, startDynamoDbLocal } from '#support/dynamodb-local.ts';
import {
  doctor,
  expectSound,
  openWorld,
  signedIn,
  type World,
  type WorldUnit,
} from '#support/listing-world.ts';

let local: DynamoDbLocal;
let world: World;
beforeAll(async () => {
  local = await startDynamoDbLocal();
});
afterAll(() => local.stop());

const begin = async (units: Readonly<Record<string, WorldUnit>>) => {
  const database = { ...(await local.createDatabase()), client: local.newClient() };
  world = await openWorld(database, units, { now: new Date('2026-11-21T12:00:00Z') });
};
const importAt = (careUnitId: string, ...names: string[]) =>
  world.importPeople(
    names.map((name) => ({ personId: personId(name), current: current(careUnitId), changes: [] })),
  );
const at = (instant: string) => {
  world.now = new Date(instant);
};
const placeOf = async (name: string) => (await readListing(world.database, personId(name))).waiting?.[0];
const seen = (name: string) => getWaitingPlaces(world.database, { person: signedIn(name), now: world.now });

describe('the waiting list of a full unit', () => {
  beforeEach(async () => {
    await begin({ falun: { cap: 2, doctors: { anna: {} } }, mora: {} });
    await importAt('falun', 'p1', 'p2');
    await importAt('mora', 'a1', 'b2', 'c3', 'd4');
  });

  it('is joined in order, once each, and only where no place can be had', async () => {
    expect(await world.join('a1', 'mora')).toMatchObject({ slug: 'already-listed-here' });
    expect(await world.join('p1', 'mora')).toMatchObject({ slug: 'place-free' });
    expect(await world.join('a1', 'falun', { key: 'same-key-of-one-form' })).toEqual({ careUnitId: 'falun' });
    expect(await world.join('a1', 'falun', { key: 'same-key-of-one-form' })).toEqual({ careUnitId: 'falun' });
    expect(await world.join('a1', 'falun')).toMatchObject({ slug: 'already-waiting' });
    expect(await world.join('b2', 'falun')).toEqual({ careUnitId: 'falun' });
    await world.offer('falun');
    expect((await seen('a1')).places).toMatchObject([{ place: 1, waiting: 2 }]);
    expect((await seen('b2')).places).toMatchObject([{ place: 2, waiting: 2 }]);
    await expectSound(world);
  });

  it('offers a place that opens to the first, holds it, and lets nobody past', async () => {
    await world.join('a1', 'falun');
    await world.join('b2', 'falun');
    await world.choose('p1', 'mora');
    at('2026-11-21T23:00:01Z');
    await world.settle();
    expect(await world.choose('d4', 'falun')).toMatchObject({ slug: 'care-unit-full' });
    expect(await world.offer('falun')).toBe(1);
    expect(await world.offer('falun')).toBe(0);
    expect((await placeOf('a1'))?.offer).toEqual({
      offeredAt: '2026-11-21T23:00:01.000Z',
      until: '2026-11-29T23:00:00.000Z',
    });
    expect(await placeOf('b2')).not.toHaveProperty('offer');
    expect(await world.choose('d4', 'falun')).toMatchObject({ slug: 'care-unit-full' });
    expect(await world.choose('b2', 'falun')).toMatchObject({ slug: 'care-unit-full' });
    expect(await readCapacity(world.database, 'falun')).toMatchObject({ taken: 2, waiting: 1 });
    await expectSound(world);
  });

  it('an accepted offer becomes the listing, with the doctor one likes', async () => {
    await world.join('a1', 'falun');
    await world.choose('p1', 'mora');
    at('2026-11-21T23:00:01Z');
    await world.settle();
    await world.offer('falun');
    expect(await world.choose('a1', 'falun', { namedDoctor: doctor('anna') })).toHaveProperty('receiptId');
    expect(await placeOf('a1')).toBeUndefined();
    expect(await readCapacity(world.database, 'falun')).toMatchObject({
      taken: 2,
      waiting: 0,
      doctors: { anna: { taken: 1 } },
    });
    await expectSound(world);
  });

  it('a declined or an expired offer goes on to the next, at no cost', async () => {
    for (const name of ['a1', 'b2', 'c3']) await world.join(name, 'falun');
    await world.choose('p1', 'mora');
    at('2026-11-21T23:00:01Z');
    await world.settle();
    await world.offer('falun');
    expect(await world.leave('a1', 'falun')).toEqual({ careUnitId: 'falun' });
    expect(await world.leave('a1', 'falun')).toMatchObject({ slug: 'not-waiting' });
    expect(await world.offer('falun')).toBe(1);
    expect((await placeOf('b2'))?.offer).toBeDefined();
    at('2026-11-29T22:59:59Z');
    expect(await world.settle()).toMatchObject({ settled: 0 });
    at('2026-11-29T23:00:00Z');
    expect(await world.settle()).toMatchObject({ settled: 1 });
    expect(await placeOf('b2')).toBeUndefined();
    expect(await world.offer('falun')).toBe(1);
    expect((await placeOf('c3'))?.offer).toBeDefined();
    const { listings } = await expectSound(world);
    expect(listings.every(({ changes }) => changes.length <= 1)).toBe(true);
  });

  it('an offer whose time has passed is none, also before the clock has ended it', async () => {
    await world.join('a1', 'falun');
    await world.choose('p1', 'mora');
    at('2026-11-21T23:00:01Z');
    await world.settle();
    await world.offer('falun');
    at('2026-11-29T23:00:00Z');
    expect(await world.choose('a1', 'falun')).toMatchObject({ slug: 'care-unit-full' });
    await expectSound(world);
  });

  it('lists without a question whoever asked for that, while the yearly limit allows it', async () => {
    await world.importPeople([
      {
        personId: personId('e5'),
        current: current('mora'),
        changes: ['2026-03-01', '2026-06-01'].map((day) => ({
          at: `${day}T10:00:00.000Z`,
          toCareUnitId: 'mora',
        })),
      },
    ]);
    await world.join('e5', 'falun', { automatic: true });
    await world.join('a1', 'falun', { automatic: true });
    for (const name of ['p1', 'p2']) await world.choose(name, 'mora');
    at('2026-11-21T23:00:01Z');
    await world.settle();
    expect(await world.offer('falun')).toBe(2);
    // No change is left: the place is offered, and the person is told when one comes back.
    expect((await placeOf('e5'))?.offer).toBeDefined();
    expect(await world.choose('e5', 'falun')).toMatchObject({ slug: 'rechoice-limit-reached' });
    expect(await readListing(world.database, personId('a1'))).toMatchObject({
      pending: { careUnitId: 'falun', receipt: { counted: true } },
    });
    await expectSound(world);
  });

  it('an exemption passes the list by rule, and the place in it ends', async () => {
    await begin({ falun: { cap: 1, exemptions: ['newborn'] }, mora: {} });
    await importAt('falun', 'p1');
    await importAt('mora', 'a1', 'b2');
    await world.join('a1', 'falun');
    await world.join('b2', 'falun');
    await world.exempt('b2', 'falun', 'newborn');
    expect(await world.choose('b2', 'falun')).toHaveProperty('receiptId');
    expect(await placeOf('b2')).toBeUndefined();
    expect(await readCapacity(world.database, 'falun')).toMatchObject({ taken: 2, waiting: 1 });
    await expectSound(world);
  });

  it('keeps its order and promotes each once when workers and people meet', async () => {
    const names = Array.from({ length: 12 }, (_, index) => `w${index}x`);
    await importAt('mora', ...names);
    for (const name of names) await world.join(name, 'falun');
    for (const name of ['p1', 'p2']) await world.choose(name, 'mora');
    at('2026-11-21T23:00:01Z');
    await world.settle();
    await Promise.all([
      world.offer('falun'),
      world.leave('w0x', 'falun'),
      world.offer('falun'),
      world.choose('d4', 'falun'),
      world.leave('w5x', 'falun'),
    ]);
    await world.offer('falun');
    const { listings, capacities } = await expectSound(world);
    const offered = listings.flatMap(({ waiting = [] }) => waiting.filter(({ offer }) => offer));
    expect(offered).toHaveLength(2);
    expect(capacities.find(({ careUnitId }) => careUnitId === 'falun')).toMatchObject({
      taken: 2,
      waiting: 8,
    });
  });
});

describe('the waiting list of a doctor', () => {
  beforeEach(async () => {
    await begin({ falun: { doctors: { anna: { ceiling: 1 }, bert: {} } }, mora: {} });
    await world.importPeople([
      {
        personId: personId('p1'),
        current: current('falun', { namedDoctor: hasDoctor('anna') }),
        changes: [],
      },
    ]);
    await importAt('falun', 'a1', 'b2');
    await importAt('mora', 'c3');
  });

  it('is for those listed at the unit, and a place goes to the first', async () => {
    expect(await world.join('c3', 'falun', { doctorId: 'anna' })).toMatchObject({ slug: 'not-listed-here' });
    expect(await world.join('a1', 'falun', { doctorId: 'bert' })).toMatchObject({ slug: 'place-free' });
    await world.join('a1', 'falun', { doctorId: 'anna' });
    await world.join('b2', 'falun', { doctorId: 'anna' });
    await world.chooseDoctor('p1', 'falun', doctor('bert'));
    expect(await world.chooseDoctor('b2', 'falun', doctor('anna'))).toMatchObject({ slug: 'doctor-full' });
    expect(await world.offer('falun')).toBe(1);
    expect(await world.chooseDoctor('b2', 'falun', doctor('anna'))).toMatchObject({ slug: 'doctor-full' });
    expect(await world.chooseDoctor('a1', 'falun', doctor('anna'))).toHaveProperty('receiptId');
    expect(await readCapacity(world.database, 'falun')).toMatchObject({
      doctors: { anna: { taken: 1 } },
      doctorLists: { anna: { waiting: 1, nextSequence: 3 } },
    });
    await expectSound(world);
  });

  it('ends for one who leaves the unit', async () => {
    await world.join('a1', 'falun', { doctorId: 'anna' });
    await world.choose('a1', 'mora');
    expect(await placeOf('a1')).toBeDefined();
    at('2026-11-21T23:00:01Z');
    await world.settle();
    expect(await placeOf('a1')).toBeUndefined();
    expect(await readCapacity(world.database, 'falun')).toMatchObject({
      doctorLists: { anna: { waiting: 0 } },
    });
    await expectSound(world);
  });
});
