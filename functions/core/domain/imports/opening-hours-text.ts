import type { OpeningHours } from './read-list-cell.ts';

const days = {
  sv: ['mån', 'tis', 'ons', 'tors', 'fre', 'lör', 'sön'],
  en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
} as const;

/** Opening hours as a cell says them: "mån–fre 08:00–17:00; lör 10:00–14:00". */
export function openingHoursText(hours: readonly OpeningHours[], language: 'sv' | 'en'): string {
  return hours
    .flatMap((one) => runsOf(one.days).map((run) => ({ ...one, run })))
    .map(({ run: [first, last], opens, closes }) => {
      const names = days[language];
      const span = first === last ? names[first - 1] : `${names[first - 1]}–${names[last - 1]}`;
      return `${span} ${opens}–${closes}`;
    })
    .join('; ');
}

/** Days that follow each other, as the first and the last. */
function runsOf(weekdays: readonly number[]): [number, number][] {
  const runs: [number, number][] = [];
  for (const day of weekdays.toSorted((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last && day === last[1] + 1) last[1] = day;
    else runs.push([day, day]);
  }
  return runs;
}
