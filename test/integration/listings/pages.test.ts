import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DirectorySnapshot } from '#contract/directory-snapshot.ts';
import { routes } from '#contract/routes.ts';
import type { NamedDoctorAnswer } from '#domain/listing.ts';
import { getChoice } from '#functions/listings/get-choice.ts';
import { getMyPage } from '#functions/listings/get-my-page.ts';
import { getReceipt } from '#functions/listings/get-receipt.ts';
import { saveDraft } from '#functions/listings/save-draft.ts';
import { putSnapshot } from '#store/directory-item.ts';
import { changesAt, current, hasDoctor, personId } from '#support/builders.ts';
import { type DynamoDbLocal, startDynamoDbLocal } from '#support/dynamodb-local.ts';
import { doctor, openWorld, signedIn, type World } from '#support/listing-world.ts';
import { publishedDoctor, publishedUnit } from '#support/published-directory.ts';

let local: DynamoDbLocal;
let world: World;
beforeAll(async () => {
  local = await startDynamoDbLocal();
});
afterAll(() => local.stop());

const absence = { from: '2026-12-01', through: '2026-12-20', coveredBy: 'Bo Exempel' };
const snapshot: DirectorySnapshot = {
  asOf: '2026-11-21T11:59:59.000Z',
  careUnits: [
    publishedUnit({
      careUnitId: 'falun',
      name: 'Vårdcentralen Falun',
      doctors: [
        publishedDoctor({ doctorId: 'anna', name: 'Anna Exempel', absence }),
        publishedDoctor({ doctorId: 'barn', name: 'Barbro Exempel', category: 'paediatrician' }),
      ],
    }),
    publishedUnit({ careUnitId: 'mora', name: 'Vårdcentralen Mora' }),
  ],
  unlistable: [{ careUnitId: 'closed', name: 'Vårdcentralen som slutade', phone: '070-1740606' }],
};

beforeEach(async () => {
  const database = { ...(await local.createDatabase()), client: local.newClient() };
  const paediatrician = { category: 'paediatrician', employment: 'permanent' } as const;
  world = await openWorld(database, {
    falun: { cap: 2, doctors: { anna: { ceiling: 1 }, barn: { facts: paediatrician } } },
    mora: {},
    closed: { through: '2026-06-30' },
  });
  await putSnapshot(database, snapshot, 0);
});

const context = (name: string, birthDate?: string) => ({
  now: world.now,
  ids: { newId: world.newId },
  person: signedIn(name, birthDate),
});
const myPage = async (name: string, birthDate?: string) =>
  routes.getMyPage.answer.parse(await getMyPage(world.database, context(name, birthDate)));
const choice = async (name: string, birthDate?: string) =>
  routes.getChoice.answer.parse(await getChoice(world.database, context(name, birthDate)));
const draft = (name: string, careUnitId: string, namedDoctor?: NamedDoctorAnswer, birthDate?: string) =>
  saveDraft(
    world.database,
    { body: { careUnitId, ...(namedDoctor && { namedDoctor }) } },
    context(name, birthDate),
  );
const receipt = (name: string, receiptId: unknown) =>
  getReceipt(world.database, { params: { receiptId: String(receiptId) } }, context(name));

describe('my page', () => {
  it('says of one who is listed nowhere that nothing is used', async () => {
    expect(await myPage('olle')).toEqual({
      asOf: world.now.toISOString(),
      abilities: { choose: 'yes', suggestedAudience: 'standard', protectedIdentity: false },
      changes: { limit: 2, windowMonths: 12, left: 2, comeBackOn: [] },
      history: [],
    });
  });

  it('names the doctor and the unit, and who covers while the doctor is away', async () => {
    const { since } = current('falun');
    await world.importPeople([
      {
        personId: personId('olle'),
        current: current('falun', { origin: 'imported', namedDoctor: hasDoctor('anna') }),
        changes: changesAt('2026-03-01T10:00:00Z'),
        pasts: [{ ...current('closed'), until: since, endedBy: 'register' }],
      },
    ]);
    expect(await myPage('olle')).toMatchObject({
      current: {
        careUnitName: 'Vårdcentralen Falun',
        origin: 'imported',
        namedDoctor: { kind: 'doctor', name: 'Anna Exempel', absence },
      },
      changes: { left: 1, comeBackOn: ['2027-03-01'] },
      history: [{ careUnitName: 'Vårdcentralen som slutade', until: since }],
    });
  });

  it('is true by the clock before anything was settled: the choice is current, the old listing history', async () => {
    await world.importPeople([{ personId: personId('olle'), current: current('mora'), changes: [] }]);
    const { receiptId } = await world.choose('olle', 'falun', { namedDoctor: doctor('anna') });
    expect(await myPage('olle')).toMatchObject({
      current: { careUnitId: 'mora' },
      pending: { careUnitId: 'falun', receipt: { receiptId, counted: true } },
      history: [],
    });
    world.now = new Date('2026-11-21T23:00:00.000Z');
    const after = await myPage('olle');
    expect(after).toMatchObject({
      current: { careUnitId: 'falun', since: '2026-11-21T23:00:00.000Z', receipt: { receiptId } },
      history: [{ careUnitId: 'mora', until: '2026-11-21T23:00:00.000Z' }],
    });
    expect(after.pending).toBeUndefined();
    await world.settle();
    expect(await myPage('olle')).toEqual(after);
  });

  it('tells a young person’s page apart by age', async () => {
    expect((await myPage('barn', '2014-05-05')).abilities.choose).toBe('guardian-chooses');
    expect((await myPage('ung', '2010-11-21')).abilities).toMatchObject({
      choose: 'yes',
      suggestedAudience: 'young',
    });
  });
});

describe('the choice being made', () => {
  it('keeps the answers and says what they would meet', async () => {
    await world.importPeople([{ personId: personId('olle'), current: current('mora'), changes: [] }]);
    const saved = await draft('olle', 'falun', doctor('anna'));
    expect(await choice('olle')).toMatchObject({
      draft: { careUnitId: 'falun', namedDoctor: { kind: 'doctor', doctorId: 'anna' } },
      ...saved,
      careUnit: { name: 'Vårdcentralen Falun' },
      doctors: [
        { doctorId: 'anna', choosable: true },
        { doctorId: 'barn', choosable: false, refusal: 'doctor-takes-others' },
      ],
      conditions: { unit: { travel: 'asToNearest' } },
      effect: 'change',
      counted: true,
      effectiveFrom: '2026-11-21T23:00:00.000Z',
      current: { careUnitId: 'mora' },
      changes: { left: 2 },
    });
    expect(await choice('olle')).not.toHaveProperty('refusal');
  });

  it('says that the place went meanwhile, and keeps the answers', async () => {
    await draft('olle', 'falun', doctor('anna'));
    await world.choose('a1', 'falun', { namedDoctor: doctor('anna') });
    expect(await choice('olle')).toMatchObject({
      draft: { careUnitId: 'falun' },
      doctors: [{ doctorId: 'anna', refusal: 'doctor-full' }, {}],
      refusal: { slug: 'doctor-full' },
    });
    await world.choose('a2', 'falun');
    expect(await choice('olle')).toMatchObject({ refusal: { slug: 'care-unit-full' } });
  });

  it('tells a first listing, a replaced choice and a change of doctor apart', async () => {
    await draft('olle', 'falun');
    expect(await choice('olle')).toMatchObject({ effect: 'first-listing', counted: false });
    await world.choose('olle', 'mora');
    expect(await choice('olle')).toMatchObject({ effect: 'replaces-pending', counted: false });
    world.now = new Date('2026-11-22T08:00:00Z');
    await draft('olle', 'mora', { kind: 'declined' });
    expect(await choice('olle')).toMatchObject({
      effect: 'doctor-only',
      counted: false,
      effectiveFrom: world.now.toISOString(),
    });
  });

  it('says when the next change is free', async () => {
    const changes = changesAt('2026-01-10T10:00:00Z', '2026-03-01T10:00:00Z');
    await world.importPeople([{ personId: personId('olle'), current: current('mora'), changes }]);
    await draft('olle', 'falun');
    const refusal = { slug: 'rechoice-limit-reached', nextAllowedOn: '2027-01-10' };
    expect(await choice('olle')).toMatchObject({ refusal, changes: { left: 0 } });
  });

  it('is over when it has been confirmed', async () => {
    await draft('olle', 'falun');
    await world.choose('olle', 'falun');
    const after = await choice('olle');
    expect(after).not.toHaveProperty('draft');
    expect(after).toMatchObject({ pending: { careUnitId: 'falun' }, doctors: [], counted: false });
  });

  it('is gone after 24 hours', async () => {
    await draft('olle', 'falun');
    world.now = new Date('2026-11-22T12:00:00Z');
    expect(await choice('olle')).not.toHaveProperty('draft');
  });

  it('keeps the key of the same answers, and gives changed ones, and a second choice, another', async () => {
    const first = await draft('olle', 'falun', doctor('anna'));
    expect(await draft('olle', 'falun', doctor('anna'))).toEqual(first);
    const changed = await draft('olle', 'falun', { kind: 'later' });
    expect(changed).not.toEqual(first);
    await world.choose('olle', 'falun');
    await world.cancel('olle');
    expect(await draft('olle', 'falun', { kind: 'later' })).not.toEqual(changed);
  });

  it('refuses what can never be: a closed unit, an unknown one, a child alone', async () => {
    expect(await draft('olle', 'closed')).toMatchObject({ slug: 'care-unit-not-listable' });
    expect(await draft('olle', 'nowhere')).toMatchObject({ slug: 'care-unit-not-listable' });
    expect(await draft('barn', 'falun', undefined, '2012-05-05')).toMatchObject({
      slug: 'guardian-confirms',
    });
  });

  it('lets one who is listed at a closed unit change doctor there', async () => {
    await world.importPeople([{ personId: personId('olle'), current: current('closed'), changes: [] }]);
    expect(await draft('olle', 'closed', { kind: 'later' })).toHaveProperty('intentKey');
    expect(await choice('olle')).toMatchObject({ effect: 'doctor-only', doctors: [] });
  });
});

describe('the receipt', () => {
  it('says what was chosen, from when, and stays found as the listing ages', async () => {
    await world.importPeople([{ personId: personId('olle'), current: current('mora'), changes: [] }]);
    const { receiptId } = await world.choose('olle', 'falun', { namedDoctor: doctor('anna') });
    const parsed = routes.getReceipt.answer.parse(await receipt('olle', receiptId));
    expect(parsed).toMatchObject({
      receiptId,
      status: 'pending',
      careUnitName: 'Vårdcentralen Falun',
      careUnitPhone: '070-1740605',
      effectiveFrom: '2026-11-21T23:00:00.000Z',
      namedDoctor: { name: 'Anna Exempel' },
      chosenAt: world.now.toISOString(),
      counted: true,
      conditions: { version: '2026-11', unit: { homeVisits: 'everyone' } },
      changes: { left: 1 },
    });
    world.now = new Date('2026-11-23T08:00:00Z');
    expect(await receipt('olle', receiptId)).toMatchObject({ status: 'current' });
    await world.choose('olle', 'mora');
    world.now = new Date('2026-11-24T08:00:00Z');
    await world.settle();
    expect(await receipt('olle', receiptId)).toMatchObject({ status: 'past', careUnitId: 'falun' });
  });

  it('of a change of doctor stands beside that of the unit', async () => {
    const chosen = await world.choose('olle', 'falun');
    world.now = new Date('2026-11-23T08:00:00Z');
    const changed = await world.chooseDoctor('olle', 'falun', doctor('anna'));
    expect(await receipt('olle', changed.receiptId)).toMatchObject({
      status: 'current',
      effectiveFrom: world.now.toISOString(),
      counted: false,
    });
    expect(await receipt('olle', chosen.receiptId)).toMatchObject({
      status: 'current',
      effectiveFrom: '2026-11-21T23:00:00.000Z',
    });
  });

  it('of somebody else is answered as one that never was', async () => {
    const { receiptId } = await world.choose('olle', 'falun');
    const others = await receipt('a1', receiptId);
    expect(others).toEqual(await receipt('olle', personId('no')));
    expect(others).toMatchObject({ slug: 'not-found' });
  });
});
