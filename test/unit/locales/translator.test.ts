import { describe, expect, it } from 'vitest';
import {
  isStaffNamespace,
  localeEntries,
  namespacesOf,
  ownTexts,
  pluralOf,
  readTexts,
  stemOf,
} from '../../../tools/locale-texts.ts';
import { createTranslator } from '../../../web/src/i18n/create-translator.ts';
import { findLocale, localeOf, locales } from '../../../web/src/i18n/locale.ts';
import type { TextKey } from '../../../web/src/i18n/text-key.ts';

const plain = (text: string) => text.replace(/[\u2066-\u2069]/g, '');

describe('locales', () => {
  it('resolve a tag to a language that Intl takes, an audience and a chain to the source', () => {
    expect(localeOf('sv-ung')).toMatchObject({
      lang: 'sv',
      audience: 'young',
      dir: 'ltr',
      chain: ['sv-ung', 'sv'],
    });
    expect(localeOf('en-easy')).toMatchObject({
      lang: 'en',
      audience: 'easy',
      chain: ['en-easy', 'en', 'sv'],
    });
    expect(localeOf('ar')).toMatchObject({ lang: 'ar', dir: 'rtl', chain: ['ar', 'sv'], state: 'machine' });
    for (const { lang } of locales) expect(Intl.getCanonicalLocales(lang)).toEqual([lang]);
  });

  it('know no other tag', () => {
    expect(findLocale('sv-SE')).toBeUndefined();
    expect(() => localeOf('xx')).toThrow('No such locale');
    expect(() => createTranslator('__proto__')).toThrow('No such locale');
  });

  it('call nothing reviewed that nobody reviewed', () => {
    expect(locales.filter(({ state }) => state === 'reviewed')).toEqual([]);
    expect(locales.filter(({ state }) => state === 'source').map(({ tag }) => tag)).toEqual(['sv']);
  });
});

describe('texts by locale', () => {
  it('an overlay answers with its own text, else with its base, and says from where', () => {
    const key: TextKey = 'problems:not-signed-in.title';
    expect(ownTexts('sv-latt', 'problems').has('not-signed-in.title')).toBe(false);
    expect(createTranslator('sv-latt').lookup(key)).toEqual({
      text: 'Du behöver logga in',
      lang: 'sv',
      dir: 'ltr',
      fellBack: false,
      from: 'sv',
    });
    expect(createTranslator('sv-latt').lookup('problems:not-signed-in.detail').from).toBe('sv-latt');
    expect(createTranslator('en-easy').lookup(key)).toMatchObject({
      lang: 'en',
      fellBack: false,
      from: 'en',
    });
  });

  it('a text that no layer has is shown as its key, marked as no language', () => {
    // @ts-expect-error: no such key, which is what the type is for.
    const found = createTranslator('ar').lookup('common:noSuchKey');
    expect(found).toMatchObject({ text: 'common:noSuchKey', lang: 'zxx', fellBack: true });
  });

  it('fills in values and leaves them unescaped in left-to-right languages', () => {
    const { t } = createTranslator('sv');
    expect(t('choose:careUnit', { careUnit: 'Å & Ö <vårdcentral>' })).toBe('Du väljer Å & Ö <vårdcentral>');
  });

  it('isolates values in Arabic, so that a Swedish name cannot turn the sentence around', () => {
    const { t } = createTranslator('ar');
    expect(t('choose:careUnit', { careUnit: 'Falu vårdcentral 1' })).toBe(
      'أنت تختار \u2068Falu vårdcentral 1\u2069',
    );
  });

  it('does not fill in what a value itself contains', () => {
    const { t } = createTranslator('sv');
    expect(t('choose:careUnit', { careUnit: '$t(common:back) {{x}}' })).toContain('$t(common:back)');
  });

  it('picks the plural form of each language', () => {
    const left = (tag: string, count: number) =>
      plain(createTranslator(tag).t('choose:counts.left', { count }));
    expect([left('sv', 1), left('sv', 2)]).toEqual([
      'Efter det har du 1 byte kvar.',
      'Efter det har du 2 byten kvar.',
    ]);
    expect(new Set([0, 1, 2, 3, 11, 100].map((count) => left('ar', count))).size).toBe(6);
    expect(left('ar', 2)).toBe('بعد ذلك يبقى لديك تغييران.');
    expect(left('sv-latt', 1)).toBe(left('sv', 1));
  });

  it.each(localeEntries)('$tag: every Swedish key has a text, and none is left with braces', ({ tag }) => {
    const { lookup } = createTranslator(tag);
    for (const namespace of namespacesOf('sv'))
      for (const [key, text] of readTexts('sv', namespace)) {
        const names = [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => [match[1] ?? '', 'x']);
        const params = { ...Object.fromEntries(names), ...(pluralOf(key) && { count: 2 }) };
        const found = lookup(`${namespace}:${stemOf(key)}` as TextKey, params);
        // The staff part is written in Swedish and English; elsewhere it falls back, marked.
        const isWritten = tag !== 'ar' || !isStaffNamespace(namespace);
        expect(found).toMatchObject({ fellBack: !isWritten });
        expect(found.text).not.toMatch(/\{\{|\}\}/);
      }
  });
});
