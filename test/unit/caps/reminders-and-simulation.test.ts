import { describe, expect, it, test } from 'vitest';
import { dueReminders, remindersNow } from '#domain/cap-reminders.ts';
import { bandOf, simulateCap } from '#domain/simulate-cap.ts';
import { addDays, midnightOf } from '#domain/stockholm-time.ts';
import { capped, now } from './cap-case.ts';

const through = '2026-09-30';
const told = [{ from: '2026-04-01', through, decisionNumber: 'HSN 2026/12' }];
const daysLeft = (days: number) => midnightOf(addDays(through, -days));
const due = (days: number) => dueReminders('falun', told, daysLeft(days)).map(({ daysBefore }) => daysBefore);

describe('reminders before a cap ends (L09: 60, 30 and 7 days)', () => {
  test.each([
    [61, []],
    [60, [60]],
    [31, [60]],
    [30, [30]],
    [8, [30]],
    [7, [7]],
    [0, [7]],
    [-1, []],
  ])('%i days before: %j', (days, expected) => expect(due(days)).toEqual(expected));

  it('is silent of a cap without a last day', () => {
    expect(dueReminders('falun', [{ from: '2026-04-01', decisionNumber: 'x' }], now)).toEqual([]);
  });

  it('shows the latest of a last day, and none of a last day that was moved', () => {
    const given = [60, 30].flatMap((days) => dueReminders('falun', told, daysLeft(days)));
    expect(remindersNow(given, told, daysLeft(20))).toMatchObject([{ daysBefore: 30, daysLeft: 20 }]);
    expect(remindersNow(given, [{ ...told[0]!, through: '2026-12-31' }], daysLeft(20))).toEqual([]);
    expect(remindersNow(given, told, daysLeft(-1))).toEqual([]);
  });
});

describe('a simulation', () => {
  const unit = (taken: number, value: number | null = null, waiting = 0) => ({
    careUnitId: 'mora',
    taken,
    waiting,
    caps: value === null ? [] : [{ from: '2020-01-01T00:00:00.000Z', value }],
  });
  const terms = { number: 800, from: '2026-04-01' };

  it('counts what is closed where nothing was limited', () => {
    expect(simulateCap(unit(750), terms, [], now)).toMatchObject({
      capBefore: null,
      freeBefore: null,
      freeAfter: 50,
      above: 0,
    });
    expect(simulateCap(unit(750), terms, [], now)).not.toHaveProperty('closed');
  });
  it('removes nobody below the number listed, and says how many are above (rules.md 2.4, over cap)', () => {
    expect(simulateCap(unit(850, 900, 3), terms, [], now)).toMatchObject({
      freeBefore: 50,
      freeAfter: 0,
      closed: 50,
      above: 50,
      waiting: 3,
    });
  });
  it('counts what is opened', () => {
    expect(simulateCap(unit(700, 700), terms, [], now)).toMatchObject({
      freeBefore: 0,
      freeAfter: 100,
      opened: 100,
    });
  });
  it('compares with what is in force the moment before', () => {
    const caps = capped().caps;
    expect(simulateCap({ ...unit(700), caps }, { number: 900, from: '2026-09-01' }, [], now).capBefore).toBe(
      800,
    );
  });
  test.each([
    ['unlimited', unit(5)],
    ['none', unit(5, 5)],
    ['none', unit(9, 5)],
    ['none', unit(5, 50, 1)],
    ['under10', unit(5, 14)],
    ['from10to49', unit(5, 15)],
    ['from10to49', unit(5, 54)],
    ['from50', unit(5, 55)],
  ])('tells %s of a unit near by, never a number', (band, capacity) => {
    expect(bandOf(capacity, now)).toBe(band);
    const nearby = [{ name: 'Mora', distanceKm: 3, capacity }];
    expect(simulateCap(unit(1), terms, nearby, now).nearby).toEqual([
      { careUnitId: 'mora', name: 'Mora', distanceKm: 3, free: band },
    ]);
  });
});
