/** A dot of the map, in the map's own units. */
export interface Dot {
  readonly x: number;
  readonly y: number;
}

const ROUNDS = 80;

/** How far two dots must move from each other, and in which direction; dots at one point part sideways. */
function push(a: Dot, b: Dot, apart: number): Dot | undefined {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const distance = Math.hypot(dx, dy);
  if (distance >= apart) return undefined;
  if (distance === 0) return { x: apart / 2, y: 0 };
  const share = (apart - distance) / 2 / distance;
  return { x: dx * share, y: dy * share };
}

/**
 * Moves dots that would cover each other just far enough apart to be read. In a town a dot may so stand some kilometres
 * from its unit: the map shows roughly where, the list says exactly.
 *
 * @param apart least distance between the centres of two dots, in the map's units
 */
export function spreadDots<T extends Dot>(dots: readonly T[], apart: number): T[] {
  const moved = dots.map((dot) => ({ ...dot }));
  for (let round = 0; round < ROUNDS; round += 1) {
    let still = true;
    for (const [at, a] of moved.entries()) {
      for (const b of moved.slice(at + 1)) {
        const by = push(a, b, apart);
        if (!by) continue;
        still = false;
        Object.assign(a, { x: a.x - by.x, y: a.y - by.y });
        Object.assign(b, { x: b.x + by.x, y: b.y + by.y });
      }
    }
    if (still) break;
  }
  return moved.map((dot) => ({ ...dot, x: Math.round(dot.x * 10) / 10, y: Math.round(dot.y * 10) / 10 }));
}
