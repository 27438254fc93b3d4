import type { CapDecision } from './roster.ts';
import { localDate } from './stockholm-time.ts';

/** How many days before a cap's last day staff are reminded. */
export const remindedBefore = [60, 30, 7] as const;

/** A task for the unit's manager and the region: a cap is about to end. A type alias: it is said in an event. */
export type CapReminder = {
  readonly careUnitId: string;
  readonly decisionNumber: string;
  /** The cap's last local date. */
  readonly through: string;
  readonly daysBefore: (typeof remindedBefore)[number];
  readonly givenAt: string;
};

/** One reminder a last day and number of days: giving it twice is giving it once. */
export function reminderId({ through, daysBefore }: Pick<CapReminder, 'through' | 'daysBefore'>): string {
  return `CAPEND#${through}#${String(daysBefore).padStart(2, '0')}`;
}

/**
 * The reminders due on the local date of an instant, for the periods that a unit tells: of each that has a last day
 * ahead, the nearest of 60, 30 and 7 days that has been reached. One that was missed is not made up for by a later one.
 */
export function dueReminders(
  careUnitId: string,
  told: readonly CapDecision[],
  now: Date,
): readonly CapReminder[] {
  const today = localDate(now);
  return told.flatMap(({ through, decisionNumber }) => {
    if (through === undefined || through < today) return [];
    const left = daysBetween(today, through);
    const daysBefore = remindedBefore.toReversed().find((days) => left <= days);
    if (daysBefore === undefined) return [];
    return [{ careUnitId, decisionNumber, through, daysBefore, givenAt: now.toISOString() }];
  });
}

/**
 * The reminders that still speak of something: the cap ends on that day, and the day has not gone by. Of several
 * for one last day, the latest given.
 */
export function remindersNow(
  reminders: readonly CapReminder[],
  told: readonly CapDecision[],
  now: Date,
): readonly (CapReminder & { readonly daysLeft: number })[] {
  const today = localDate(now);
  return reminders
    .filter(({ through }) => through >= today && told.some((cap) => cap.through === through))
    .filter(
      (one) => !reminders.some((other) => other.through === one.through && other.daysBefore < one.daysBefore),
    )
    .map((one) => ({ ...one, daysLeft: daysBetween(today, one.through) }));
}

/** Whole days from one local date to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}
