import { expect, it } from 'vitest';
import { createDraw } from '#functions/demo/draw.ts';

it('draws the same for the same seed, and otherwise for another', () => {
  const thousand = (seed: string) => {
    const draw = createDraw(seed);
    return Array.from({ length: 1_000 }, () => draw.next());
  };
  expect(thousand('a')).toEqual(thousand('a'));
  expect(thousand('a')).not.toEqual(thousand('b'));
});

it('spreads evenly, from nothing up to one', () => {
  const draw = createDraw('even');
  const counts = [0, 0, 0, 0];
  for (let drawn = 0; drawn < 40_000; drawn += 1) {
    const at = Math.floor(draw.next() * 4);
    counts[at] = (counts[at] ?? Number.NaN) + 1;
  }
  for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(400);
});

it('draws whole numbers between two, both included', () => {
  const draw = createDraw('whole');
  const drawn = new Set(Array.from({ length: 500 }, () => draw.whole(3, 6)));
  expect([...drawn].toSorted()).toEqual([3, 4, 5, 6]);
});

it('draws by weight, never what weighs nothing', () => {
  const draw = createDraw('weight');
  const drawn = Array.from({ length: 4_000 }, () => draw.weighted([0, 3, 1, 0]));
  expect(new Set(drawn)).toEqual(new Set([1, 2]));
  expect(drawn.filter((at) => at === 1).length).toBeGreaterThan(2_800);
});

it('shuffles without losing or doubling', () => {
  const list = Array.from({ length: 100 }, (_, at) => at);
  const shuffled = createDraw('shuffle').shuffled(list);
  expect(shuffled).not.toEqual(list);
  expect(shuffled.toSorted((a, b) => a - b)).toEqual(list);
});

it('makes ids of the form that ids have', () => {
  const draw = createDraw('ids');
  const ids = Array.from({ length: 2_000 }, () => draw.id(26));
  expect(new Set(ids).size).toBe(2_000);
  for (const id of ids) expect(id).toMatch(/^[0-9a-hjkmnp-tv-z]{26}$/);
});

it('refuses to pick from nothing', () => {
  expect(() => createDraw('none').pick([])).toThrow();
});
