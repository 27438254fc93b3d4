import type { Cells } from '#domain/imports/cell-reader.ts';
import { createDuplicateFinder } from '#domain/imports/duplicate-finder.ts';
import type { ColumnKey } from '#domain/imports/import-columns.ts';
import type { CellFault } from '#domain/imports/import-fault.ts';
import type { ImportKind } from '#domain/imports/import-kind.ts';
import type { ImportedRows, RowSurroundings } from '#domain/imports/imported-rows.ts';
import { judgeRow } from '#domain/imports/judge-row.ts';
import { matchColumns } from '#domain/imports/match-columns.ts';
import type { TableEvent, TableFault } from './table-event.ts';

/** What a table tells of its kind, in order: the columns once, then each row's fate. */
export type JudgedEvent<K extends ImportKind> =
  | {
      readonly kind: 'columns';
      /** The file's header of each column that it has, by the column's key. */
      readonly headers: ReadonlyMap<ColumnKey<K>, string>;
      /** Headers that the format does not know: read past. */
      readonly unknown: readonly string[];
    }
  | { readonly kind: 'row'; readonly row: number; readonly value: ImportedRows[K] }
  | { readonly kind: 'faulty'; readonly row: number; readonly faults: readonly CellFault[] }
  | TableFault;

/**
 * Judges the rows of a table, each by itself and against the rows before it. Where a required column is missing or
 * one stands twice, nothing else is judged, and no header is told: the first row may be somebody's data.
 */
export async function* judgeTable<K extends ImportKind>(
  kind: K,
  events: AsyncIterable<TableEvent>,
  surroundings: RowSurroundings,
): AsyncGenerator<JudgedEvent<K>> {
  const { firstRowOf } = createDuplicateFinder(kind);
  let headers: ReadonlyMap<ColumnKey<K>, string> = new Map();
  for await (const event of events) {
    if (event.kind === 'fault') yield event;
    else if (event.kind === 'header') {
      const { faults, unknown, ...matched } = matchColumns(kind, event.columns);
      yield* faults.map((fault): TableFault => ({ kind: 'fault', ...fault }));
      if (faults.length > 0) return;
      headers = matched.headers;
      yield { kind: 'columns', headers, unknown };
    } else {
      const judged = judgeRow(kind, cellsOf(headers, event.cells), event.row, surroundings);
      yield judged.ok
        ? firstOrTwice(event.row, judged.value, firstRowOf)
        : { kind: 'faulty', row: event.row, faults: judged.faults };
    }
  }
}

function cellsOf<K extends ImportKind>(
  headers: ReadonlyMap<ColumnKey<K>, string>,
  cells: Readonly<Record<string, string>>,
): Cells<K> {
  const byKey: Partial<Record<ColumnKey<K>, string>> = {};
  for (const [key, header] of headers) byKey[key] = cells[header] ?? '';
  return byKey;
}

function firstOrTwice<K extends ImportKind>(
  row: number,
  value: ImportedRows[K],
  firstRowOf: (row: number, value: ImportedRows[K]) => number | undefined,
): JudgedEvent<K> {
  const first = firstRowOf(row, value);
  if (first === undefined) return { kind: 'row', row, value };
  return { kind: 'faulty', row, faults: [{ row, slug: 'row-twice', detail: first }] };
}
