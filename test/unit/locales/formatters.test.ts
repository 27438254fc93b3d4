import { describe, expect, it } from 'vitest';
import { createFormatters } from '../../../web/src/i18n/formatters.ts';
import { locales } from '../../../web/src/i18n/locale.ts';

const format = (lang: string, dir: 'ltr' | 'rtl' = 'ltr') => createFormatters({ lang, dir });
const sv = format('sv');
const en = format('en');
const ar = format('ar', 'rtl');
const unmarked = (text: string) => text.replace(/[\u2066-\u2069]/g, '');

/** 12 months and 7 weekdays of a language, each as the page would show it. */
const allDates = (fmt: ReturnType<typeof format>) => [
  ...Array.from({ length: 12 }, (_, month) => fmt.date(`2026-${String(month + 1).padStart(2, '0')}-15`)),
  ...Array.from({ length: 7 }, (_, day) => fmt.weekdayDate(`2026-11-${16 + day}`)),
  ...Array.from({ length: 7 }, (_, day) => fmt.weekday(day + 1)),
];
const english = /January|February|March|April|May|June|July|August|October|day\b/;

describe('dates and times of every locale', () => {
  it.each(locales)('$tag writes the year 2026, digits 0–9 and its own words', ({ lang, dir }) => {
    const fmt = format(lang, dir);
    const texts = allDates(fmt);
    for (const text of texts.slice(0, 19)) expect(text).toContain('2026');
    for (const text of texts) {
      expect(text).not.toMatch(/[\u0660-\u0669\u06f0-\u06f9]/);
      expect(text).not.toMatch(/\bM\d{2}\b/);
      expect(/\p{Script=Arabic}/u.test(text)).toBe(lang === 'ar');
      if (lang !== 'en') expect(text).not.toMatch(english);
    }
    expect(new Set(texts).size).toBe(26);
  });

  it.each(locales)('$tag resolves to its own language', ({ lang }) => {
    for (const resolved of [
      new Intl.DateTimeFormat(lang).resolvedOptions().locale,
      new Intl.PluralRules(lang).resolvedOptions().locale,
      new Intl.Collator(lang).resolvedOptions().locale,
    ])
      expect(new Intl.Locale(resolved).language).toBe(lang);
  });

  it('says dates as one says them', () => {
    expect(sv.date('2026-11-21')).toBe('21 november 2026');
    expect(sv.weekdayDate('2026-11-21')).toBe('lördag 21 november 2026');
    expect(en.date('2026-11-21')).toBe('21 November 2026');
    expect(ar.date('2026-11-21')).toBe('21 نوفمبر 2026');
    expect([sv.weekday(1), sv.weekday(7), en.weekday(1)]).toEqual(['måndag', 'söndag', 'Monday']);
  });

  it('takes the date of an instant in Stockholm, summer and winter', () => {
    expect(sv.date('2026-11-21T22:59:59Z')).toBe('21 november 2026');
    expect(sv.date('2026-11-21T23:00:00Z')).toBe('22 november 2026');
    expect(sv.date('2026-06-30T22:00:00Z')).toBe('1 juli 2026');
    expect(sv.time('2026-06-30T22:00:00Z')).toBe('00:00');
    expect(sv.time('2026-11-21T13:32:00Z')).toBe('14:32');
  });

  it('keeps a leap day and the nights when the clock changes', () => {
    expect(sv.date('2028-02-29')).toBe('29 februari 2028');
    expect([sv.time('2026-10-25T00:30:00Z'), sv.time('2026-10-25T01:30:00Z')]).toEqual(['02:30', '02:30']);
    expect([sv.time('2027-03-28T00:30:00Z'), sv.time('2027-03-28T01:30:00Z')]).toEqual(['01:30', '03:30']);
  });

  it('writes 24 hours everywhere, and isolates times in a right-to-left language', () => {
    for (const fmt of [sv, en]) expect(fmt.timeRange('08:00', '17:00')).toBe('08:00–17:00');
    expect(ar.timeRange('08:00', '17:00')).toBe('\u206608:00–17:00\u2069');
    expect(unmarked(ar.time('2026-11-21T13:32:00Z'))).toBe('14:32');
  });
});

describe('languages that ICU lacks or writes otherwise', () => {
  it.each(['fit', 'rom', 'smj', 'sma'])('%s gets ISO dates, never English ones', (lang) => {
    const fmt = format(lang);
    for (const text of allDates(fmt)) expect(text).not.toMatch(english);
    expect(fmt.list(['a', 'b', 'c'])).not.toContain('and');
    expect(fmt.anyOf(['a', 'b', 'c'])).not.toContain('or');
  });

  it('Persian, Dari and Thai keep the Gregorian year', () => {
    for (const lang of ['fa', 'prs', 'th', 'ckb'])
      for (const text of allDates(format(lang)).slice(0, 19)) expect(text).toContain('2026');
  });

  it('a language that nobody knows is dated as ISO and counted as in Swedish', () => {
    const fmt = format('fit');
    expect([
      fmt.date('2026-11-21'),
      fmt.weekday(1),
      fmt.distance(2.3),
      fmt.time('2026-11-21T13:32:00Z'),
    ]).toEqual(['2026-11-21', '1', '2,3 km', '14:32']);
  });
});

describe('numbers, distances, lists and names of languages', () => {
  it('as each language does', () => {
    expect(
      [sv.number(1250), en.number(1250), ar.number(1250)].map((text) => text.replace(/\s/g, ' ')),
    ).toEqual(['1 250', '1,250', '1,250']);
    expect([sv.distance(2.34), sv.distance(12)].map((text) => text.replace(/\s/g, ' '))).toEqual([
      '2,3 km',
      '12 km',
    ]);
    expect(ar.distance(2.3)).toMatch(/^\u20682\.3 كم\u2069$/);
    expect(sv.list(['svenska', 'finska', 'arabiska'])).toBe('svenska, finska och arabiska');
    expect([sv, en, ar].map((fmt) => fmt.anyOf(['13', '14', '15']))).toEqual([
      '13, 14 eller 15',
      '13, 14 or 15',
      '13 أو 14 أو 15',
    ]);
    expect(sv.anyOf(['15'])).toBe('15');
    expect(sv.isolate('010-490 80 00')).toBe('010-490 80 00');
    expect(ar.isolate('010-490 80 00')).toBe('\u2066010-490 80 00\u2069');
  });

  it.each(locales)('$tag names the languages of the care units in itself', ({ lang, dir }) => {
    const fmt = format(lang, dir);
    const codes = [
      'sv',
      'en',
      'ar',
      'fi',
      'so',
      'fa',
      'prs',
      'ku',
      'ti',
      'uk',
      'ru',
      'pl',
      'es',
      'de',
      'fr',
      'tr',
      'bs',
    ];
    for (const { code, name } of fmt.languageNames(codes)) {
      expect(name).not.toBe(code);
      if (lang !== 'sv') expect(name).not.toBe(sv.languageName(code));
    }
    expect(fmt.languageNames(codes)).toHaveLength(codes.length);
  });

  it('says an unknown language in Swedish, then as its code', () => {
    expect(format('fit').languageName('so')).toBe('somaliska');
    expect(sv.languageName('qaa')).toBe('qaa');
  });
});
