import registry from '../../../locales/locales.json' with { type: 'json' };

/** Whom a text is for; an axis of its own beside language (glossary: audience). */
export type Audience = 'standard' | 'easy' | 'young';

/** A locale tag of ours resolved: the tag routes, `lang` is what Intl, i18next, `lang` and `hreflang` get. */
export interface Locale {
  readonly tag: string;
  /** BCP 47 language; never the tag (`Intl.PluralRules('sv-ung')` throws). */
  readonly lang: string;
  readonly audience: Audience;
  readonly dir: 'ltr' | 'rtl';
  /** Name in the language itself, for the language menu. */
  readonly name: string;
  /** `source`: written first. `draft` and `machine`: not reviewed by a person, and the page says so. */
  readonly state: 'source' | 'draft' | 'machine' | 'reviewed';
  /** Tags from this one to the source, this one first: where a missing text is looked for. */
  readonly chain: readonly string[];
}

const audiences: readonly Audience[] = ['standard', 'easy', 'young'];
const states: readonly Locale['state'][] = ['source', 'draft', 'machine', 'reviewed'];

function chainOf(tag: string): string[] {
  const base = registry.find((entry) => entry.tag === tag)?.base;
  return base === undefined ? [tag] : [tag, ...chainOf(base)];
}

function oneOf<T extends string>(allowed: readonly T[], value: string): T {
  const found = allowed.find((candidate) => candidate === value);
  if (found === undefined) throw new Error(`locales.json holds an unknown value: ${value}`);
  return found;
}

/** Every locale of this build, in the order of `locales/locales.json`. A region's file picks among them. */
export const locales: readonly Locale[] = registry.map((entry) => ({
  tag: entry.tag,
  lang: entry.lang,
  audience: oneOf(audiences, entry.audience),
  dir: entry.dir === 'rtl' ? 'rtl' : 'ltr',
  name: entry.name,
  state: oneOf(states, entry.state),
  chain: chainOf(entry.tag),
}));

/** The locale of a tag, or `undefined` for a tag we do not have. */
export function findLocale(tag: string): Locale | undefined {
  return locales.find((locale) => locale.tag === tag);
}

/** The locale of a tag that is known to exist; throws on any other. */
export function localeOf(tag: string): Locale {
  const locale = findLocale(tag);
  if (!locale) throw new Error(`No such locale: ${tag}`);
  return locale;
}
