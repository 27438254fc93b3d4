import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readJob } from '#store/job-item.ts';
import { readListings } from '#store/read-person.ts';
import { type DynamoDbLocal, startDynamoDbLocal } from '#support/dynamodb-local.ts';
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
    void readListings;
  });
});
