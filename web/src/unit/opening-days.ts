import type { DirectoryCareUnit } from '#contract/directory-schemas.ts';

type Hours = DirectoryCareUnit['openingHours'][number];

/** Days in a row with the same hours. ISO weekdays; no `times`: closed. */
export interface OpeningDays {
  readonly from: number;
  readonly through: number;
  readonly times: readonly Pick<Hours, 'opens' | 'closes'>[];
}

/** The week from Monday, days with the same hours taken together; a unit may close for lunch and open again. */
export function openingDays(openingHours: readonly Hours[]): readonly OpeningDays[] {
  const week = [1, 2, 3, 4, 5, 6, 7].map((day) => ({
    day,
    times: openingHours
      .filter(({ days }) => days.includes(day))
      .toSorted((a, b) => a.opens.localeCompare(b.opens))
      .map(({ opens, closes }) => ({ opens, closes })),
  }));
  const rows: OpeningDays[] = [];
  for (const { day, times } of week) {
    const last = rows.at(-1);
    const same = last !== undefined && JSON.stringify(last.times) === JSON.stringify(times);
    if (same) rows[rows.length - 1] = { ...last, through: day };
    else rows.push({ from: day, through: day, times });
  }
  return rows;
}
