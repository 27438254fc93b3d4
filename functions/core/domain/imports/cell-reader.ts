import type { ImportColumn } from './import-column.ts';
import { type ColumnKey, importColumns } from './import-columns.ts';
import type { CellFault, CellFaultSlug } from './import-fault.ts';
import type { ImportKind } from './import-kind.ts';
import { type Read, readText } from './read-cell.ts';

/** The cells of one row by the column's key; a column that the file lacks is absent. */
export type Cells<K extends ImportKind> = Readonly<Partial<Record<ColumnKey<K>, string>>>;

/** Reads the cells of a row and gathers what is wrong, so that all of it can be mended at once. */
export interface CellReader<K extends ImportKind> {
  /** The cell's value; without one, for an empty cell or a fault. An empty cell is a fault where the format requires the column. */
  readonly take: <T>(key: ColumnKey<K>, reader: (text: string) => Read<T>) => T | undefined;
  readonly fault: (slug: CellFaultSlug, key: ColumnKey<K>) => void;
  readonly faults: readonly CellFault[];
}

export function readerOf<K extends ImportKind>(kind: K, cells: Cells<K>, row: number): CellReader<K> {
  const columns: readonly (ImportColumn & { key: ColumnKey<K> })[] = importColumns[kind];
  const faults: CellFault[] = [];
  const fault = (slug: CellFaultSlug, key: ColumnKey<K>) => {
    const column = columns.find((one) => one.key === key);
    const shown = column?.personal ? undefined : shownOf(cells[key] ?? '');
    faults.push({ row, column: key, slug, ...(shown && { shown }) });
  };
  const take = <T>(key: ColumnKey<K>, reader: (text: string) => Read<T>): T | undefined => {
    const text = readText(cells[key] ?? '');
    if (text.ok && text.value === '') {
      if (columns.some((one) => one.key === key && one.required)) fault('missing', key);
      return undefined;
    }
    const value = text.ok ? reader(text.value) : text;
    if (value.ok) return value.value;
    fault(value.slug, key);
    return undefined;
  };
  return { take, fault, faults };
}

const shownAtMost = 40;

/** The cell, cut short, without unseen characters; nothing where somebody's number may stand in the wrong column. */
function shownOf(text: string): string | undefined {
  const start = text.slice(0, shownAtMost * 2);
  if (/\p{N}{6}[^\p{L}\p{N}]{0,2}[\p{L}\p{N}]{4}/u.test(start) && !/^SE/i.test(start.trim()))
    return undefined;
  const plain = start
    .replace(/[^\P{C}\s]/gu, '\uFFFD')
    .replace(/\s+/gu, ' ')
    .trim();
  return plain.length > shownAtMost ? `${plain.slice(0, shownAtMost)}…` : plain;
}
