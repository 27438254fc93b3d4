import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { defaultPolicy } from '#domain/policy-defaults.ts';
import { assignmentsAt } from '#domain/staff-assignment.ts';
import { seedDemo } from '#functions/demo/seed-demo.ts';
import { readRegionData, regionsFolder } from '#functions/region-command/read-region.ts';
import { runRegionCommand } from '#functions/region-command/run-region-command.ts';
import { publishDirectory } from '#functions/workers/publish-directory/publish-directory.ts';
import { newId } from '#http/ids.ts';
import { readPublished } from '#store/directory-item.ts';
import { putPolicy, readPolicies, readPolicy } from '#store/policy-item.ts';
import { readRoles } from '#store/role-item.ts';
import { readAssignments } from '#store/staff-assignment-item.ts';
import { findStaffMemberId } from '#store/staff-identity-item.ts';
import { profile, rosterDoctor, since2020 } from '#support/builders.ts';
import { findViolations } from '#support/checker.ts';
import {
  type DynamoDbLocal,
  dumpTable,
  startDynamoDbLocal,
  type TestDatabase,
} from '#support/dynamodb-local.ts';
import { dumpWorld } from '#support/listing-world.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const now = new Date('2026-11-21T09:00:00Z');
let local: DynamoDbLocal;
let database: TestDatabase;
let folder: string;

beforeAll(async () => {
  local = await startDynamoDbLocal();
});
afterAll(() => local?.stop());
beforeEach(async () => {
  const { tables } = await local.createDatabase();
  database = { client: local.newClient(), tables };
  folder = await mkdtemp(join(tmpdir(), 'regions-'));
  await cp(new URL('vastmanland', regionsFolder), join(folder, 'vastmanland'), { recursive: true });
  for (const [name, value] of Object.entries(aws())) vi.stubEnv(name, value);
  return async () => {
    vi.unstubAllEnvs();
    await rm(folder, { recursive: true });
  };
});

/** What the SDK asks for by itself. */
const aws = () => ({
  AWS_ENDPOINT_URL_DYNAMODB: local.endpoint,
  AWS_REGION: 'eu-north-1',
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
});
const variables = () => ({
  REGION: 'vastmanland',
  TABLE_MAIN: database.tables.main,
  TABLE_EVENTS: database.tables.events,
});
const run = (
  args: readonly string[],
  environment: Record<string, string | undefined> = variables(),
  { input = '' } = {},
) =>
  runRegionCommand(args, {
    environment,
    now,
    newId,
    folder: pathToFileURL(`${folder}/`),
    readInput: async () => input,
    openKeys: () => keys,
  });
const keys = {
  pointerOf: () => Promise.reject(),
  pointerOfHsaId: async (hsaId: string) => `pointer of ${hsaId.toLowerCase()}`,
  seal: () => Promise.reject(),
  sealStaff: async (facts: object) => Buffer.from(JSON.stringify(facts)),
  unsealStaff: () => Promise.reject(),
  unseal: () => Promise.reject(),
};

/** Two units as a region would register them; one with a doctor and a cap. */
const registrations = () => [
  {
    profile: profile('vardcentral-sala', { municipality: { code: '1981', name: 'Sala' } }),
    caps: since2020(1_000),
    doctors: [{ doctor: rosterDoctor('doc1'), ceilings: since2020(100), acceptsNew: true }],
  },
  {
    profile: profile('vardcentral-koping', {
      municipality: { code: '1983', name: 'Köping' },
      hsaId: undefined,
    }),
  },
];
const register = (content: unknown = registrations()) =>
  writeFile(join(folder, 'vastmanland/care-unit-registrations.json'), JSON.stringify(content));

describe('set-up', () => {
  it('without --confirm says what it would write, and writes nothing', async () => {
    await register();
    expect(await run(['set-up'])).toEqual({
      code: 0,
      said: {
        region: 'vastmanland',
        written: false,
        policy: {
          act: 'write',
          decisionId: 'regionstyrelsen-2021-11-23',
          from: '2022-06-30T22:00:00.000Z',
        },
        careUnits: { write: 2, keep: 0, doctors: 1 },
        places: { act: 'write', places: 10, postcodes: 0 },
        map: { act: 'write', municipalities: 0 },
      },
    });
    for (const table of ['main', 'events'] as const) expect(await dumpTable(database, table)).toEqual([]);
  });

  it('with --confirm writes policy, units, places and map, each act with its event', async () => {
    await register();
    expect(await run(['set-up', '--confirm'])).toMatchObject({ code: 0, said: { written: true } });
    const stored = await readPolicy(database);
    expect(stored?.versions[0]?.policy.changes).toEqual(defaultPolicy.changes);
    const published = await readPublished(database);
    expect(published.places?.document).toEqual(readRegionData('vastmanland').places);
    expect(published.map?.document).toMatchObject({ frame: { width: 320 } });
    const dump = await dumpWorld(database);
    expect(dump.events.map(({ stream, type }) => `${stream} ${type}`).toSorted()).toEqual([
      'REGION policy-decided',
      'UNIT#vardcentral-koping care-unit-registered',
      'UNIT#vardcentral-sala care-unit-registered',
      'UNIT#vardcentral-sala doctor-registered',
    ]);
    // No sealing worker ran here.
    expect(findViolations({ ...dump, seals: undefined })).toEqual([]);
  });

  it('is enough for the directory to be published', async () => {
    await register();
    await run(['set-up', '--confirm']);
    await publishDirectory({ database, clock: () => now, wait: async () => undefined }, 'everything');
    const { snapshot } = await readPublished<{ careUnits: readonly object[] }, unknown, unknown>(database);
    expect(snapshot?.document.careUnits).toMatchObject([
      { careUnitId: 'vardcentral-koping', doctors: [] },
      { careUnitId: 'vardcentral-sala', doctors: [{ doctorId: 'doc1' }] },
    ]);
  });

  it('done again keeps everything; what the folder gained is added', async () => {
    await register();
    await run(['set-up', '--confirm']);
    const before = await dumpTable(database, 'events');
    expect(await run(['set-up', '--confirm'])).toMatchObject({
      said: {
        policy: { act: 'keep' },
        careUnits: { write: 0, keep: 2, doctors: 0 },
        places: { act: 'keep' },
        map: { act: 'keep' },
      },
    });
    expect(await dumpTable(database, 'events')).toEqual(before);
    const [sala, koping] = registrations();
    const doctors = [{ doctor: rosterDoctor('doc2'), acceptsNew: true }];
    await register([
      sala,
      { ...koping, doctors },
      { profile: profile('vardcentral-ny', { municipality: undefined, hsaId: undefined }) },
    ]);
    expect(await run(['set-up', '--confirm'])).toMatchObject({
      said: { careUnits: { write: 1, keep: 2, doctors: 1 } },
    });
    expect(findViolations({ ...(await dumpWorld(database)), seals: undefined })).toEqual([]);
  });

  it('leaves a policy as it was decided, and says that the folder differs', async () => {
    await run(['set-up', '--confirm']);
    const decided = await readPolicies(database, now);
    const file = join(folder, 'vastmanland/policy.json');
    await writeFile(
      file,
      JSON.stringify({ decisionId: 'regionstyrelsen-2021-11-23', changes: { limit: 3 } }),
    );
    expect(await run(['set-up', '--confirm'])).toMatchObject({
      code: 0,
      said: { policy: { act: 'keep-other' } },
    });
    expect((await readPolicy(database))?.versions).toEqual(decided);
  });
});

describe('set-up gives the region its first decider', () => {
  const withKeys = () => ({
    ...variables(),
    TABLE_IDENTITIES: database.tables.identities,
    KMS_IDENTITY_HMAC: 'hmac',
    KMS_IDENTITY_SEAL: 'seal',
  });
  const input = 'SE2321000180-DEMO1\nDag Decider\n';
  const fromInput = ['set-up', '--first-decider', '-'];

  it('from standard input, with its event; who it is is not said', async () => {
    const { code, said } = await run([...fromInput, '--confirm'], withKeys(), { input });
    expect([code, said]).toEqual([0, expect.objectContaining({ firstDecider: { act: 'write' } })]);
    expect(JSON.stringify(said)).not.toMatch(/DEMO1|Dag/i);
    const [role] = await readRoles(database);
    const known = await findStaffMemberId(database, await keys.pointerOfHsaId('SE2321000180-DEMO1'));
    expect(role).toMatchObject({
      staffMemberId: known,
      assignment: { role: 'regionDecider', from: '2026-11-21' },
    });
    const assignments = await readAssignments(database, known ?? '');
    expect(assignmentsAt(assignments, now)).toEqual([role?.assignment]);
    const dump = await dumpWorld(database);
    expect(dump.events.map(({ type }) => type).toSorted()).toEqual(['policy-decided', 'staff-assigned']);
    expect(findViolations({ ...dump, seals: undefined })).toEqual([]);
  });

  it('once: where somebody decides, nothing is written', async () => {
    const args = ['set-up', '--first-decider', 'SE2321000180-DEMO1', '--name', 'Dag Decider', '--confirm'];
    await run(args, withKeys());
    const before = await dumpTable(database, 'identities');
    expect(
      await run([...fromInput, '--confirm'], withKeys(), { input: input.replace('1', '2') }),
    ).toMatchObject({
      said: { firstDecider: { act: 'keep' } },
    });
    expect(await dumpTable(database, 'identities')).toEqual(before);
    expect(await readRoles(database)).toHaveLength(1);
  });

  it('and without --confirm only says so', async () => {
    const { said } = await run(fromInput, withKeys(), { input });
    expect(said).toMatchObject({ written: false, firstDecider: { act: 'write' } });
    for (const table of ['main', 'events', 'identities'] as const) {
      expect(await dumpTable(database, table)).toEqual([]);
    }
  });

  it.each<[string, readonly string[], string]>([
    ['no id', fromInput, ''],
    ['no name', ['set-up', '--first-decider', 'SE2321000180-DEMO1'], ''],
    ['something that is no HSA-id', fromInput, 'DEMO1\nDag Decider'],
    ['a name without an id', ['set-up', '--name', 'Dag Decider'], ''],
    ['a name twice', [...fromInput, '--name', 'Dag Decider'], input],
  ])('but not where there is %s', async (_name, args, typed) => {
    const ended = await run(args, withKeys(), { input: typed });
    expect(ended).toMatchObject({ code: 2, said: { problem: 'usage' } });
  });

  it('and asks for the keys only then', async () => {
    expect(await run(fromInput, variables(), { input })).toEqual({
      code: 2,
      said: {
        problem: 'environment-not-complete',
        details: ['TABLE_IDENTITIES', 'KMS_IDENTITY_HMAC', 'KMS_IDENTITY_SEAL'],
      },
    });
  });
});

describe('set-up refuses', () => {
  it('tables that hold another region', async () => {
    const registrar = { at: now, actor: { kind: 'system', process: 'import' } as const, newId };
    const other = { from: '2022-06-30T22:00:00.000Z', decisionId: 'set-up dalarna', policy: defaultPolicy };
    await putPolicy(database, other, registrar);
    expect(await run(['set-up', '--confirm'])).toEqual({
      code: 3,
      said: { problem: 'tables-hold-another-policy', details: ['set-up dalarna'] },
    });
    expect((await readPublished(database)).places).toBeUndefined();
  });

  it('to be written over by a demo', async () => {
    await run(['set-up', '--confirm']);
    const nobody = async () => '';
    const sealed = async () => Buffer.of();
    const demoKeys = {
      pointerOf: nobody,
      pointerOfHsaId: nobody,
      seal: sealed,
      sealStaff: sealed,
      unsealStaff: async () => ({ hsaId: '', name: '' }),
      unseal: () => Promise.reject(),
    };
    const target = { database, keys: demoKeys, newId, clock: () => now, wait: async () => undefined };
    await expect(seedDemo(target, { slug: 'vastmanland', people: 120, now })).rejects.toThrow('not a demo');
  });

  it.each<[string, unknown, RegExp]>([
    [
      'a field that is unknown',
      [{ ...registrations()[0], cap: 7 }],
      /care-unit-registrations\.json is not valid.*cap/s,
    ],
    [
      'an unknown field far inside',
      [
        {
          profile: {
            ...profile('sala'),
            basis: { kind: 'ownRun', from: '2020-01-01', trough: '2027-01-01' },
          },
        },
      ],
      /trough/,
    ],
    ['a unit that stands twice', [registrations()[1], registrations()[1]], /vardcentral-koping stands twice/],
    ['a municipality of another region', [{ profile: profile('sala') }], /sala: its municipality is none/],
  ])('%s, before anything is read', async (_name, content, told) => {
    await register(content);
    const { code, said } = await run(['set-up', '--confirm']);
    expect([code, JSON.stringify(said)]).toEqual([2, expect.stringMatching(told)]);
    expect(await dumpTable(database, 'main')).toEqual([]);
  });

  it('a missing variable or another word, naming it', async () => {
    expect(await run(['set-up'], { ...variables(), TABLE_EVENTS: undefined })).toEqual({
      code: 2,
      said: { problem: 'environment-not-complete', details: ['TABLE_EVENTS'] },
    });
    for (const args of [[], ['tear-down'], ['set-up', '--force'], ['set-up', 'now']]) {
      expect(await run(args)).toMatchObject({ code: 2, said: { problem: 'usage' } });
    }
    expect(await run(['set-up'], { ...variables(), REGION: 'atlantis' })).toMatchObject({
      code: 2,
      said: { problem: 'region-not-valid', details: ['infra/regions/atlantis/region.json cannot be read'] },
    });
  });

  it('tables that are not there: failed, and may be run again', async () => {
    const said = await run(['set-up'], { ...variables(), TABLE_MAIN: 'nowhere' });
    expect(said).toMatchObject({ code: 1, said: { problem: 'unexpected-fault' } });
  });
});

it('is a command: JSON on standard output, an exit code', async () => {
  const command = (args: readonly string[], environment: Record<string, string>) =>
    new Promise<{ code: unknown; said: unknown; errors: string }>((resolve) => {
      const child = execFile(
        process.execPath,
        [join(root, 'functions/region-command/command.ts'), ...args],
        { env: { PATH: process.env.PATH, ...aws(), ...environment } },
        (_error, stdout, stderr) =>
          resolve({ code: child.exitCode, said: JSON.parse(stdout), errors: stderr }),
      );
    });
  expect(await command(['set-up', '--confirm'], variables())).toMatchObject({
    code: 0,
    said: { written: true, careUnits: { write: 0, keep: 0, doctors: 0 } },
    errors: '',
  });
  expect(await command(['set-up'], {})).toMatchObject({ code: 2, errors: '' });
});
