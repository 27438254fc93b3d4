import { addDays } from './stockholm-time.ts';

/** Weeks within which legality review (laglighetsprövning) can be asked for, from the announcement. */
const weeks = 3;

/**
 * The last local date on which a decision can be challenged by legality review: three weeks from the day when the
 * adjusted minutes were announced on the notice board (kommunallagen 2017:725, 13 kap. 5 §). Where that day is a
 * Saturday, a public holiday, Midsummer, Christmas or New Year's Eve, the next weekday (lag 1930:173, 2 §).
 */
export function lastDayToChallenge(announcedOn: string): string {
  let last = addDays(announcedOn, weeks * 7);
  while (isDayOff(last)) last = addDays(last, 1);
  return last;
}

/** Days of fixed date: New Year's Day, Epiphany, 1 May, 6 June, Christmas Eve to Boxing Day, New Year's Eve. */
const fixed = new Set(['01-01', '01-06', '05-01', '06-06', '12-24', '12-25', '12-26', '12-31']);

/**
 * A day on which a legal time does not run out: Saturdays, Sundays, public holidays (lag 1989:253 om allmänna
 * helgdagar), and the three eves.
 */
export function isDayOff(date: string): boolean {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  if (weekday === 0 || weekday === 6 || fixed.has(date.slice(5))) return true;
  const easter = easterSunday(Number(date.slice(0, 4)));
  // Good Friday, Easter Monday, Ascension Day. All Saints' Day and Midsummer Day are always Saturdays.
  if ([-2, 1, 39].some((days) => addDays(easter, days) === date)) return true;
  const midsummerEve = weekday === 5 && date.slice(5) >= '06-19' && date.slice(5) <= '06-25';
  return midsummerEve;
}

/** Easter Sunday by the Gregorian reckoning (Meeus, Jones and Butcher). */
function easterSunday(year: number): string {
  const a = year % 19;
  const century = Math.floor(year / 100);
  const ofCentury = year % 100;
  const d = (19 * a + century - Math.floor(century / 4) - Math.floor((8 * century + 13) / 25) + 15) % 30;
  const e = (32 + 2 * (century % 4) + 2 * Math.floor(ofCentury / 4) - d - (ofCentury % 4)) % 7;
  const f = Math.floor((a + 11 * d + 19 * e) / 433);
  const month = Math.floor((d + e - 7 * f + 90) / 25);
  const day = (d + e - 7 * f + 33 * month + 19) % 32;
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
