/// <reference types="astro/client" />

/** A file of texts: nested, the leaves are sentences. Plural forms end in `_one`, `_other` … (CLDR). */
export interface TextTree {
  readonly [key: string]: string | TextTree;
}

/**
 * Every text of every locale, resolved when the site is built: tag → namespace → texts. Adding a language is adding
 * a folder. Files whose name begins with `_` are about the texts, not texts.
 */
const files = import.meta.glob<TextTree>(['../../../locales/*/*.json', '!../../../locales/*/_*.json'], {
  eager: true,
  import: 'default',
});

function byTag(): Map<string, Record<string, TextTree>> {
  const texts = new Map<string, Record<string, TextTree>>();
  for (const [path, tree] of Object.entries(files)) {
    const [tag, file] = path.split('/').slice(-2);
    if (tag === undefined || file === undefined) continue;
    texts.set(tag, { ...texts.get(tag), [file.replace('.json', '')]: tree });
  }
  return texts;
}

const texts = byTag();

/** The texts that one tag itself has, by namespace; nothing of its base. */
export function textsOf(tag: string): Readonly<Record<string, TextTree>> {
  return texts.get(tag) ?? {};
}
