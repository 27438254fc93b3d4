import writeExcel from 'write-excel-file/node';
import type { ImportKind } from '#domain/imports/import-kind.ts';
import type { ImportedRows } from '#domain/imports/imported-rows.ts';
import { cellsOfRow, type FileLanguage, headersOf } from '#domain/imports/write-cells.ts';
import { neutralise } from './formula-mark.ts';

/** A workbook is made whole in memory: so many rows take what was measured in `docs/import-formats.md`. */
export const workbookRowsAtMost = 20_000;

export type WrittenWorkbook =
  | { readonly ok: true; readonly bytes: Buffer }
  | { readonly ok: false; readonly slug: 'too-many-rows'; readonly rowsAtMost: number };

/** Rows as an Excel workbook. Every cell is text: nothing is run, and no number loses digits. More rows are for CSV. */
export async function writeWorkbook<K extends ImportKind>(
  kind: K,
  rows: AsyncIterable<ImportedRows[K]> | Iterable<ImportedRows[K]>,
  language: FileLanguage,
): Promise<WrittenWorkbook> {
  const header = headersOf(kind, language).map((value) => ({
    ...textCell(value),
    fontWeight: 'bold' as const,
  }));
  const sheet: (typeof header | ReturnType<typeof textCell>[])[] = [header];
  for await (const row of rows) {
    if (sheet.length > workbookRowsAtMost) {
      return { ok: false, slug: 'too-many-rows', rowsAtMost: workbookRowsAtMost };
    }
    sheet.push(cellsOfRow(kind, row, language).map(textCell));
  }
  const bytes = await writeExcel(sheet, {
    sheet: language === 'sv' ? 'Lista' : 'List',
    stickyRowsCount: 1,
    columns: header.map(() => ({ width: 22 })),
  }).toBuffer();
  return { ok: true, bytes };
}

/** Markup cannot hold control characters. */
function textCell(text: string) {
  return { value: neutralise(text.replace(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, ' ')), type: String };
}
