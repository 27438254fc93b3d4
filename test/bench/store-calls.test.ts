import { beforeAll, describe, expect, it } from 'vitest';
import { getChoice } from '#functions/listings/get-choice.ts';
import { getMyPage } from '#functions/listings/get-my-page.ts';
import { getReceipt } from '#functions/listings/get-receipt.ts';
import { saveDraft } from '#functions/listings/save-draft.ts';
import { publishDirectory } from '#functions/workers/publish-directory/publish-directory.ts';
import { toAttributes } from '#store/attribute-value.ts';
import type { StoreCall } from '#store/database.ts';
import { itemSize, writeUnits } from '#store/item-size.ts';
import { changesAt, current, hasDoctor, personId } from '#support/builders.ts';
import { dumpTable, type TestDatabase } from '#support/dynamodb-local.ts';
import { startFakeDynamoDb } from '#support/fake-dynamodb.ts';
import { doctor, openWorld, signedIn, type World, type WorldUnit } from '#support/listing-world.ts';

/** What one use case cost the store. */
interface Cost {
  readonly reads: number;
  readonly writes: number;
  readonly units: number;
}

/** Long names, thirty doctors a unit: the dearest of ordinary cases. */
const falun = 'vardcentralen-norslund-och-svardsjo-i-falun';
const mora = 'vardcentralen-mora-noret-och-orsa-i-mora';
const doctors = Object.fromEntries(
  Array.from({ length: 30 }, (_, index) => [`dr${String(index).padStart(4, '0')}`, { ceiling: 1_100 }]),
);

interface Scale {
  readonly people: number;
  readonly units: number;
}
const scales: readonly Scale[] = [
  { people: 20, units: 2 },
  { people: 2_000, units: 150 },
];

const table: Record<string, Cost>[] = [];

describe.each(scales)('with $people people and $units units', ({ people, units }) => {
  const costs: Record<string, Cost> = {};
  beforeAll(async () => {
    Object.assign(costs, await measure(await prepare(people, units)));
    table.push(costs);
  }, 300_000);

  it('a choice is one read and one write of at most ten units, of whatever kind', () => {
    for (const kind of [
      'first listing',
      'change',
      'change with doctor',
      'replaced',
      'cancelled',
      'doctor changed',
    ]) {
      expect(costs[kind], kind).toMatchObject({ reads: 1, writes: 1 });
      expect(costs[kind]?.units, kind).toBeGreaterThan(0);
      expect(costs[kind]?.units, kind).toBeLessThanOrEqual(10);
    }
  });

  it('a resent choice and a refused one are one read', () => {
    expect(costs.resent).toEqual({ reads: 1, writes: 0, units: 0 });
    expect(costs.refused).toEqual({ reads: 1, writes: 0, units: 0 });
  });

  it('my page and a receipt are one read', () => {
    expect(costs['my page']).toEqual({ reads: 1, writes: 0, units: 0 });
    expect(costs.receipt).toEqual({ reads: 1, writes: 0, units: 0 });
  });

  it('the choice being made is read by two calls and kept by one read and one write', () => {
    expect(costs['choice read']).toEqual({ reads: 2, writes: 0, units: 0 });
    expect(costs['choice kept']).toEqual({ reads: 1, writes: 1, units: 1 });
  });

  it('settling one listing is one read and one write', () => {
    expect(costs.settled).toMatchObject({ reads: 1, writes: 1 });
    expect(costs.settled?.units).toBeLessThanOrEqual(10);
  });
});

it('costs the same in a small region and a large one', () => {
  const [small, large] = table;
  expect(Object.keys(small ?? {}).length).toBeGreaterThan(10);
  expect(large).toEqual(small);
  const rows = Object.entries(small ?? {}).map(
    ([name, { reads, writes, units }]) =>
      `${name.padEnd(20)}${String(reads).padStart(6)}${String(writes).padStart(7)}${String(units).padStart(12)}`,
  );
  console.log(['use case             reads writes write units', ...rows].join('\n'));
});

async function prepare(people: number, units: number): Promise<World> {
  const others = Array.from({ length: units - 2 }, (_, index): [string, WorldUnit] => [`unit-${index}`, {}]);
  const world = await openWorld(startFakeDynamoDb().openDatabase(), {
    [falun]: { cap: 16_500, doctors },
    [mora]: { cap: 16_500, doctors },
    ...Object.fromEntries(others),
  });
  const anna = { ...current(mora, { namedDoctor: hasDoctor('dr0000') }), origin: 'imported' as const };
  const names = ['anna', 'bo', 'cia', ...Array.from({ length: people }, (_, index) => `p${index}x`)];
  await world.importPeople(
    names.map((name) => ({
      personId: personId(name),
      current: anna,
      changes: name === 'anna' ? changesAt('2026-03-01T10:00:00Z') : [],
      pasts: [{ ...current(falun), until: '2019-12-31T23:00:00.000Z', endedBy: 'register' as const }],
    })),
  );
  // A doctor who is published is not asked of the roster: so it is in a region.
  const publishing = { database: world.database, clock: () => world.now, wait: () => Promise.resolve() };
  await publishDirectory(publishing, 'everything');
  return world;
}

async function measure(world: World): Promise<Record<string, Cost>> {
  const context = (name: string) => ({ now: world.now, ids: { newId: world.newId }, person: signedIn(name) });
  const costs: Record<string, Cost> = {};
  const cost = async (name: string, act: (counted: World) => Promise<unknown>) => {
    costs[name] = await costOf(world, act);
  };
  // Policy and names are remembered by a warm function, and so they are here.
  await getMyPage(world.database, context('bo'));

  const key = 'the-same-key-0001';
  await cost('my page', ({ database }) => getMyPage(database, context('anna')));
  const body = { careUnitId: falun, namedDoctor: doctor('dr0001') };
  await cost('choice kept', ({ database }) => saveDraft(database, { body }, context('anna')));
  await cost('choice read', ({ database }) => getChoice(database, context('anna')));
  await cost('first listing', (counted) => counted.choose('new', falun, { namedDoctor: doctor('dr0002') }));
  await cost('change', (counted) => counted.choose('bo', falun));
  await cost('change with doctor', (counted) =>
    counted.choose('anna', falun, { namedDoctor: doctor('dr0001'), key }),
  );
  await cost('resent', (counted) => counted.choose('anna', falun, { namedDoctor: doctor('dr0001'), key }));
  await cost('refused', (counted) => counted.choose('anna', falun));
  await cost('receipt', ({ database }) =>
    getReceipt(database, { params: { receiptId: world.acknowledged[0] ?? '' } }, context('new')),
  );
  await cost('doctor changed', (counted) => counted.chooseDoctor('cia', mora, doctor('dr0029')));
  await cost('replaced', (counted) => counted.choose('new', mora, { namedDoctor: doctor('dr0003') }));
  await cost('cancelled', (counted) => counted.cancel('bo'));
  await world.cancel('new');
  world.now = new Date('2026-11-21T23:00:00.000Z');
  await cost('settled', (counted) => counted.settle());
  return costs;
}

/** Counts the calls of one act, and its write units from the sizes that the items had and got. */
async function costOf(world: World, act: (counted: World) => Promise<unknown>): Promise<Cost> {
  const before = await itemsOf(world.database);
  const calls: StoreCall[] = [];
  await act(world.over({ onCall: (call) => calls.push(call) }));
  const after = await itemsOf(world.database);
  const written = calls.filter(({ writes }) => writes.length > 0);
  const unitsOf = ({ operation, writes }: StoreCall) =>
    writes.reduce((sum, { table, key }) => {
      const name = `${table} ${key.pk} ${key.sk}`;
      const [old, now] = [before.get(name), after.get(name)];
      const once = writeUnits(Math.max(old?.size ?? 0, now?.size ?? 0));
      const index = indexUnits(old?.due, now?.due);
      // A transaction costs twice; what it does to an index is written afterwards and costs once.
      return sum + once * (operation === 'TransactWriteItems' ? 2 : 1) + index;
    }, 0);
  // The 128 queries that look for whoever is due are the run's, not a listing's.
  const reads = calls.filter(
    ({ operation, writes }) => writes.length === 0 && !isSearch(operation, calls.length),
  );
  return {
    reads: reads.length,
    writes: written.length,
    units: written.reduce((sum, call) => sum + unitsOf(call), 0),
  };
}

function isSearch(operation: StoreCall['operation'], calls: number): boolean {
  return operation === 'Query' && calls > 100;
}

/** Keys only: an entry that comes or goes is one unit, one that moves is two, one that stays is none. */
function indexUnits(before: unknown, after: unknown): number {
  if (before === after) return 0;
  return (before === undefined ? 0 : 1) + (after === undefined ? 0 : 1);
}

async function itemsOf(database: TestDatabase) {
  const sized = new Map<string, { size: number; due: unknown }>();
  for (const name of ['main', 'events'] as const) {
    for (const item of await dumpTable({ ...database, onCall: undefined }, name)) {
      sized.set(`${name} ${item.pk} ${item.sk}`, {
        size: itemSize(toAttributes(item)),
        due: item.duePartition,
      });
    }
  }
  return sized;
}
