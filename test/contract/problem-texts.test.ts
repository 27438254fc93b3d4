import { describe, expect, test } from 'vitest';
import { type ProblemSlug, problemStatus } from '#contract/problems.ts';
import { chooseLocale } from '#http/choose-locale.ts';
import { problemText, problemTexts } from '#http/problem-texts.ts';
import locales from '#locales/locales.json' with { type: 'json' };

const slugs = Object.keys(problemStatus) as ProblemSlug[];
const tags = locales.map(({ tag }) => tag);
/** What a text may have filled in, by problem. */
const filledIn: Partial<Record<ProblemSlug, readonly string[]>> = {
  'rechoice-limit-reached': ['{{nextAllowedOn}}'],
};

test('every locale has its problem texts in the functions', () => {
  expect(Object.keys(problemTexts).toSorted()).toEqual(tags.toSorted());
});

/** A locale's own text, or that of the locale it lays itself over, as long as the language is the same. */
function writtenIn(tag: string, slug: ProblemSlug, part: 'title' | 'detail'): string | undefined {
  const locale = locales.find((one) => one.tag === tag);
  const base = locales.find((one) => one.tag === locale?.base && one.lang === locale.lang);
  return problemTexts[tag]?.[slug]?.[part] ?? (base && writtenIn(base.tag, slug, part));
}

describe.each(tags)('%s', (tag) => {
  test('has texts for no other problems', () => {
    for (const [slug, texts] of Object.entries(problemTexts[tag] ?? {})) {
      expect(slugs).toContain(slug);
      for (const part of Object.keys(texts ?? {})) expect(['title', 'detail']).toContain(part);
    }
  });

  test.each(slugs)('tells %s in its own language, with nothing left open', (slug) => {
    for (const part of ['title', 'detail'] as const) {
      const written = writtenIn(tag, slug, part) ?? '';
      expect(written.trim()).not.toBe('');
      const placeholders = written.match(/\{\{[^}]*\}\}/g) ?? [];
      for (const placeholder of placeholders) expect(filledIn[slug] ?? []).toContain(placeholder);
      const told = problemText(slug, part, chooseLocale(tag), { nextAllowedOn: '2027-02-28' });
      expect(told).not.toMatch(/[{}<>]/);
    }
  });

  test('writes out the date of the next change', () => {
    const told = problemText('rechoice-limit-reached', 'detail', chooseLocale(tag), {
      nextAllowedOn: '2027-02-28',
    });
    expect(told).toMatch(/2027|٢٠٢٧/);
    expect(told).not.toContain('2027-02-28');
  });
});
