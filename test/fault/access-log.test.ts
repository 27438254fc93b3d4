import { afterAll, beforeAll, expect, it } from 'vitest';
import { isProblem } from '#functions/care-unit-staff/roster-state.ts';
import { findAccessesOfPerson } from '#store/access-log.ts';
import { personId } from '#support/builders.ts';
import { type DynamoDbLocal, startDynamoDbLocal, type TestDatabase } from '#support/dynamodb-local.ts';
import { type FaultKind, injectFaults, isCrash, seeded } from '#support/faults.ts';
import { expectSound, openWorld } from '#support/listing-world.ts';
import { deskOf, numbers } from '#support/people-desk.ts';

let local: DynamoDbLocal;
beforeAll(async () => {
  local = await startDynamoDbLocal();
});
afterAll(() => local?.stop());

/** The same tables by a process in which this happens to every transaction, and to nothing else. */
function processWith(kind: FaultKind, database: TestDatabase): TestDatabase {
  const client = local.newClient();
  const faulty = local.newClient();
  injectFaults(faulty, { kinds: [kind], rate: 1, random: seeded(1) });
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        if (commandName !== 'TransactWriteItemsCommand') return next(args);
        const { TransactWriteItemsCommand } = await import('@aws-sdk/client-dynamodb');
        await faulty.send(new TransactWriteItemsCommand(args.input as never));
        throw new Error('A fault was expected');
      },
    { step: 'initialize' },
  );
  return { ...database, client, pace: { random: () => 0, wait: async () => {} } };
}

it.each([
  ['crash-before', 0],
  ['crash-after', 1],
  ['timeout-before', 0],
  ['timeout-after', 1],
  ['throttle', 0],
] as const)('%s the entry: nobody is shown, and the log is whole', async (kind, written) => {
  const world = await openWorld(await local.createDatabase(), { falun: { doctors: { anna: {} } } });
  const desk = deskOf(world);
  await desk.register('kim', numbers.kim);
  await world.choose('kim', 'falun');
  world.now = new Date('2026-11-22T09:00:00Z');
  await world.settle();
  const faulty = deskOf(world.over(processWith(kind, { ...world.database })));
  const shown = await faulty.open('kim').catch((error: unknown) => (isCrash(error) ? 'crash' : 'fault'));
  expect(['crash', 'fault']).toContain(shown);
  expect((await findAccessesOfPerson(world.database, personId('kim'))).entries).toHaveLength(written);
  // The next who opens the person is shown, with an entry of the own.
  expect(isProblem(await desk.open('kim'))).toBe(false);
  expect((await findAccessesOfPerson(world.database, personId('kim'))).entries).toHaveLength(written + 1);
  await expectSound(world);
});
