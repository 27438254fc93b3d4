import { describe, expect, it } from 'vitest';
import { passesFilter } from '#infra/local/filter-pattern.ts';
import type { Invoked } from '#infra/local/function-pool.ts';
import { nextTime } from '#infra/local/next-time.ts';
import { deliverBatch, type StreamRecord } from '#infra/local/stream-batches.ts';
import type { Json } from '#infra/local/template.ts';

describe('an event filter', () => {
  const record = (pk: string): Json => ({ dynamodb: { Keys: { pk: { S: pk }, sk: { S: '0000000001' } } } });
  const prefix = (...starts: string[]): Json => ({
    dynamodb: { Keys: { pk: { S: starts.map((start) => ({ prefix: start })) } } },
  });

  it('lets a record through whose every field is allowed', () => {
    expect(passesFilter(prefix('UNIT#'), record('UNIT#a'))).toBe(true);
    expect(passesFilter(prefix('UNIT#'), record('PERSON#a'))).toBe(false);
    expect(passesFilter(prefix('UNIT#', 'PERSON#'), record('PERSON#a'))).toBe(true);
    expect(passesFilter({ dynamodb: { Keys: { other: { S: [{ exists: false }] } } } }, record('A'))).toBe(
      true,
    );
    expect(passesFilter({ a: [{ 'anything-but': ['x'] }] }, { a: 'y' })).toBe(true);
    expect(passesFilter({ a: ['x', 1] }, { a: 1 })).toBe(true);
  });

  it('fails on an operator it does not know, rather than let everything through', () => {
    expect(() => passesFilter({ a: [{ cidr: '10.0.0.0/8' }] }, { a: 'x' })).toThrow(/cidr/);
  });
});

describe('a batch of a stream', () => {
  const records = (...numbers: number[]): StreamRecord[] =>
    numbers.map((n) => ({ eventID: String(n), dynamodb: { SequenceNumber: String(n) } }));
  const rules = { retries: 3, bisect: true, partialFailures: true };
  const numbersOf = (some: readonly StreamRecord[]) => some.map(({ eventID }) => Number(eventID));
  const isEvent = (event: unknown): event is { Records: StreamRecord[] } => typeof event === 'object';

  /** Delivers and notes what each call was given; `answer` plays the function. */
  async function deliver(given: StreamRecord[], answer: (batch: number[]) => Invoked, with_ = rules) {
    const calls: number[][] = [];
    const invoke = async (event: unknown) => {
      if (!isEvent(event)) throw new Error('No event');
      calls.push(numbersOf(event.Records));
      return answer(numbersOf(event.Records));
    };
    const givenUp = await deliverBatch(given, invoke, with_, async () => true);
    return { calls, givenUp: numbersOf(givenUp) };
  }
  const done: Invoked = { ok: true, result: undefined };
  const failed: Invoked = { ok: false, why: 'failed', message: '' };
  const failedAt = (n: number): Invoked => ({
    ok: true,
    result: { batchItemFailures: [{ itemIdentifier: String(n) }] },
  });

  it('is given once when all goes well', async () => {
    expect(await deliver(records(1, 2), () => done)).toEqual({ calls: [[1, 2]], givenUp: [] });
  });

  it('goes on from the record that the function could not do', async () => {
    let tries = 0;
    const answer = () => {
      tries += 1;
      return tries === 1 ? failedAt(2) : done;
    };
    expect(await deliver(records(1, 2, 3), answer)).toEqual({
      calls: [
        [1, 2, 3],
        [2, 3],
      ],
      givenUp: [],
    });
  });

  it('is halved until only the bad record is left, which is given up', async () => {
    const answer = (batch: number[]) => (batch.includes(3) ? failed : done);
    const { calls, givenUp } = await deliver(records(1, 2, 3, 4), answer);
    expect(givenUp).toEqual([3]);
    expect(calls).toContainEqual([1, 2]);
    expect(calls).toContainEqual([4]);
  });

  it('is left in the stream when the runtime stops', async () => {
    const invoke = async () => failed;
    expect(await deliverBatch(records(1, 2), invoke, rules, async () => false)).toEqual([]);
  });

  it('is given up whole when it may not be halved', async () => {
    const { calls, givenUp } = await deliver(records(1, 2), () => failed, { ...rules, bisect: false });
    expect(calls).toHaveLength(4);
    expect(givenUp).toEqual([1, 2]);
  });
});

describe('a schedule', () => {
  const next = (expression: string, after: string) =>
    nextTime(expression, 'Europe/Stockholm', new Date(after)).toISOString();

  it.each([
    ['winter', '2026-11-21T20:00:00Z', '2026-11-21T23:00:00.000Z'],
    ['summer', '2026-07-01T20:00:00Z', '2026-07-01T22:00:00.000Z'],
    ['just after midnight', '2026-11-21T23:00:00Z', '2026-11-22T23:00:00.000Z'],
    ['the night that is an hour shorter', '2026-03-28T23:30:00Z', '2026-03-29T22:00:00.000Z'],
    ['the night that is an hour longer', '2026-10-24T22:30:00Z', '2026-10-25T23:00:00.000Z'],
    ['new year', '2026-12-31T22:59:59Z', '2026-12-31T23:00:00.000Z'],
  ])('meets Swedish midnight in %s', (_, after, expected) => {
    expect(next('cron(0 0 * * ? *)', after)).toBe(expected);
  });

  it.each([
    ['rate(15 minutes)', '2026-11-21T23:15:00.000Z'],
    ['rate(1 hour)', '2026-11-22T00:00:00.000Z'],
    ['cron(30 8-17/2 ? * 2-6 *)', '2026-11-23T07:30:00.000Z'],
    ['cron(0 12 1 1,7 ? *)', '2027-01-01T11:00:00.000Z'],
    ['cron(15 * * * ? 2026)', '2026-11-21T23:15:00.000Z'],
  ])('%s', (expression, expected) => {
    expect(next(expression, '2026-11-21T23:00:00Z')).toBe(expected);
  });

  it('fails on a form it does not know', () => {
    expect(() => next('at(2026-12-01T00:00:00)', '2026-11-21T00:00:00Z')).toThrow(/does not know/);
    expect(() => next('cron(0 0 L * ? *)', '2026-11-21T00:00:00Z')).toThrow(/does not know/);
  });
});
