import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DirectorySnapshot } from '#contract/directory-snapshot.ts';
import { staffRoles } from '#contract/staff-roles.ts';
import { canonicalJson } from '#domain/event-chain.ts';
import { recount, withCounters } from '#domain/recount.ts';
import { replay } from '#domain/replay.ts';
import { assignmentsAt } from '#domain/staff-assignment.ts';
import { readCommonData } from '#functions/demo/common-data.ts';
import { planDemo } from '#functions/demo/plan-demo.ts';
import { type SeededDemo, seedDemo } from '#functions/demo/seed-demo.ts';
import { situationTitles } from '#functions/demo/situation-titles.ts';
import { writeDemo } from '#functions/demo/write-demo.ts';
import type { Places } from '#functions/directory/find-place.ts';
import type { RegionMap } from '#functions/directory/map-frame.ts';
import { readRegionData } from '#functions/region-command/read-region.ts';
import { newId } from '#http/ids.ts';
import type { IdentityKeys } from '#keys/identity-keys.ts';
import type { ReadItem } from '#store/attribute-value.ts';
import { fromCapacityItem } from '#store/capacity-item.ts';
import type { Database } from '#store/database.ts';
import { readPublished } from '#store/directory-item.ts';
import { fromEventItem } from '#store/event-item.ts';
import { findPersonId, readIdentity } from '#store/identity-item.ts';
import { fromListingItem } from '#store/listing-item.ts';
import { readListing } from '#store/read-person.ts';
import { fromAssignmentItem, readAssignments } from '#store/staff-assignment-item.ts';
import { findStaffMemberId } from '#store/staff-identity-item.ts';
import {
  type DynamoDbLocal,
  dumpTable,
  startDynamoDbLocal,
  type TestDatabase,
} from '#support/dynamodb-local.ts';

/** Keys that hide and seal like KMS would as far as the tables can tell. */
const keys: IdentityKeys = {
  pointerOf: async (number) => createHash('sha256').update(`test ${number}`).digest('base64url'),
  seal: async (facts, personId) => Buffer.from(JSON.stringify([personId, facts])),
  pointerOfHsaId: async (hsaId) => `hsa ${hsaId}`,
  sealStaff: async () => Buffer.from('sealed'),
  unsealStaff: async () => ({ hsaId: '', name: '' }),
  unseal: async (sealed) => JSON.parse(Buffer.from(sealed).toString('utf8'))[1],
};

const leapDay = new Date('2028-02-29T10:00:00Z');
let local: DynamoDbLocal;
let database: TestDatabase;
let seeded: SeededDemo;
const seed = (overrides: Partial<Parameters<typeof seedDemo>[1]> = {}, into: Database = database) => {
  const wanted = { slug: 'dalarna', people: 200, now: leapDay, ...overrides };
  const wait = () => Promise.reject(new Error('Nothing here is published twice in a second'));
  return seedDemo({ database: into, keys, newId, clock: () => wanted.now, wait }, wanted);
};

beforeAll(async () => {
  local = await startDynamoDbLocal();
  database = await local.createDatabase();
  seeded = await seed();
});
afterAll(() => local?.stop());

const rolesIn = (main: readonly ReadItem[]) =>
  main
    .filter(({ sk }) => String(sk).startsWith('ASSIGNMENT#'))
    .map((item) => fromAssignmentItem(item).assignment.role);

const staffIn = ({ staff }: SeededDemo) => staff.flatMap(({ people }) => people).length;

describe('a seeded demo of 200 people', () => {
  it('has people in every situation, who can be found by their number', async () => {
    expect(seeded.situations.map(({ key }) => key)).toEqual(Object.keys(situationTitles));
    for (const { people } of seeded.situations) {
      const [first] = people;
      const personId = await findPersonId(database, await keys.pointerOf(first?.number ?? ''));
      const identity = await readIdentity(database, personId ?? '');
      expect(await keys.unseal(identity?.sealed ?? new Uint8Array(), '')).toMatchObject({
        name: first?.name,
      });
    }
    expect(await dumpTable(database, 'identities')).toHaveLength(2 * (200 + staffIn(seeded)));
  });

  it('has staff for each role, each role with its event', async () => {
    expect(seeded.staff.map(({ key }) => key).toSorted()).toEqual([...staffRoles, 'noRoleNow'].toSorted());
    const main = await dumpTable(database, 'main');
    const stored = main.filter(({ sk }) => String(sk).startsWith('ASSIGNMENT#')).map(fromAssignmentItem);
    const told = replay((await dumpTable(database, 'events')).map(fromEventItem)).assignments;
    expect(stored).toHaveLength(18);
    for (const { staffMemberId, assignment } of stored)
      expect(told.get(staffMemberId)).toContainEqual(assignment);
    for (const { people, key } of seeded.staff)
      for (const { number } of people) {
        const pointer = await keys.pointerOfHsaId(number.toLowerCase());
        const staffMemberId = (await findStaffMemberId(database, pointer)) ?? '';
        const today = assignmentsAt(
          await readAssignments(database, staffMemberId),
          new Date('2028-02-29T12:00:00Z'),
        );
        expect(today.map(({ role }) => role)).toEqual(key === 'noRoleNow' ? [] : today.map(() => key));
      }
  });

  it('has counters that equal a recount, and events that replay into the tables', async () => {
    const main = await dumpTable(database, 'main');
    const listings = main.filter(({ sk }) => sk === 'LISTING').map(fromListingItem);
    const capacities = main.filter(({ sk }) => sk === 'CAPACITY').map(fromCapacityItem);
    const counted = recount(listings);
    expect(capacities).toHaveLength(33);
    for (const row of capacities)
      expect(canonicalJson(row)).toBe(canonicalJson(withCounters(row, counted.get(row.careUnitId))));
    const replayed = replay((await dumpTable(database, 'events')).map(fromEventItem));
    for (const row of capacities)
      expect(canonicalJson(row)).toBe(canonicalJson(replayed.capacities.get(row.careUnitId)));
    expect(listings.length).toBe(replayed.listings.size);
    for (const row of listings)
      expect(canonicalJson(row)).toBe(canonicalJson(replayed.listings.get(row.personId)));
  });

  it('has each situation’s listing as it is told', async () => {
    const listingOf = async (key: string) => {
      const number = seeded.situations.find((situation) => situation.key === key)?.people[0]?.number ?? '';
      return readListing(database, (await findPersonId(database, await keys.pointerOf(number))) ?? '');
    };
    expect(await listingOf('not-listed')).toMatchObject({ version: 0 });
    expect((await listingOf('changes-left-2')).changes).toHaveLength(0);
    expect((await listingOf('changes-left-1')).changes).toHaveLength(1);
    expect((await listingOf('changes-left-0')).changes).toHaveLength(2);
    expect((await listingOf('changes-left-0')).current?.receipt?.counted).toBe(true);
    expect(await listingOf('allocated')).toMatchObject({
      current: { origin: 'defaultAllocation', namedDoctor: { kind: 'unanswered' } },
    });
    expect((await listingOf('pending-choice')).pending?.effectiveFrom).toBe('2028-02-29T23:00:00.000Z');
    expect(await listingOf('doctor-has-left')).toMatchObject({
      current: { namedDoctor: { kind: 'doctor' } },
    });
  });

  it('has published the directory, the places and the map', async () => {
    const { snapshot, places, map } = await readPublished<DirectorySnapshot, Places, RegionMap>(database);
    const units = snapshot?.document.careUnits ?? [];
    expect(units).toHaveLength(32);
    expect(snapshot?.document.unlistable.map(({ careUnitId }) => careUnitId)).toEqual([
      'vardcentral-kvarnporten',
    ]);
    expect(new Set(units.map(({ availability }) => availability))).toEqual(
      new Set(['open', 'fewPlaces', 'full']),
    );
    const text = JSON.stringify(units);
    expect(text).not.toMatch(/ 1"/);
    expect(Object.keys(places?.document.postcodes ?? {})).toHaveLength(502);
    expect(map?.document.municipalities).toHaveLength(15);
  });

  it('keeps numbers and names out of every table but the sealed texts', async () => {
    const secrets = seeded.situations.flatMap(({ people }) =>
      people.flatMap(({ number, name }) => [number, name]),
    );
    const tables = JSON.stringify([
      await dumpTable(database, 'main'),
      await dumpTable(database, 'events'),
      (await dumpTable(database, 'identities')).map(({ sealed: _, ...open }) => open),
    ]);
    const doctors = new Set(
      (await dumpTable(database, 'main')).flatMap(({ doctor }) =>
        typeof doctor === 'string' ? [JSON.parse(doctor).name] : [],
      ),
    );
    // An invented doctor may happen to have an invented person's name.
    for (const secret of secrets.filter((one) => !doctors.has(one))) expect(tables).not.toContain(secret);
  });
});

describe('seeding again', () => {
  it('leaves what is there, and tells the situations of the day', async () => {
    const written = async () => (await dumpTable(database, 'main')).filter(({ sk }) => sk !== 'SNAPSHOT');
    const before = await written();
    const again = await seed({ now: new Date('2028-03-16T10:00:00Z'), people: 500 });
    expect(again.says).toContain('kept');
    expect(await written()).toEqual(before);
    expect(again.situations.map(({ key }) => key)).not.toContain('pending-choice');
    expect(again.situations.map(({ key }) => key)).toContain('age-13');
  });

  it('publishes the directory anew: a cap has begun while the data lay', async () => {
    const { snapshot } = await readPublished<DirectorySnapshot, Places, RegionMap>(database);
    const capped = snapshot?.document.careUnits.find(
      ({ careUnitId }) => careUnitId === 'vardcentral-alvdalen',
    );
    expect(snapshot?.document.asOf).toBe('2028-03-16T10:00:00.000Z');
    expect(capped).toMatchObject({ availability: 'full', cap: { from: '2028-03-14' } });
  });

  it('gives staff to data that is older than the staff part, and only once', async () => {
    const older = await local.createDatabase();
    const region = readRegionData('vastmanland');
    const plan = { ...planDemo(region, readCommonData(), 150, leapDay), staff: [] };
    const target = { database: older, keys, newId, clock: () => leapDay, wait: async () => undefined };
    await writeDemo(target, region, plan, `demo vastmanland 150 ${leapDay.toISOString()}`);
    expect(rolesIn(await dumpTable(older, 'main'))).toEqual([]);
    const kept = await seed({ slug: 'vastmanland', now: new Date('2028-03-16T10:00:00Z') }, older);
    const given = rolesIn(await dumpTable(older, 'main'));
    expect(new Set(given)).toEqual(new Set(staffRoles));
    const replayed = replay((await dumpTable(older, 'events')).map(fromEventItem));
    expect([...replayed.assignments.values()].flat()).toHaveLength(given.length);
    for (const { number } of kept.staff.flatMap(({ people }) => people))
      expect(await findStaffMemberId(older, await keys.pointerOfHsaId(number.toLowerCase()))).toBeDefined();
    await seed({ slug: 'vastmanland', now: new Date('2028-03-17T10:00:00Z') }, older);
    expect(rolesIn(await dumpTable(older, 'main'))).toEqual(given);
  });

  it('refuses data of another region', async () => {
    await expect(seed({ slug: 'vastmanland' })).rejects.toThrow('region dalarna');
  });
});

describe('a region that is nothing but other data', () => {
  const small = { slug: 'vastmanland', people: 150 };
  let whole: TestDatabase;
  beforeAll(async () => {
    whole = await local.createDatabase();
    await seed(small, whole);
  });

  it('is seeded the same way', async () => {
    const { snapshot, map } = await readPublished<DirectorySnapshot, Places, RegionMap>(whole);
    expect(snapshot?.document.careUnits).toHaveLength(6);
    expect(map?.document).toMatchObject({ frame: { width: 320 }, municipalities: [] });
  });

  it.each([6, 25])('goes on where it was broken off at store call %i', async (last) => {
    const broken = await local.createDatabase();
    let calls = 0;
    const breaking = {
      ...broken,
      onCall: () => {
        calls += 1;
        if (calls >= last) throw new Error('The power went');
      },
    };
    await expect(seed(small, breaking)).rejects.toThrow('The power went');
    const resumed = await seed({ ...small, now: new Date('2028-03-01T10:00:00Z') }, broken);
    expect(resumed.says).not.toContain('kept');
    expect(await comparable(broken)).toEqual(await comparable(whole));
    expect(await dumpTable(broken, 'identities')).toHaveLength(2 * (150 + staffIn(seeded)));
  });
});

/** Listings and counters without what differs each time: hashes over random event ids. */
async function comparable(from: TestDatabase) {
  const items = await dumpTable(from, 'main');
  return items
    .filter(({ sk }) => sk === 'LISTING' || sk === 'CAPACITY')
    .map(({ h: _, ...item }) => JSON.stringify(item))
    .toSorted();
}
