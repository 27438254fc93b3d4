import { describe, expect, test } from 'vitest';
import { estimateWait, standstills } from '#domain/waiting-estimate.ts';
import { capacity } from '#support/builders.ts';

const now = new Date('2026-11-22T09:00:00Z');
const day = 86_400_000;
const daysAgo = (days: number) => new Date(now.getTime() - days * day).toISOString();
const opened = (times: number) => Array.from({ length: times }, (_, index) => daysAgo(1 + index * 10));

describe('the estimated wait', () => {
  test('cannot be judged before thirty places have opened', () => {
    expect(estimateWait(3, opened(29), daysAgo(400), now)).toEqual({ kind: 'cannotBeJudged' });
  });

  test('is a range around the pace of the last year', () => {
    // 36 places in 365 days: between (6 − 1)² = 25 and (6 + 1)² = 49 in as many. Tenth in line: 74 to 146 days.
    expect(estimateWait(10, opened(36), daysAgo(400), now)).toEqual({
      kind: 'range',
      fromDays: 74,
      throughDays: 146,
    });
  });

  test('judges a young list by its own days', () => {
    // 49 places in 60 days: between 36 and 64. Twelfth in line: 11.25 to 20 days.
    const places = Array.from({ length: 49 }, (_, index) => daysAgo(1 + index));
    expect(estimateWait(12, places, daysAgo(60), now)).toEqual({
      kind: 'range',
      fromDays: 11,
      throughDays: 20,
    });
  });

  test('says nothing of more than two years, nor of a list that began today', () => {
    expect(estimateWait(500, opened(36), daysAgo(400), now)).toEqual({ kind: 'cannotBeJudged' });
    expect(estimateWait(1, opened(36), daysAgo(0), now)).toEqual({ kind: 'cannotBeJudged' });
  });

  test('leaves out what opened before it looks back', () => {
    const old = Array.from({ length: 40 }, (_, index) => daysAgo(366 + index));
    expect(estimateWait(1, old, daysAgo(500), now)).toEqual({ kind: 'cannotBeJudged' });
  });
});

describe('a list that cannot move', () => {
  const list = { careUnitId: 'falun' };
  test('says how many must leave first where more are listed than the cap admits', () => {
    expect(standstills(capacity('falun', { cap: 100, taken: 112 }), list, now)).toEqual([
      { why: 'over-limit', over: 12 },
    ]);
  });
  test('says when the unit ends', () => {
    const ending = capacity('falun', { cap: 100, taken: 100, basis: { through: '2026-12-31' } });
    expect(standstills(ending, list, now)).toEqual([{ why: 'care-unit-ends', lastDay: '2026-12-31' }]);
  });
  test('says that a doctor leaves, takes nobody new, or has more than the ceiling', () => {
    const unit = capacity('falun', {
      doctors: { dr01: { leavesOn: '2027-01-31', acceptsNew: false, ceiling: 10, taken: 13 } },
    });
    expect(standstills(unit, { ...list, doctorId: 'dr01' }, now)).toEqual([
      { why: 'doctor-ends', lastDay: '2027-01-31' },
      { why: 'doctor-takes-nobody-new' },
      { why: 'over-limit', over: 3 },
    ]);
  });
  test('is silent where nothing stands in the way', () => {
    expect(standstills(capacity('falun', { cap: 100, taken: 100 }), list, now)).toEqual([]);
  });
});
