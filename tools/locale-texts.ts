import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A line of `locales/locales.json`. */
export interface LocaleEntry {
  readonly tag: string;
  readonly lang: string;
  readonly audience: string;
  readonly dir: string;
  readonly name: string;
  readonly base?: string;
  readonly state: string;
}

type Tree = { readonly [key: string]: string | Tree };

/** Texts by key within a namespace (`a.b`), plural endings kept. */
export type Texts = ReadonlyMap<string, string>;

const root = join(import.meta.dirname, '..', 'locales');

function readJson<T>(...path: string[]): T {
  return JSON.parse(readFileSync(join(root, ...path), 'utf8'));
}

export const localeEntries: readonly LocaleEntry[] = readJson('locales.json');

/** The namespaces a tag has files for; files that begin with `_` are about the texts. */
export function namespacesOf(tag: string): string[] {
  return readdirSync(join(root, tag))
    .filter((file) => file.endsWith('.json') && !file.startsWith('_'))
    .map((file) => file.replace('.json', ''))
    .sort();
}

function* leaves(tree: Tree, path: string): Generator<[string, string]> {
  for (const [key, value] of Object.entries(tree)) {
    const here = path === '' ? key : `${path}.${key}`;
    if (typeof value === 'string') yield [here, value];
    else yield* leaves(value, here);
  }
}

/**
 * The staff part is written in Swedish and English only; in other locales its texts fall back, visibly marked. Its
 * namespaces are `staff` and those that begin with `staff-`.
 */
export function isStaffNamespace(namespace: string): boolean {
  return namespace === 'staff' || namespace.startsWith('staff-');
}

/** The texts a tag itself has in a namespace; empty where it has no such file. */
export function ownTexts(tag: string, namespace: string): Texts {
  if (!namespacesOf(tag).includes(namespace)) return new Map();
  return new Map(leaves(readJson<Tree>(tag, `${namespace}.json`), ''));
}

const PLURAL = /_(zero|one|two|few|many|other)$/;

/** A key without its plural ending. */
export function stemOf(key: string): string {
  return key.replace(PLURAL, '');
}

/** The plural ending of a key, if it has one. */
export function pluralOf(key: string): string | undefined {
  return PLURAL.exec(key)?.[1];
}

/** What a reader of the tag meets: its own texts over those of its bases. */
export function readTexts(tag: string, namespace: string): Texts {
  const base = localeEntries.find((entry) => entry.tag === tag)?.base;
  const own = ownTexts(tag, namespace);
  if (base === undefined) return own;
  const ownStems = new Set([...own.keys()].map(stemOf));
  const inherited = [...readTexts(base, namespace)].filter(([key]) => !ownStems.has(stemOf(key)));
  return new Map([...inherited, ...own]);
}

/** The names in double braces that a text is filled with, sorted. */
export function placeholdersOf(text: string): string[] {
  return [...text.matchAll(/\{\{-?\s*(\w+)[^}]*\}\}/g)].map((match) => match[1] ?? '').sort();
}
