import { describe, expect, test } from 'vitest';
import { changesInWindow, changesWithoutPending, countChanges } from '#domain/changes.ts';
import { changesAt, listing, policy, receiptId } from '#support/builders.ts';

const noon = new Date('2026-11-21T12:00:00+01:00');
const count = (instants: readonly string[], now: Date, decided = policy()) =>
  countChanges(listing({ changes: changesAt(...instants) }), decided, now);

describe('two changes in twelve months (HSL 7 kap. 3 a §, patientlagen 9 kap. 1 §; rules 2.3)', () => {
  test('none used', () => {
    expect(count([], noon)).toEqual({ limit: 2, windowMonths: 12, used: 0, left: 2, comeBackOn: [] });
  });

  test('one used: one left, and no date to wait for', () => {
    expect(count(['2026-05-05T10:00:00+02:00'], noon)).toEqual({
      limit: 2,
      windowMonths: 12,
      used: 1,
      left: 1,
      comeBackOn: ['2027-05-05'],
    });
  });

  test('1 December and 1 March: blocked on 21 November, next on 1 December', () => {
    const counted = count(['2025-12-01T10:00:00+01:00', '2026-03-01T10:00:00+01:00'], noon);
    expect(counted).toMatchObject({
      used: 2,
      left: 0,
      nextAllowedOn: '2026-12-01',
      comeBackOn: ['2026-12-01', '2027-03-01'],
    });
  });

  test('21 November 10:00 a year ago has fallen out at 10:00:01', () => {
    const changes = ['2025-11-21T10:00:00+01:00', '2026-05-05T10:00:00+02:00'];
    expect(count(changes, new Date('2026-11-21T10:00:01+01:00'))).toMatchObject({ used: 1, left: 1 });
  });

  test('the window is open at its start: at 10:00:00 sharp it has fallen out, a millisecond before it has not', () => {
    const changes = ['2025-11-21T10:00:00+01:00', '2026-05-05T10:00:00+02:00'];
    expect(count(changes, new Date('2026-11-21T10:00:00+01:00')).left).toBe(1);
    expect(count(changes, new Date('2026-11-21T09:59:59.999+01:00'))).toMatchObject({
      left: 0,
      nextAllowedOn: '2026-11-21',
    });
  });

  test('the window is closed at its end: a change at this very instant counts', () => {
    expect(count([noon.toISOString()], noon).used).toBe(1);
  });

  test('by local time: noon is noon also when the clocks differ', () => {
    const changes = ['2025-10-25T12:00:00+02:00'];
    expect(count(changes, new Date('2026-10-25T11:59:59+01:00')).used).toBe(1);
    expect(count(changes, new Date('2026-10-25T12:00:00+01:00')).used).toBe(0);
  });

  test('more used than the limit, after the region lowered it: the date that frees the first', () => {
    const changes = ['2026-01-10T10:00:00Z', '2026-02-10T10:00:00Z', '2026-03-10T10:00:00Z'];
    const lowered = policy({ changes: { limit: 1, windowMonths: 12, countFirstChoice: false } });
    expect(count(changes, noon, lowered)).toMatchObject({ used: 3, left: 0, nextAllowedOn: '2027-03-10' });
  });

  test('three a year where a region has decided so (carelisting 2.1 says three)', () => {
    const three = policy({ changes: { limit: 3, windowMonths: 12, countFirstChoice: false } });
    expect(count(['2026-01-10T10:00:00Z', '2026-02-10T10:00:00Z'], noon, three).left).toBe(1);
  });
});

describe('leap days (29 February → 28 February)', () => {
  test('on 29 February the window begins on the 28th a year earlier, at the same time', () => {
    const now = new Date('2028-02-29T10:00:00+01:00');
    expect(count(['2027-02-28T09:59:59+01:00'], now).used).toBe(0);
    expect(count(['2027-02-28T10:00:01+01:00'], now).used).toBe(1);
  });

  test('a change on 29 February comes back on 1 March', () => {
    const changes = ['2028-02-29T10:00:00+01:00'];
    expect(count(changes, new Date('2028-03-01T10:00:00+01:00')).comeBackOn).toEqual(['2029-03-01']);
    expect(count(changes, new Date('2029-02-28T23:59:59+01:00')).used).toBe(1);
    expect(count(changes, new Date('2029-03-01T00:00:00+01:00')).used).toBe(0);
  });

  test('six months after 31 August comes when February is over', () => {
    const half = policy({ changes: { limit: 2, windowMonths: 6, countFirstChoice: false } });
    expect(count(['2026-08-31T10:00:00+02:00'], noon, half).comeBackOn).toEqual(['2027-03-01']);
  });
});

describe('what counts', () => {
  test('a change that the clock has not reached yet is not in the window', () => {
    expect(changesInWindow(changesAt('2026-11-22T10:00:00Z'), policy(), noon)).toEqual([]);
  });

  test('a pending counted choice counts while it stands, and goes when it is cancelled or replaced', () => {
    const at = '2026-11-21T09:00:00.000Z';
    const waiting = listing({
      changes: [...changesAt('2026-05-05T10:00:00Z'), { at, toCareUnitId: 'borlange' }],
      pending: {
        careUnitId: 'borlange',
        effectiveFrom: '2026-11-21T23:00:00.000Z',
        namedDoctor: { kind: 'later', since: '2026-11-21T23:00:00.000Z' },
        receipt: { receiptId: receiptId(1), chosenAt: at, conditionsVersion: '2026-11', counted: true },
      },
    });
    expect(countChanges(waiting, policy(), noon).left).toBe(0);
    expect(changesWithoutPending(waiting)).toEqual(changesAt('2026-05-05T10:00:00Z'));
  });
});
