import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDirectoryReader } from '#functions/directory/read-directory.ts';
import { putMap, putPlaces, putSnapshot } from '#store/directory-item.ts';
import { type DynamoDbLocal, startDynamoDbLocal } from '#support/dynamodb-local.ts';
import { publishedDalarna, publishedUnit } from '#support/published-directory.ts';

let local: DynamoDbLocal;
beforeAll(async () => {
  local = await startDynamoDbLocal();
});
afterAll(() => local?.stop());

const at = (seconds: number) => new Date(Date.parse('2026-11-21T09:00:00Z') + seconds * 1_000);

async function openCounted() {
  const operations: string[] = [];
  const database = {
    ...(await local.createDatabase()),
    onCall: ({ operation }: { operation: string }) => operations.push(operation),
  };
  const callsOf = async (call: () => Promise<unknown>) => {
    operations.length = 0;
    await call();
    return [...operations];
  };
  return { database, read: createDirectoryReader(database), callsOf };
}

it('answers from memory for a second, then by one read of the snapshot', async () => {
  const { database, read, callsOf } = await openCounted();
  const dalarna = publishedDalarna();
  await putSnapshot(database, dalarna.snapshot, 0);
  await putPlaces(database, dalarna.places);
  await putMap(database, dalarna.map);

  expect(await callsOf(() => read(at(0)))).toEqual(['BatchGetItem']);
  expect(await callsOf(() => read(at(0.999)))).toEqual([]);
  expect(await callsOf(() => read(at(1)))).toEqual(['GetItem']);
  expect(await callsOf(() => read(at(299)))).toEqual(['GetItem']);
  expect(await callsOf(() => read(at(300)))).toEqual(['BatchGetItem']);
  expect(await read(at(300.5))).toEqual(dalarna);
});

it('sees what was published after a second at most', async () => {
  const { database, read } = await openCounted();
  const first = { asOf: at(0).toISOString(), careUnits: [], unlistable: [] };
  await putSnapshot(database, first, 0);
  await read(at(0));
  const second = { ...first, careUnits: [publishedUnit({ careUnitId: 'new', name: 'New' })] };
  await putSnapshot(database, second, 1);
  expect((await read(at(0.5))).snapshot.careUnits).toHaveLength(0);
  expect((await read(at(1))).snapshot.careUnits).toHaveLength(1);
});

it('does not trust what it remembers when the clock was set back', async () => {
  const { database, read, callsOf } = await openCounted();
  await putSnapshot(database, { asOf: at(0).toISOString(), careUnits: [], unlistable: [] }, 0);
  await read(at(10));
  expect(await callsOf(() => read(at(5)))).toEqual(['BatchGetItem']);
});

it('does without places and a map; without a snapshot it is a fault that passes', async () => {
  const { database, read } = await openCounted();
  await expect(read(at(0))).rejects.toMatchObject({ name: 'ServiceUnavailable' });
  await putSnapshot(database, { asOf: at(0).toISOString(), careUnits: [], unlistable: [] }, 0);
  expect(await read(at(1))).toMatchObject({ places: { places: [] }, map: { municipalities: [] } });
});
