import { failFile } from './file-fault.ts';
import { tableLimits } from './limits.ts';
import type { TableEvent, TableFault } from './table-event.ts';

/** A row as it stands in the file. */
export interface RawRow {
  readonly kind: 'raw';
  readonly row: number;
  readonly cells: readonly string[];
}

/**
 * Makes a table of rows: the first that is not empty is the header. Empty rows are passed over. A row that holds more
 * than the header names, or (in a file of text, `isExact`) fewer cells than it, is told and left out.
 */
export async function* tableOf(
  rows: AsyncIterable<RawRow | TableFault>,
  isExact: boolean,
): AsyncGenerator<TableEvent> {
  let columns: readonly string[] | undefined;
  let told = 0;
  for await (const event of rows) {
    if (event.kind === 'fault') {
      yield event;
      // A row that cannot be read may be the header: the next one is not.
      if (!columns) return;
      continue;
    }
    if (event.cells.every((cell) => cell.trim() === '')) continue;
    if (!columns) {
      columns = headerOf(event);
      yield { kind: 'header', columns };
      continue;
    }
    told += 1;
    if (told > tableLimits.rows) failFile('too-many-rows', { detail: tableLimits.rows });
    yield rowOf(event, columns, isExact);
  }
  if (!columns) failFile('header-missing');
}

function headerOf({ row, cells }: RawRow): readonly string[] {
  const names = cells.map((cell) => cell.replace(/\s+/gu, ' ').trim());
  const columns = names.slice(0, names.findLastIndex((name) => name !== '') + 1);
  const seen = new Set<string>();
  for (const [at, name] of columns.entries()) {
    if (name === '') failFile('header-empty', { row, column: columnLetters(at + 1) });
    const isLong = name.length > tableLimits.headerLength;
    if (isLong)
      failFile('cell-too-long', { row, column: columnLetters(at + 1), detail: tableLimits.headerLength });
    if (seen.has(name)) failFile('header-twice', { row, column: columnLetters(at + 1) });
    seen.add(name);
  }
  return columns;
}

function rowOf({ row, cells }: RawRow, columns: readonly string[], isExact: boolean): TableEvent {
  const filled = cells.findLastIndex((cell) => cell.trim() !== '') + 1;
  const isShort = isExact && cells.length < columns.length;
  if (filled > columns.length || isShort) {
    return { kind: 'fault', slug: 'row-length', row, detail: isShort ? cells.length : filled };
  }
  return { kind: 'row', row, cells: Object.fromEntries(columns.map((name, at) => [name, cells[at] ?? ''])) };
}

/** A spreadsheet's name of a column: 1 is A, 27 is AA. */
export function columnLetters(column: number): string {
  const last = (column - 1) % 26;
  const before = Math.floor((column - 1) / 26);
  return `${before > 0 ? columnLetters(before) : ''}${String.fromCharCode(65 + last)}`;
}
