import { describe, expect, it } from 'vitest';
import { problemStatus } from '#contract/problems.ts';
import {
  isStaffNamespace,
  localeEntries,
  namespacesOf,
  ownTexts,
  placeholdersOf,
  pluralOf,
  readTexts,
  stemOf,
} from '../../../tools/locale-texts.ts';

const namespaces = namespacesOf('sv');
const complete = ['en', 'ar'];
/** Where every text longer than a label is written for its readers, not inherited. */
const core = ['start', 'choose', 'conditions', 'receipt', 'mypage', 'login', 'session', 'problems', 'errors'];
const WORDS_OF_A_LONG_TEXT = 14;

/** The staff part is Swedish and English; elsewhere it falls back. */
const isRequired = (tag: string, namespace: string) =>
  isStaffNamespace(namespace) ? tag === 'en' : complete.includes(tag);

const cases = localeEntries.flatMap((entry) =>
  namespaces.map((namespace) => ({ ...entry, namespace, own: ownTexts(entry.tag, namespace) })),
);
const stemsOf = (tag: string, namespace: string) =>
  [...new Set([...ownTexts(tag, namespace).keys()].map(stemOf))].sort();

describe('texts', () => {
  it('there are six locales and these namespaces', () => {
    expect(localeEntries.map((entry) => entry.tag)).toEqual([
      'sv',
      'sv-latt',
      'sv-ung',
      'en',
      'en-easy',
      'ar',
    ]);
    expect(namespaces).toEqual([
      'about',
      'accessibility',
      'choose',
      'common',
      'conditions',
      'errors',
      'find',
      'info',
      'login',
      'mydata',
      'mypage',
      'problems',
      'receipt',
      'session',
      'staff',
      'staff-caps',
      'staff-exemptions',
      'staff-import-faults',
      'staff-imports',
      'staff-oversight',
      'staff-people',
      'staff-planning',
      'staff-roles',
      'staff-roster',
      'staff-rules',
      'start',
      'unit',
      'waiting',
    ]);
  });

  it.each(localeEntries)('$tag has no namespace that Swedish lacks', ({ tag }) => {
    expect(namespacesOf(tag).filter((namespace) => !namespaces.includes(namespace))).toEqual([]);
  });

  it.each(cases)('$tag $namespace: every key is one of the Swedish', ({ namespace, own }) => {
    const swedish = stemsOf('sv', namespace);
    expect([...own.keys()].filter((key) => !swedish.includes(stemOf(key)))).toEqual([]);
  });

  it.each(cases.filter(({ tag, namespace }) => isRequired(tag, namespace)))(
    '$tag $namespace is complete',
    ({ tag, namespace }) => {
      expect(stemsOf(tag, namespace)).toEqual(stemsOf('sv', namespace));
    },
  );

  it.each(cases)('$tag $namespace: texts are filled with what the Swedish is', ({ namespace, own }) => {
    const swedish = readTexts('sv', namespace);
    const wrong = [...own].filter(([key, text]) => {
      const source = swedish.get(key) ?? swedish.get(`${stemOf(key)}_other`) ?? '';
      const allowed = placeholdersOf(source);
      const form = pluralOf(key);
      // The forms for none, one and two may say the number in words.
      if (form !== undefined && form !== 'other')
        return placeholdersOf(text).some((name) => !allowed.includes(name));
      return placeholdersOf(text).join() !== allowed.join();
    });
    expect(wrong).toEqual([]);
  });

  it.each(cases)('$tag $namespace: plurals have the forms of $lang', ({ lang, own }) => {
    const forms = new Intl.PluralRules(lang).resolvedOptions().pluralCategories.toSorted();
    const plurals = Map.groupBy(
      [...own.keys()].filter((key) => pluralOf(key) !== undefined),
      stemOf,
    );
    for (const [stem, keys] of plurals)
      expect({ stem, forms: keys.map(pluralOf).toSorted() }).toEqual({ stem, forms });
  });

  it.each(cases)('$tag $namespace: no markup, no empty text, no stray space', ({ own }) => {
    const wrong = [...own].filter(
      ([, text]) =>
        /<[a-z/!]|&[a-z#]+\d*;/i.test(text) ||
        text.trim() === '' ||
        text !== text.trim() ||
        / {2}/.test(text),
    );
    expect(wrong).toEqual([]);
  });

  it.each(cases.filter(({ base }) => base !== undefined))(
    '$tag $namespace: no text is a copy',
    ({ tag, base, namespace, own }) => {
      if (complete.includes(tag)) return;
      const inherited = readTexts(base ?? '', namespace);
      expect([...own].filter(([key, text]) => inherited.get(key) === text)).toEqual([]);
    },
  );

  it.each(
    cases.filter(({ tag, namespace }) => ['sv-latt', 'sv-ung'].includes(tag) && core.includes(namespace)),
  )('$tag $namespace: every longer text is written for its readers', ({ namespace, own }) => {
    const long = [...readTexts('sv', namespace)].filter(
      ([, text]) => text.split(/\s+/).length >= WORDS_OF_A_LONG_TEXT,
    );
    expect(long.filter(([key]) => !own.has(key)).map(([key]) => key)).toEqual([]);
  });

  it('the easy Swedish says who does what: no passive', () => {
    const passive =
      /(?<!\p{L})(?!saknas|finnas)\p{L}{3,}(as|ades|ats)(?!\p{L})|(?<!\p{L})(drivs|görs|ges|behövs|används)(?!\p{L})/iu;
    const found = namespaces
      .filter((one) => !isStaffNamespace(one))
      .flatMap((namespace) => [...readTexts('sv-latt', namespace)].filter(([, text]) => passive.test(text)));
    expect(found).toEqual([]);
  });

  it('Arabic is in Arabic letters, and no other language is', () => {
    for (const { lang, namespace, own } of cases)
      for (const [key, text] of own) {
        const letters = text.replace(/\{\{[^}]*\}\}/g, '');
        if (/\p{L}/u.test(letters))
          expect({ namespace, key, arabic: /\p{Script=Arabic}/u.test(letters) }).toEqual({
            namespace,
            key,
            arabic: lang === 'ar',
          });
      }
  });

  it.each(localeEntries)(
    '$tag: every refusal has a title and a detail, and no other slug is there',
    ({ tag }) => {
      const expected = Object.keys(problemStatus).flatMap((slug) => [`${slug}.detail`, `${slug}.title`]);
      expect([...readTexts(tag, 'problems').keys()].sort()).toEqual(expected.sort());
    },
  );
});
