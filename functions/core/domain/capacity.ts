import type { CapExemption } from './cap-exemption.ts';
import type { DoctorFacts } from './named-doctor-rules.ts';

/** A number that applies from an instant (ISO, UTC) until the next one in the list; `null` is "no limit". */
export interface DatedNumber {
  readonly from: string;
  readonly value: number | null;
}

/** A cap from an instant, with those who may be listed past it. A type alias: it is said in an event as a plain map. */
export type DatedCap = DatedNumber & {
  /** In the order of `capExemptions`, at least one; absent: nobody. */
  readonly exemptions?: readonly CapExemption[];
};

/** A doctor as far as admission needs: counters, ceilings, and the facts the rules look at. */
export interface CapacityDoctor {
  /** Current listings + pending listings + open offers. */
  readonly taken: number;
  /** The unit sets it; it blocks choosing the doctor, never listing (rules.md 2.4). */
  readonly ceilings: readonly DatedNumber[];
  readonly acceptsNew: boolean;
  readonly facts: DoctorFacts;
  /** Local dates (YYYY-MM-DD), inclusive, Europe/Stockholm. */
  readonly visibleFrom: string;
  readonly visibleThrough?: string;
  /** First and last local date at the unit; absent where patients see the doctor on the same days. */
  readonly employed?: { readonly from: string; readonly through?: string };
}

/**
 * The one item that every chooser of a unit meets: the unit's counter and those of all its doctors.
 * `rev` changes by staff acts only, so a chooser conditions on it instead of on each fact.
 */
export interface Capacity {
  readonly careUnitId: string;
  readonly taken: number;
  /** The region's dated decisions (HSL 7 kap. 3 c §). `null`: not capped. */
  readonly caps: readonly DatedCap[];
  /** Local dates, inclusive: outside them the unit is not listable (HSL 7 kap. 3 a §). */
  readonly listableFrom: string;
  readonly listableThrough?: string;
  readonly doctors: Readonly<Record<string, CapacityDoctor>>;
  /** People listed here who answered "I do not want a named doctor": a counted answer. */
  readonly declinedDoctor: number;
  /** People waiting in the unit's list, and the next place number in it. */
  readonly waiting: number;
  readonly nextSequence: number;
  /** Waiting lists of doctors, by doctor id; a doctor for whom nobody ever waited is not there. */
  readonly doctorLists?: Readonly<
    Record<string, { readonly waiting: number; readonly nextSequence: number }>
  >;
  readonly rev: number;
}
