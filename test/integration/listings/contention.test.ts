import { afterAll, beforeAll, expect, it } from 'vitest';
import { readListing } from '#store/read-person.ts';
import { changesAt, current, personId } from '#support/builders.ts';
import { type DynamoDbLocal, startDynamoDbLocal } from '#support/dynamodb-local.ts';
import { type Answer, doctor, expectSound, later, openWorld } from '#support/listing-world.ts';

let local: DynamoDbLocal;
beforeAll(async () => {
  local = await startDynamoDbLocal();
});
afterAll(() => local.stop());

/** Serialised by the emulator and slow on a busy machine. */
const timeout = 180_000;

/** An `x` ends each name, for ids are filled up with zeroes. */
const people = (count: number) => Array.from({ length: count }, (_, index) => `p${index}x`);
const slugs = (answers: readonly Answer[]) =>
  answers.filter((answer) => answer.slug !== undefined).map((answer) => answer.slug);

it(
  'gives exactly 50 of 500 simultaneous choosers one of 50 places, and every other a definite no',
  async () => {
    const world = await openWorld(await local.createDatabase(), { falun: { cap: 50 }, mora: {} });
    const names = people(500);
    await world.importPeople(
      names.map((name) => ({ personId: personId(name), current: current('mora'), changes: [] })),
    );
    const answers = await Promise.all(names.map((name) => world.choose(name, 'falun')));

    expect(answers.filter((answer) => answer.receiptId !== undefined)).toHaveLength(50);
    expect(new Set(slugs(answers))).toEqual(new Set(['care-unit-full']));
    expect(slugs(answers)).toHaveLength(450);
    const dump = await expectSound(world);
    expect(dump.capacities.find(({ careUnitId }) => careUnitId === 'falun')?.taken).toBe(50);
    expect(dump.events.filter(({ type }) => type === 'care-unit-chosen')).toHaveLength(50);
  },
  timeout,
);

it('holds the doctor’s ceiling and the unit’s cap at once', async () => {
  const doctors = { anna: { ceiling: 10 }, bo01: {} };
  const world = await openWorld(await local.createDatabase(), { falun: { cap: 40, doctors } });
  const answers = await Promise.all(
    people(120).map((name, index) =>
      world.choose(name, 'falun', { namedDoctor: index % 3 === 0 ? later : doctor('anna') }),
    ),
  );
  const dump = await expectSound(world);
  const falun = dump.capacities[0];
  expect(falun?.taken).toBe(answers.filter((answer) => answer.receiptId !== undefined).length);
  expect(falun?.taken).toBe(40);
  expect(falun?.doctors.anna?.taken).toBe(10);
  expect(new Set(slugs(answers))).toEqual(new Set(['care-unit-full', 'doctor-full']));
});

it('lets people cross between two units with one free place each, cancel and come back without losing count', async () => {
  const world = await openWorld(await local.createDatabase(), { falun: { cap: 31 }, mora: { cap: 31 } });
  const names = people(60);
  await world.importPeople(
    names.map((name, index) => ({
      personId: personId(name),
      current: current(index % 2 === 0 ? 'falun' : 'mora'),
      changes: [],
    })),
  );
  const cross = async (name: string, index: number) => {
    const answer = await world.choose(name, index % 2 === 0 ? 'mora' : 'falun');
    return answer.slug === undefined ? [answer, await world.cancel(name)] : [answer];
  };
  const answers = (await Promise.all(names.map(cross))).flat();
  // Whoever crossed came back, and left the place to another: at least one each way, and nobody past the cap.
  const crossed = answers.filter((answer) => answer.receiptId !== undefined).length;
  expect(crossed).toBeGreaterThanOrEqual(2);
  expect(answers.filter((answer) => answer.cancelledReceiptId !== undefined)).toHaveLength(crossed);
  expect(new Set(slugs(answers))).toEqual(new Set(['care-unit-full']));
  const { capacities } = await expectSound(world);
  expect(capacities.map(({ taken }) => taken)).toEqual([30, 30]);
});

it('gives one person who chooses everywhere at once one place, and takes one change', async () => {
  const units = Object.fromEntries(['falun', 'mora', 'orsa', 'leksand'].map((unit) => [unit, { cap: 2 }]));
  const world = await openWorld(await local.createDatabase(), { ...units, sarna: {} });
  const changes = changesAt('2026-03-01T10:00:00Z');
  await world.importPeople([{ personId: personId('olle'), current: current('sarna'), changes }]);
  const there = Object.keys(units);
  const answers = await Promise.all([
    ...there.flatMap((unit) => [world.choose('olle', unit), world.choose('olle', unit)]),
    world.cancel('olle'),
    world.cancel('olle'),
  ]);
  const dump = await expectSound(world);
  const listing = dump.listings.find((row) => row.personId === personId('olle'));
  const places = dump.capacities.filter(({ careUnitId }) => careUnitId !== 'sarna');
  const held = places.reduce((sum, { taken }) => sum + taken, 0);
  expect(held).toBe(listing?.pending ? 1 : 0);
  expect(listing?.changes).toHaveLength(1 + held);
  expect(listing?.current?.careUnitId).toBe('sarna');
  expect(answers.filter((answer) => answer.receiptId !== undefined).length).toBeGreaterThan(0);
  // A cancellation may have come last. With one place held, one more change is stopped wherever it is sent.
  if (held === 0) await world.choose('olle', 'falun');
  const here = (await readListing(world.database, personId('olle'))).pending?.careUnitId;
  world.now = new Date(world.now.getTime() + 86_400_000);
  await world.settle();
  const next = await Promise.all(there.map((unit) => world.choose('olle', unit)));
  expect(next.map(({ slug }) => slug)).toEqual(
    there.map((unit) => (unit === here ? 'already-listed-here' : 'rechoice-limit-reached')),
  );
  await expectSound(world);
});
