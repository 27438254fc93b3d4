import type { Position } from './distance.ts';
import { type MapFrame, type MapPoint, pointOnMap, type RegionMap } from './map-frame.ts';
import { simplifyRing } from './simplify-ring.ts';

/** A municipality's borders: rings of [longitude, latitude]. */
export interface Outline {
  readonly code: string;
  readonly name: string;
  readonly rings: readonly (readonly (readonly [number, number])[])[];
}

/** Width of the map in its own units; the page scales it. */
const mapWidth = 320;
/** Room around what is drawn, so that a dot at the edge is whole. */
const margin = 8;
/** The paths stand in every answer of the find page, which has 15 kB for the whole map. */
export const mostPathBytes = 9 * 1024;

/**
 * Draws a region's municipalities once, when its data is written: the light map beside the list of care units.
 * Simplifies as much as needed, and no more, to hold the paths within `mostPathBytes`.
 */
export function drawMap(outlines: readonly Outline[], positions: readonly Position[]): RegionMap {
  const corners = outlines.flatMap(({ rings }) => rings.flat().map(([lon, lat]) => ({ lat, lon })));
  const frame = frameOf([...corners, ...positions]);
  if (!frame) return { municipalities: [] };
  const drawn = (tolerance: number) =>
    outlines.map(({ code, name, rings }) => ({
      code,
      name,
      path: rings.map((ring) => pathOf(ring, frame, tolerance)).join(''),
    }));
  let tolerance = 0;
  let municipalities = drawn(tolerance);
  while (municipalities.reduce((sum, { path }) => sum + path.length, 0) > mostPathBytes) {
    tolerance = tolerance === 0 ? 0.25 : tolerance * 1.5;
    municipalities = drawn(tolerance);
  }
  return { frame, municipalities };
}

function frameOf(positions: readonly Position[]): MapFrame | undefined {
  if (positions.length === 0) return undefined;
  const lats = positions.map(({ lat }) => lat);
  const lons = positions.map(({ lon }) => lon);
  const [south, north, west, east] = [
    Math.min(...lats),
    Math.max(...lats),
    Math.min(...lons),
    Math.max(...lons),
  ];
  // A region with one unit would have no extent: a hundredth of a degree, about a kilometre, stands in.
  const perLon = (mapWidth - 2 * margin) / Math.max(east - west, 0.01);
  const perLat = perLon / Math.cos((((north + south) / 2) * Math.PI) / 180);
  return {
    west: west - margin / perLon,
    north: north + margin / perLat,
    perLon,
    perLat,
    width: mapWidth,
    height: Math.ceil((north - south) * perLat + 2 * margin),
  };
}

function pathOf(ring: readonly (readonly [number, number])[], frame: MapFrame, tolerance: number): string {
  const points = ring.map(([lon, lat]) => pointOnMap(frame, { lat, lon }));
  const kept = simplifyRing(withoutRepeats(points), tolerance);
  return kept.length < 3 ? '' : `M${kept.map(({ x, y }) => `${x},${y}`).join('L')}Z`;
}

function withoutRepeats(points: readonly MapPoint[]): readonly MapPoint[] {
  return points.filter((point, at) => {
    const before = points.at(at - 1);
    return points.length === 1 || point.x !== before?.x || point.y !== before?.y;
  });
}
