import type { Locale } from '../i18n/locale.ts';

/** Another way to read this very page. */
export interface LanguageLink {
  readonly locale: Locale;
  readonly href: string;
  readonly isCurrent: boolean;
}

/** The path without its locale: what stays when one changes language. */
export function pathBelowLocale(pathname: string, tag: string): string {
  return pathname === `/${tag}`
    ? '/'
    : pathname.startsWith(`/${tag}/`)
      ? pathname.slice(tag.length + 1)
      : '/';
}

/**
 * The same page in every locale of the region, with the public query kept: a search is not lost by changing language.
 * A page that is not there in other languages either (a refusal) keeps no query, and no path but a plain one: nothing
 * that somebody made up is repeated. First the languages (their standard texts, or the reader's own audience), then
 * the audiences of this language.
 */
export function languageLinks(
  url: URL,
  current: Locale,
  offered: readonly Locale[],
  translated = true,
): { languages: LanguageLink[]; audiences: LanguageLink[] } {
  const path = pathBelowLocale(url.pathname, current.tag);
  const rest = translated ? path + url.search : /^(\/[a-z0-9-]*)+$/.test(path) ? path : '/';
  const link = (locale: Locale): LanguageLink => ({
    locale,
    href: `/${locale.tag}${rest}`,
    isCurrent: locale.tag === current.tag,
  });
  const audiences = offered.filter((locale) => locale.lang === current.lang);
  return {
    languages: offered.filter((locale) => locale.audience === 'standard').map(link),
    audiences: audiences.length > 1 ? audiences.map(link) : [],
  };
}
