import { afterAll, describe, expect, it } from 'vitest';
import type { StoreCall } from '#store/database.ts';
import { readJob } from '#store/job-item.ts';
import { startFakeDynamoDb } from '#support/fake-dynamodb.ts';
import { importWorld, testNumbers } from '#support/import-world.ts';
import { expectSound, openWorld } from '#support/listing-world.ts';

/** What one import took of the store, counted: bytes and calls are asserted, never time. */
interface Taken {
  readonly rows: number;
  readonly steps: number;
  readonly mostCallsAStep: number;
  readonly mostWritesAStep: number;
}
const table: Taken[] = [];
const numbers = testNumbers(2_000);
/** The test series ends at some two thousand people: the rest of a long file are rows that stand twice. */
const sizes = process.env.FULL === '1' ? [2_000, 20_000, 100_000] : [500, 5_000];

describe.each(sizes)('an import of %i listings', (rows) => {
  it('takes as much of a step as a short one, and writes what it showed', async () => {
    const world = await openWorld(startFakeDynamoDb().openDatabase(), { falun: { cap: 50_000 }, mora: {} });
    const calls: StoreCall[] = [];
    const counted = world.over({ onCall: (call: StoreCall) => calls.push(call) });
    const staff = importWorld(counted);
    const lines = Array.from({ length: rows }, (_, index) => {
      const number = numbers[index % numbers.length];
      return `${number};${index % 2 === 0 ? 'falun' : 'mora'};2026-01-01;`;
    });
    const jobId = await staff.upload(
      'listings',
      `Personnummer;Vårdenhet;Listad sedan;Fast läkare\n${lines.join('\n')}\n`,
    );
    let steps = 0;
    let mostCallsAStep = 0;
    let mostWritesAStep = 0;
    const run = async () => {
      for (;;) {
        calls.length = 0;
        if (!(await staff.step(jobId))) return;
        steps += 1;
        mostCallsAStep = Math.max(mostCallsAStep, calls.length);
        mostWritesAStep = Math.max(
          mostWritesAStep,
          calls.reduce((sum, { writes }) => sum + writes.length, 0),
        );
      }
    };
    await staff.act(jobId, 'dryRun');
    await run();
    await staff.act(jobId, 'importNow');
    await run();
    const people = Math.min(rows, numbers.length);
    expect((await readJob(world.database, jobId))?.job).toMatchObject({
      phase: 'imported',
      rows,
      fates: { new: people, duplicate: rows - people },
      written: people,
    });
    table.push({ rows, steps, mostCallsAStep, mostWritesAStep });
    if (rows <= 5_000) await expectSound(world);
  }, 600_000);
});

it('a step of a long import is bounded as that of a short one', () => {
  const [short] = table;
  expect(table).toHaveLength(sizes.length);
  for (const taken of table) {
    expect(taken.mostCallsAStep).toBeLessThanOrEqual((short?.mostCallsAStep ?? 0) + 10);
    expect(taken.mostWritesAStep).toBeLessThanOrEqual((short?.mostWritesAStep ?? 0) * 1.5);
  }
});

afterAll(() => console.table(table));
