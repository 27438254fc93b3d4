import { describe, expect, it } from 'vitest';
import terms from '#locales/terms.json' with { type: 'json' };
import { localeEntries, namespacesOf, ownTexts, readTexts, stemOf } from '../../../tools/locale-texts.ts';

type ByLanguage = Readonly<Record<string, string | undefined>>;
interface Term {
  readonly concept: string;
  readonly pattern: ByLanguage;
  readonly avoid: ByLanguage;
}
const list: readonly Term[] = terms;

const matches = (pattern: string, text: string) => new RegExp(pattern, 'iu').test(text);

/** Texts of a tag where the Swedish uses the term, with the Swedish. */
function textsWith(term: Term, tag: string) {
  return namespacesOf('sv').flatMap((namespace) => {
    const swedish = readTexts('sv', namespace);
    return [...ownTexts(tag, namespace)].flatMap(([key, text]) => {
      const source = swedish.get(key) ?? swedish.get(`${stemOf(key)}_other`) ?? '';
      return matches(term.pattern.sv ?? '$^', source) ? [{ key: `${namespace}:${key}`, source, text }] : [];
    });
  });
}

describe('one word for one thing', () => {
  it.each(list)('$concept is said with the approved word in English and Arabic', (term) => {
    for (const tag of ['en', 'ar']) {
      const pattern = term.pattern[tag] ?? '';
      expect(textsWith(term, tag).filter(({ text }) => !matches(pattern, text))).toEqual([]);
    }
  });

  it.each(list)('$concept has no rival word in any locale', (term) => {
    const found = localeEntries.flatMap(({ tag, lang }) => {
      const avoid = term.avoid[lang];
      if (avoid === undefined) return [];
      return namespacesOf(tag).flatMap((namespace) =>
        [...ownTexts(tag, namespace)]
          .filter(([, text]) => matches(avoid, text))
          .map(([key, text]) => `${tag} ${namespace}:${key} ${text}`),
      );
    });
    expect(found).toEqual([]);
  });

  it('the approved word is one that its own pattern finds', () => {
    for (const term of terms)
      for (const [lang, word] of Object.entries(term.approved))
        expect(
          matches(list.find(({ concept }) => concept === term.concept)?.pattern[lang] ?? '$^', word),
        ).toBe(true);
  });
});
