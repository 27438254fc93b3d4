import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { placeholderFacts } from '#domain/roster-entry.ts';
import { exportRegion, exportRoster } from '#functions/imports/export-files.ts';
import { runExportCommand } from '#functions/region-command/export-command.ts';
import { readJob } from '#store/job-item.ts';
import { saveCareUnit } from '#store/register-care-unit.ts';
import { profile, rosterDoctor, since2020 } from '#support/builders.ts';
import { type DynamoDbLocal, startDynamoDbLocal } from '#support/dynamodb-local.ts';
import { type ImportWorld, importWorld } from '#support/import-world.ts';
import { openWorld, type World } from '#support/listing-world.ts';

const entered = (
  doctorId: string,
  also: Parameters<typeof rosterDoctor>[1],
  ceiling: number | null = null,
) => ({
  doctor: rosterDoctor(doctorId, also),
  ceilings: since2020(ceiling),
  acceptsNew: also?.kind !== 'placeholderList',
});
const registrations = [
  {
    profile: profile('falun', {
      hsaId: 'SE2321000180-DEMO01',
      runBy: 'private',
      basis: { kind: 'contract', from: '2020-01-01', through: '2029-12-31' },
      address: 'Gatan 1; "porten"',
      languages: ['sv', 'fi', 'ar'],
      conditions: { homeVisits: 'withinKm', homeVisitKm: 20, travel: 'full' },
    }),
    caps: [],
    doctors: [
      entered('anna', { name: 'Anna Berg', languages: ['sv', 'fi'], share: 75 }, 900),
      entered('bert', { name: '=Bert "Dal"; x', leavesOn: '2026-12-31' }),
      entered('gone', { name: 'Gun Borta', leavesOn: '2026-01-31' }),
      entered('listan', { name: 'Falun 2', kind: 'placeholderList', facts: placeholderFacts }),
    ],
  },
  {
    profile: profile('mora', { hsaId: 'SE2321000180-demo02', digitalOnly: true, openingHours: [] }),
    caps: [],
    doctors: [
      entered('cilla', { name: 'Cilla Ek' }),
      // Another ceiling is to come: a file says neither, for it cannot say from when.
      {
        ...entered('dora', { name: 'Dora Lind' }),
        ceilings: [...since2020(700), { from: '2027-01-01T00:00:00.000Z', value: 800 }],
      },
    ],
  },
];
let local: DynamoDbLocal;
let world: World;
let staff: ImportWorld;
beforeAll(async () => {
  local = await startDynamoDbLocal();
});
afterAll(() => local?.stop());
beforeEach(async () => {
  world = await openWorld(await local.createDatabase(), {});
  const registrar = {
    at: world.now,
    actor: { kind: 'system', process: 'seeding' },
    newId: world.newId,
  } as const;
  for (const registration of registrations) await saveCareUnit(world.database, registration, registrar);
  staff = importWorld(world);
});

type Kind = 'careUnits' | 'doctors';
type Format = 'csv' | 'xlsx';
const exported = async (kind: Kind, format: Format, locale = 'sv') => {
  const call = { params: { kind }, query: { format }, body: undefined };
  const file = await exportRegion(world.database, call, { now: world.now, locale });
  if ('outcome' in file) throw new Error(`Refused: ${file.slug}`);
  return { ...file, bytes: Buffer.from(file.data, 'base64') };
};
const dryRun = async (kind: Kind, fileName: string, bytes: Uint8Array) => {
  const jobId = await staff.upload(kind, bytes, { fileName });
  await staff.act(jobId, 'dryRun');
  await staff.run(jobId);
  return jobId;
};

describe.each([
  ['careUnits', 'csv', 'sv', 2],
  ['careUnits', 'xlsx', 'en', 2],
  ['doctors', 'csv', 'en', 5],
  ['doctors', 'xlsx', 'sv', 5],
] as const)('an export of %s as %s in %s', (kind, format, locale, count) => {
  it('read in again changes nothing, in any row', async () => {
    const { fileName, bytes } = await exported(kind, format, locale);
    const jobId = await dryRun(kind, fileName, bytes);
    const rows = await staff.rows(jobId);
    expect(rows.filter(({ fate }) => fate !== 'unchanged')).toEqual([]);
    expect((await readJob(world.database, jobId))?.job).toMatchObject({ phase: 'judged', rows: count });
  });
});

it('has each doctor who is there or to come with the unit, no cell that runs, and nobody who left', async () => {
  const { fileName, contentType, bytes } = await exported('doctors', 'csv');
  const text = bytes.toString('utf8');
  expect([fileName, contentType]).toEqual(['lakare-2026-11-21.csv', 'text/csv; charset=utf-8']);
  expect(text).toContain('anna;Anna Berg');
  expect(text).toContain(';900');
  expect(text).not.toMatch(/;(700|800)/);
  expect(text).not.toMatch(/;"?=/);
  expect(text).not.toContain('Gun Borta');
});

it('of one unit has that unit’s alone, and of an unknown one is refused', async () => {
  const of = (careUnitId: string) => ({
    params: { careUnitId },
    query: { format: 'csv' as const },
    body: undefined,
  });
  const context = { now: world.now, locale: 'sv' };
  const file = await exportRoster(world.database, of('mora'), context);
  if ('outcome' in file) throw new Error(`Refused: ${file.slug}`);
  const text = Buffer.from(file.data, 'base64').toString('utf8');
  expect(text).toContain('Cilla Ek');
  expect(text).not.toContain('Anna Berg');
  expect(await exportRoster(world.database, of('nowhere'), context)).toMatchObject({ slug: 'not-found' });
});

it('by the command line becomes a new file; a refusal and a wrong call write nothing', async () => {
  const { bytes, data: _, ...said } = await exported('careUnits', 'xlsx');
  const written: [string, Uint8Array][] = [];
  const answers = [
    { ok: true, body: { ...said, data: bytes.toString('base64') } },
    { ok: false, body: {} },
  ];
  const run = (args: readonly string[]) =>
    runExportCommand(args, {
      readFile: async () => Buffer.from('a-token\n'),
      writeNewFile: async (path, file) => void written.push([path, file]),
      fetch: async (address, init) => {
        expect(String(address)).toBe('https://region.example/api/staff/exports/careUnits?format=xlsx');
        expect(new Headers(init?.headers).get('authorization')).toBe('Bearer a-token');
        const { ok, body } = answers.shift() ?? { ok: false, body: {} };
        const problem = {
          type: 'urn:problem:not-signed-in',
          title: '',
          detail: '',
          status: 401,
          reference: '',
        };
        return Response.json(ok ? body : problem, { status: ok ? 200 : 401 });
      },
    });
  const to = [
    '--to',
    'https://region.example',
    '--token-file',
    'key.txt',
    '--format',
    'xlsx',
    '--out',
    'a.xlsx',
  ];
  expect(await run(['careUnits', ...to])).toMatchObject({ code: 0, said: { bytes: bytes.byteLength } });
  expect(written.map(([path, file]) => [path, bytes.equals(file)])).toEqual([['a.xlsx', true]]);
  expect(await run(['careUnits', ...to])).toEqual({ code: 3, said: { problem: 'not-signed-in' } });
  expect(await run(['listings', ...to])).toMatchObject({ code: 2 });
  expect(written).toHaveLength(1);
});
