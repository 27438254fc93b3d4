import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AccessEntry } from '#domain/access-log.ts';
import { findMyAccesses } from '#functions/listings/find-my-accesses.ts';
import { recordAccess } from '#store/access-log.ts';
import { personId } from '#support/builders.ts';
import { type DynamoDbLocal, startDynamoDbLocal } from '#support/dynamodb-local.ts';
import { openWorld, signedIn } from '#support/listing-world.ts';

let local: DynamoDbLocal;
beforeAll(async () => {
  local = await startDynamoDbLocal();
});
afterAll(() => local.stop());

const entry = (index: number, of = 'anna'): AccessEntry => ({
  accessId: `a${String(index).padStart(25, '0')}`,
  personId: personId(of),
  at: new Date(Date.UTC(2026, 10, 1, 8, 0, index)).toISOString(),
  staffMemberId: 's'.repeat(26),
  role: 'unitAdministrator',
  careUnitId: 'falun',
  purpose: 'care',
  act: 'shown',
  facts: ['listing', 'namedDoctor'],
});

it('tells who has seen one’s data: page by page, newest first, of nobody else, and no staff id', async () => {
  const database = { ...(await local.createDatabase()), client: local.newClient() };
  const now = new Date('2026-11-21T12:00:00Z');
  await openWorld(database, { falun: {} }, { now });
  await recordAccess(database, [...Array.from({ length: 60 }, (_, index) => entry(index)), entry(99, 'bo')]);
  const reader = { person: signedIn('anna'), now };
  const first = await findMyAccesses(database, { query: {} }, reader);
  expect(first.entries).toHaveLength(50);
  expect(first.entries[0]).toEqual({
    at: '2026-11-01T08:00:59.000Z',
    role: 'unitAdministrator',
    careUnitName: 'falun',
    purpose: 'care',
    act: 'shown',
    facts: ['listing', 'namedDoctor'],
  });
  const second = await findMyAccesses(database, { query: { after: first.next } }, reader);
  expect(second.entries).toHaveLength(10);
  expect(second.next).toBeUndefined();
  // A cursor of somebody else's page leads nowhere else: the partition is the reader's own.
  const others = await findMyAccesses(
    database,
    { query: { after: first.next } },
    { person: signedIn('bo'), now },
  );
  expect(others.entries.every(({ at }) => at < (first.entries.at(-1)?.at ?? ''))).toBe(true);
});
