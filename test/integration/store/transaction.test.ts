import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { getItem, getItems, mustBeAbsent, putItem, queryItems } from '#store/calls.ts';
import {
  putMap,
  putPlaces,
  putSnapshot,
  readMap,
  readPlaces,
  readSnapshot,
  readSnapshotCached,
} from '#store/directory-item.ts';
import { type Step, transact } from '#store/transaction.ts';
import {
  type DynamoDbLocal,
  dumpTable,
  startDynamoDbLocal,
  type TestDatabase,
} from '#support/dynamodb-local.ts';

let local: DynamoDbLocal;
let database: TestDatabase;
beforeAll(async () => {
  local = await startDynamoDbLocal();
});
afterAll(() => local.stop());
beforeEach(async () => {
  database = await local.createDatabase();
});

const put = (name: string, pk: string): Step => ({
  name,
  table: 'main',
  put: { pk, sk: 'X', said: name },
  condition: mustBeAbsent,
});

describe('a transaction of named steps', () => {
  it('writes all of them', async () => {
    expect(await transact(database, [put('first', 'A'), put('second', 'B')])).toEqual({ ok: true });
    expect(await dumpTable(database, 'main')).toHaveLength(2);
  });

  it('names the step that failed and hands over the item it met, and writes nothing', async () => {
    await putItem(database, 'main', {
      pk: 'B',
      sk: 'X',
      said: 'I was here',
      list: [1, null, true, { a: 'b' }],
    });
    const outcome = await transact(database, [put('first', 'A'), put('second', 'B')]);
    const met = { pk: 'B', sk: 'X', said: 'I was here', list: [1, null, true, { a: 'b' }] };
    expect(outcome).toEqual({ ok: false, failed: [{ name: 'second', met }] });
    expect(await dumpTable(database, 'main')).toEqual([met]);
  });

  it('carries out the very same transaction once, however often it is sent', async () => {
    await putItem(database, 'main', { pk: 'A', sk: 'X', number: 1 });
    const add: Step = {
      name: 'add',
      table: 'main',
      update: {
        key: { pk: 'A', sk: 'X' },
        expression: 'SET #number = #number + :one',
        names: { number: 'number' },
        values: { one: 1 },
      },
      condition: { expression: '#number < :most', values: { most: 9 } },
    };
    await transact(database, [add]);
    await transact(database, [add]);
    expect(await getItem(database, 'main', { pk: 'A', sk: 'X' })).toMatchObject({ number: 2 });
  });

  it('tells apart two transactions that differ in one byte', async () => {
    await transact(database, [put('first', 'A')]);
    expect(await transact(database, [put('First', 'A')])).toMatchObject({ ok: false });
  });

  it('deletes on a condition', async () => {
    await putItem(database, 'main', { pk: 'A', sk: 'X', v: 1 });
    const step = (v: number): Step => ({
      name: 'gone',
      table: 'main',
      delete: { pk: 'A', sk: 'X' },
      condition: { expression: '#v = :v', names: { v: 'v' }, values: { v } },
    });
    expect(await transact(database, [step(2)])).toMatchObject({ ok: false });
    expect(await transact(database, [step(1)])).toEqual({ ok: true });
    expect(await dumpTable(database, 'main')).toEqual([]);
  });
});

describe('reading', () => {
  it('answers a batch in the order of its keys', async () => {
    for (const pk of ['A', 'B', 'C']) await putItem(database, 'main', { pk, sk: 'X' });
    const items = await getItems(
      database,
      'main',
      ['C', 'no', 'A'].map((pk) => ({ pk, sk: 'X' })),
    );
    expect(items.map((item) => item?.pk)).toEqual(['C', undefined, 'A']);
  });

  it('asks for a range of a partition, page by page', async () => {
    for (const sk of ['A', 'B', 'C', 'D']) await putItem(database, 'main', { pk: 'P', sk });
    const first = await queryItems(database, 'main', { partition: 'P', between: ['B', 'D'], limit: 2 });
    expect(first.items.map((item) => item.sk)).toEqual(['B', 'C']);
    const second = await queryItems(database, 'main', {
      partition: 'P',
      between: ['B', 'D'],
      limit: 2,
      startKey: first.next,
    });
    expect(second.items.map((item) => item.sk)).toEqual(['D']);
  });
});

describe('the published directory', () => {
  const now = new Date('2026-11-21T12:00:00Z');

  it('is put only after the version that was read', async () => {
    expect(await readSnapshot(database)).toBeUndefined();
    expect(await putSnapshot(database, { careUnits: ['ö'] }, 0)).toBe(true);
    expect(await putSnapshot(database, { careUnits: [] }, 0)).toBe(false);
    expect(await putSnapshot(database, { careUnits: ['å'] }, 1)).toBe(true);
    expect(await readSnapshot(database)).toEqual({ version: 2, document: { careUnits: ['å'] } });
  });

  it('is read again when the cached one is a second old, or from the future', async () => {
    const own = { ...database, client: local.newClient() };
    await putSnapshot(own, 'first', 0);
    const read = async (at: number) => (await readSnapshotCached(own, new Date(at)))?.document;
    expect(await read(now.getTime())).toBe('first');
    await putSnapshot(own, 'second', 1);
    expect(await read(now.getTime() + 999)).toBe('first');
    expect(await read(now.getTime() + 1_000)).toBe('second');
    await putSnapshot(own, 'third', 2);
    expect(await read(now.getTime())).toBe('third');
  });

  it('stands beside places and outlines', async () => {
    await putPlaces(database, [{ name: 'Falun' }]);
    await putMap(database, { width: 10 });
    expect(await readPlaces(database)).toMatchObject({ document: [{ name: 'Falun' }] });
    expect(await readMap(database)).toMatchObject({ document: { width: 10 } });
  });
});
