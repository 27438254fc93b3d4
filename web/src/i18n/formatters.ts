import type { Locale } from './locale.ts';

const TIME_ZONE = 'Europe/Stockholm';
const LEFT_TO_RIGHT_ISOLATE = '\u2066';
const FIRST_STRONG_ISOLATE = '\u2068';
const POP_DIRECTIONAL_ISOLATE = '\u2069';

/** Where a language's default conventions are not Sweden's: English as in Europe (day before month, 24 hours). */
const conventions: Readonly<Record<string, string>> = { en: 'en-GB' };

/**
 * Everything a page shows that is not a sentence: made on the server by Node's full ICU, never in the browser (Chromium
 * answers in English for many of our languages). Dates may be local (`2026-11-21`) or instants (ISO 8601, UTC); both are
 * shown in Europe/Stockholm, in the Gregorian calendar, with the digits 0–9.
 */
export interface Formatters {
  /** 21 november 2026 */
  date(date: string): string;
  /** lördag 21 november 2026 */
  weekdayDate(date: string): string;
  /** 14:32; of an instant, or of a local time `HH:MM`. Isolated left to right in a right-to-left language. */
  time(instant: string): string;
  /** 08:00–17:00, never turned around in a right-to-left language. */
  timeRange(from: string, to: string): string;
  /** måndag; ISO weekday 1–7 */
  weekday(day: number): string;
  /** 1 250 */
  number(value: number): string;
  /** 2,3 km, in the language's own abbreviation; isolated in a right-to-left language. Input: km. */
  distance(km: number): string;
  /** svenska, arabiska och finska */
  list(items: readonly string[]): string;
  /** 13, 14 eller 15 */
  anyOf(items: readonly string[]): string;
  /** Name of a language in this language; in Swedish, then as its code, where ICU has none. */
  languageName(code: string): string;
  /** Names of languages with their codes, sorted as this language sorts. */
  languageNames(codes: readonly string[]): { code: string; name: string }[];
  /** Data that reads left to right (phone, number, code) inside a right-to-left sentence. Unchanged elsewhere. */
  isolate(text: string): string;
}

/** Noon UTC of a local date is the same date in Stockholm, summer and winter. */
function instantOf(date: string): Date {
  return new Date(/^\d{4}-\d{2}-\d{2}$/.test(date) ? `${date}T12:00:00Z` : date);
}

/** The local date of an instant, ISO: what is shown when ICU does not have the language. */
function isoDate(instant: Date): string {
  return new Intl.DateTimeFormat('sv', { timeZone: TIME_ZONE, dateStyle: 'short' }).format(instant);
}

/**
 * A date formatter that answers in the language asked for or not at all: ICU silently falls back to another language,
 * and some languages default to another calendar or other digits.
 */
function dateFormat(tag: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat | undefined {
  const format = new Intl.DateTimeFormat(tag, {
    ...options,
    calendar: 'gregory',
    numberingSystem: 'latn',
    timeZone: TIME_ZONE,
  });
  const got = format.resolvedOptions();
  const asAsked =
    speaks(got.locale, tag) &&
    got.calendar === 'gregory' &&
    got.numberingSystem === 'latn' &&
    got.timeZone === TIME_ZONE;
  return asAsked ? format : undefined;
}

/** Whether what ICU resolved to is the language that was asked for. */
function speaks(resolved: string, asked: string): boolean {
  return new Intl.Locale(resolved).language === new Intl.Locale(asked).language;
}

const inWords = { day: 'numeric', month: 'long', year: 'numeric' } as const;
const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;

function datesIn(tag: string) {
  const date = dateFormat(tag, inWords);
  const weekdayDate = dateFormat(tag, { ...inWords, weekday: 'long' });
  const weekday = dateFormat(tag, { weekday: 'long' });
  // A time of day is digits only: where ICU lacks the language, Swedish prints the same.
  const time = dateFormat(tag, clock) ?? new Intl.DateTimeFormat('sv', { ...clock, timeZone: TIME_ZONE });
  return {
    date: (text: string) => date?.format(instantOf(text)) ?? isoDate(instantOf(text)),
    weekdayDate: (text: string) => weekdayDate?.format(instantOf(text)) ?? isoDate(instantOf(text)),
    // 5 January 1970 was a Monday.
    weekday: (day: number) => weekday?.format(new Date(Date.UTC(1970, 0, 4 + day, 12))) ?? String(day),
    time: (text: string) => (/^\d{2}:\d{2}$/.test(text) ? text : time.format(new Date(text))),
  };
}

function languageNamesIn(tag: string) {
  const own = new Intl.DisplayNames(tag, { type: 'language', fallback: 'none' });
  const swedish = new Intl.DisplayNames('sv', { type: 'language', fallback: 'none' });
  const known = speaks(own.resolvedOptions().locale, tag);
  return (code: string): string => (known ? own.of(code) : undefined) ?? swedish.of(code) ?? code;
}

/** Numbers, distances and enumerations; written as in Swedish where ICU lacks the language. */
function numbersIn(tag: string) {
  const known = speaks(new Intl.NumberFormat(tag).resolvedOptions().locale, tag);
  const number = new Intl.NumberFormat(known ? tag : 'sv', { numberingSystem: 'latn' });
  const distance = new Intl.NumberFormat(known ? tag : 'sv', {
    numberingSystem: 'latn',
    style: 'unit',
    unit: 'kilometer',
    maximumFractionDigits: 1,
  });
  const listed = (type: 'conjunction' | 'disjunction') => {
    const format = new Intl.ListFormat(tag, { style: 'long', type });
    return (items: readonly string[]) => (known ? format.format(items) : items.join(', '));
  };
  return {
    number: (value: number) => number.format(value),
    distance: (km: number) => distance.format(km),
    list: listed('conjunction'),
    anyOf: listed('disjunction'),
  };
}

/** The formatters of a locale. Make them once and keep them: they hold no state. */
export function createFormatters(locale: Pick<Locale, 'lang' | 'dir'>): Formatters {
  const tag = conventions[locale.lang] ?? locale.lang;
  const dates = datesIn(tag);
  const numbers = numbersIn(tag);
  const languageName = languageNamesIn(tag);
  const collator = new Intl.Collator(tag);
  const wrap = (text: string, mark: string) =>
    locale.dir === 'rtl' ? mark + text + POP_DIRECTIONAL_ISOLATE : text;
  const isolate = (text: string) => wrap(text, LEFT_TO_RIGHT_ISOLATE);

  return {
    ...dates,
    ...numbers,
    time: (instant) => isolate(dates.time(instant)),
    timeRange: (from, to) => isolate(`${dates.time(from)}–${dates.time(to)}`),
    distance: (km) => wrap(numbers.distance(km), FIRST_STRONG_ISOLATE),
    languageName,
    languageNames: (codes) =>
      codes
        .map((code) => ({ code, name: languageName(code) }))
        .toSorted((a, b) => collator.compare(a.name, b.name)),
    isolate,
  };
}
