import { capAt } from './admission.ts';
import type { CapTerms } from './cap-application.ts';
import type { Capacity } from './capacity.ts';
import { midnightOf } from './stockholm-time.ts';

/** Free places as a range: an exact count of another unit is nobody's business here. */
export type PlacesBand = 'none' | 'under10' | 'from10to49' | 'from50' | 'unlimited';

/** What a cap would do on its first day, if nobody is listed or leaves until then. */
export interface CapSimulation {
  readonly taken: number;
  /** The cap in force at the moment before; `null`: not limited. */
  readonly capBefore: number | null;
  readonly capAfter: number;
  /** Free places before and after; `null`: not limited. Never below none. */
  readonly freeBefore: number | null;
  readonly freeAfter: number;
  /** Free places that the decision takes away, or adds; absent where there was no limit before. */
  readonly closed?: number;
  readonly opened?: number;
  /** Listed above the number: they all stay listed. */
  readonly above: number;
  readonly waiting: number;
  readonly nearby: readonly NearbySimulation[];
}

export interface NearbySimulation {
  readonly careUnitId: string;
  readonly name: string;
  readonly distanceKm: number;
  readonly free: PlacesBand;
}

/** A unit near by, as far as the simulation needs it. */
export interface NearbyUnit {
  readonly name: string;
  readonly distanceKm: number;
  readonly capacity: Pick<Capacity, 'careUnitId' | 'taken' | 'caps' | 'waiting'>;
}

/** Says what terms would do: places opened or closed, who waits, where else there is room. Changes nothing. */
export function simulateCap(
  capacity: Pick<Capacity, 'taken' | 'caps' | 'waiting'>,
  terms: Pick<CapTerms, 'number' | 'from'>,
  nearby: readonly NearbyUnit[],
  now: Date,
): CapSimulation {
  const start = midnightOf(terms.from);
  const capBefore = capAt(capacity, start > now ? new Date(start.getTime() - 1) : now);
  const { taken, waiting } = capacity;
  const freeBefore = capBefore === null ? null : free(capBefore, taken);
  const freeAfter = free(terms.number, taken);
  const change = freeBefore === null ? undefined : freeAfter - freeBefore;
  return {
    taken,
    capBefore,
    capAfter: terms.number,
    freeBefore,
    freeAfter,
    ...(change !== undefined && change < 0 && { closed: -change }),
    ...(change !== undefined && change > 0 && { opened: change }),
    above: Math.max(0, taken - terms.number),
    waiting,
    nearby: nearby
      .toSorted((a, b) => a.distanceKm - b.distanceKm)
      .map((unit) => ({
        careUnitId: unit.capacity.careUnitId,
        name: unit.name,
        distanceKm: unit.distanceKm,
        free: bandOf(unit.capacity, start > now ? start : now),
      })),
  };
}

/** Free places in a range; a unit where people wait has none. */
export function bandOf(capacity: Pick<Capacity, 'taken' | 'caps' | 'waiting'>, at: Date): PlacesBand {
  if (capacity.waiting > 0) return 'none';
  const cap = capAt(capacity, at);
  if (cap === null) return 'unlimited';
  const places = free(cap, capacity.taken);
  if (places === 0) return 'none';
  if (places < 10) return 'under10';
  return places < 50 ? 'from10to49' : 'from50';
}

function free(cap: number, taken: number): number {
  return Math.max(0, cap - taken);
}
