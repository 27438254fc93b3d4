import { describe, expect, it } from 'vitest';
import { drawMap, mostPathBytes } from '#functions/directory/draw-map.ts';
import { pointOnMap } from '#functions/directory/map-frame.ts';
import { simplifyRing } from '#functions/directory/simplify-ring.ts';
import { publishedDalarna } from '#support/published-directory.ts';

const bytesOf = (map: ReturnType<typeof drawMap>) =>
  map.municipalities.map(({ path }) => path).join('').length;

describe('the map of Dalarna', () => {
  const { map, snapshot } = publishedDalarna();

  it('holds every municipality in at most 9 kB of path data', () => {
    expect(map.municipalities).toHaveLength(15);
    for (const { path } of map.municipalities) expect(path).toMatch(/^(M(-?[\d.]+,-?[\d.]+L?)+Z)+$/);
    expect(bytesOf(map)).toBeLessThanOrEqual(mostPathBytes);
  });

  it('is 320 wide and as high as the region is', () => {
    expect(map.frame?.width).toBe(320);
    expect(map.frame?.height).toBeGreaterThan(300);
    expect(map.frame?.height).toBeLessThan(420);
  });

  it('has room for every unit that lies somewhere', () => {
    const { frame } = map;
    for (const { position } of snapshot.careUnits) {
      if (!frame || !position) continue;
      const { x, y } = pointOnMap(frame, position);
      expect([x > 0, x < frame.width, y > 0, y < frame.height]).not.toContain(false);
    }
    expect.assertions(32);
  });
});

describe('drawMap', () => {
  it('simplifies outlines that are too large until they fit', () => {
    const ring = Array.from({ length: 20_000 }, (_, at) => {
      const angle = (at / 20_000) * 2 * Math.PI;
      const radius = 1 + 0.01 * Math.sin(at);
      return [15 + 2 * radius * Math.cos(angle), 60 + radius * Math.sin(angle)] as const;
    });
    const map = drawMap([{ code: '0000', name: 'Rund', rings: [ring] }], []);
    expect(bytesOf(map)).toBeLessThanOrEqual(mostPathBytes);
    expect(bytesOf(map)).toBeGreaterThan(150);
  });

  it('has a frame for dots alone where a region has no outlines', () => {
    const map = drawMap(
      [],
      [
        { lat: 59.6, lon: 16.5 },
        { lat: 60, lon: 15.8 },
      ],
    );
    expect(map).toMatchObject({ frame: { width: 320 }, municipalities: [] });
  });

  it('has nothing to draw where there is nothing', () => {
    expect(drawMap([], [])).toEqual({ municipalities: [] });
  });

  it('bears a single unit', () => {
    expect(drawMap([], [{ lat: 59.6, lon: 16.5 }]).frame?.height).toBeGreaterThan(0);
  });
});

describe('simplifyRing', () => {
  const square = [
    { x: 0, y: 0 },
    { x: 5, y: 0.1 },
    { x: 10, y: 0 },
    { x: 10, y: 10 },
    { x: 0, y: 10 },
  ];
  it('leaves out what lies on the line, keeps the corners', () => {
    expect(simplifyRing(square, 0.5)).toEqual(square.filter(({ y }) => y !== 0.1));
  });
  it('keeps all without a tolerance', () => {
    expect(simplifyRing(square, 0)).toEqual(square);
  });
});
