import type { AccessEntry } from '#domain/access-log.ts';
import { findAccessesOfUnit } from '#store/access-log.ts';
import type { Database } from '#store/database.ts';

/** Entries of a unit and day that are read at most; a unit has some hundreds. */
const readAtMost = 2_000;

/** Everything that a unit's staff, or with REGION the region's, saw on a local date, newest first. */
export async function readAccessesOfDay(
  database: Database,
  unit: string,
  day: string,
): Promise<{ readonly entries: readonly AccessEntry[]; readonly cut: boolean }> {
  const entries: AccessEntry[] = [];
  let after: string | undefined;
  do {
    const page = await findAccessesOfUnit(database, unit, day, { limit: 500, after });
    entries.push(...page.entries);
    after = page.next;
  } while (after !== undefined && entries.length < readAtMost);
  return { entries, cut: after !== undefined };
}
