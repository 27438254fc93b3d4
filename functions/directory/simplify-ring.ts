import type { MapPoint } from './map-frame.ts';

/**
 * Leaves out the points of a closed ring that lie within `tolerance` of the line between those that stay
 * (Ramer, Douglas and Peucker). The ring is cut at its first point and the one farthest from it.
 */
export function simplifyRing(ring: readonly MapPoint[], tolerance: number): readonly MapPoint[] {
  const [first] = ring;
  if (!first || ring.length < 4 || tolerance === 0) return ring;
  const farthest = indexOfMost(ring, (point) => Math.hypot(point.x - first.x, point.y - first.y));
  const there = simplifyLine(ring.slice(0, farthest + 1), tolerance);
  const back = simplifyLine([...ring.slice(farthest), first], tolerance);
  return [...there.slice(0, -1), ...back.slice(0, -1)];
}

function simplifyLine(line: readonly MapPoint[], tolerance: number): readonly MapPoint[] {
  const [start] = line;
  const end = line.at(-1);
  if (!start || !end || line.length < 3) return line;
  const away = (point: MapPoint) => distanceToLine(point, start, end);
  const farthest = indexOfMost(line, away);
  const point = line[farthest];
  if (!point || away(point) <= tolerance) return [start, end];
  return [
    ...simplifyLine(line.slice(0, farthest + 1), tolerance).slice(0, -1),
    ...simplifyLine(line.slice(farthest), tolerance),
  ];
}

function distanceToLine(point: MapPoint, start: MapPoint, end: MapPoint): number {
  const [dx, dy] = [end.x - start.x, end.y - start.y];
  const length = Math.hypot(dx, dy);
  if (length === 0) return Math.hypot(point.x - start.x, point.y - start.y);
  return Math.abs(dy * (point.x - start.x) - dx * (point.y - start.y)) / length;
}

function indexOfMost(points: readonly MapPoint[], measure: (point: MapPoint) => number): number {
  let most = 0;
  let at = 0;
  points.forEach((point, index) => {
    const measured = measure(point);
    if (measured <= most) return;
    most = measured;
    at = index;
  });
  return at;
}
