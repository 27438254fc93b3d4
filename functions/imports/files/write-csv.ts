import type { ImportKind } from '#domain/imports/import-kind.ts';
import type { ImportedRows } from '#domain/imports/imported-rows.ts';
import { cellsOfRow, type FileLanguage, headersOf } from '#domain/imports/write-cells.ts';
import { neutralise } from './formula-mark.ts';

/**
 * Rows as a file of text, piece by piece, that spreadsheets in Swedish open as it is: UTF-8 with a mark, semicolons,
 * CRLF. No cell can be run as a formula; `readTable` takes the marks off again. Without rows it is a template.
 */
export async function* writeCsv<K extends ImportKind>(
  kind: K,
  rows: AsyncIterable<ImportedRows[K]> | Iterable<ImportedRows[K]>,
  language: FileLanguage,
): AsyncGenerator<string> {
  yield `\ufeff${lineOf(headersOf(kind, language))}`;
  for await (const row of rows) yield lineOf(cellsOfRow(kind, row, language));
}

function lineOf(cells: readonly string[]): string {
  return `${cells.map((cell) => quoted(neutralise(cell))).join(';')}\r\n`;
}

function quoted(cell: string): string {
  return /[";,\t\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
