import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readCapacity, readListing, readPersonHistory } from '#store/read-person.ts';
import { changesAt, current, personId, policy } from '#support/builders.ts';
import { type DynamoDbLocal, startDynamoDbLocal, type TestDatabase } from '#support/dynamodb-local.ts';
import { doctor, dumpWorld, expectSound, openWorld, type World } from '#support/listing-world.ts';

let local: DynamoDbLocal;
let database: TestDatabase;
let world: World;
beforeAll(async () => {
  local = await startDynamoDbLocal();
});
afterAll(() => local.stop());
beforeEach(async () => {
  database = { ...(await local.createDatabase()), client: local.newClient() };
  world = await openWorld(database, {
    falun: { cap: 3, doctors: { anna: { ceiling: 1 }, bo01: {}, cia1: {}, dan1: {}, eva1: {}, fia1: {} } },
    mora: { doctors: { gun1: {} } },
    leksand: {},
  });
});

const listed = (name: string, careUnitId = 'leksand') => ({
  personId: personId(name),
  current: current(careUnitId),
  changes: [],
});
const midnight = '2026-11-21T23:00:00.000Z';
const taken = async (careUnitId: string) => (await readCapacity(database, careUnitId))?.taken;
const doctorTaken = async (careUnitId: string, doctorId: string) =>
  (await readCapacity(database, careUnitId))?.doctors[doctorId]?.taken;

describe('choosing a care unit', () => {
  it('takes the place and the doctor at once, pending until midnight, and leaves the old listing alone', async () => {
    await world.importPeople([listed('olle')]);
    const answer = await world.choose('olle', 'falun', { namedDoctor: doctor('anna') });
    expect(answer).toEqual({ receiptId: expect.stringMatching(/^[a-z0-9]{26}$/), effectiveFrom: midnight });
    expect(await readListing(database, personId('olle'))).toMatchObject({
      current: { careUnitId: 'leksand' },
      pending: { careUnitId: 'falun', namedDoctor: { kind: 'doctor', doctorId: 'anna' } },
      version: 2,
      chain: { sequence: 2 },
    });
    expect([await taken('falun'), await taken('leksand')]).toEqual([1, 1]);
    expect(await doctorTaken('falun', 'anna')).toBe(1);
    await expectSound(world);
  });

  it('lists one who was listed nowhere, and counts nothing', async () => {
    await world.choose('olle', 'falun', { namedDoctor: { kind: 'declined' } });
    expect((await readListing(database, personId('olle'))).changes).toEqual([]);
    expect((await readCapacity(database, 'falun'))?.declinedDoctor).toBe(1);
    await expectSound(world);
  });

  it('writes nothing at a refusal', async () => {
    const before = await dumpWorld(database);
    expect(await world.choose('olle', 'nowhere')).toMatchObject({ slug: 'care-unit-not-listable' });
    expect(await world.choose('olle', 'falun', { namedDoctor: doctor('gun1') })).toMatchObject({
      slug: 'doctor-not-choosable',
      extras: { doctorId: 'gun1' },
    });
    expect(await world.choose('olle', 'falun', { birthDate: '2014-01-01' })).toMatchObject({
      slug: 'guardian-chooses',
    });
    expect(await dumpWorld(database)).toEqual(before);
  });

  it('stops at the cap, also for one whom a stale read told of a place', async () => {
    for (const name of ['a1', 'a2', 'a3'])
      expect(await world.choose(name, 'falun')).toHaveProperty('receiptId');
    expect(await world.choose('a4', 'falun')).toMatchObject({ slug: 'care-unit-full' });
    expect(await taken('falun')).toBe(3);
    await expectSound(world);
  });

  it('stops at the doctor’s ceiling, which never stops listing', async () => {
    await world.choose('a1', 'falun', { namedDoctor: doctor('anna') });
    const refused = await world.choose('a2', 'falun', { namedDoctor: doctor('anna') });
    expect(refused).toMatchObject({ slug: 'doctor-full', extras: { doctorId: 'anna' } });
    expect(await world.choose('a2', 'falun')).toHaveProperty('receiptId');
    await expectSound(world);
  });

  it('takes effect at once where the region says so', async () => {
    const other = { ...(await local.createDatabase()), client: local.newClient() };
    const atOnce = await openWorld(other, { falun: {}, mora: {} }, { policy: policy({ effect: 'at-once' }) });
    await atOnce.importPeople([listed('olle', 'mora')]);
    expect(await atOnce.choose('olle', 'falun')).toMatchObject({ effectiveFrom: atOnce.now.toISOString() });
    const { listing, pasts } = await readPersonHistory(other, personId('olle'));
    expect(listing).toMatchObject({ current: { careUnitId: 'falun' } });
    expect(pasts).toMatchObject([{ careUnitId: 'mora', until: atOnce.now.toISOString() }]);
    await expectSound(atOnce);
  });
});

describe('one choice, however often it is sent', () => {
  it('answers a double click with the same receipt and writes once', async () => {
    const twice = await Promise.all([
      world.choose('olle', 'falun', { key: 'the-same-key-0001' }),
      world.choose('olle', 'falun', { key: 'the-same-key-0001' }),
    ]);
    expect(twice[0]).toHaveProperty('receiptId');
    expect(twice[1]).toEqual(twice[0]);
    expect(await taken('falun')).toBe(1);
    await expectSound(world);
  });

  it('answers a resent request from the record, also after the midnight', async () => {
    const first = await world.choose('olle', 'falun', { key: 'the-same-key-0001' });
    world.now = new Date('2026-11-22T08:00:00Z');
    expect(await world.choose('olle', 'falun', { key: 'the-same-key-0001' })).toEqual(first);
    expect(await taken('falun')).toBe(1);
  });

  it('refuses the same key with another choice', async () => {
    await world.choose('olle', 'falun', { key: 'the-same-key-0001' });
    const other = await world.choose('olle', 'mora', { key: 'the-same-key-0001' });
    expect(other).toMatchObject({ slug: 'idempotency-key-reused' });
    const cancelled = await world.cancel('olle', 'the-same-key-0001');
    expect(cancelled).toMatchObject({ slug: 'idempotency-key-reused' });
  });

  it('keeps two people’s equal keys apart', async () => {
    const a = await world.choose('a1', 'falun', { key: 'the-same-key-0001' });
    const b = await world.choose('a2', 'falun', { key: 'the-same-key-0001' });
    expect(a.receiptId).not.toBe(b.receiptId);
    expect(await taken('falun')).toBe(2);
  });

  it('asks again after a refusal: it writes no record', async () => {
    for (const name of ['a1', 'a2', 'a3']) await world.choose(name, 'falun');
    const refused = await world.choose('a4', 'falun', { key: 'the-same-key-0001' });
    expect(refused).toMatchObject({ slug: 'care-unit-full' });
    await world.cancel('a1');
    const asked = await world.choose('a4', 'falun', { key: 'the-same-key-0001' });
    expect(asked).toHaveProperty('receiptId');
    await expectSound(world);
  });

  it('makes one choice of two different ones sent together', async () => {
    await world.importPeople([listed('olle')]);
    await Promise.all([world.choose('olle', 'falun'), world.choose('olle', 'mora')]);
    const dump = await expectSound(world);
    const listing = dump.listings.find((row) => row.personId === personId('olle'));
    expect(['falun', 'mora']).toContain(listing?.pending?.careUnitId);
    expect(listing?.changes).toHaveLength(1);
  });
});

describe('until midnight', () => {
  it('cancels at no cost: the place is free and the change comes back', async () => {
    await world.importPeople([listed('olle')]);
    const { receiptId } = await world.choose('olle', 'falun', { namedDoctor: doctor('anna') });
    const cancelled = await world.cancel('olle', 'the-same-key-0002');
    expect(cancelled).toEqual({ cancelledReceiptId: receiptId });
    expect(await world.cancel('olle', 'the-same-key-0002')).toEqual(cancelled);
    expect(await world.cancel('olle')).toMatchObject({ slug: 'nothing-pending' });
    const listing = await readListing(database, personId('olle'));
    expect(listing).toMatchObject({ current: { careUnitId: 'leksand' }, changes: [] });
    expect(listing.pending).toBeUndefined();
    expect([await taken('falun'), await doctorTaken('falun', 'anna')]).toEqual([0, 0]);
    await expectSound(world);
  });

  it('replaces a pending choice: one place is given back and one taken, together', async () => {
    await world.importPeople([listed('olle')]);
    await world.choose('olle', 'falun', { namedDoctor: doctor('anna') });
    await world.choose('olle', 'mora', { namedDoctor: doctor('gun1') });
    expect([await taken('falun'), await taken('mora'), await taken('leksand')]).toEqual([0, 1, 1]);
    expect((await readListing(database, personId('olle'))).changes).toHaveLength(1);
    const { events } = await expectSound(world);
    expect(events.map(({ type }) => type)).toContain('pending-choice-replaced');
  });

  it('tells one who goes back to the unit of today to cancel instead', async () => {
    await world.importPeople([listed('olle')]);
    await world.choose('olle', 'falun');
    expect(await world.choose('olle', 'leksand')).toMatchObject({ slug: 'already-listed-here' });
  });

  it('settles a due choice first, whoever comes, and then decides', async () => {
    await world.importPeople([listed('olle')]);
    await world.choose('olle', 'falun');
    world.now = new Date('2026-11-22T08:00:00Z');
    expect(await world.cancel('olle')).toMatchObject({ slug: 'nothing-pending' });
    expect(await world.choose('olle', 'mora')).toHaveProperty('receiptId');
    const { listing, pasts } = await readPersonHistory(database, personId('olle'));
    expect(listing).toMatchObject({ current: { careUnitId: 'falun' }, pending: { careUnitId: 'mora' } });
    expect(pasts).toMatchObject([{ careUnitId: 'leksand', until: midnight, endedBy: 'choice' }]);
    expect(await taken('leksand')).toBe(0);
    await expectSound(world);
  });

  it('lets one return to a full unit by the place one gave back oneself', async () => {
    await world.importPeople([listed('olle', 'falun'), listed('a1', 'falun'), listed('a2', 'falun')]);
    await world.choose('olle', 'mora');
    world.now = new Date('2026-11-22T08:00:00Z');
    expect(await world.choose('olle', 'falun')).toHaveProperty('receiptId');
    await expectSound(world);
  });
});

describe('changing doctor', () => {
  it('applies at once and costs no change, five times over', async () => {
    await world.importPeople([{ ...listed('olle', 'falun'), changes: [] }]);
    for (const id of ['bo01', 'cia1', 'dan1', 'eva1', 'fia1']) {
      const answer = await world.chooseDoctor('olle', 'falun', doctor(id));
      expect(answer).toMatchObject({ effectiveFrom: world.now.toISOString() });
      world.now = new Date(world.now.getTime() + 60_000);
    }
    const listing = await readListing(database, personId('olle'));
    expect(listing).toMatchObject({
      current: { namedDoctor: { doctorId: 'fia1' } },
      changes: [],
      version: 6,
    });
    expect(await doctorTaken('falun', 'eva1')).toBe(0);
    expect(await doctorTaken('falun', 'fia1')).toBe(1);
    expect(await taken('falun')).toBe(1);
    await expectSound(world);
  });

  it('rides on the pending choice where that is of the unit', async () => {
    await world.choose('olle', 'falun', { namedDoctor: doctor('bo01') });
    const answer = await world.chooseDoctor('olle', 'falun', doctor('cia1'));
    expect(answer).toMatchObject({ effectiveFrom: midnight });
    world.now = new Date(midnight);
    expect(await world.settle()).toMatchObject({ settled: 1, failed: 0 });
    expect(await readListing(database, personId('olle'))).toMatchObject({
      current: { careUnitId: 'falun', namedDoctor: { doctorId: 'cia1', since: midnight } },
    });
    await expectSound(world);
  });

  it('keeps the ceiling, the unit and the doctor of today', async () => {
    await world.importPeople([listed('a1', 'falun'), listed('a2', 'falun')]);
    await world.chooseDoctor('a1', 'falun', doctor('anna'));
    expect(await world.chooseDoctor('a2', 'falun', doctor('anna'))).toMatchObject({ slug: 'doctor-full' });
    expect(await world.chooseDoctor('a1', 'falun', doctor('anna'))).toMatchObject({
      slug: 'doctor-already-chosen',
    });
    expect(await world.chooseDoctor('a1', 'mora', doctor('gun1'))).toMatchObject({ slug: 'not-listed-here' });
    await world.chooseDoctor('a1', 'falun', { kind: 'declined' });
    expect(await world.chooseDoctor('a2', 'falun', doctor('anna'))).toHaveProperty('receiptId');
    await expectSound(world);
  });

  it('saves an answer that moves no counter', async () => {
    await world.importPeople([listed('a1', 'falun')]);
    await world.chooseDoctor('a1', 'falun', { kind: 'later' });
    await world.chooseDoctor('a1', 'falun', { kind: 'noPreference' });
    expect(await readListing(database, personId('a1'))).toMatchObject({
      current: { namedDoctor: { kind: 'noPreference' } },
      version: 3,
    });
    await expectSound(world);
  });
});

describe('two changes in twelve months', () => {
  it('stops the third, says when, and lets it through the second after the first has fallen out', async () => {
    const changes = changesAt('2025-11-21T10:00:00Z', '2026-05-05T10:00:00Z');
    await world.importPeople([{ ...listed('olle'), changes }]);
    world.now = new Date('2026-11-21T09:59:59Z');
    const refused = await world.choose('olle', 'falun');
    expect(refused).toMatchObject({
      slug: 'rechoice-limit-reached',
      extras: { nextAllowedOn: '2026-11-21' },
    });
    world.now = new Date('2026-11-21T10:00:01Z');
    expect(await world.choose('olle', 'falun')).toHaveProperty('receiptId');
    expect((await readListing(database, personId('olle'))).changes).toHaveLength(2);
    await expectSound(world);
  });
});
