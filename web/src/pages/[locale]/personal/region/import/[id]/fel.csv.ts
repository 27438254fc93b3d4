import type { APIRoute } from 'astro';
import type { AnswerOf } from '#contract/routes.ts';
import { faultText } from '../../../../../../staff/imports/import-texts.ts';

type Row = AnswerOf<'findImportRows'>['rows'][number];

/** Faults of one file at most; more are the sign of another fault, and mended together. */
const rowsAtMost = 5_000;

/** Every row with a fault, as a table to mend the file by. Values of the file stand as text that no spreadsheet runs. */
export const GET: APIRoute = async ({ params: { id = '' }, locals, redirect }) => {
  const { api, t, fmt, tag } = locals;
  const lines = [[t('staff-imports:rows.row'), t('staff-imports:rows.fate'), t('staff-imports:rows.what')]];
  for (const fate of ['refused', 'duplicate'] as const) {
    let after: number | undefined;
    do {
      const query = { fate, ...(after !== undefined && { after: String(after) }) };
      const called = await api.call('findImportRows', { params: { jobId: id }, query });
      if (!called.ok) return redirect(`/${tag}/personal/region/import/${id}`, 303);
      lines.push(...called.answer.rows.flatMap((row) => linesOf(row)));
      after = called.answer.next;
    } while (after !== undefined && lines.length < rowsAtMost);
  }
  const linesOf_ = lines.map((cells) => cells.map(quoted).join(';')).join('\r\n');
  return new Response(`\ufeff${linesOf_}\r\n`, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="fel.csv"',
      'cache-control': 'no-store',
    },
  });

  function linesOf({ row, fate, faults }: Row): string[][] {
    return faults.map((fault) => [
      String(row),
      t(`staff-imports:fate.${fate}`),
      faultText(fault, { t, fmt }),
    ]);
  }
};

/** A cell that begins like a formula is marked as text. */
function quoted(cell: string): string {
  const plain = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return `"${plain.replaceAll('"', '""')}"`;
}
