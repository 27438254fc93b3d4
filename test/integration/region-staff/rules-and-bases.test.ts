import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { careUnitBasisAnswer, careUnitsOfRegionAnswer } from '#contract/basis-schemas.ts';
import type { DirectorySnapshot } from '#contract/directory-snapshot.ts';
import { policyVersionsAnswer, rulesPreviewAnswer } from '#contract/policy-schemas.ts';
import { plainRules } from '#domain/check-named-doctor-rules.ts';
import { namedDoctorPresets } from '#domain/policy-defaults.ts';
import type { StaffRole } from '#domain/staff-assignment.ts';
import { getRoster } from '#functions/care-unit-staff/get-roster.ts';
import { getMyPage } from '#functions/listings/get-my-page.ts';
import { basisHandlers } from '#functions/region-staff/basis-handlers.ts';
import { policyDecisionHandlers } from '#functions/region-staff/policy-decision-handlers.ts';
import { publishDirectory } from '#functions/workers/publish-directory/publish-directory.ts';
import { readSnapshot } from '#store/directory-item.ts';
import { putPolicy } from '#store/policy-item.ts';
import { personId, policy } from '#support/builders.ts';
import { type DynamoDbLocal, dumpTable, startDynamoDbLocal } from '#support/dynamodb-local.ts';
import { doctor, expectSound, openWorld, signedIn, type World } from '#support/listing-world.ts';

let local: DynamoDbLocal;
let world: World;
beforeAll(async () => {
  local = await startDynamoDbLocal();
});
afterAll(() => local.stop());

const facts = { category: 'otherSpecialist', employment: 'permanent' } as const;
const paediatrician = { category: 'paediatrician', employment: 'permanent' } as const;
beforeEach(async () => {
  const database = { ...(await local.createDatabase()), client: local.newClient() };
  const falun = { doctors: { othr: { facts }, gpaa: {}, paed: { facts: paediatrician } } };
  world = await openWorld(database, { falun, mora: { doctors: { othm: { facts } } } });
});

const as = (role: StaffRole) => ({
  now: world.now,
  ids: { newId: () => world.newId() },
  staff: { staffMemberId: personId(role.toLowerCase()), role, assignments: [] },
});
/** What was answered; the slug where it was refused. */
const told = async <T extends object>(answer: T | Promise<T>) => {
  const said: { slug?: string; extras?: unknown; decisionId?: string; from?: string } = await answer;
  return said;
};
const written = {
  reasons: 'Too few specialists.',
  diaryNumber: 'RS 2026/7',
  decidedOn: '2026-11-20',
  announcedOn: '2026-11-21',
};
const none = { params: undefined, query: undefined, body: undefined };
const rulesOf = (preset: keyof typeof namedDoctorPresets) =>
  structuredClone(plainRules(namedDoctorPresets[preset])) as Parameters<
    ReturnType<typeof policyDecisionHandlers>['decideNamedDoctorRules']
  >[0]['body']['rules'];

/** Calls handlers as the service does, but for the envelope. */
const rules = () => policyDecisionHandlers(world.database);
const bases = () => basisHandlers(world.database);
type Context = Parameters<ReturnType<typeof rules>['decideNamedDoctorRules']>[1];
const context = (role: StaffRole) => as(role) as unknown as Context;

const decide = (over: object = {}, role: StaffRole = 'regionDecider') => {
  const body = {
    ...written,
    after: 'first',
    appliesFrom: '2026-11-22',
    rules: rulesOf('permissive'),
    ...over,
  };
  return told(rules().decideNamedDoctorRules({ ...none, body }, context(role)));
};
const versions = async () =>
  policyVersionsAnswer.parse(await rules().findNamedDoctorRules(none, context('regionDecider')));
const preview = async (appliesFrom = '2026-11-22') =>
  rulesPreviewAnswer.parse(
    await rules().previewNamedDoctorRules(
      { ...none, body: { rules: rulesOf('permissive'), appliesFrom } },
      context('listingOfficer'),
    ),
  );
const publish = (changed: readonly string[] | 'everything') =>
  publishDirectory({ database: world.database, clock: () => world.now, wait: async () => {} }, changed);
const published = async (careUnitId: string) => {
  const stored = await readSnapshot<DirectorySnapshot>(world.database, { consistent: true });
  const unit = stored?.document.careUnits.find((one) => one.careUnitId === careUnitId);
  return unit?.doctors.map(({ doctorId }) => doctorId);
};
const dayAfter = new Date('2026-11-22T09:00:00Z');

describe('rules on who may be a named doctor', () => {
  it('a preview says who would be touched, and saves nothing', async () => {
    const before = await dumpTable(world.database, 'main');
    const answer = await preview();
    expect(answer.doctors.map(({ doctorId, effect }) => [doctorId, effect])).toEqual([
      ['othr', 'gains'],
      ['othm', 'gains'],
    ]);
    expect(answer.careUnits.map(({ careUnitId, gains, loses }) => [careUnitId, gains, loses])).toEqual([
      ['falun', 1, 0],
      ['mora', 1, 0],
    ]);
    expect(answer).toMatchObject({ unchanged: false, totals: { gains: 2, loses: 0, group: 0 } });
    expect(await dumpTable(world.database, 'main')).toEqual(before);
  });

  it('decided rules let a doctor be chosen and reach the directory from the day on, not before', async () => {
    await publish('everything');
    const decided = await decide();
    expect(decided.from).toBe('2026-11-21T23:00:00.000Z');
    world.now = new Date(world.now.getTime() + 10_000);
    await publish('everything');
    expect(await published('falun')).not.toContain('othr');
    expect(await world.choose('anna', 'falun', { namedDoctor: doctor('othr') })).toMatchObject({
      slug: 'doctor-not-choosable',
    });
    world.now = dayAfter;
    await publish('everything');
    expect(await published('falun')).toContain('othr');
    expect(await published('mora')).toEqual(['othm']);
    expect(await world.choose('anna', 'falun', { namedDoctor: doctor('othr') })).toHaveProperty('receiptId');
    await expectSound(world);
  });

  it('rules that end leave everybody their doctor, and nobody new can choose her or him', async () => {
    const first = await decide();
    world.now = dayAfter;
    await world.choose('anna', 'falun', { namedDoctor: doctor('othr') });
    await decide({ after: first.decisionId, rules: rulesOf('vastmanland'), appliesFrom: '2026-11-24' });
    world.now = new Date('2026-11-24T09:00:00Z');
    await publish('everything');
    const mine = await getMyPage(world.database, { now: world.now, person: signedIn('anna') });
    expect(mine.current?.namedDoctor).toMatchObject({ kind: 'doctor', doctorId: 'othr' });
    expect(await world.choose('bo', 'falun', { namedDoctor: doctor('othr') })).toMatchObject({
      slug: 'doctor-not-choosable',
    });
    await expectSound(world);
  });

  it('the roster says which decision keeps a doctor from being chosen, and from when another lets her', async () => {
    const { decisionId } = await decide();
    // What a function remembers of the policy is at most ten seconds old.
    world.now = new Date(world.now.getTime() + 10_000);
    const roster = await getRoster(
      world.database,
      { ...none, params: { careUnitId: 'falun' } },
      as('unitManager'),
    );
    const row = 'rows' in roster ? roster.rows.find((one) => one.doctorId === 'othr') : undefined;
    expect(row).toMatchObject({
      choosable: 'category-not-allowed',
      ruledBy: { decisionId: 'first' },
      ruledNext: { decisionId, diaryNumber: 'RS 2026/7', from: '2026-11-21T23:00:00.000Z' },
    });
  });

  it('every version is told with its decision, and taking one back is a new decision', async () => {
    const { decisionId = '' } = await decide();
    const body = { ...written, diaryNumber: 'RS 2026/9', after: decisionId };
    await told(
      rules().withdrawNamedDoctorRules({ ...none, params: { decisionId }, body }, context('regionDecider')),
    );
    const told1 = await versions();
    expect(
      told1.versions.map(({ standing, decision }) => [standing, decision?.kind, decision?.diaryNumber]),
    ).toEqual([
      ['coming', 'withdrawal', 'RS 2026/9'],
      ['replaced', 'named-doctor-rules', 'RS 2026/7'],
      ['inForce', undefined, undefined],
    ]);
    expect(JSON.stringify(told1)).not.toContain(personId('regiondecider'));
    world.now = dayAfter;
    expect((await versions()).versions.map(({ standing }) => standing)).toEqual([
      'inForce',
      'replaced',
      'past',
    ]);
    await expectSound(world);
  });

  it.each([
    ['an officer', {}, 'listingOfficer', 'role-not-allowed'],
    ['somebody who met an older decision', { after: 'zeroth' }, 'regionDecider', 'policy-changed'],
    ['rules that are so already', { rules: undefined }, 'regionDecider', 'policy-unchanged'],
    ['a day that has passed', { appliesFrom: '2026-11-20' }, 'regionDecider', 'policy-date-invalid'],
  ] as const)('nothing is saved for %s', async (_, over, role, slug) => {
    const before = await dumpTable(world.database, 'events');
    const same = { ...over, ...('rules' in over && { rules: rulesOf('vastmanland') }) };
    expect((await decide(same, role)).slug).toBe(slug);
    expect(await dumpTable(world.database, 'events')).toEqual(before);
  });

  it('faults of fields are told by pointer and reason', async () => {
    const asked = rulesOf('vastmanland');
    const broken = {
      ...asked,
      categories: { ...asked.categories, gpSpecialist: { allowed: true, employments: [] } },
    };
    expect(await decide({ rules: broken })).toMatchObject({
      slug: 'policy-rules-invalid',
      extras: { errors: [{ pointer: '/body/rules/gpSpecialist', reason: 'no-employment' }] },
    });
  });

  it('a sent form that comes twice is one decision', async () => {
    await decide();
    expect((await decide()).slug).toBe('policy-changed');
  });

  it('a version from before decisions were made here stays readable beside new ones', async () => {
    const registrar = {
      at: world.now,
      actor: { kind: 'system', process: 'seeding' },
      newId: world.newId,
    } as const;
    const from = new Date(world.now.getTime() + 60_000).toISOString();
    await putPolicy(world.database, { from, decisionId: 'by command', policy: policy() }, registrar);
    const { decisionId = '' } = await decide({ after: 'by command' });
    expect((await versions()).versions.map((version) => [version.decisionId, version.standing])).toEqual([
      [decisionId, 'coming'],
      ['by command', 'coming'],
      ['first', 'inForce'],
    ]);
    await expectSound(world);
  });
});

describe('who leaves a doctor’s age group', () => {
  it('is told ahead and after, and keeps the doctor', async () => {
    world.now = new Date('2026-11-21T12:00:00Z');
    const chosen = { namedDoctor: doctor('paed'), birthDate: '2008-01-15' };
    expect(await world.choose('anna', 'falun', chosen)).toHaveProperty('receiptId');
    await publish('everything');
    const page = () => getMyPage(world.database, { now: world.now, person: signedIn('anna', '2008-01-15') });
    expect((await page()).ageGroup).toEqual({ on: '2027-01-15', throughAge: 18, passed: false });
    world.now = new Date('2027-01-15T08:00:00Z');
    const after = await page();
    expect(after.ageGroup).toEqual({ on: '2027-01-15', throughAge: 18, passed: true });
    expect(after.current?.namedDoctor).toMatchObject({ kind: 'doctor', doctorId: 'paed' });
  });
});

describe('what a unit is run on, and its days', () => {
  const params = { careUnitId: 'falun' };
  const get = async () =>
    careUnitBasisAnswer.parse(await bases().getCareUnitBasis({ ...none, params }, context('listingOfficer')));
  const decideBasis = (over: object = {}, role: StaffRole = 'regionDecider') => {
    const basis = { kind: 'contract' as const, from: '2020-01-01', through: '2026-12-31' };
    const body = { ...written, rev: 1, basis, ...over };
    return told(bases().decideBasis({ ...none, params, body }, context(role)));
  };

  it('a last day reaches the public by the unit’s record, and choices stop; nobody listed is removed', async () => {
    await world.choose('bo', 'falun');
    await publish('everything');
    const { rev, careUnit } = await get();
    expect(careUnit).toMatchObject({ listed: 1, listable: 'yes', basis: { kind: 'ownRun' } });
    expect(await decideBasis({ rev })).toHaveProperty('decisionId');
    world.now = new Date(world.now.getTime() + 2_000);
    await publish(['falun']);
    const stored = await readSnapshot<DirectorySnapshot>(world.database, { consistent: true });
    expect(stored?.document.careUnits.find((one) => one.careUnitId === 'falun')?.basis).toEqual({
      kind: 'contract',
      from: '2020-01-01',
      through: '2026-12-31',
    });
    world.now = new Date('2026-12-31T12:00:00Z');
    expect(await world.choose('anna', 'falun')).toMatchObject({ slug: 'care-unit-not-listable' });
    world.now = new Date('2027-01-01T12:00:00Z');
    expect((await get()).careUnit).toMatchObject({ listed: 1, listable: 'ended' });
    const all = careUnitsOfRegionAnswer.parse(
      await bases().findCareUnitsOfRegion(none, context('listingOfficer')),
    );
    expect(all.careUnits.map(({ careUnitId, listable }) => [careUnitId, listable])).toEqual([
      ['falun', 'ended'],
      ['mora', 'yes'],
    ]);
    await expectSound(world);
  });

  it('a change is a new decision beside the old one', async () => {
    const { rev } = await get();
    await decideBasis({ rev });
    world.now = new Date(world.now.getTime() + 60_000);
    const later = { kind: 'contract', from: '2020-01-01' } as const;
    await decideBasis({ rev: rev + 1, basis: later, diaryNumber: 'RS 2026/10' });
    const { decisions } = await get();
    expect(decisions.map(({ diaryNumber, basis }) => [diaryNumber, basis.through])).toEqual([
      ['RS 2026/10', undefined],
      ['RS 2026/7', '2026-12-31'],
    ]);
    await expectSound(world);
  });

  it('is refused on an older state, for an officer, and for a unit that is not there', async () => {
    const { rev } = await get();
    expect((await decideBasis({ rev: rev + 1 })).slug).toBe('care-unit-changed');
    expect((await decideBasis({ rev }, 'listingOfficer')).slug).toBe('role-not-allowed');
    const body = { ...written, rev, basis: { kind: 'contract' as const, from: '2020-01-01' } };
    const gone = { ...none, params: { careUnitId: 'nowhere' }, body };
    expect((await told(bases().decideBasis(gone, context('regionDecider')))).slug).toBe('not-found');
  });
});
