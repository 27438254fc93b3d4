import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DynamoDbLocal, startDynamoDbLocal } from '#support/dynamodb-local.ts';
import { startFakeDynamoDb } from '#support/fake-dynamodb.ts';
import { type FaultKind, faultKinds, seeded } from '#support/faults.ts';
import { runSchedule, type ScheduleReport } from '#support/schedule.ts';

/** Others by `SEED`, more by `SCHEDULES` and in `npm run test:full`: what failed is printed with its seed. */
const schedules = Number(process.env.SCHEDULES ?? (process.env.FULL === '1' ? 400 : 100));
const firstSeed = Number(process.env.SEED ?? 1);

function sumOf(reports: readonly ScheduleReport[]): Record<FaultKind, number> {
  const sum = (kind: FaultKind) => reports.reduce((total, report) => total + (report.faults[kind] ?? 0), 0);
  return Object.fromEntries(faultKinds.map((kind) => [kind, sum(kind)])) as Record<FaultKind, number>;
}

describe('whatever happens to calls on their way', () => {
  it(`nothing is doubled, lost, oversold or left without an answer in ${schedules} schedules`, async () => {
    const reports: ScheduleReport[] = [];
    for (let seed = firstSeed; seed < firstSeed + schedules; seed += 1) {
      const random = seeded(seed + 1_000_000);
      const pause = async () => {
        for (let turns = Math.floor(random() * 4); turns > 0; turns -= 1) await new Promise(setImmediate);
      };
      const { openDatabase } = startFakeDynamoDb({ pause });
      const report = await runSchedule({ seed, openDatabase, acts: 20 });
      expect(report.violations, `seed ${seed}`).toEqual([]);
      reports.push(report);
    }
    const faults = sumOf(reports);
    const answered = reports.reduce((total, report) => total + report.answered, 0);
    const refused = reports.reduce((total, report) => total + report.refused, 0);
    console.log(JSON.stringify({ schedules, answered, refused, faults }));
    // Every kind happened, and many acts of both outcomes: the schedules were not idle.
    if (schedules >= 100) {
      for (const kind of faultKinds) expect(faults[kind], kind).toBeGreaterThan(20);
      expect(refused).toBeGreaterThan(answered / 10);
      expect(refused).toBeLessThan((answered * 9) / 10);
    }
  }, 600_000);
});

describe('on DynamoDB Local', () => {
  let local: DynamoDbLocal;
  beforeAll(async () => {
    local = await startDynamoDbLocal();
  });
  afterAll(() => local.stop());

  it('the same holds in a few of them', async () => {
    for (const seed of [3, 14, 15]) {
      const database = await local.createDatabase();
      const openDatabase = () => ({ ...database, client: local.newClient() });
      const report = await runSchedule({ seed, openDatabase, acts: 12 });
      expect(report.violations, `seed ${seed}`).toEqual([]);
    }
  });
});
