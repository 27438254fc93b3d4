import { describe, expect, test } from 'vitest';
import {
  addDays,
  addMonths,
  addYears,
  isDate,
  localDate,
  midnightOf,
  nextMidnight,
  subtractMonths,
} from '#domain/stockholm-time.ts';

const iso = (instant: Date) => instant.toISOString();

describe('localDate', () => {
  test.each([
    ['2026-11-21T22:59:59.999Z', '2026-11-21', 'winter, one millisecond before midnight'],
    ['2026-11-21T23:00:00.000Z', '2026-11-22', 'winter, midnight'],
    ['2026-07-01T21:59:59.999Z', '2026-07-01', 'summer, one millisecond before midnight'],
    ['2026-07-01T22:00:00.000Z', '2026-07-02', 'summer, midnight'],
    ['2026-12-31T23:30:00.000Z', '2027-01-01', 'a new year here before UTC'],
    ['2028-02-28T23:00:00.000Z', '2028-02-29', 'leap day'],
    ['1899-12-31T23:30:00.000Z', '1900-01-01', 'a year long ago'],
  ])('%s is %s (%s)', (instant, date) => {
    expect(localDate(new Date(instant))).toBe(date);
  });
});

describe('midnights', () => {
  test.each([
    ['2026-11-21', '2026-11-20T23:00:00.000Z', 'winter time'],
    ['2026-07-01', '2026-06-30T22:00:00.000Z', 'summer time'],
    ['2026-10-25', '2026-10-24T22:00:00.000Z', 'the night summer time ends begins in summer time'],
    ['2026-10-26', '2026-10-25T23:00:00.000Z', 'the day after is in winter time'],
    ['2027-03-28', '2027-03-27T23:00:00.000Z', 'the night summer time begins begins in winter time'],
    ['2027-03-29', '2027-03-28T22:00:00.000Z', 'the day after is in summer time'],
    ['2028-02-29', '2028-02-28T23:00:00.000Z', 'leap day'],
  ])('%s begins at %s (%s)', (date, instant) => {
    expect(iso(midnightOf(date))).toBe(instant);
  });

  test.each([
    ['2026-10-24T21:59:59.999Z', '2026-10-24T22:00:00.000Z', 'before the long night'],
    ['2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z', 'the long day has 25 hours'],
    ['2026-10-25T00:30:00.000Z', '2026-10-25T23:00:00.000Z', '02:30 the first time'],
    ['2026-10-25T01:30:00.000Z', '2026-10-25T23:00:00.000Z', '02:30 the second time'],
    ['2027-03-27T23:00:00.000Z', '2027-03-28T22:00:00.000Z', 'the short day has 23 hours'],
    ['2027-03-28T01:00:00.000Z', '2027-03-28T22:00:00.000Z', 'the hour that is skipped'],
    ['2026-12-31T22:00:00.000Z', '2026-12-31T23:00:00.000Z', 'new year'],
  ])('after %s the next is %s (%s)', (now, midnight) => {
    expect(iso(nextMidnight(new Date(now)))).toBe(midnight);
  });
});

describe('calendar', () => {
  test.each([
    ['2024-02-29', 12, '2025-02-28', '29 Feb → 28 Feb (lag 1930:173, 1 §)'],
    ['2024-02-29', 48, '2028-02-29', 'to the next leap year'],
    ['2026-01-31', 1, '2026-02-28', 'a month without the day'],
    ['2026-03-31', -1, '2026-02-28', 'and back'],
    ['2026-01-15', -1, '2025-12-15', 'over new year'],
    ['2026-11-21', -12, '2025-11-21', 'a year'],
  ])('%s and %i months is %s (%s)', (date, months, expected) => {
    expect(addMonths(date, months)).toBe(expected);
  });

  test('years and days', () => {
    expect(addYears('2012-02-29', 13)).toBe('2025-02-28');
    expect(addYears('2012-02-29', 16)).toBe('2028-02-29');
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addDays('2026-10-25', 1)).toBe('2026-10-26');
    expect(addDays('2027-01-01', -1)).toBe('2026-12-31');
  });

  test.each([
    ['2026-11-21T09:00:01.000Z', 12, '2025-11-21T09:00:01.000Z', 'winter to winter'],
    ['2028-02-29T09:00:00.000Z', 12, '2027-02-28T09:00:00.000Z', '29 Feb → 28 Feb'],
    ['2026-10-25T11:00:00.000Z', 12, '2025-10-25T10:00:00.000Z', 'noon to noon over different clocks'],
    ['2026-12-15T11:00:00.000Z', 6, '2026-06-15T10:00:00.000Z', 'noon to noon from winter to summer'],
    ['2027-10-25T00:30:00.000Z', 12, '2026-10-25T00:30:00.000Z', 'to 02:30 that came twice: its first'],
    ['2028-03-28T00:30:00.000Z', 12, '2027-03-28T01:30:00.000Z', 'to 02:30 that never came: 03:30'],
    ['2026-11-21T22:30:00.123Z', 12, '2025-11-21T22:30:00.123Z', 'milliseconds stay'],
  ])('%s less %i months is %s (%s)', (instant, months, expected) => {
    expect(iso(subtractMonths(new Date(instant), months))).toBe(expected);
  });

  test.each([
    ['2028-02-29', true],
    ['2027-02-29', false],
    ['2026-13-01', false],
    ['2026-00-10', false],
    ['2026-04-31', false],
    ['26-04-30', false],
    ['2026-4-30', false],
    ['２０２６-04-30', false],
  ])('%s exists: %s', (text, exists) => {
    expect(isDate(text)).toBe(exists);
  });
});
