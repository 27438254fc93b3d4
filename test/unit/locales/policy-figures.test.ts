import { describe, expect, it } from 'vitest';
import { localeEntries, namespacesOf, ownTexts } from '../../../tools/locale-texts.ts';
import { createTranslator } from '../../../web/src/i18n/create-translator.ts';
import { createFormatters } from '../../../web/src/i18n/formatters.ts';
import { localeOf } from '../../../web/src/i18n/locale.ts';

/** Ages that regions decide, as a text might fix them. */
const fixedAge = /(?<!\d)1[3-6](?!\d)|tretton|sexton|thirteen|sixteen/i;
/** The chapter of a law is no age. */
const withoutChapters = (text: string) => text.replaceAll(/\d+ kap\.|chapter \d+/g, '');
/** A sentence on changes that says "two": other things are done twice. */
const fixedChanges = (text: string) =>
  text
    .split(/(?<=[.!?؟])\s/)
    .some((sentence) => /byt|chang|تغيير/i.test(sentence) && /två|twice|two|مرتين|تغييرين/i.test(sentence));
/** The law's figures are told as the law's; a plural form for two is chosen by the count. */
const mayTell = (key: string) => key === 'listing.changesByLaw' || key.endsWith('_two');

const all = localeEntries.flatMap(({ tag }) =>
  namespacesOf(tag).flatMap((namespace) =>
    [...ownTexts(tag, namespace)].map(([key, text]) => ({ tag, namespace, key, text })),
  ),
);
const plain = (text: string) => text.replace(/[\u2066-\u2069]/g, '');

describe('what a region decides stands in no text', () => {
  it('no age', () => {
    expect(all.filter(({ text }) => fixedAge.test(withoutChapters(text)))).toEqual([]);
  });

  it('no number of changes, but where the law is told', () => {
    const fixed = all.filter(({ text }) => fixedChanges(text));
    expect(fixed.filter(({ key }) => !mayTell(key))).toEqual([]);
    expect(fixed.filter(({ key }) => key === 'listing.changesByLaw').map(({ tag }) => tag)).toEqual(
      localeEntries.map(({ tag }) => tag),
    );
  });
});

describe.each(localeEntries)('$tag', ({ tag }) => {
  const { t } = createTranslator(tag);
  const fmt = createFormatters(localeOf(tag));
  const told = (count: number, months: number) =>
    plain(t('info:listing.changes', { count, period: t('info:listing.period', { count: months }) }));

  it('tells whatever figures are decided', () => {
    for (const [count, months] of [
      [1, 1],
      [2, 12],
      [3, 6],
      [4, 24],
    ] as const) {
      const text = told(count, months);
      expect(text).not.toMatch(/[{}]|:/);
      if (count > 2) expect(text).toContain(String(count));
      if (months > 2) expect(text).toContain(String(months));
    }
    for (const ages of [['15'], ['13', '14', '15']]) {
      const text = plain(t('start:who.teen', { ages: fmt.anyOf(ages) }));
      for (const age of ages) expect(text).toContain(age);
      expect(text).not.toMatch(/[{}]/);
    }
  });
});

it('Arabic counts as Arabic does', () => {
  const { t } = createTranslator('ar');
  const periods = [1, 2, 6, 12].map((count) => plain(t('info:listing.period', { count })));
  expect(periods).toEqual(['شهر واحد', 'شهرين', '6 أشهر', '12 شهرًا']);
  expect([1, 2, 3, 11].map((count) => plain(t('info:listing.changes', { count, period: '' })))).toEqual([
    expect.stringContaining('مرة واحدة'),
    expect.stringContaining('مرتين'),
    expect.stringContaining('3 مرات'),
    expect.stringContaining('11 مرة'),
  ]);
});
