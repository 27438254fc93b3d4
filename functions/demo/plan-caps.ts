import type { CapExemption } from '#domain/cap-exemption.ts';
import type { DatedCap } from '#domain/capacity.ts';
import type { CapDecision } from '#domain/roster.ts';
import { addDays, midnightOf } from '#domain/stockholm-time.ts';
import type { Draw } from './draw.ts';

export interface PlannedCap {
  readonly caps: readonly DatedCap[];
  readonly decision: CapDecision;
}

type CapKind = 'full' | 'fewPlaces' | 'roomy' | 'coming' | 'ended';

/** What the capped units show, in this order, for three of ten units. */
const kinds: readonly CapKind[] = [
  'full',
  'fewPlaces',
  'full',
  'fewPlaces',
  'roomy',
  'full',
  'coming',
  'ended',
  'fewPlaces',
];

/**
 * Invents the region's decisions that limit listing: each has a number and a period, and its figure is such that the
 * unit is full, nearly full, or has room; one comes into force soon, one has run out.
 *
 * @param careUnitIds units that may be capped
 * @param taken people listed at a unit
 * @param exemptions whom each of them lets past, by the region's policy
 */
export function planCaps(
  careUnitIds: readonly string[],
  taken: (careUnitId: string) => number,
  today: string,
  draw: Draw,
  exemptions: readonly CapExemption[],
): ReadonlyMap<string, PlannedCap> {
  const count = Math.min(kinds.length, Math.ceil(careUnitIds.length * 0.3));
  const capped = draw.shuffled(careUnitIds).slice(0, count);
  return new Map(
    capped.map((careUnitId, at) => {
      const kind = kinds[at] ?? 'full';
      const planned = planCap(kind, taken(careUnitId), `${today.slice(0, 4)}/${at + 101}`, today, draw);
      const caps = planned.caps.map((cap) => (cap.value === null ? cap : { ...cap, exemptions }));
      return [careUnitId, { ...planned, caps }];
    }),
  );
}

function planCap(kind: CapKind, taken: number, number: string, today: string, draw: Draw): PlannedCap {
  const from = addDays(today, kind === 'coming' ? 14 : -draw.whole(60, 150));
  const through = addDays(today, kind === 'ended' ? -10 : draw.whole(60, 200));
  const room = kind === 'fewPlaces' ? 1 : kind === 'roomy' ? Math.ceil(taken * 0.2) + 5 : 0;
  return {
    caps: [
      { from: midnightOf(from).toISOString(), value: taken + room },
      { from: midnightOf(addDays(through, 1)).toISOString(), value: null },
    ],
    decision: { from, through, decisionNumber: `DEMO ${number}` },
  };
}
