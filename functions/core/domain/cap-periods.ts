import { datedAt } from './admission.ts';
import type { CapExemption } from './cap-exemption.ts';
import type { DatedCap } from './capacity.ts';
import type { CapDecision } from './roster.ts';
import { addDays, midnightOf } from './stockholm-time.ts';

/** A cap, or the lifting of one (`null`), from a local date through another, both inclusive. */
export interface CapPeriod {
  readonly value: number | null;
  /** Who may be listed past it; nobody where it is absent or empty. */
  readonly exemptions?: readonly CapExemption[];
  readonly from: string;
  readonly through?: string;
}

/**
 * The dated caps after a decision: its value for its period, and what held before outside it. A period that begins
 * today begins at the instant of the decision: no decision reaches back in time.
 */
export function withCapPeriod(caps: readonly DatedCap[], period: CapPeriod, now: Date): DatedCap[] {
  const from = later(midnightOf(period.from), now).toISOString();
  const until = period.through && midnightOf(addDays(period.through, 1)).toISOString();
  const before = caps.filter((cap) => cap.from < from);
  const { value, exemptions = [] } = period;
  const own: DatedCap = { from, value, ...(exemptions.length > 0 && { exemptions }) };
  if (until === undefined) return [...before, own];
  const after = caps.filter((cap) => cap.from > until);
  return [...before, own, { value: null, ...datedAt(caps, new Date(until)), from: until }, ...after];
}

/** The periods that the unit page tells, after a decision on one application's cap: the newest first, it prevails. */
export function tellCap(
  told: readonly CapDecision[],
  cap: CapDecision & { readonly applicationId: string },
): CapDecision[] {
  const others = told.filter(({ applicationId }) => applicationId !== cap.applicationId);
  return cap.through !== undefined && cap.through < cap.from ? others : [cap, ...others];
}

/** Whether two periods of local dates share a day. */
export function overlaps(
  a: { readonly from: string; readonly through?: string },
  b: { readonly from: string; readonly through?: string },
): boolean {
  return (a.through === undefined || b.from <= a.through) && (b.through === undefined || a.from <= b.through);
}

function later(a: Date, b: Date): Date {
  return a > b ? a : b;
}
