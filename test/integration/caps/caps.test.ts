import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  capApplicationAnswer,
  capApplicationsAnswer,
  capSimulationAnswer,
  capsOfUnitAnswer,
} from '#contract/cap-schemas.ts';
import type { DirectorySnapshot } from '#contract/directory-snapshot.ts';
import type { StaffRole } from '#domain/staff-assignment.ts';
import { applyForCap } from '#functions/care-unit-staff/apply-for-cap.ts';
import { findCapsOfUnit } from '#functions/care-unit-staff/find-caps-of-unit.ts';
import { findCapApplications } from '#functions/region-staff/find-cap-applications.ts';
import { getCapApplication } from '#functions/region-staff/get-cap-application.ts';
import { decideOnCap, endCap, extendCap, recordConsultation } from '#functions/region-staff/rule-on-cap.ts';
import { simulateCapOf } from '#functions/region-staff/simulate-cap.ts';
import { takeUpCap } from '#functions/region-staff/take-up-cap.ts';
import { publishDirectory } from '#functions/workers/publish-directory/publish-directory.ts';
import { remindCaps } from '#functions/workers/remind-caps/remind-caps.ts';
import { newId } from '#http/ids.ts';
import type { StoreCall } from '#store/database.ts';
import { readSnapshot } from '#store/directory-item.ts';
import { saveCareUnit } from '#store/register-care-unit.ts';
import { personId, policy, profile } from '#support/builders.ts';
import { type DynamoDbLocal, dumpTable, startDynamoDbLocal } from '#support/dynamodb-local.ts';
import { expectSound, openWorld, type World } from '#support/listing-world.ts';

let local: DynamoDbLocal;
let world: World;
/** Keys of `main` that were written: what the stream has records of. */
let records: string[];
beforeAll(async () => {
  local = await startDynamoDbLocal();
});
afterAll(() => local.stop());

async function open(consultation = false): Promise<void> {
  records = [];
  const onCall = ({ writes }: StoreCall) => {
    for (const { table, key } of writes) if (table === 'main') records.push(`${key.pk} ${key.sk}`);
  };
  const database = { ...(await local.createDatabase()), client: local.newClient(), onCall };
  const decided = { ...policy(), caps: { requireThrough: true, consultation, exemptions: [] } };
  world = await openWorld(database, { falun: {}, mora: { cap: 5 } }, { policy: decided });
}
beforeEach(() => open());

const staff = (role: StaffRole) => ({
  now: world.now,
  ids: { newId: () => world.newId() },
  staff: { staffMemberId: personId(role.toLowerCase()), role, assignments: [] },
});
/** What was answered; the slug where it was refused. */
const told = <T extends object>(answer: T): T & { slug?: string } => ({ ...answer });

const wished = { number: 2, from: '2026-11-21', through: '2027-01-31', exemptions: ['newborn' as const] };
const written = { reasons: 'Two doctors have left.', diaryNumber: 'HSN 2026/99', announcedOn: '2026-11-23' };

async function apply(over: Partial<typeof wished> = {}, careUnitId = 'falun') {
  const body = { reasons: 'Too few doctors.', actionPlan: 'Recruit.', wished: { ...wished, ...over } };
  return told(
    await applyForCap(
      world.database,
      { params: { careUnitId }, query: undefined, body },
      staff('unitManager'),
    ),
  );
}
const idOf = (answer: object) => {
  if ('applicationId' in answer && typeof answer.applicationId === 'string') return answer.applicationId;
  throw new Error('Not applied');
};
async function decide(applicationId: string, over: object = {}, role: StaffRole = 'regionDecider') {
  const body = { ...written, outcome: 'grant' as const, terms: wished, ...over };
  return told(
    await decideOnCap(world.database, { params: { applicationId }, query: undefined, body }, staff(role)),
  );
}
async function lift(applicationId: string, liftedFrom: string) {
  const call = { params: { applicationId }, query: undefined, body: { ...written, liftedFrom } };
  return told(await endCap(world.database, call, staff('regionDecider')));
}
async function extend(applicationId: string, through: string) {
  const call = { params: { applicationId }, query: undefined, body: { ...written, through } };
  return told(await extendCap(world.database, call, staff('regionDecider')));
}
const unitPage = async (careUnitId = 'falun') =>
  capsOfUnitAnswer.parse(
    await findCapsOfUnit(
      world.database,
      { params: { careUnitId }, query: undefined, body: undefined },
      world,
    ),
  );
const workList = async (show: 'open' | 'decided' | 'all' = 'open') =>
  capApplicationsAnswer.parse(
    await findCapApplications(world.database, { params: undefined, query: { show }, body: undefined }, world),
  );
const regionPage = async (applicationId: string, role: StaffRole = 'regionDecider') =>
  capApplicationAnswer.parse(
    await getCapApplication(
      world.database,
      { params: { applicationId }, query: undefined, body: undefined },
      staff(role),
    ),
  );
async function published(careUnitId = 'falun') {
  const publishing = { database: world.database, clock: () => world.now, wait: async () => {} };
  world.now = new Date(world.now.getTime() + 2_000);
  await publishDirectory(publishing, [careUnitId]);
  const snapshot = await readSnapshot<DirectorySnapshot>(world.database, { consistent: true });
  return snapshot?.document.careUnits.find((unit) => unit.careUnitId === careUnitId);
}

describe('from application to the patient’s page', () => {
  it('is decided, told to patients, holds for choosers, and every item has its event', async () => {
    expect(await published()).toMatchObject({ availability: 'open' });
    const applicationId = idOf(await apply());
    expect(await unitPage()).toMatchObject({
      mayApply: false,
      applications: [{ status: 'applied' }],
      now: { taken: 0 },
    });
    expect((await workList()).applications).toMatchObject([
      { applicationId, careUnit: { careUnitId: 'falun' }, number: 2 },
    ]);
    expect(await published()).not.toHaveProperty('cap');
    expect(await decide(applicationId)).toHaveProperty('decisionId');
    expect(await published()).toMatchObject({
      availability: 'fewPlaces',
      cap: { from: '2026-11-21', through: '2027-01-31', decisionNumber: 'HSN 2026/99' },
    });
    for (const name of ['a', 'b']) expect((await world.choose(name, 'falun')).slug).toBeUndefined();
    expect((await world.choose('c', 'falun')).slug).toBe('care-unit-full');
    expect(await published()).toMatchObject({ availability: 'full' });
    expect((await workList()).applications).toEqual([]);
    expect((await workList('decided')).applications).toMatchObject([{ status: 'granted', overdue: false }]);
    expect(await unitPage()).toMatchObject({
      now: { taken: 2, cap: 2 },
      decisions: [{ challengeThrough: '2026-12-14' }],
    });
    await expectSound(world);
  });

  it('reaches the published directory by the records of the unit’s own items, and no others', async () => {
    const applicationId = idOf(await apply());
    records = [];
    const decided = await decide(applicationId);
    const decisionId = 'decisionId' in decided ? decided.decisionId : '';
    expect(records.toSorted()).toEqual(
      [
        'UNIT#falun PROFILE',
        'UNIT#falun CAPACITY',
        `UNIT#falun CAPAPPLICATION#${applicationId}`,
        `UNIT#falun DECISION#${decisionId}`,
      ].toSorted(),
    );
    // What the worker takes of the records is the unit's id: no more is needed for what patients are told.
    const changed = new Set(records.map((key) => /^UNIT#(\S+)/.exec(key)?.[1] ?? ''));
    expect([...changed]).toEqual(['falun']);
    expect(await published([...changed].join())).toMatchObject({ cap: { through: '2027-01-31' } });
  });

  it('removes nobody where the number is below those listed', async () => {
    for (const name of ['a', 'b', 'c']) await world.choose(name, 'falun');
    world.now = new Date(world.now.getTime() + 1_000);
    const applicationId = idOf(await apply());
    await decide(applicationId);
    expect(await unitPage()).toMatchObject({ now: { taken: 3, cap: 2 } });
    expect((await world.choose('d', 'falun')).slug).toBe('care-unit-full');
    await expectSound(world);
  });

  it('is lifted by a decision of its own, and the first stands as it was written', async () => {
    const applicationId = idOf(await apply());
    await decide(applicationId);
    const items = async () =>
      (await dumpTable(world.database, 'main')).filter(({ sk }) => String(sk).startsWith('DECISION#'));
    const [first] = await items();
    expect(await extend(applicationId, '2027-03-31')).toHaveProperty('decisionId');
    expect(await published()).toMatchObject({ cap: { through: '2027-03-31' } });
    expect(await lift(applicationId, '2026-11-21')).toHaveProperty('decisionId');
    expect(await published()).toMatchObject({ availability: 'open' });
    expect(await published()).not.toHaveProperty('cap');
    expect(await items()).toHaveLength(3);
    expect(await items()).toContainEqual(first);
    expect((await regionPage(applicationId)).decisions.map(({ kind }) => kind)).toEqual([
      'endEarly',
      'extend',
      'grant',
    ]);
    await expectSound(world);
  });

  it('lets choices go on: those made before it by what was in force then, later ones by the decision', async () => {
    const applicationId = idOf(await apply({ number: 0 }));
    const choosing = ['a', 'b', 'c', 'd'].map((name) => world.choose(name, 'falun'));
    world.now = new Date(world.now.getTime() + 1_000);
    await decide(applicationId, { terms: { ...wished, number: 0 } });
    expect((await Promise.all(choosing)).map(({ slug }) => slug)).toEqual(Array(4).fill(undefined));
    expect((await world.choose('e', 'falun')).slug).toBe('care-unit-full');
    await expectSound(world);
  });
});

describe('what is refused', () => {
  it('a second application, a second decision, a decision by a unit', async () => {
    const applicationId = idOf(await apply());
    expect((await apply()).slug).toBe('cap-application-open');
    expect((await decide(applicationId, {}, 'unitManager')).slug).toBe('role-not-allowed');
    expect((await decide(applicationId, { outcome: 'refuseWholly' })).slug).toBe('special-reasons-missing');
    const both = await Promise.all([decide(applicationId), decide(applicationId)]);
    expect(both.map(({ slug }) => slug).toSorted()).toEqual(['cap-already-decided', undefined]);
    expect((await decide('x'.repeat(26))).slug).toBe('not-found');
    expect((await apply({}, 'nowhere')).slug).toBe('not-found');
    await expectSound(world);
  });

  it('a decision before the consultation that the policy asks for', async () => {
    await open(true);
    const applicationId = idOf(await apply());
    expect((await decide(applicationId)).slug).toBe('consultation-missing');
    const body = { heldOn: '2026-11-20', summary: 'Met with the provider.' };
    await recordConsultation(
      world.database,
      { params: { applicationId }, query: undefined, body },
      staff('listingOfficer'),
    );
    expect(await regionPage(applicationId)).toMatchObject({
      application: { status: 'consulted', consultation: { heldOn: '2026-11-20' } },
      can: { decide: true, recordConsultation: false },
    });
    expect((await regionPage(applicationId, 'listingOfficer')).can.decide).toBe(false);
    expect(await decide(applicationId)).toHaveProperty('decisionId');
    await expectSound(world);
  });
});

describe('the simulation', () => {
  it('tells what would be closed, and the units near by in bands', async () => {
    for (const name of ['a', 'b', 'c']) await world.choose(name, 'falun');
    await published('mora');
    await published();
    const applicationId = idOf(await apply());
    const call = { params: { applicationId }, query: { number: 2, from: '2026-12-01' }, body: undefined };
    expect(capSimulationAnswer.parse(await simulateCapOf(world.database, call, world))).toEqual({
      taken: 3,
      capBefore: null,
      capAfter: 2,
      freeBefore: null,
      freeAfter: 0,
      above: 1,
      waiting: 0,
      nearby: [{ careUnitId: 'mora', name: 'Vårdcentral mora', distanceKm: 0, free: 'under10' }],
    });
  });
});

describe('reminders', () => {
  const remind = () => remindCaps(world.database, { now: world.now, newId: () => world.newId() });
  it('come once each, to the unit and the region, however often the worker runs', async () => {
    const applicationId = idOf(await apply());
    await decide(applicationId);
    expect(await remind()).toEqual({ units: 2, given: 0, failed: 0 });
    world.now = new Date('2026-12-02T05:00:00Z');
    expect((await remind()).given).toBe(1);
    expect((await remind()).given).toBe(0);
    const task = { careUnitName: 'Vårdcentral falun', through: '2027-01-31', daysBefore: 60, daysLeft: 60 };
    expect((await unitPage()).reminders).toMatchObject([task]);
    expect((await workList()).reminders).toMatchObject([task]);
    world.now = new Date('2027-01-25T05:00:00Z');
    expect((await Promise.all([remind(), remind()])).map(({ given }) => given).toSorted()).toEqual([0, 1]);
    expect((await workList()).reminders).toMatchObject([{ daysBefore: 7, daysLeft: 6 }]);
    await extend(applicationId, '2027-12-31');
    expect([(await unitPage()).reminders, (await workList()).reminders]).toEqual([[], []]);
    await expectSound(world);
  });
});

describe('a cap from before the service', () => {
  const earlier = { from: '2026-01-01', through: '2026-12-31', decisionNumber: 'RD 2025/7' };
  const takeUp = async (body: typeof earlier) =>
    told(
      await takeUpCap(
        world.database,
        {
          params: { careUnitId: 'sala' },
          query: undefined,
          body: { from: body.from, decisionNumber: body.decisionNumber },
        },
        staff('regionDecider'),
      ),
    );
  beforeEach(async () => {
    const registrar = { at: world.now, actor: { kind: 'system', process: 'import' }, newId } as const;
    await saveCareUnit(
      world.database,
      {
        profile: profile('sala', { capDecisions: [earlier] }),
        caps: [
          { from: '2025-12-31T23:00:00.000Z', value: 0 },
          { from: '2026-12-31T23:00:00.000Z', value: null },
        ],
        doctors: [],
      },
      registrar,
    );
  });

  it('is in the region’s list, is reminded of, is taken up, and ends by a decision like any other', async () => {
    expect((await workList()).earlier).toEqual([
      { careUnit: { careUnitId: 'sala', name: 'Vårdcentral sala' }, ...earlier },
    ]);
    expect((await unitPage('sala')).earlier).toEqual([earlier]);
    await remindCaps(world.database, { now: world.now, newId });
    expect((await workList()).reminders).toMatchObject([{ careUnitId: 'sala', daysBefore: 60 }]);
    const applicationId = idOf(await takeUp(earlier));
    expect((await takeUp(earlier)).slug).toBe('cap-already-decided');
    expect((await workList()).earlier).toEqual([]);
    expect((await workList('all')).applications).toMatchObject([{ applicationId, status: 'granted' }]);
    expect(await regionPage(applicationId)).toMatchObject({
      application: { earlierDecisionNumber: 'RD 2025/7', wished: { number: 0 } },
      can: { decide: false, extend: true, endEarly: true },
    });
    expect(await unitPage('sala')).toMatchObject({
      applications: [{ applicationId }],
      earlier: [],
      mayApply: true,
    });
    expect((await published('sala'))?.availability).toBe('full');
    await extend(applicationId, '2027-01-31');
    expect((await published('sala'))?.cap).toMatchObject({ through: '2027-01-31' });
    expect((await world.choose('a', 'sala')).slug).toBe('care-unit-full');
    await lift(applicationId, '2026-11-21');
    expect((await published('sala'))?.availability).toBe('open');
    expect((await world.choose('a', 'sala')).slug).toBeUndefined();
    expect((await unitPage('sala')).decisions).toMatchObject([
      { kind: 'endEarly', diaryNumber: written.diaryNumber, challengeThrough: '2026-12-14' },
      { kind: 'extend' },
    ]);
    await expectSound(world);
  });

  it('at a unit that there is not', async () => {
    const call = { params: { careUnitId: 'nowhere' }, query: undefined, body: earlier };
    expect(told(await takeUpCap(world.database, call, staff('regionDecider'))).slug).toBe('not-found');
  });
});
