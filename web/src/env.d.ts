/// <reference types="astro/client" />

/** What the middleware gives every page and component. */
declare namespace App {
  interface Locals {
    /** Reference number of this request, to give when one asks for help. Set by the adapter. */
    requestId: string;
    locale: import('./i18n/locale.ts').Locale;
    /** Locale tag of ours: routing only (`sv-ung`). Intl, `lang` and `hreflang` get `lang` (`sv`). */
    tag: string;
    lang: string;
    dir: 'ltr' | 'rtl';
    audience: import('./i18n/locale.ts').Audience;
    /** The text, for attributes and titles; content is written with `<T k="…" />`, which marks a fallback. */
    t: import('./i18n/create-translator.ts').Translator['t'];
    lookup: import('./i18n/create-translator.ts').Translator['lookup'];
    fmt: import('./i18n/formatters.ts').Formatters;
    region: import('#contract/region.ts').Region;
    /** Typed client of the API: `api.call('findCareUnits', { query })`. */
    api: import('./api/client.ts').Api;
    signedIn: boolean;
    /** When the session ends: the earlier of the two. Instants. */
    session?: { idleUntil: string; absoluteUntil: string };
  }
}
