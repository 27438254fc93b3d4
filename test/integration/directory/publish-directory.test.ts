import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DirectorySnapshot } from '#contract/directory-snapshot.ts';
import type { DoctorRegistration } from '#domain/register.ts';
import type { CareUnitProfile } from '#domain/roster.ts';
import { publishDirectory } from '#functions/workers/publish-directory/publish-directory.ts';
import { readSnapshot } from '#store/directory-item.ts';
import { importListings } from '#store/import-listings.ts';
import { putPolicy } from '#store/policy-item.ts';
import { saveCareUnit } from '#store/register-care-unit.ts';
import { current, hasDoctor, personId, policy, profile, rosterDoctor, since2020 } from '#support/builders.ts';
import { type DynamoDbLocal, startDynamoDbLocal, type TestDatabase } from '#support/dynamodb-local.ts';

let local: DynamoDbLocal;
let database: TestDatabase;
let now: Date;
let waited: number;
let ids: number;

beforeAll(async () => {
  local = await startDynamoDbLocal();
});
afterAll(() => local?.stop());
beforeEach(async () => {
  // A client of its own: what the store remembers by client must not pass from test to test.
  const { tables } = await local.createDatabase();
  database = { client: local.newClient(), tables };
  now = new Date('2026-11-21T09:00:00Z');
  waited = 0;
  ids = 0;
  await putPolicy(
    database,
    { from: '2022-07-01T00:00:00.000Z', decisionId: 'd1', policy: policy() },
    registrar(),
  );
});

const registrar = () => ({
  at: new Date('2026-11-20T09:00:00Z'),
  actor: { kind: 'system', process: 'seeding' } as const,
  newId: () => {
    ids += 1;
    return `event${ids}x`.padEnd(26, '0');
  },
});
/** Waiting moves the clock: nothing here takes time. */
const publishing = (from = database) => ({
  database: from,
  clock: () => now,
  wait: async (milliseconds: number) => {
    waited += milliseconds;
    now = new Date(now.getTime() + milliseconds);
  },
});
const later = (milliseconds: number) => {
  now = new Date(now.getTime() + milliseconds);
};
const publish = (changed: Parameters<typeof publishDirectory>[1]) => publishDirectory(publishing(), changed);
const snapshot = async () => {
  const stored = await readSnapshot<DirectorySnapshot>(database, { consistent: true });
  if (!stored) throw new Error('Nothing is published');
  return stored;
};
const namesPublished = async () => (await snapshot()).document.careUnits.map(({ name }) => name);

const entry = (doctorId: string, overrides: Partial<DoctorRegistration['doctor']> = {}, ceiling = 10) => ({
  doctor: rosterDoctor(doctorId, overrides),
  ceilings: since2020(ceiling),
  acceptsNew: true,
});
const register = (
  unit: CareUnitProfile,
  doctors: readonly DoctorRegistration[] = [],
  cap: number | null = null,
) => saveCareUnit(database, { profile: unit, caps: since2020(cap), doctors }, registrar());
const list = (name: string, careUnitId: string, doctorId?: string) =>
  importListings(
    database,
    [
      {
        personId: personId(name),
        current: current(careUnitId, doctorId ? { namedDoctor: hasDoctor(doctorId) } : {}),
        changes: [],
      },
    ],
    registrar(),
  );

describe('the published directory', () => {
  it('holds every unit as it is in the table, by id', async () => {
    await register(profile('unit-b'), [entry('doc1')]);
    await register(profile('unit-a'));
    expect(await publish('everything')).toBe(true);
    const { document, version } = await snapshot();
    expect(version).toBe(1);
    expect(document.asOf).toBe('2026-11-21T09:00:00.000Z');
    expect(document.careUnits.map(({ careUnitId }) => careUnitId)).toEqual(['unit-a', 'unit-b']);
    expect(document.careUnits[1]?.doctors).toMatchObject([{ doctorId: 'doc1', availability: 'fewPlaces' }]);
  });

  it('never has a placeholder list, a doctor who does not pass the rule, or one who has left', async () => {
    await register(profile('unit-a'), [
      entry('good'),
      entry('plac', { kind: 'placeholderList', name: 'Unit A 1' }),
      entry('loco', { facts: { category: 'gpSpecialist', employment: 'locum', hasLongContract: true } }),
      entry('lice', { facts: { category: 'licensedDoctor', employment: 'permanent' } }),
      entry('alon', {
        facts: { category: 'doctorInTraining', employment: 'permanent', hasAbsencePlan: true },
      }),
      entry('left', { leavesOn: '2026-11-20' }),
      entry('come', { startsOn: '2026-12-01' }),
    ]);
    await publish('everything');
    const { document } = await snapshot();
    expect(document.careUnits[0]?.doctors.map(({ doctorId }) => doctorId)).toEqual(['good']);
    expect(JSON.stringify(document)).not.toContain('Unit A 1');
  });

  it('tells nothing internal: no count, no cap, no HSA-id', async () => {
    await register(profile('unit-a'), [entry('doc1', {}, 7)], 1234);
    await publish('everything');
    const text = JSON.stringify((await snapshot()).document);
    expect(text).not.toMatch(/1234|DEMO|taken|ceiling|\brev\b/);
  });

  it('keeps the name of a unit where one cannot list, apart from the list', async () => {
    await register(profile('unit-a'));
    const contract = { kind: 'contract', from: '2024-01-01', through: '2026-10-31' } as const;
    await register(profile('unit-b', { name: 'Ended', basis: contract }));
    await publish('everything');
    const { document } = await snapshot();
    expect(await namesPublished()).toEqual(['Vårdcentral unit-a']);
    expect(document.unlistable).toEqual([{ careUnitId: 'unit-b', name: 'Ended', phone: '070-1740605' }]);
  });

  it('follows the clock when rebuilt: a contract that ended meanwhile', async () => {
    const contract = { kind: 'contract', from: '2024-01-01', through: '2026-11-21' } as const;
    await register(profile('unit-a', { basis: contract }));
    await publish('everything');
    expect((await snapshot()).document.careUnits).toMatchObject([{ availability: 'notAccepting' }]);
    now = new Date('2026-11-21T23:00:00Z');
    await publish('everything');
    expect(await namesPublished()).toEqual([]);
  });
});

describe('a change', () => {
  beforeEach(async () => {
    await register(profile('unit-a'), [entry('doc1', {}, 2)], 2);
    await register(profile('unit-b'));
    await publish('everything');
    later(5_000);
  });

  it('is published for the unit it names, and only that unit is read', async () => {
    await list('anna', 'unit-a', 'doc1');
    await list('bo', 'unit-a', 'doc1');
    const operations: string[] = [];
    const counted = {
      ...database,
      onCall: ({ operation }: { operation: string }) => operations.push(operation),
    };
    await publishDirectory(publishing(counted), ['unit-a']);
    expect(operations).toEqual(['GetItem', 'Query', 'PutItem']);
    const { document } = await snapshot();
    expect(document.careUnits).toMatchObject([
      { availability: 'full', doctors: [{ availability: 'full' }] },
      { availability: 'open' },
    ]);
    expect(document.asOf).toBe('2026-11-21T09:00:05.000Z');
  });

  it('that the public does not see writes nothing', async () => {
    await list('anna', 'unit-b');
    expect(await publish(['unit-b'])).toBe(false);
    expect((await snapshot()).version).toBe(1);
  });

  it('told again, late or out of order, leaves the directory as the table is', async () => {
    await list('anna', 'unit-a', 'doc1');
    await list('bo', 'unit-a', 'doc1');
    for (const changed of [['unit-a'], ['unit-b', 'unit-a'], ['unit-a'], ['unit-b']]) {
      await publish(changed);
      later(2_000);
    }
    const { document, version } = await snapshot();
    expect(document.careUnits).toMatchObject([{ availability: 'full' }, { availability: 'open' }]);
    expect(version).toBe(2);
  });

  it('of a unit that is new is published without a rebuild; of one that is not there, passed over', async () => {
    await register(profile('unit-c'));
    await publish(['unit-c', 'nowhere']);
    expect((await snapshot()).document.careUnits).toHaveLength(3);
  });

  it('waits until a second has passed since the last write', async () => {
    await list('anna', 'unit-a', 'doc1');
    await list('bo', 'unit-a', 'doc1');
    await publish(['unit-a']);
    expect(waited).toBe(0);
    later(300);
    await register(profile('unit-c'));
    await publish(['unit-c']);
    expect(waited).toBe(700);
  });
});

describe('two workers at once', () => {
  it('come second by the version, read again, and lose nothing of each other', async () => {
    await register(profile('unit-a'), [], 1);
    await register(profile('unit-b'), [], 1);
    await publish('everything');
    later(5_000);
    await list('anna', 'unit-a');
    await list('bo', 'unit-b');
    let other: Promise<unknown> | undefined;
    const racing = {
      ...database,
      // As soon as the first worker has loaded the version, another publishes the other unit.
      onCall: ({ operation }: { operation: string }) => {
        if (operation === 'Query') other ??= publish(['unit-b']);
      },
    };
    await publishDirectory(publishing(racing), ['unit-a']);
    await other;
    const { document, version } = await snapshot();
    expect(document.careUnits).toMatchObject([{ availability: 'full' }, { availability: 'full' }]);
    expect(version).toBe(3);
  });

  it('a worker that always comes second gives up with a fault that passes', async () => {
    await register(profile('unit-a'));
    await publish('everything');
    later(5_000);
    // The clock stands still right after another's write: there is never a second since it.
    const losing = {
      ...publishing(),
      wait: async () => undefined,
      clock: () => new Date('2026-11-21T09:00:00.500Z'),
    };
    await expect(publishDirectory(losing, ['unit-a'])).rejects.toMatchObject({ name: 'ServiceUnavailable' });
  });
});
