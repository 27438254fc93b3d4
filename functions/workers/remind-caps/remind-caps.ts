import { findCareUnitIds } from '#store/care-unit-item.ts';
import type { Database } from '#store/database.ts';
import { saveDueReminders } from '#store/save-cap-act.ts';

/** What a run came to. */
export interface RemindingReport {
  readonly units: number;
  readonly given: number;
  readonly failed: number;
}

/**
 * Gives the reminders that are due today, 60, 30 and 7 days before a cap's last day, at every unit of the region: a task
 * for its manager and for the region. Each is given once, however often this runs; a unit that fails does not stop
 * the others.
 */
export async function remindCaps(
  database: Database,
  { now, newId }: { readonly now: Date; readonly newId: () => string },
): Promise<RemindingReport> {
  const ids = await findCareUnitIds(database);
  const report = { units: ids.length, given: 0, failed: 0 };
  for (const careUnitId of ids) {
    try {
      report.given += await saveDueReminders(database, careUnitId, { at: now, newId });
    } catch {
      report.failed += 1;
    }
  }
  return report;
}
