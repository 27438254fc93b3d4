/** When a schedule expression of EventBridge Scheduler is due next. */

const minute = 60_000;

/**
 * @param expression `rate(15 minutes)` or `cron(minute hour day month weekday year)` with numbers, lists, ranges,
 *   steps, `*` and `?`; anything else fails
 * @param timeZone IANA name; a rate has no use for it
 */
export function nextTime(expression: string, timeZone: string, after: Date): Date {
  const rate = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression);
  if (rate) {
    const unit = { minute, hour: 60 * minute, day: 1440 * minute }[rate[2] as 'minute' | 'hour' | 'day'];
    return new Date(after.getTime() + Number(rate[1]) * unit);
  }
  const cron = /^cron\(([^)]+)\)$/.exec(expression)?.[1]?.split(' ');
  if (cron?.length !== 6)
    throw new Error(`infra/local/next-time.ts does not know the schedule ${expression}`);
  return nextCron(cron, timeZone, after);
}

function nextCron(cron: readonly string[], timeZone: string, after: Date): Date {
  const [minutes, hours, days, months, weekdays, years] = [
    readField(cron[0], 0, 59),
    readField(cron[1], 0, 23),
    readField(cron[2], 1, 31),
    readField(cron[3], 1, 12),
    readField(cron[4], 1, 7),
    readField(cron[5], 1970, 2199),
  ];
  let time = Math.floor(after.getTime() / minute) * minute + minute;
  const horizon = time + 5 * 366 * 1440 * minute;
  while (time < horizon) {
    const at = wallClock(new Date(time), timeZone);
    const onDay = days(at.day) && months(at.month) && weekdays(at.weekday) && years(at.year);
    if (onDay && hours(at.hour) && minutes(at.minute)) return new Date(time);
    // To the next full hour where the hour cannot fit; a change to or from summer time falls on a full hour.
    time += onDay && hours(at.hour) ? minute : (60 - at.minute) * minute;
  }
  throw new Error(`cron(${cron.join(' ')}) is never due`);
}

/** What a field lets through. Weekdays count from Sunday = 1, as EventBridge does. */
function readField(field = '', from: number, through: number): (value: number) => boolean {
  if (field === '*' || field === '?') return () => true;
  const allowed = new Set<number>();
  for (const part of field.split(',')) {
    const match = /^(\*|\d+)(?:-(\d+))?(?:\/(\d+))?$/.exec(part);
    if (!match) throw new Error(`infra/local/next-time.ts does not know the field ${field}`);
    const [, start = '', end, step] = match;
    const first = start === '*' ? from : Number(start);
    const last = end !== undefined ? Number(end) : step !== undefined || start === '*' ? through : first;
    for (let value = first; value <= last; value += Number(step ?? 1)) allowed.add(value);
  }
  return (value) => allowed.has(value);
}

const formats = new Map<string, Intl.DateTimeFormat>();

function wallClock(instant: Date, timeZone: string) {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      weekday: 'short',
    });
  formats.set(timeZone, format);
  const parts = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, value]));
  return {
    year: Number(parts.year),
    month: Number(parts.month),
    day: Number(parts.day),
    hour: Number(parts.hour),
    minute: Number(parts.minute),
    weekday: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'].indexOf(String(parts.weekday)) + 1,
  };
}
