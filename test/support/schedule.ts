import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { NamedDoctorAnswer } from '#domain/listing.ts';
import { sealEvents } from '#functions/workers/seal-events/seal-events.ts';
import { settleListings } from '#functions/workers/settle-listings/settle-listings.ts';
import { isStoreUnavailable } from '#store/retry.ts';
import { current, personId } from './builders.ts';
import { findViolations, type Violation } from './checker.ts';
import type { TestDatabase } from './dynamodb-local.ts';
import { type FaultKind, faultKinds, injectFaults, isCrash, seeded } from './faults.ts';
import { type Answer, doctor, dumpWorld, openWorld, recordsOf, type World } from './listing-world.ts';

/** What a schedule came to. `violations` is empty where everything holds. */
export interface ScheduleReport {
  readonly violations: readonly (Violation | { readonly what: string; readonly of: string })[];
  readonly faults: Readonly<Partial<Record<FaultKind, number>>>;
  readonly answered: number;
  readonly refused: number;
}

export interface ScheduleOptions {
  readonly seed: number;
  /** A client of its own for each process of the service. */
  readonly openDatabase: () => TestDatabase;
  readonly acts: number;
  /** Breaks the design on purpose, to see that it is noticed. */
  readonly tamper?: (client: DynamoDBClient) => void;
}

interface Act {
  readonly name: string;
  readonly key: string;
  readonly send: (world: World, key: string) => Promise<Answer>;
}

const names = Array.from({ length: 14 }, (_, index) => `p${index}x`);
const careUnits = ['falun', 'mora', 'leksand'] as const;

/**
 * People choose, change doctor, cancel and send again, some at once, while midnights pass and calls to the store fail
 * by chance; each act runs in a process of its own, and whoever gets no answer sends the same again. At the end
 * everything is settled and sealed, and then checked: nothing doubled, nothing lost, nothing oversold.
 */
export async function runSchedule(options: ScheduleOptions): Promise<ScheduleReport> {
  const { seed, openDatabase, acts, tamper } = options;
  const random = seeded(seed);
  const kinds = faultKinds.filter(() => random() < 0.5);
  const rate = kinds.length > 0 ? 0.05 + random() * 0.3 : 0;
  const faults: Partial<Record<FaultKind, number>> = {};
  const world = await prepare(openDatabase());
  const openProcess = () => {
    const database = openDatabase();
    tamper?.(database.client);
    injectFaults(database.client, {
      kinds,
      rate,
      random,
      onFault: (kind) => (faults[kind] = (faults[kind] ?? 0) + 1),
    });
    return { ...database, pace: { random, wait: async () => {} } };
  };
  const outcomes: { act: Act; answer: Answer; at: Date }[] = [];
  for (let sent = 0; sent < acts; ) {
    const group =
      random() < 0.3
        ? rush(random, world.newId)
        : Array.from({ length: 1 + Math.floor(random() * 4) }, () => anyAct(random, world.newId()));
    // A double click: the same act sent twice at once.
    const first = group[0];
    if (first && random() < 0.3) group.push(first);
    const answers = await Promise.all(group.map((act) => sendUntilAnswered(world, act, openProcess)));
    outcomes.push(...group.map((act, index) => ({ act, answer: answers[index] ?? {}, at: world.now })));
    sent += group.length;
    world.now = new Date(world.now.getTime() + Math.floor(random() * 5 * 3_600_000));
    if (random() < 0.3) await attempt(() => settleListings(openProcess(), world));
    if (random() < 0.2)
      await attempt(async () => sealEvents(openProcess(), shuffled(await recordsOf(world.database), random)));
  }
  const resent = await resendAll(world, outcomes);
  await sealEvents(world.database, await recordsOf(world.database));
  const dump = await dumpWorld(world.database);
  const violations = findViolations({ ...dump, acknowledged: world.acknowledged });
  const refused = outcomes.filter(({ answer }) => answer.slug !== undefined).length;
  return { violations: [...violations, ...resent], faults, answered: outcomes.length, refused };
}

async function prepare(database: TestDatabase): Promise<World> {
  const world = await openWorld(database, {
    falun: { cap: 3, exemptions: ['careHome'], doctors: { anna: { ceiling: 1 }, bo01: { ceiling: 2 } } },
    mora: { cap: 9, doctors: { gun1: {} } },
    leksand: { cap: 2, exemptions: ['careHome'] },
  });
  await world.importPeople(
    names.slice(2).map((name) => ({ personId: personId(name), current: current('mora'), changes: [] })),
  );
  // Two of them may be listed past the cap, one at each: they meet the others at the last places.
  await world.exempt('p0x', 'falun', 'careHome');
  await world.exempt('p2x', 'leksand', 'careHome');
  return world;
}

/** Several people at the same unit and doctor at once: somebody meets the last place. */
function rush(random: () => number, newId: () => string): Act[] {
  const careUnitId = random() < 0.5 ? 'falun' : 'leksand';
  const namedDoctor: NamedDoctorAnswer = careUnitId === 'falun' ? doctor('anna') : { kind: 'later' };
  const from = Math.floor(random() * names.length);
  return [0, 1, 2, 3, 4].map((step) => {
    const name = names[(from + step) % names.length] ?? '';
    const key = newId();
    return { name, key, send: (world, sent) => world.choose(name, careUnitId, { namedDoctor, key: sent }) };
  });
}

function anyAct(random: () => number, key: string): Act {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const name = pick(names);
  const careUnitId = pick(careUnits);
  const answers: readonly NamedDoctorAnswer[] = [
    ...['anna', 'bo01', 'gun1'].map(doctor),
    { kind: 'later' },
    { kind: 'declined' },
  ];
  const namedDoctor = pick(answers);
  const kind = random();
  if (kind < 0.6) {
    return { name, key, send: (world, sent) => world.choose(name, careUnitId, { namedDoctor, key: sent }) };
  }
  if (kind < 0.8) {
    return { name, key, send: (world, sent) => world.chooseDoctor(name, careUnitId, namedDoctor, sent) };
  }
  return { name, key, send: (world, sent) => world.cancel(name, sent) };
}

/** Sends with the same key until there is a definite answer; a person does not send faster than one process lives. */
async function sendUntilAnswered(world: World, act: Act, openProcess: () => TestDatabase): Promise<Answer> {
  for (let sends = 1; sends <= 25; sends += 1) {
    const answer = await attempt(() => act.send(world.over(openProcess()), act.key));
    if (answer && answer.slug !== 'temporarily-unavailable') return answer;
  }
  return act.send(world, act.key);
}

/** What a process that may die or give up came to; anything else that is thrown is a fault of ours. */
async function attempt<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (isCrash(error) || isStoreUnavailable(error)) return undefined;
    throw error;
  }
}

/** Whoever was told a receipt within the day and sends the same again is told the same. */
async function resendAll(
  world: World,
  outcomes: readonly { act: Act; answer: Answer; at: Date }[],
): Promise<{ of: string; what: string }[]> {
  const young = outcomes.filter(
    ({ answer, at }) => answer.slug === undefined && world.now.getTime() - at.getTime() < 86_400_000,
  );
  const wrong: { of: string; what: string }[] = [];
  for (const { act, answer } of young) {
    const again = await act.send(world, act.key);
    if (JSON.stringify(again) !== JSON.stringify(answer))
      wrong.push({ of: act.name, what: 'another answer to the same' });
  }
  return wrong;
}

function shuffled<T>(items: readonly T[], random: () => number): T[] {
  return items
    .map((item) => ({ item, at: random() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ item }) => item);
}
