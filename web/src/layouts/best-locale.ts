import { locales } from '../i18n/locale.ts';

/**
 * The offered locale that a browser's `Accept-Language` wants most, else the region's first. Only standard texts are
 * picked: easy and young are the reader's own choice.
 */
export function bestLocale(acceptLanguage: string | null, offered: readonly string[]): string {
  const wanted = (acceptLanguage ?? '')
    .slice(0, 500)
    .split(',')
    .map((part, order) => {
      const [range = '', ...params] = part.trim().toLowerCase().split(';');
      const quality = params.map((param) => /^\s*q=([\d.]+)$/.exec(param)?.[1]).find(Boolean);
      return { lang: range.split('-')[0] ?? '', quality: quality === undefined ? 1 : Number(quality), order };
    })
    .filter(({ quality }) => quality > 0)
    .toSorted((a, b) => b.quality - a.quality || a.order - b.order);
  const standard = locales.filter(({ tag, audience }) => audience === 'standard' && offered.includes(tag));
  for (const { lang } of wanted) {
    const found = standard.find((locale) => locale.lang === lang);
    if (found) return found.tag;
  }
  return offered[0] ?? 'sv';
}
