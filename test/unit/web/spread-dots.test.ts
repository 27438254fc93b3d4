import { describe, expect, it } from 'vitest';
import { spreadDots } from '../../../web/src/find/spread-dots.ts';

const distance = (a: { x: number; y: number }, b: { x: number; y: number }) =>
  Math.hypot(a.x - b.x, a.y - b.y);

describe('dots of a map', () => {
  it('parts dots that cover each other, also dots at one point, and keeps what they carry', () => {
    const spread = spreadDots(
      [
        { x: 50, y: 50, number: 1 },
        { x: 50, y: 50, number: 2 },
        { x: 53, y: 50, number: 3 },
      ],
      10,
    );
    expect(spread.map(({ number }) => number)).toEqual([1, 2, 3]);
    for (const [at, a] of spread.entries()) {
      for (const b of spread.slice(at + 1)) expect(distance(a, b)).toBeGreaterThan(9.7);
    }
  });

  it('leaves dots alone that can be read', () => {
    const dots = [
      { x: 1, y: 1 },
      { x: 40, y: 1 },
    ];
    expect(spreadDots(dots, 10)).toEqual(dots);
  });
});
