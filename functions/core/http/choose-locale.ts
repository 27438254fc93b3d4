import locales from '#locales/locales.json' with { type: 'json' };

export interface Locale {
  readonly tag: string;
  readonly lang: string;
  /** Locale whose text stands in for a missing one. */
  readonly base?: string;
}

const known: readonly Locale[] = locales;
const byTag = new Map(known.map((locale) => [locale.tag.toLowerCase(), locale]));
const source: Locale = { tag: 'sv', lang: 'sv' };

/** The locale of a tag of ours, or undefined. */
export function findLocale(tag: string): Locale | undefined {
  return byTag.get(tag.toLowerCase());
}

/**
 * The reader's locale from `Accept-Language`: the web client sends exactly one of our tags; any other client
 * gets the first language it names that we have, by its weights, else Swedish.
 */
export function chooseLocale(acceptLanguage: string | undefined): Locale {
  const wanted = (acceptLanguage ?? '')
    .slice(0, 200)
    .split(',')
    .map((range, order) => {
      const [tag = '', ...parameters] = range.split(';').map((part) => part.trim());
      const weight = Number(parameters.find((part) => part.startsWith('q='))?.slice(2) ?? 1);
      return { tag, order, weight: Number.isFinite(weight) ? weight : 0 };
    })
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => b.weight - a.weight || a.order - b.order);
  for (const { tag } of wanted) {
    const found = findLocale(tag) ?? findLocale(tag.split('-')[0] ?? '');
    if (found) return found;
  }
  return known[0] ?? source;
}
