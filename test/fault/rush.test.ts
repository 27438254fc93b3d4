import { expect, it } from 'vitest';
import type { StoreCall } from '#store/database.ts';
import { startFakeDynamoDb } from '#support/fake-dynamodb.ts';
import { seeded } from '#support/faults.ts';
import { type Answer, expectSound, openWorld } from '#support/listing-world.ts';

interface Rush {
  readonly people: number;
  /** In which all of them come, milliseconds. */
  readonly within: number;
  readonly places: number;
}

interface RushReport {
  readonly got: number;
  readonly full: number;
  readonly unresolved: number;
  /** Transactions sent for each person who was answered. */
  readonly tries: number;
}

/** Milliseconds that one turn of the simulated time stands for. */
const turn = 2;
/** Milliseconds a call is on its way, and that a transaction holds its items: about fifty a second on one item. */
const latency = 4;
const holding = 20;

/**
 * People who come for the same places in simulated time, each in a process of her or his own, at a store where two
 * transactions on one item conflict. DynamoDB Local never shows that: it takes one after the other.
 */
async function simulate({ people, within, places }: Rush): Promise<RushReport> {
  const random = seeded(people + within);
  let turns = 0;
  let running = true;
  const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve));
  const drive = (async () => {
    for (; running; turns += 1) await nextTurn();
  })();
  const elapsed = () => turns * turn;
  const pass = async (milliseconds: number) => {
    for (const until = elapsed() + milliseconds; elapsed() < until; ) await nextTurn();
  };
  let sent = 0;
  const onCall = ({ operation }: StoreCall) => {
    if (operation === 'TransactWriteItems') sent += 1;
  };
  const fake = startFakeDynamoDb({ pause: () => pass(latency), hold: () => pass(holding) });
  const world = await openWorld(fake.openDatabase(), { falun: { cap: places } });
  const rushing = world.over({ onCall, pace: { random, wait: pass, elapsed } });
  const answers = await Promise.all(
    Array.from({ length: people }, async (_, index): Promise<Answer> => {
      await pass(random() * within);
      return rushing.choose(`p${index}x`, 'falun').catch(() => ({ slug: 'unresolved' }));
    }),
  );
  const outcomes = await expectSound(world);
  running = false;
  await drive;
  const count = (slug: string) => answers.filter((answer) => answer.slug === slug).length;
  const got = answers.filter((answer) => answer.receiptId !== undefined).length;
  expect(outcomes.capacities[0]?.taken).toBe(got);
  const [full, unresolved] = [count('care-unit-full'), count('unresolved')];
  return { got, full, unresolved, tries: sent / (got + full) };
}

it.each([
  { people: 500, within: 0, places: 50, triesAtMost: 6 },
  { people: 2_000, within: 3_000, places: 50, triesAtMost: 1.2 },
])(
  '$people people within $within ms for $places places are all answered, with at most $triesAtMost tries each',
  async ({ triesAtMost, ...rush }) => {
    const report = await simulate(rush);
    console.log(JSON.stringify({ ...rush, ...report }));
    expect(report).toMatchObject({ got: rush.places, full: rush.people - rush.places, unresolved: 0 });
    expect(report.tries).toBeLessThanOrEqual(triesAtMost);
  },
);
