import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AccessEntry } from '#domain/access-log.ts';
import { findAccessesOfPerson, findAccessesOfUnit, recordAccess } from '#store/access-log.ts';
import { personId } from '#support/builders.ts';
import { type DynamoDbLocal, dumpTable, startDynamoDbLocal } from '#support/dynamodb-local.ts';
import { expectSound, openWorld, type World } from '#support/listing-world.ts';

let local: DynamoDbLocal;
let world: World;
beforeAll(async () => {
  local = await startDynamoDbLocal();
});
afterAll(() => local?.stop());
beforeEach(async () => {
  world = await openWorld(await local.createDatabase(), { falun: { doctors: { anna: {} } } });
});

const entryOf = (name: string, over: Partial<AccessEntry> = {}): AccessEntry => ({
  accessId: world.newId(),
  personId: personId(name),
  at: world.now.toISOString(),
  staffMemberId: 'staffmember',
  role: 'unitAdministrator',
  careUnitId: 'falun',
  purpose: 'care',
  act: 'shown',
  facts: ['identity', 'listing'],
  ...over,
});

describe('the access log', () => {
  it('has an entry of its own for each person shown, by person and by unit and day', async () => {
    const entries = ['kim', 'lo', 'kim'].map((name) => entryOf(name));
    await recordAccess(world.database, entries);
    const kim = await findAccessesOfPerson(world.database, personId('kim'));
    expect(kim.entries.toSorted(byId)).toEqual([entries[0], entries[2]]);
    const falun = await findAccessesOfUnit(world.database, 'falun', '2026-11-21');
    expect(falun.entries.toSorted(byId)).toEqual(entries);
    expect(await findAccessesOfUnit(world.database, 'falun', '2026-11-22')).toEqual({ entries: [] });
    expect((await expectSound(world)).accesses?.byPerson).toHaveLength(3);
  });

  it('gathers the region’s own under the region, by the local day', async () => {
    world.now = new Date('2026-11-21T23:30:00Z');
    const { careUnitId: _, ...rest } = entryOf('kim', { role: 'listingOfficer', reason: 'Asked by phone' });
    await recordAccess(world.database, [rest]);
    expect((await findAccessesOfUnit(world.database, 'REGION', '2026-11-22')).entries).toEqual([rest]);
    await expectSound(world);
  });

  it('is read in pages, newest first', async () => {
    for (let minute = 0; minute < 5; minute += 1) {
      const at = new Date(world.now.getTime() + minute * 60_000).toISOString();
      await recordAccess(world.database, [entryOf('kim', { at })]);
    }
    const first = await findAccessesOfPerson(world.database, personId('kim'), { limit: 3 });
    expect(first.entries.map(({ at }) => at.slice(14, 16))).toEqual(['04', '03', '02']);
    const rest = await findAccessesOfPerson(world.database, personId('kim'), { limit: 3, after: first.next });
    expect(rest.entries.map(({ at }) => at.slice(14, 16))).toEqual(['01', '00']);
    expect(rest.next).toBeUndefined();
  });

  it('takes more people than one transaction holds', async () => {
    const people = Array.from({ length: 60 }, (_, index) => entryOf(`person ${index}`));
    await recordAccess(world.database, people);
    expect((await expectSound(world)).accesses?.byUnit).toHaveLength(60);
  });

  it('loses none where several open one person at the same instant', async () => {
    await Promise.all(Array.from({ length: 5 }, () => recordAccess(world.database, [entryOf('kim')])));
    expect((await findAccessesOfPerson(world.database, personId('kim'))).entries).toHaveLength(5);
    await expectSound(world);
  });

  it('never expires', async () => {
    await recordAccess(world.database, [entryOf('kim')]);
    const items = [
      ...(await dumpTable(world.database, 'main')),
      ...(await dumpTable(world.database, 'events')),
    ];
    const ofAccess = items.filter(({ pk }) => String(pk).startsWith('ACCESS'));
    expect(ofAccess).toHaveLength(4);
    expect(ofAccess.some((item) => 'expiresAt' in item)).toBe(false);
  });
});

function byId(a: AccessEntry, b: AccessEntry): number {
  return a.accessId < b.accessId ? -1 : 1;
}
