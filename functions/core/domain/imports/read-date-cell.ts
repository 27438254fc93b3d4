import { addDays, isDate } from '#domain/stockholm-time.ts';
import { type Read, read, unread } from './read-cell.ts';

const months = ['jan', 'feb', 'mar', 'apr', 'maj', 'jun', 'jul', 'aug', 'sep', 'okt', 'nov', 'dec'];
const englishMonths = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Day 1 of a spreadsheet's calendar is 1900-01-01, and it holds a 29 February 1900 that never was. */
const dayZero = '1899-12-30';
/** 1927–2119: other numbers of five digits are more likely something else. */
const serials = { from: 10_000, through: 80_000 };

/**
 * A date, `YYYY-MM-DD`: written as ISO 8601 (with or without signs and time of day), as in Swedish (24/12 2025,
 * 24.12.2025, 24 december 2025) or as a spreadsheet's serial number. What could be two dates is refused.
 */
export function readDate(text: string): Read<string> {
  const found = fromIso(text) ?? fromWords(text) ?? fromSigns(text) ?? fromSerial(text);
  if (found === undefined) return unread('not-a-date');
  if (found === 'unclear') return unread('date-unclear');
  return isDate(found) ? read(found) : unread('not-a-date');
}

function fromIso(text: string): string | undefined {
  const [, year, sign, month, day] =
    /^(\d{4})([-/.]?)(\d{2})\2(\d{2})(?:[T ]\d{2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d{1,9})?)?)?$/.exec(text) ?? [];
  return sign === undefined ? undefined : `${year}-${month}-${day}`;
}

/** 24 december 2025, 24 dec. 2025. */
function fromWords(text: string): string | undefined {
  const [, day, word, year] =
    /^(?:den )?(\d{1,2})\.? (\p{L}{3,9})\.? (\d{4})$/u.exec(text.toLowerCase()) ?? [];
  if (!day || !word || !year) return undefined;
  const stem = word.slice(0, 3);
  const at = Math.max(months.indexOf(stem), englishMonths.indexOf(stem));
  return at < 0 ? undefined : dateOf(year, String(at + 1), day);
}

/** With a space or a point the day stands first, as in Swedish; with two slashes it may be the month. */
function fromSigns(text: string): string | 'unclear' | undefined {
  const [, day, month, year] = /^(\d{1,2})\/(\d{1,2})[ -](\d{4})$/.exec(text) ?? [];
  if (day && month && year) return dateOf(year, month, day);
  const [, first, sign, second, last] = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4})$/.exec(text) ?? [];
  if (!first || !second || !last) return undefined;
  if (sign === '.' || Number(first) > 12 || first === second) return dateOf(last, second, first);
  return 'unclear';
}

function fromSerial(text: string): string | undefined {
  const [, days] = /^(\d{5})(?:[.,]\d+)?$/.exec(text) ?? [];
  if (days === undefined) return undefined;
  const serial = Number(days);
  return serial >= serials.from && serial <= serials.through ? addDays(dayZero, serial) : undefined;
}

function dateOf(year: string, month: string, day: string): string {
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}
