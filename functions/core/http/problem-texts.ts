import type { ProblemSlug } from '#contract/problems.ts';
import ar from '#locales/ar/problems.json' with { type: 'json' };
import en from '#locales/en/problems.json' with { type: 'json' };
import enEasy from '#locales/en-easy/problems.json' with { type: 'json' };
import sv from '#locales/sv/problems.json' with { type: 'json' };
import svLatt from '#locales/sv-latt/problems.json' with { type: 'json' };
import svUng from '#locales/sv-ung/problems.json' with { type: 'json' };
import type { ProblemExtras } from './call-context.ts';
import { findLocale, type Locale } from './choose-locale.ts';

type Texts = Readonly<Record<string, { readonly title?: string; readonly detail?: string } | undefined>>;

/** The texts of every locale; a test holds the list against `locales/locales.json`. */
export const problemTexts: Readonly<Record<string, Texts>> = {
  ar,
  en,
  'en-easy': enEasy,
  sv,
  'sv-latt': svLatt,
  'sv-ung': svUng,
};

/**
 * A text of a problem in the reader's language. A key that a locale lacks is taken along `base`; one that
 * nobody has gives the slug, which is at least true.
 */
export function problemText(
  slug: ProblemSlug,
  part: 'title' | 'detail',
  locale: Locale,
  extras: ProblemExtras = {},
): string {
  for (let at: Locale | undefined = locale; at; at = at.base ? findLocale(at.base) : undefined) {
    const text = problemTexts[at.tag]?.[slug]?.[part];
    if (text !== undefined) return fillIn(text, at, extras);
  }
  return slug;
}

function fillIn(text: string, locale: Locale, extras: ProblemExtras): string {
  return text.replaceAll('{{nextAllowedOn}}', () =>
    extras.nextAllowedOn ? writtenOut(extras.nextAllowedOn, locale.lang) : '',
  );
}

/** A local date written out: "3 mars 2027". The date has no time zone, so none may move it. */
function writtenOut(date: string, lang: string): string {
  // British English, as on the pages: 3 March 2027.
  const format = {
    dateStyle: 'long',
    timeZone: 'UTC',
    calendar: 'gregory',
    numberingSystem: 'latn',
  } as const;
  return new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : lang, format).format(
    new Date(`${date}T00:00:00Z`),
  );
}
