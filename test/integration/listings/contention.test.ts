import { afterAll, beforeAll, expect, it } from 'vitest';
import { current, personId } from '#support/builders.ts';
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

it('lets people cross between two full units, cancel and come back without losing count', async () => {
  const world = await openWorld(await local.createDatabase(), { falun: { cap: 30 }, mora: { cap: 30 } });
  const names = people(60);
  await world.importPeople(
    names.map((name, index) => ({
      personId: personId(name),
      current: current(index % 2 === 0 ? 'falun' : 'mora'),
      changes: [],
    })),
  );
  const crossing = names.map(async (name, index) => {
    const there = index % 2 === 0 ? 'mora' : 'falun';
    expect(await world.choose(name, there)).toMatchObject({ slug: 'care-unit-full' });
    return world.cancel(name);
  });
  expect(new Set(slugs(await Promise.all(crossing)))).toEqual(new Set(['nothing-pending']));
  await expectSound(world);
});
