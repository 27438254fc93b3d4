import { afterAll, beforeAll, expect, it } from 'vitest';
import { deleteItem, getItem, getItems, mustBeAbsent, putItem, queryItems } from '#store/calls.ts';
import { capacityStep, toCapacityItem } from '#store/capacity-item.ts';
import { type Step, transact } from '#store/transaction.ts';
import { capacity } from '#support/builders.ts';
import {
  type DynamoDbLocal,
  dumpTable,
  startDynamoDbLocal,
  type TestDatabase,
} from '#support/dynamodb-local.ts';
import { startFakeDynamoDb } from '#support/fake-dynamodb.ts';

let local: DynamoDbLocal;
beforeAll(async () => {
  local = await startDynamoDbLocal();
});
afterAll(() => local.stop());

const put = (name: string, sk: string, v: number, condition?: Step['condition']): Step => ({
  name,
  table: 'main',
  put: { pk: 'P', sk, v },
  condition,
});
const move = (taken: number, doctors: Record<string, number>, expects?: object): Step => {
  const step = capacityStep('capacity', {
    careUnitId: 'falun',
    taken,
    doctors,
    declinedDoctor: 0,
    ...(expects && { expects: { rev: 3, nobodyWaiting: true, ...expects } }),
  });
  if (!step) throw new Error('Nothing moves');
  return step;
};

/** Every kind of call and condition that the service makes, in an order; what each answers. */
const script: readonly ((database: TestDatabase) => Promise<unknown>)[] = [
  (database) => getItem(database, 'main', { pk: 'P', sk: 'A' }),
  (database) =>
    putItem(database, 'main', { pk: 'P', sk: 'A', v: 1, m: { a: 'x', l: [1, true, null] } }, mustBeAbsent),
  (database) => putItem(database, 'main', { pk: 'P', sk: 'A', v: 2 }, mustBeAbsent),
  (database) =>
    putItem(database, 'main', { pk: 'P', sk: 'A', v: 2 }, { expression: 'v = :v', values: { v: 9 } }),
  (database) =>
    putItem(database, 'main', { pk: 'P', sk: 'B', v: 2 }, { expression: 'v = :v', values: { v: 9 } }),
  (database) => putItem(database, 'main', { pk: 'P', sk: 'B', body: new Uint8Array([1, 2, 255]) }),
  (database) =>
    getItems(
      database,
      'main',
      ['B', 'Z', 'A'].map((sk) => ({ pk: 'P', sk })),
    ),
  (database) =>
    deleteItem(database, 'main', { pk: 'P', sk: 'B' }, { expression: 'attribute_not_exists(pk)' }),
  (database) => deleteItem(database, 'main', { pk: 'P', sk: 'B' }),
  (database) => transact(database, [put('one', 'C', 1, mustBeAbsent), put('two', 'D', 1)]),
  (database) => transact(database, [put('one', 'C', 1, mustBeAbsent), put('two', 'D', 1)]),
  (database) => transact(database, [put('one', 'C', 2, mustBeAbsent), put('two', 'E', 1, mustBeAbsent)]),
  (database) => {
    const alive = { expression: 'attribute_not_exists(pk) OR v <= :now', values: { now: 0 } };
    return transact(database, [put('one', 'C', 3, alive), put('two', 'F', 3, alive)]);
  },
  (database) => {
    const gone = { expression: 'attribute_not_exists(pk) OR v <= :now', values: { now: 1 } };
    return transact(database, [put('one', 'C', 4, gone)]);
  },
  (database) => {
    const doctors = { anna: { taken: 1, ceiling: 2 }, bo01: {} };
    return putItem(database, 'main', toCapacityItem(capacity('falun', { taken: 1, doctors })));
  },
  (database) => transact(database, [move(1, { anna: 1 }, { takenBelow: 2 })]),
  (database) => transact(database, [move(1, { bo01: 1 }, { takenBelow: 2 })]),
  (database) =>
    transact(database, [move(1, { anna: 1 }, { doctorTakenBelow: { doctorId: 'anna', below: 2 } })]),
  (database) => transact(database, [move(1, {}, { rev: 2 })]),
  (database) => transact(database, [move(-2, { anna: -1, bo01: 1 })]),
  (database) => transact(database, [move(-1, {})]),
  (database) => queryItems(database, 'main', { partition: 'P' }),
  (database) =>
    queryItems(database, 'main', { partition: 'P', between: ['B', 'D'], newestFirst: true, limit: 1 }),
  (database) => putItem(database, 'main', { pk: 'X', sk: 'LISTING', duePartition: 'd#1', personId: 'x' }),
  async (database) => {
    const index = { name: 'effective', attribute: 'duePartition' };
    const { items } = await queryItems(database, 'main', { partition: 'd#1', index });
    return items.map(({ personId }) => personId);
  },
  async (database) =>
    (await dumpTable(database, 'main')).toSorted((a, b) => (`${a.pk}${a.sk}` < `${b.pk}${b.sk}` ? -1 : 1)),
];

it('answers every call that the service makes as DynamoDB Local does', async () => {
  const [real, fake] = [await local.createDatabase(), startFakeDynamoDb().openDatabase()];
  for (const [index, call] of script.entries()) {
    expect(await call(fake), `call ${index}`).toEqual(await call(real));
  }
});
