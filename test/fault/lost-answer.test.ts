import { beforeEach, describe, expect, it } from 'vitest';
import { isStoreUnavailable } from '#store/retry.ts';
import type { TestDatabase } from '#support/dynamodb-local.ts';
import { type FakeDynamoDb, startFakeDynamoDb } from '#support/fake-dynamodb.ts';
import { type FaultKind, injectFaults, isCrash, seeded } from '#support/faults.ts';
import { dumpWorld, expectSound, openWorld, type World } from '#support/listing-world.ts';

const key = 'the-same-key-0001';
let fake: FakeDynamoDb;
let world: World;
beforeEach(async () => {
  fake = startFakeDynamoDb();
  world = await openWorld(fake.openDatabase(), { falun: { cap: 1 }, mora: {} });
});

/** A process in which this happens to every transaction, and to nothing else. */
function processWith(kind: FaultKind): TestDatabase {
  const database = fake.openDatabase();
  const only = fake.openDatabase().client;
  injectFaults(only, { kinds: [kind], rate: 1, random: seeded(1) });
  database.client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) =>
        commandName === 'TransactWriteItemsCommand' ? sendBy(only, args.input) : next(args),
    { step: 'initialize' },
  );
  return { ...database, pace: { random: () => 0, wait: async () => {} } };
}

async function sendBy(client: TestDatabase['client'], input: object): Promise<never> {
  const { TransactWriteItemsCommand } = await import('@aws-sdk/client-dynamodb');
  await client.send(new TransactWriteItemsCommand(input as never));
  throw new Error('A fault was expected');
}

describe('when no answer to the transaction ever comes back', () => {
  it.each(['timeout-after', 'internal-error-after'] as const)(
    'a choice that was carried out (%s) is found by its intent and answered',
    async (kind) => {
      const answer = await world.over(processWith(kind)).choose('olle', 'falun', { key });
      expect(answer).toHaveProperty('receiptId');
      expect(await world.choose('olle', 'falun', { key })).toEqual(answer);
      const { events } = await expectSound(world);
      expect(events.filter(({ type }) => type === 'care-unit-chosen')).toHaveLength(1);
    },
  );

  it.each(['timeout-before', 'internal-error-before', 'throttle', 'conflict'] as const)(
    'a choice that was not (%s) has written nothing, says that it is not known, and can be sent again',
    async (kind) => {
      const before = await dumpWorld(world.database);
      const sent = world.over(processWith(kind)).choose('olle', 'falun', { key });
      await expect(sent).rejects.toSatisfy(isStoreUnavailable);
      expect(await dumpWorld(world.database)).toEqual(before);
      expect(await world.choose('olle', 'falun', { key })).toHaveProperty('receiptId');
      await expectSound(world);
    },
  );
});

describe('when the process dies', () => {
  it('before the transaction, nothing was written; after it, everything was', async () => {
    const dead = world.over(processWith('crash-before')).choose('olle', 'falun', { key });
    await expect(dead).rejects.toSatisfy(isCrash);
    expect((await expectSound(world)).listings).toEqual([]);

    const late = world.over(processWith('crash-after')).choose('olle', 'falun', { key });
    await expect(late).rejects.toSatisfy(isCrash);
    const { listings, capacities } = await expectSound(world);
    expect(listings).toMatchObject([{ pending: { careUnitId: 'falun' } }]);
    expect(capacities.find(({ careUnitId }) => careUnitId === 'falun')?.taken).toBe(1);

    // The person sends the form again: the same receipt, and no second place.
    expect(await world.choose('olle', 'falun', { key })).toEqual({
      receiptId: listings[0]?.pending?.receipt.receiptId,
      effectiveFrom: '2026-11-21T23:00:00.000Z',
    });
    expect(await world.choose('a1', 'falun')).toMatchObject({ slug: 'care-unit-full' });
    await expectSound(world);
  });
});
