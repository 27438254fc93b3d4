import type { ImportColumn } from './import-column.ts';
import { type ColumnKey, importColumns } from './import-columns.ts';
import type { ImportKind } from './import-kind.ts';

/** What is wrong with a header row. `column` is the key of a column that is missing or stands twice. */
export interface ColumnFault {
  readonly slug: 'column-missing' | 'column-twice';
  readonly column: string;
}

export interface MatchedColumns<K extends ImportKind> {
  /** The file's header of each known column. */
  readonly headers: ReadonlyMap<ColumnKey<K>, string>;
  /** Headers that the format does not know: read past, and said. */
  readonly unknown: readonly string[];
  readonly faults: readonly ColumnFault[];
}

/** Finds the columns of a kind by the headers of a file, in Swedish, English or a region's own words. */
export function matchColumns<K extends ImportKind>(kind: K, header: readonly string[]): MatchedColumns<K> {
  const columns: readonly (ImportColumn & { key: ColumnKey<K> })[] = importColumns[kind];
  const headers = new Map<ColumnKey<K>, string>();
  const unknown: string[] = [];
  const faults: ColumnFault[] = [];
  const byName = namesOf(columns);
  for (const name of header) {
    const key = byName.get(foldWord(name));
    if (key === undefined) unknown.push(name);
    else if (headers.has(key)) faults.push({ slug: 'column-twice', column: key });
    else headers.set(key, name);
  }
  for (const { key, required } of columns) {
    if (required && !headers.has(key)) faults.push({ slug: 'column-missing', column: key });
  }
  return { headers, unknown, faults };
}

function namesOf<Key extends string>(columns: readonly (ImportColumn & { key: Key })[]): Map<string, Key> {
  const byName = new Map<string, Key>();
  for (const { key, sv, en, alsoCalled } of columns) {
    for (const name of [key, sv, en, ...alsoCalled]) byName.set(foldWord(name), key);
  }
  return byName;
}

/** A word without case, spaces and signs; å, ä and ö stay: "Listad på" is `listadpå`. */
export function foldWord(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}
