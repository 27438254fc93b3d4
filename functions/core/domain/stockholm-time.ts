/**
 * Local time in Europe/Stockholm by `Intl` alone. An instant is a `Date`; a local date is `YYYY-MM-DD`.
 * Nothing here reads a clock: every instant is an argument.
 */

const formatter = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Stockholm',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

const day = 86_400_000;

/** The instant's wall clock, written as if it were UTC: only its difference from the instant means anything. */
function wallClock(instant: Date): number {
  const part: Record<string, number> = {};
  for (const { type, value } of formatter.formatToParts(instant)) part[type] = Number(value);
  const { year = 0, month = 1, day: date = 1, hour = 0, minute = 0, second = 0 } = part;
  const milliseconds = ((instant.getTime() % 1000) + 1000) % 1000;
  return Date.UTC(year, month - 1, date, hour, minute, second, milliseconds);
}

/**
 * The instant at which the wall clock shows `wall` (a wall clock written as UTC). A time that comes twice (October)
 * is its first; a time that never comes (March) is as much later as the clock jumped.
 */
function instantOfWallClock(wall: number): Date {
  const before = wall - (wallClock(new Date(wall - day)) - (wall - day));
  const after = wall - (wallClock(new Date(wall + day)) - (wall + day));
  // `before` uses the offset of the day before. It shows `wall` when the time exists under that offset; else the
  // change of clock lies between, and the offset of the day after is the one.
  if (wallClock(new Date(before)) === wall) return new Date(before);
  if (wallClock(new Date(after)) === wall) return new Date(after);
  return new Date(before);
}

/** The local date of an instant. */
export function localDate(instant: Date): string {
  return dateOf(wallClock(instant));
}

/** The instant at which a local date begins: 22:00 or 23:00 UTC the day before. */
export function midnightOf(date: string): Date {
  return instantOfWallClock(utcOf(date));
}

/** The first local midnight strictly after an instant: when a choice takes effect (policy `effect: next-day`). */
export function nextMidnight(now: Date): Date {
  return midnightOf(addDays(localDate(now), 1));
}

/** The date so many calendar days later (or earlier). */
export function addDays(date: string, days: number): string {
  return dateOf(utcOf(date) + days * day);
}

/**
 * The same day so many months later (or earlier); where the month has no such day, its last
 * (lag 1930:173 om beräkning av lagstadgad tid, 1 §).
 */
export function addMonths(date: string, months: number): string {
  const { year, month, day: dayOfMonth } = partsOf(date);
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return dateOf(Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), Math.min(dayOfMonth, last)));
}

/** The same day so many years later: 29 February becomes 28 February in a year without one. */
export function addYears(date: string, years: number): string {
  return addMonths(date, years * 12);
}

/** The same local date and time of day so many calendar months earlier; 29 February becomes 28 February. */
export function subtractMonths(instant: Date, months: number): Date {
  const wall = wallClock(instant);
  const date = dateOf(wall);
  return instantOfWallClock(utcOf(addMonths(date, -months)) + (wall - utcOf(date)));
}

/** Whether the text is a date that exists, as `YYYY-MM-DD`. */
export function isDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && dateOf(utcOf(text)) === text;
}

function partsOf(date: string): { year: number; month: number; day: number } {
  return { year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)), day: Number(date.slice(8, 10)) };
}

function utcOf(date: string): number {
  const { year, month, day: dayOfMonth } = partsOf(date);
  return Date.UTC(year, month - 1, dayOfMonth);
}

function dateOf(wall: number): string {
  return new Date(wall).toISOString().slice(0, 10);
}
