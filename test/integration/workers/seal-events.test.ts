import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { verifySeals } from '#domain/seal.ts';
import { sealEvents } from '#functions/workers/seal-events/seal-events.ts';
import { putItem } from '#store/calls.ts';
import { current, personId } from '#support/builders.ts';
import { type DynamoDbLocal, dumpTable, startDynamoDbLocal } from '#support/dynamodb-local.ts';
import { dumpWorld, openWorld, recordOf, recordsOf, type World } from '#support/listing-world.ts';

let local: DynamoDbLocal;
let world: World;
beforeAll(async () => {
  local = await startDynamoDbLocal();
});
afterAll(() => local.stop());
beforeEach(async () => {
  world = await openWorld(await local.createDatabase(), { falun: {}, mora: {} });
  await world.choose('olle', 'falun');
  world.now = new Date(world.now.getTime() + 60_000);
  await world.choose('a1', 'falun');
  await world.choose('b2', 'mora');
});

const sealed = async () => {
  const { seals = [], events } = await dumpWorld(world.database);
  expect(verifySeals(seals, events)).toEqual([]);
  return seals;
};

it('seals by unit and minute, each seal bound to the one before', async () => {
  const records = await recordsOf(world.database);
  expect(await sealEvents(world.database, records)).toEqual({ sealed: 6, faults: [], batchItemFailures: [] });
  const seals = await sealed();
  expect(
    seals.map(({ sealedUnder, minute, events }) => `${sealedUnder} ${minute} ${events.length}`).toSorted(),
  ).toEqual([
    'REGION 2026-11-21T12:00Z 1',
    'falun 2026-11-21T12:00Z 2',
    'falun 2026-11-21T12:01Z 1',
    'mora 2026-11-21T12:00Z 1',
    'mora 2026-11-21T12:01Z 1',
  ]);
});

it('bears records that come twice, in one batch and again later, and in any order', async () => {
  const records = await recordsOf(world.database);
  await sealEvents(world.database, [...records.toReversed(), ...records]);
  expect(await sealEvents(world.database, records)).toEqual({ sealed: 0, faults: [], batchItemFailures: [] });
  const events = (await sealed()).flatMap((seal) => seal.events);
  expect(events).toHaveLength(6);
});

it('bears two workers that are given the same batch', async () => {
  const records = await recordsOf(world.database);
  const reports = await Promise.all([
    sealEvents(world.database, records),
    sealEvents(world.database, records.toReversed()),
  ]);
  expect(reports.flatMap(({ faults }) => faults)).toEqual([]);
  expect((await sealed()).flatMap((seal) => seal.events)).toHaveLength(6);
});

it('seals a minute of hundreds in several seals', async () => {
  const people = Array.from({ length: 230 }, (_, index) => ({
    personId: personId(`p${index}x`),
    current: current('falun'),
    changes: [],
  }));
  await world.importPeople(people);
  expect(await sealEvents(world.database, await recordsOf(world.database))).toMatchObject({ sealed: 236 });
  expect((await sealed()).filter(({ sealedUnder }) => sealedUnder === 'falun')).toHaveLength(4);
});

it('passes over seals, markers and removed items', async () => {
  await sealEvents(world.database, await recordsOf(world.database));
  const all = (await dumpTable(world.database, 'events')).map(recordOf);
  const removed = [{ eventName: 'REMOVE', dynamodb: { SequenceNumber: '999' } } as const];
  expect(await sealEvents(world.database, [...all, ...removed])).toEqual({
    sealed: 0,
    faults: [],
    batchItemFailures: [],
  });
});

it('reports the records of what failed, seals the rest, and takes those when they come again', async () => {
  const client = local.newClient();
  client.middlewareStack.add(
    (next) => async (args) => {
      if (JSON.stringify(args.input).includes('SEAL#mora')) throw new Error('Broken');
      return next(args);
    },
    { step: 'initialize' },
  );
  const records = await recordsOf(world.database);
  const report = await sealEvents({ ...world.database, client }, records);
  const ofMora = records.filter(({ dynamodb }) => dynamodb?.NewImage?.sealedUnder?.S === 'mora');
  expect(report).toMatchObject({ sealed: 4, faults: ['Error'] });
  expect(report.batchItemFailures).toEqual(
    expect.arrayContaining(ofMora.map(({ dynamodb }) => ({ itemIdentifier: dynamodb?.SequenceNumber }))),
  );
  expect(report.batchItemFailures).toHaveLength(2);
  expect(await sealEvents(world.database, ofMora)).toMatchObject({ sealed: 2 });
  await sealed();
});

it('finds an event that was rewritten by other means', async () => {
  await sealEvents(world.database, await recordsOf(world.database));
  const { events } = await dumpWorld(world.database);
  const event = events.find(({ type }) => type === 'care-unit-chosen');
  const item = (await dumpTable(world.database, 'events')).find((one) => one.eventId === event?.eventId);
  await putItem(world.database, 'events', { pk: '', ...item, hash: 'forged' });
  const after = await dumpWorld(world.database);
  expect(verifySeals(after.seals ?? [], after.events)).toMatchObject([{ fault: 'event-hash-differs' }]);
});
