import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildWaitingMap, countWaiting, positionIn } from '#domain/waiting-position.ts';

const live = fc.uniqueArray(fc.integer({ min: 1, max: 400 }), { maxLength: 120 });

describe('a place in a waiting list', () => {
  test('is one more than those who wait before it, however the list has thinned out', () => {
    fc.assert(
      fc.property(live, fc.integer({ min: 0, max: 30 }), (sequences, gap) => {
        const next = Math.max(0, ...sequences) + 1 + gap;
        const map = buildWaitingMap(sequences, next);
        expect(countWaiting(map)).toBe(sequences.length);
        for (const sequence of sequences) {
          expect(positionIn(map, sequence)).toBe(sequences.filter((one) => one < sequence).length + 1);
        }
      }),
    );
  });

  test('is never told as better than it is to one who joined after the map was made', () => {
    fc.assert(
      fc.property(live, fc.integer({ min: 0, max: 50 }), (sequences, joinedSince) => {
        const next = Math.max(0, ...sequences) + 1;
        const map = buildWaitingMap(sequences, next);
        expect(positionIn(map, next + joinedSince)).toBe(sequences.length + joinedSince + 1);
      }),
    );
  });

  test('takes a bit a number: 20,000 places fit in 2.5 kB', () => {
    const sequences = Array.from({ length: 20_000 }, (_, index) => index + 7_001);
    expect(buildWaitingMap(sequences, 27_001).bits.byteLength).toBe(2_500);
  });
});
