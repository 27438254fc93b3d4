import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { settleListings } from '#functions/workers/settle-listings/settle-listings.ts';
import { readCapacity, readListing, readPersonHistory } from '#store/read-person.ts';
import { transact } from '#store/transaction.ts';
import { current, personId } from '#support/builders.ts';
import { type DynamoDbLocal, startDynamoDbLocal } from '#support/dynamodb-local.ts';
import { doctor, expectSound, openWorld, type World } from '#support/listing-world.ts';

let local: DynamoDbLocal;
let world: World;
beforeAll(async () => {
  local = await startDynamoDbLocal();
});
afterAll(() => local.stop());

const begin = async (now: string) => {
  const database = { ...(await local.createDatabase()), client: local.newClient() };
  const units = { falun: { doctors: { anna: {} } }, mora: { doctors: { gun1: {} } } };
  world = await openWorld(database, units, { now: new Date(now) });
};
const importAt = (careUnitId: string, ...names: string[]) =>
  world.importPeople(
    names.map((name) => ({ personId: personId(name), current: current(careUnitId), changes: [] })),
  );
const at = (instant: string) => {
  world.now = new Date(instant);
};

describe('at midnight', () => {
  beforeEach(() => begin('2026-11-21T12:00:00Z'));

  it('makes the choice current, gives the old place back and keeps the earlier listing', async () => {
    await importAt('mora', 'olle');
    await world.chooseDoctor('olle', 'mora', doctor('gun1'));
    await world.choose('olle', 'falun', { namedDoctor: doctor('anna') });
    at('2026-11-21T23:00:00.000Z');
    expect(await world.settle()).toEqual({ settled: 1, leftAlone: 0, failed: 0, faults: [] });
    const { listing, pasts } = await readPersonHistory(world.database, personId('olle'));
    expect(listing).toMatchObject({
      current: { careUnitId: 'falun', since: '2026-11-21T23:00:00.000Z', origin: 'chosen' },
    });
    expect(listing.pending).toBeUndefined();
    expect(pasts).toMatchObject([{ careUnitId: 'mora', namedDoctor: { doctorId: 'gun1' } }]);
    const mora = await readCapacity(world.database, 'mora');
    expect([mora?.taken, mora?.doctors.gun1?.taken]).toEqual([0, 0]);
    await expectSound(world);
  });

  it('does nothing a millisecond before, and nothing twice', async () => {
    await world.choose('olle', 'falun');
    at('2026-11-21T22:59:59.999Z');
    expect(await world.settle()).toMatchObject({ settled: 0, leftAlone: 0 });
    at('2026-11-21T23:00:00.000Z');
    expect(await world.settle()).toMatchObject({ settled: 1 });
    expect(await world.settle()).toMatchObject({ settled: 0 });
    await expectSound(world);
  });

  it('settles each once when two runs meet', async () => {
    const names = Array.from({ length: 25 }, (_, index) => `p${index}x`);
    await importAt('mora', ...names);
    await Promise.all(names.map((name) => world.choose(name, 'falun')));
    at('2026-11-21T23:00:05.000Z');
    const [first, second] = await Promise.all([world.settle(), world.settle()]);
    expect(first.settled + second.settled).toBe(25);
    expect([first.failed, second.failed]).toEqual([0, 0]);
    const { capacities } = await expectSound(world);
    expect(Object.fromEntries(capacities.map((row) => [row.careUnitId, row.taken]))).toEqual({
      falun: 25,
      mora: 0,
    });
  });

  it('finds what a broken run left for seven days, dated at the midnight that was promised', async () => {
    await world.choose('olle', 'falun');
    at('2026-11-29T11:00:00Z');
    expect(await world.settle()).toMatchObject({ settled: 1 });
    expect(await readListing(world.database, personId('olle'))).toMatchObject({
      current: { since: '2026-11-21T23:00:00.000Z' },
    });
    await expectSound(world);
  });

  it('leaves alone what was cancelled, and what waits for another midnight', async () => {
    await world.choose('olle', 'falun');
    await world.cancel('olle');
    await world.choose('a1', 'falun');
    at('2026-11-21T23:30:00Z');
    await world.choose('b2', 'falun');
    expect(await world.settle()).toMatchObject({ settled: 1 });
    expect((await readListing(world.database, personId('b2'))).pending).toBeDefined();
    await expectSound(world);
  });

  it('goes on past one that fails, reports it, and takes it at the next run', async () => {
    await importAt('mora', 'olle', 'a1', 'b2');
    for (const name of ['olle', 'a1', 'b2']) await world.choose(name, 'falun');
    at('2026-11-21T23:00:00.000Z');
    const client = local.newClient();
    client.middlewareStack.add(
      (next) => async (args) => {
        if (JSON.stringify(args.input).includes(`PERSON#${personId('a1')}`)) throw new Error('Broken');
        return next(args);
      },
      { step: 'initialize' },
    );
    const report = await settleListings({ ...world.database, client }, world);
    expect(report).toEqual({ settled: 2, leftAlone: 0, failed: 1, faults: ['Error'] });
    expect(await world.settle()).toMatchObject({ settled: 1, failed: 0 });
    await expectSound(world);
  });

  it('is whole after a crash between any two of its calls', async () => {
    await importAt('mora', 'olle');
    await world.choose('olle', 'falun');
    at('2026-11-21T23:00:00.000Z');
    const isSettled = async () => !(await readListing(world.database, personId('olle'))).pending;
    let survived = 0;
    for (; !(await isSettled()); survived += 1) {
      let calls = 0;
      const client = local.newClient();
      client.middlewareStack.add(
        (next) => async (args) => {
          calls += 1;
          if (calls > survived) throw new Error('The process is gone');
          return next(args);
        },
        { step: 'initialize' },
      );
      await settleListings({ ...world.database, client }, world).catch(() => undefined);
      await expectSound(world);
    }
    // At least a search, a read and a write: each was the last call of some process.
    expect(survived).toBeGreaterThan(3);
    expect((await readListing(world.database, personId('olle'))).current?.careUnitId).toBe('falun');
  });
});

describe('on the nights when the clock is changed', () => {
  it('settles at 22:00 UTC when summer time begins that morning, and at 23:00 the night before', async () => {
    await begin('2026-03-28T12:00:00Z');
    expect(await world.choose('olle', 'falun')).toMatchObject({ effectiveFrom: '2026-03-28T23:00:00.000Z' });
    at('2026-03-29T10:00:00Z');
    expect(await world.choose('a1', 'falun')).toMatchObject({ effectiveFrom: '2026-03-29T22:00:00.000Z' });
    at('2026-03-29T21:59:59.999Z');
    expect(await world.settle()).toMatchObject({ settled: 1 });
    at('2026-03-29T22:00:00.000Z');
    expect(await world.settle()).toMatchObject({ settled: 1 });
    await expectSound(world);
  });

  it('settles at 23:00 UTC on the long day when summer time ends', async () => {
    await begin('2026-10-24T12:00:00Z');
    expect(await world.choose('olle', 'falun')).toMatchObject({ effectiveFrom: '2026-10-24T22:00:00.000Z' });
    at('2026-10-25T10:00:00Z');
    expect(await world.choose('a1', 'falun')).toMatchObject({ effectiveFrom: '2026-10-25T23:00:00.000Z' });
    at('2026-10-25T22:59:59.999Z');
    expect(await world.settle()).toMatchObject({ settled: 1 });
    at('2026-10-25T23:00:00.000Z');
    expect(await world.settle()).toMatchObject({ settled: 1 });
    await expectSound(world);
  });
});

it('would fail if a counter that a settling gives back were already at zero', async () => {
  await begin('2026-11-21T12:00:00Z');
  await importAt('mora', 'olle');
  await world.choose('olle', 'falun');
  await transact(world.database, [
    {
      name: 'sabotage',
      table: 'main',
      update: { key: { pk: 'UNIT#mora', sk: 'CAPACITY' }, expression: 'SET t = :zero', values: { zero: 0 } },
    },
  ]);
  at('2026-11-21T23:00:00.000Z');
  expect(await world.settle()).toMatchObject({ settled: 0, failed: 1, faults: ['Error'] });
  expect((await readCapacity(world.database, 'mora'))?.taken).toBe(0);
});
