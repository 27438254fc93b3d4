import type { Change, PersonListing } from './listing.ts';
import type { Policy } from './policy.ts';
import { addMonths, localDate, subtractMonths } from './stockholm-time.ts';

/** How many changes of unit are used and left, and when each used one comes back (local dates). */
export interface ChangeCount {
  readonly limit: number;
  readonly windowMonths: number;
  readonly used: number;
  readonly left: number;
  /** Only when none is left: the first date on which one is free, from the time of day of the change that falls out. */
  readonly nextAllowedOn?: string;
  /** One date for each change used, earliest first. */
  readonly comeBackOn: readonly string[];
}

/**
 * The start of the window that ends at `now`: so many calendar months earlier at the same local time of day. A change
 * at that very instant has fallen out (rules: now − 12 months < change ≤ now).
 */
export function windowStart(policy: Policy, now: Date): Date {
  return subtractMonths(now, policy.changes.windowMonths);
}

/**
 * Counts the changes of unit in the rolling window: at most two in twelve months (HSL 7 kap. 3 a §, patientlagen
 * 9 kap. 1 §). By the instant of the decision, not of its effect. A pending choice counts while it stands; it leaves
 * `changes` when it is cancelled or replaced. Changes of doctor, first listings and moves that nobody chose never
 * enter `changes`.
 */
export function countChanges(
  listing: Pick<PersonListing, 'changes'>,
  policy: Policy,
  now: Date,
): ChangeCount {
  const { limit, windowMonths } = policy.changes;
  const counted = changesInWindow(listing.changes, policy, now);
  const comeBackOn = counted.map((change) => comesBackOn(change, windowMonths)).toSorted();
  const used = counted.length;
  const nextAllowedOn = used >= limit ? comeBackOn[used - limit] : undefined;
  return {
    limit,
    windowMonths,
    used,
    left: Math.max(0, limit - used),
    ...(nextAllowedOn === undefined ? {} : { nextAllowedOn }),
    comeBackOn,
  };
}

/** The changes that still count at `now`, oldest first. */
export function changesInWindow(changes: readonly Change[], policy: Policy, now: Date): Change[] {
  const start = windowStart(policy, now).toISOString();
  return changes.filter((change) => change.at > start && change.at <= now.toISOString());
}

/**
 * The changes without the one that a pending choice is: that one goes when the choice is cancelled or replaced
 * (rules: a change cancelled before it took effect is not counted).
 */
export function changesWithoutPending({ changes, pending }: PersonListing): readonly Change[] {
  if (!pending?.receipt.counted) return changes;
  return changes.filter((change) => change.at !== pending.receipt.chosenAt);
}

/**
 * The first local date on which the change has fallen out of the window. A day that the month lacks is passed when
 * the next month begins: what was changed on 29 February comes back on 1 March of a year without one.
 */
function comesBackOn(change: Change, windowMonths: number): string {
  const changedOn = localDate(new Date(change.at));
  const back = addMonths(changedOn, windowMonths);
  if (back.slice(8) === changedOn.slice(8)) return back;
  return `${addMonths(back, 1).slice(0, 7)}-01`;
}
