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
 * First the languages (their standard texts, or the reader's own audience), then the audiences of this language.
 */
export function languageLinks(
  url: URL,
  current: Locale,
  offered: readonly Locale[],
): { languages: LanguageLink[]; audiences: LanguageLink[] } {
  const rest = pathBelowLocale(url.pathname, current.tag) + url.search;
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
