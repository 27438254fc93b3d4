import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DirectorySnapshot } from '#contract/directory-snapshot.ts';
import { routes } from '#contract/routes.ts';
import { decideChooseCareUnit } from '#domain/decide-choose-care-unit.ts';
import { getChoice } from '#functions/listings/get-choice.ts';
import { getMyPage } from '#functions/listings/get-my-page.ts';
import { getReceipt } from '#functions/listings/get-receipt.ts';
import { saveDraft } from '#functions/listings/save-draft.ts';
import { putSnapshot } from '#store/directory-item.ts';
import { readListing, readPlace } from '#store/read-person.ts';
import { saveDecision } from '#store/save-decision.ts';
import { current, personId, policy } from '#support/builders.ts';
import { type DynamoDbLocal, startDynamoDbLocal } from '#support/dynamodb-local.ts';
import { type Answer, doctor, expectSound, openWorld, signedIn, type World } from '#support/listing-world.ts';
import { publishedUnit } from '#support/published-directory.ts';

let local: DynamoDbLocal;
let world: World;
beforeAll(async () => {
  local = await startDynamoDbLocal();
});
afterAll(() => local.stop());

const snapshot: DirectorySnapshot = {
  asOf: '2026-11-21T11:59:59.000Z',
  careUnits: [publishedUnit({ careUnitId: 'falun', name: 'Vårdcentralen Falun' })],
  unlistable: [],
};
const listed = (name: string, careUnitId: string) => ({
  personId: personId(name),
  current: current(careUnitId),
  changes: [],
});

beforeEach(async () => {
  const database = { ...(await local.createDatabase()), client: local.newClient() };
  world = await openWorld(database, {
    falun: { cap: 1, exemptions: ['careHome', 'child0to6'], doctors: { anna: { ceiling: 1 } } },
    mora: { cap: 1 },
    leksand: {},
  });
  await world.importPeople([listed('full', 'falun'), listed('olle', 'leksand')]);
  await putSnapshot(database, snapshot, 0);
});

const context = (name: string) => ({ now: world.now, ids: { newId: world.newId }, person: signedIn(name) });
const choice = async (name: string) => {
  await saveDraft(world.database, { body: { careUnitId: 'falun' } }, context(name));
  return routes.getChoice.answer.parse(await getChoice(world.database, context(name)));
};
const myPage = async (name: string) =>
  routes.getMyPage.answer.parse(await getMyPage(world.database, context(name)));
const taken = async (careUnitId: string) =>
  (await readPlace(world.database, personId('olle'), careUnitId)).capacity?.taken;

describe('an exemption that staff registered', () => {
  it('lets that person past a full cap, and the receipt says by what', async () => {
    expect(await world.choose('olle', 'falun')).toMatchObject({ slug: 'care-unit-full' });
    await world.exempt('olle', 'falun', 'careHome');
    const chosen = await world.choose('olle', 'falun');
    expect(chosen.slug).toBeUndefined();
    expect(await taken('falun')).toBe(2);
    const params = { receiptId: String(chosen.receiptId) };
    expect(await getReceipt(world.database, { params }, context('olle'))).toMatchObject({
      exemption: 'careHome',
    });
    expect(await world.choose('pia', 'falun')).toMatchObject({ slug: 'care-unit-full' });
    world.now = new Date('2026-11-22T12:00:00Z');
    await world.settle();
    const { events } = await expectSound(world);
    expect(events.find(({ type }) => type === 'care-unit-chosen')?.data).toMatchObject({
      exemption: 'careHome',
    });
  });

  it('is told while one chooses and on my page, with its last day; others are told what the cap names', async () => {
    await world.exempt('olle', 'falun', 'careHome', '2026-12-24');
    const told = await choice('olle');
    expect(told).toMatchObject({ exemption: { code: 'careHome', through: '2026-12-24' } });
    expect(told.refusal).toBeUndefined();
    expect((await myPage('olle')).mayChoose).toEqual([
      {
        careUnitId: 'falun',
        careUnitName: 'Vårdcentralen Falun',
        code: 'careHome',
        through: '2026-12-24',
      },
    ]);
    const other = await choice('pia');
    expect(other).toMatchObject({
      refusal: { slug: 'care-unit-full' },
      exemptions: ['careHome', 'child0to6'],
    });
    expect(other.exemption).toBeUndefined();
    expect((await myPage('pia')).mayChoose).toBeUndefined();
  });

  it('ends with its last day, and at once when it is withdrawn; a choice made by it stands', async () => {
    await world.exempt('olle', 'falun', 'careHome', '2026-11-21');
    await world.exempt('pia', 'falun', 'careHome');
    const registration = await world.exempt('kim', 'falun', 'careHome');
    expect((await world.choose('kim', 'falun')).slug).toBeUndefined();
    await world.withdraw('kim', 'falun', registration);
    world.now = new Date('2026-11-22T00:30:00+01:00');
    expect(await world.choose('olle', 'falun')).toMatchObject({ slug: 'care-unit-full' });
    expect((await world.choose('pia', 'falun')).slug).toBeUndefined();
    expect((await readListing(world.database, personId('kim'))).pending?.careUnitId).toBe('falun');
    await expectSound(world);
  });

  it('uses a free place before it uses the exemption, and never passes a doctor’s ceiling', async () => {
    await world.exempt('olle', 'falun', 'careHome');
    await world.importPeople([listed('lisa', 'leksand')]);
    const namedDoctor = doctor('anna');
    expect((await world.choose('olle', 'falun', { namedDoctor })).slug).toBeUndefined();
    await world.exempt('lisa', 'falun', 'careHome');
    expect(await world.choose('lisa', 'falun', { namedDoctor })).toMatchObject({ slug: 'doctor-full' });
    const { listings } = await expectSound(world);
    const olle = listings.find((row) => row.personId === personId('olle'));
    expect(olle?.pending?.receipt.exemption).toBe('careHome');
  });

  it('stops a choice that leaned on it when it is withdrawn between reading and saving', async () => {
    const registration = await world.exempt('olle', 'falun', 'careHome');
    const { database } = world;
    const { capacity, held } = await readPlace(database, personId('olle'), 'falun');
    await world.withdraw('olle', 'falun', registration);
    // The listing is read after the withdrawal, so its version alone would not tell.
    const listing = await readListing(database, personId('olle'));
    const plan = decideChooseCareUnit(
      { listing, capacity, held },
      {
        person: signedIn('olle'),
        careUnitId: 'falun',
        namedDoctor: { kind: 'later' },
        conditionsVersion: policy().conditionsVersion,
        receiptId: world.newId(),
      },
      policy(),
      world.now,
    );
    if (!plan.ok) throw new Error(plan.refusal.slug);
    const act = {
      at: world.now,
      actor: { kind: 'person', personId: personId('olle') },
      eventId: world.newId(),
    } as const;
    expect(await saveDecision(database, { before: listing, plan, act })).toEqual({
      ok: false,
      met: undefined,
    });
    expect(await taken('falun')).toBe(1);
    await expectSound(world);
  });
});

describe('everybody at the last place at once', () => {
  it('one of the others gets it, and each who is exempt gets in besides', async () => {
    const names = Array.from({ length: 30 }, (_, index) => `q${index}x`);
    const exempt = names.filter((_, index) => index % 5 === 0);
    const database = { ...(await local.createDatabase()), client: local.newClient() };
    world = await openWorld(database, { falun: { cap: 2, exemptions: ['careHome'] } });
    await world.importPeople([listed('full', 'falun')]);
    for (const name of exempt) await world.exempt(name, 'falun', 'careHome');
    const answers = await Promise.all(names.map((name) => world.choose(name, 'falun')));
    const got = names.filter((_, index) => answers[index]?.slug === undefined);
    expect(exempt.every((name) => got.includes(name))).toBe(true);
    const others = got.filter((name) => !exempt.includes(name));
    const { listings, capacities } = await expectSound(world);
    const passed = listings.filter(({ pending }) => pending?.receipt.exemption).length;
    expect(capacities[0]?.taken).toBe(1 + got.length);
    // The last place went to one of them, exempt or not; whoever else got in passed by an exemption.
    expect(got.length - passed).toBe(1);
    expect(others.length).toBeLessThanOrEqual(1);
    const refused = answers.filter((answer: Answer) => answer.slug !== undefined);
    expect(new Set(refused.map(({ slug }) => slug))).toEqual(new Set(['care-unit-full']));
  });
});
