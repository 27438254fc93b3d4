import { describe, expect, it } from 'vitest';
import { locales } from '../../../web/src/i18n/locale.ts';
import { bestLocale } from '../../../web/src/layouts/best-locale.ts';
import { languageLinks, pathBelowLocale } from '../../../web/src/layouts/language-links.ts';

const offered = ['sv', 'sv-latt', 'sv-ung', 'en', 'ar'];

describe('the language of a reader who comes without one', () => {
  it.each([
    ['ar,en;q=0.8', 'ar'],
    ['de-DE,en-GB;q=0.7,sv;q=0.3', 'en'],
    ['en;q=0, sv;q=0.1', 'sv'],
    ['sv-SE', 'sv'],
    ['tlh', 'sv'],
    ['', 'sv'],
    [';;;q=x,,', 'sv'],
  ])('%s leads to %s', (header, tag) => expect(bestLocale(header, offered)).toBe(tag));

  it('is the first of the region where the browser says nothing', () => {
    expect(bestLocale(null, ['en', 'sv'])).toBe('en');
  });
});

describe('this page in other languages', () => {
  const swedish = locales.find(({ tag }) => tag === 'sv');
  const here = locales.filter(({ tag }) => offered.includes(tag));

  it('keeps the page and the search', () => {
    if (!swedish) throw new Error('sv is missing');
    const { languages, audiences } = languageLinks(
      new URL('https://x.example/sv/hitta?q=mora&page=2'),
      swedish,
      here,
    );
    expect(languages.map(({ href }) => href)).toEqual([
      '/sv/hitta?q=mora&page=2',
      '/en/hitta?q=mora&page=2',
      '/ar/hitta?q=mora&page=2',
    ]);
    expect(audiences.map(({ locale }) => locale.audience)).toEqual(['standard', 'easy', 'young']);
    expect(audiences.map(({ isCurrent }) => isCurrent)).toEqual([true, false, false]);
  });

  it.each([
    ['/sv/nothing?q=mora', '/en/nothing'],
    ['/sv/%3Cb%3E?x=y', '/en/'],
    ['/sv/enhet/..%2f', '/en/'],
    ['/sv/1990.01.01', '/en/'],
  ])('repeats nothing made up where there is no page: %s', (address, english) => {
    if (!swedish) throw new Error('sv is missing');
    const { languages } = languageLinks(new URL(address, 'https://x.example'), swedish, here, false);
    expect(languages.map(({ href }) => href)).toContain(english);
  });

  it('leads to the start where the address has no language of ours', () => {
    expect(pathBelowLocale('/nothing', 'sv')).toBe('/');
    expect(pathBelowLocale('/sv-ung/om', 'sv')).toBe('/');
  });
});
