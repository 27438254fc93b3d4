import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { chooseCareUnit } from '#functions/listings/choose-care-unit.ts';
import { findCareUnitIds } from '#store/care-unit-item.ts';
import type { StoreCall } from '#store/database.ts';
import { readJob } from '#store/job-item.ts';
import { policy } from '#support/builders.ts';
import { type DynamoDbLocal, startDynamoDbLocal, type TestDatabase } from '#support/dynamodb-local.ts';
import { type ImportWorld, importWorld, testNumbers } from '#support/import-world.ts';
import { dumpWorld, expectSound, openWorld, type World } from '#support/listing-world.ts';

let local: DynamoDbLocal;
let world: World;
let staff: ImportWorld;
beforeAll(async () => {
  local = await startDynamoDbLocal();
});
afterAll(() => local?.stop());
beforeEach(async () => {
  world = await openWorld(await local.createDatabase(), {
    falun: { cap: 20, doctors: { anna: { name: 'Anna Berg' }, bert: { name: 'Bert Dal' } } },
    mora: { doctors: { cilla: { name: 'Cilla Ek' } } },
  });
  staff = importWorld(world);
});

const numbers = testNumbers(2_000);
const listings = (rows: readonly string[]) =>
  `Personnummer;Vårdenhet;Listad sedan;Fast läkare\n${rows.join('\n')}\n`;
const jobOf = async (jobId: string) => {
  const stored = await readJob(world.database, jobId);
  if (!stored) throw new Error('No job');
  return stored.job;
};
const dryRun = async (kind: 'careUnits' | 'doctors' | 'listings', text: string) => {
  const jobId = await staff.upload(kind, text);
  await staff.act(jobId, 'dryRun');
  await staff.run(jobId);
  return jobId;
};

describe('an import of listings', () => {
  it('says of each row what it would do, and changes nothing', async () => {
    const jobId = await dryRun(
      'listings',
      listings([
        `${numbers[0]};falun;2026-01-01;Anna Berg`,
        `${numbers[1]};mora;2026-01-01;`,
        `${numbers[1]};mora;2026-02-01;`,
        `${numbers[2]};nowhere;2026-01-01;`,
        `${numbers[3]};falun;2026-01-01;Nobody Here`,
        `${numbers[4]};falun;2026-01-01;Falun 2`,
        '1;falun;2026-01-01;',
      ]),
    );
    expect(await jobOf(jobId)).toMatchObject({
      phase: 'judged',
      rows: 7,
      fates: { new: 3, refused: 3, duplicate: 1, changed: 0, unchanged: 0 },
    });
    const rows = await staff.rows(jobId);
    expect(rows.map(({ row, fate, faults }) => [row, fate, ...faults.map(({ slug }) => slug)])).toEqual([
      [2, 'new'],
      [3, 'new'],
      [4, 'duplicate', 'row-twice'],
      [5, 'refused', 'care-unit-unknown'],
      [6, 'refused', 'doctor-unknown'],
      [7, 'new'],
      [8, 'refused', 'not-an-identity-number'],
    ]);
    expect((await dumpWorld(world.database)).listings).toEqual([]);
    await expectSound(world);
  });

  it('writes what was shown, changes it by a later file, and takes it back whole', async () => {
    const first = await dryRun(
      'listings',
      listings([`${numbers[0]};falun;2026-01-01;Anna Berg`, `${numbers[1]};mora;2026-01-01;`]),
    );
    await staff.act(first, 'importNow');
    await staff.run(first);
    expect(await jobOf(first)).toMatchObject({ phase: 'imported', written: 2, left: 0 });
    await expectSound(world);
    const second = await dryRun(
      'listings',
      listings([
        `${numbers[0]};mora;2026-05-01;Cilla Ek`,
        `${numbers[1]};mora;2026-01-01;Cilla Ek`,
        `${numbers[2]};falun;2026-05-01;`,
      ]),
    );
    expect((await jobOf(second)).fates).toMatchObject({ new: 1, changed: 2 });
    const before = await dumpWorld(world.database);
    await staff.act(second, 'importNow');
    await staff.run(second);
    expect((await jobOf(second)).phase).toBe('imported');
    await expectSound(world);
    await staff.act(second, 'undo');
    await staff.run(second);
    expect(await jobOf(second)).toMatchObject({ phase: 'undone' });
    const after = await dumpWorld(world.database);
    expect(after.capacities).toEqual(before.capacities);
    expect(after.pasts).toEqual(before.pasts);
    await expectSound(world);
  });
});

/** A client that is cut off after so many calls that write: as a worker that is killed between two of them. */
function dying(database: TestDatabase, after: number): TestDatabase {
  let writes = 0;
  const onCall = (call: StoreCall) => {
    if (call.writes.length === 0) return;
    writes += 1;
    if (writes > after) throw new Error('killed');
  };
  return { ...database, onCall };
}

/** What the region holds, without what is drawn: ids of events and of new people. */
async function settled(): Promise<unknown> {
  const { capacities, profiles, listings } = await dumpWorld(world.database);
  const kept = listings.map(({ current, version }) => ({ current, version }));
  return {
    capacities,
    profiles,
    listings: kept.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
  };
}

describe('caps and ceilings', () => {
  it('refuse nobody who is imported, and are told row by row', async () => {
    const rows = Array.from({ length: 22 }, (_, at) => `${numbers[at]};falun;2026-01-01;`);
    const jobId = await dryRun('listings', listings(rows));
    expect(
      (await staff.rows(jobId)).flatMap(({ row, warnings }) => (warnings.length > 0 ? [row] : [])),
    ).toEqual([22, 23]);
    await staff.act(jobId, 'importNow');
    await staff.run(jobId);
    expect(await jobOf(jobId)).toMatchObject({ written: 22, left: 0 });
    await expectSound(world);
  });
});

describe('a worker that is lost', () => {
  const rows = Array.from(
    { length: 40 },
    (_, at) => `${numbers[at]};${at % 3 === 0 ? 'mora' : 'falun'};2026-0${1 + (at % 9)}-01;`,
  );

  it('leaves the same, wherever it was killed, when another goes on', async () => {
    const whole = await dryRun('listings', listings(rows));
    await staff.act(whole, 'importNow');
    await staff.run(whole);
    const expected = await settled();
    for (let after = 0; ; after += 1) {
      world = await openWorld(await local.createDatabase(), {
        falun: { cap: 20, doctors: { anna: { name: 'Anna Berg' }, bert: { name: 'Bert Dal' } } },
        mora: { doctors: { cilla: { name: 'Cilla Ek' } } },
      });
      staff = importWorld(world);
      const jobId = await dryRun('listings', listings(rows));
      await staff.act(jobId, 'importNow');
      const lost = await staff.step(jobId, dying(world.database, after)).then(
        () => false,
        () => true,
      );
      await staff.run(jobId);
      expect(await jobOf(jobId)).toMatchObject({ phase: 'imported', written: 40, left: 0 });
      expect(await settled(), `killed after ${after} writes`).toEqual(expected);
      if (after % 7 === 0) await expectSound(world);
      if (!lost) break;
      // Identities are written one by one before the batches: between them one place in five is tried.
      if (after > 2 && after < 40) after += 4;
    }
  });

  it('does nothing twice for records that come twice or out of order', async () => {
    const jobId = await dryRun('listings', listings(rows));
    await staff.act(jobId, 'importNow');
    await Promise.all(
      [staff.step(jobId), staff.step(jobId), staff.step(jobId)].map((one) => one.catch(() => false)),
    );
    await staff.run(jobId);
    expect(await staff.step(jobId)).toBe(false);
    expect(await jobOf(jobId)).toMatchObject({ phase: 'imported', written: 40, left: 0 });
    await expectSound(world);
  });

  it('stops when it is told to, and goes on from there', async () => {
    const jobId = await dryRun('listings', listings(rows));
    await staff.act(jobId, 'importNow');
    await staff.act(jobId, 'stop');
    expect(await staff.run(jobId)).toBe(0);
    expect(await jobOf(jobId)).toMatchObject({ phase: 'importing', stopped: true, written: 0 });
    await staff.act(jobId, 'resume');
    await staff.run(jobId);
    expect(await jobOf(jobId)).toMatchObject({ phase: 'imported', written: 40 });
  });
});

describe('what a person chose', () => {
  it('stands, where it was chosen on the day of the file or later', async () => {
    const first = await dryRun('listings', listings([`${numbers[0]};falun;2026-01-01;`]));
    await staff.act(first, 'importNow');
    await staff.run(first);
    const personId = (await dumpWorld(world.database)).listings[0]?.personId ?? '';
    await chooseCareUnit(
      world.database,
      {
        body: {
          careUnitId: 'mora',
          namedDoctor: { kind: 'later' },
          conditionsVersion: policy().conditionsVersion,
        },
      },
      {
        now: world.now,
        ids: { newId: world.newId },
        person: { personId, birthDate: '1980-01-01', protectedIdentity: false },
        idempotencyKey: 'k'.repeat(26),
      },
    );
    const second = await dryRun('listings', listings([`${numbers[0]};falun;2026-02-01;Anna Berg`]));
    expect((await staff.rows(second))[0]?.fate).toBe('ownChoice');
    await staff.act(second, 'importNow');
    await staff.run(second);
    expect((await dumpWorld(world.database)).listings[0]?.pending?.careUnitId).toBe('mora');
  });

  it('keeps an import from being undone, and nothing of it is', async () => {
    const jobId = await dryRun(
      'listings',
      listings([`${numbers[0]};falun;2026-01-01;`, `${numbers[1]};falun;2026-01-01;`]),
    );
    await staff.act(jobId, 'importNow');
    await staff.run(jobId);
    const later = await dryRun('listings', listings([`${numbers[1]};mora;2026-02-01;`]));
    await staff.act(later, 'importNow');
    await staff.run(later);
    const before = await settled();
    await staff.act(jobId, 'undo');
    await staff.run(jobId);
    expect(await jobOf(jobId)).toMatchObject({ phase: 'imported', builtOn: { rows: 1, first: [3] } });
    expect(await settled()).toEqual(before);
    await staff.act(later, 'undo');
    await staff.run(later);
    await expectSound(world);
  });
});

describe('units and doctors', () => {
  const careUnits = (rows: readonly string[]) =>
    `HSA-id;Id i adressen;Namn;Drivs av;Vårdgivare;Gäller från;Telefon\n${rows.join('\n')}\n`;
  const doctors = (rows: readonly string[]) =>
    `Vårdenhet;Namn;Kompetens;Anställning;Börjar\n${rows.join('\n')}\n`;
  const gp = 'specialist i allmänmedicin;tillsvidare;2026-01-01';
  const orsa = 'SE2321000016-DEMO1;orsa;Vårdcentral Orsa;regionen;Region Provlän;2026-01-01;070-1740606';

  it('are registered, changed, and taken back; a unit that was taken back can be imported again', async () => {
    const jobId = await dryRun('careUnits', careUnits([orsa]));
    expect((await staff.rows(jobId))[0]).toMatchObject({ fate: 'new', about: 'Vårdcentral Orsa' });
    await staff.act(jobId, 'importNow');
    await staff.run(jobId);
    await expectSound(world);
    expect(await findCareUnitIds(world.database)).toEqual(['falun', 'mora', 'orsa']);
    const changed = await dryRun('careUnits', careUnits([orsa.replace('070-1740606', '070-1740607')]));
    expect((await staff.rows(changed))[0]).toMatchObject({
      fate: 'changed',
      differences: [{ field: 'phone', before: '070-1740606', after: '070-1740607' }],
    });
    await staff.act(changed, 'importNow');
    await staff.run(changed);
    await staff.act(changed, 'undo');
    await staff.run(changed);
    expect((await jobOf(changed)).phase).toBe('undone');
    await staff.act(jobId, 'undo');
    await staff.run(jobId);
    expect(await findCareUnitIds(world.database)).toEqual(['falun', 'mora']);
    await expectSound(world);
    const again = await dryRun('careUnits', careUnits([orsa]));
    await staff.act(again, 'importNow');
    await staff.run(again);
    expect(await jobOf(again)).toMatchObject({ phase: 'imported', written: 1 });
    expect(await findCareUnitIds(world.database)).toEqual(['falun', 'mora', 'orsa']);
    await expectSound(world);
  });

  it('a list’s name is proposed as a list, and is what staff answer', async () => {
    const jobId = await dryRun('doctors', doctors([`falun;Disa Falk;${gp}`, 'falun;Falun 1;;;2026-01-01']));
    expect((await staff.rows(jobId)).map(({ fate, proposal }) => [fate, proposal])).toEqual([
      ['new', undefined],
      ['new', 'Falun 1'],
    ]);
    await staff.answer(jobId, [{ row: 3, kind: 'leaveOut' }]);
    await staff.run(jobId);
    expect((await jobOf(jobId)).fates).toMatchObject({ new: 1, refused: 1 });
    await staff.act(jobId, 'importNow');
    await staff.run(jobId);
    const { doctors: stored } = await expectSound(world);
    expect(stored.map(({ doctor: { name } }) => name)).toContain('Disa Falk');
    await staff.act(jobId, 'undo');
    await staff.run(jobId);
    expect((await jobOf(jobId)).phase).toBe('undone');
    expect((await expectSound(world)).doctors.map(({ doctor: { name } }) => name)).not.toContain('Disa Falk');
  });

  it('rows that would now do something else than was shown are left, and told', async () => {
    const jobId = await dryRun('doctors', doctors([`falun;Disa Falk;${gp}`, `mora;Egil Dal;${gp}`]));
    const other = await dryRun('doctors', doctors([`falun;Disa Falk;${gp}`]));
    await staff.act(other, 'importNow');
    await staff.run(other);
    await staff.act(jobId, 'importNow');
    await staff.run(jobId);
    expect(await jobOf(jobId)).toMatchObject({ written: 1, left: 1 });
    expect((await staff.rows(jobId)).map(({ outcome }) => outcome)).toEqual(['left', 'written']);
    await expectSound(world);
  });
});

describe('one import at a time', () => {
  it('holds the region until it ends or is taken back', async () => {
    const first = await dryRun('listings', listings([`${numbers[0]};falun;2026-01-01;`]));
    const second = await dryRun('listings', listings([`${numbers[1]};falun;2026-01-01;`]));
    await staff.act(first, 'importNow');
    expect(await staff.act(second, 'importNow')).toMatchObject({ slug: 'import-other-running' });
    await staff.run(first);
    expect((await staff.act(second, 'importNow')).slug).toBeUndefined();
  });
});

describe('files that are not what they say', () => {
  it.each([
    ['a file with another digest', 'file-differs'],
    ['a workbook that is none', 'file-cut-short'],
    ['headers without rows', 'no-rows'],
    ['a column that is missing', 'column-missing'],
  ])('%s ends in a fault and changes nothing', async (what, slug) => {
    const before = await settled();
    const jobId = await staff.upload(
      'listings',
      what.startsWith('a workbook')
        ? 'PK\u0003\u0004 nothing'
        : what.startsWith('headers')
          ? listings([]).trim()
          : what.startsWith('a column')
            ? 'Personnummer\n1\n'
            : listings([`${numbers[0]};falun;2026-01-01;`]),
      {
        fileName: what.startsWith('a workbook') ? 'x.xlsx' : 'x.csv',
        ...(slug === 'file-differs' && { sha256: '0'.repeat(64) }),
      },
    );
    await staff.act(jobId, 'dryRun');
    await staff.run(jobId);
    expect(await jobOf(jobId)).toMatchObject({ phase: 'failed', fault: { slug } });
    expect(await staff.act(jobId, 'importNow')).toMatchObject({ slug: 'import-not-possible' });
    expect(await settled()).toEqual(before);
  });
});
