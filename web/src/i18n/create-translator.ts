import { createInstance, type i18n } from 'i18next';
import { type Locale, localeOf } from './locale.ts';
import type { TextKey } from './text-key.ts';
import { textsOf } from './texts.ts';

/** What a text is filled with. `count` picks the plural form. Format dates and distances before, by `formatters.ts`. */
export type TextParams = Readonly<Record<string, string | number>>;

/** A text and the language it is really in: mark it with `lang` and `dir` where `fellBack` (WCAG 3.1.2). */
export interface FoundText {
  readonly text: string;
  readonly lang: string;
  readonly dir: 'ltr' | 'rtl';
  /** True when the text is in another language than the page. */
  readonly fellBack: boolean;
  /** The tag that had the text; an overlay's base in the same language is no language fallback, but it is counted. */
  readonly from: string;
}

export interface Translator {
  readonly locale: Locale;
  /** The text, for attributes, titles and places where no element can carry another `lang`. */
  t(key: TextKey, params?: TextParams): string;
  /** The text with its language, for content. */
  lookup(key: TextKey, params?: TextParams): FoundText;
}

const FIRST_STRONG_ISOLATE = '\u2068';
const POP_DIRECTIONAL_ISOLATE = '\u2069';

interface Layer {
  readonly locale: Locale;
  readonly texts: i18n;
}

/** One instance a tag, without fallback of its own: each layer has its own language and plural rules. */
function openLayer(tag: string): Layer {
  const locale = localeOf(tag);
  const namespaces = textsOf(tag);
  const texts = createInstance({
    lng: locale.lang,
    fallbackLng: false,
    resources: { [locale.lang]: namespaces },
    ns: Object.keys(namespaces),
    interpolation: {
      // Astro escapes for HTML. In a right-to-left sentence each inserted value is isolated, or a Swedish name beside
      // a number would be drawn in the wrong order.
      escapeValue: locale.dir === 'rtl',
      escape: (value) => FIRST_STRONG_ISOLATE + value + POP_DIRECTIONAL_ISOLATE,
    },
    initAsync: false,
  });
  void texts.init();
  return { locale, texts };
}

const layers = new Map<string, Layer>();
function layerOf(tag: string): Layer {
  const layer = layers.get(tag) ?? openLayer(tag);
  layers.set(tag, layer);
  return layer;
}

/**
 * Texts of one locale with its bases: `sv-ung` → `sv`, `en-easy` → `en` → `sv`, `ar` → `sv`. A text that no layer has
 * is shown as its key: the tests find it before a reader does.
 */
export function createTranslator(tag: string): Translator {
  const locale = localeOf(tag);
  const chain = locale.chain.map(layerOf);

  function lookup(key: TextKey, params: TextParams = {}): FoundText {
    const layer = chain.find((candidate) => candidate.texts.exists(key, params));
    if (!layer) return { text: key, lang: 'zxx', dir: 'ltr', fellBack: true, from: '' };
    const { lang, dir, tag: from } = layer.locale;
    return { text: layer.texts.t(key, { ...params }), lang, dir, fellBack: lang !== locale.lang, from };
  }

  return { locale, lookup, t: (key, params) => lookup(key, params).text };
}
