import { describe, expect, it } from 'vitest';
import { createDuplicateFinder } from '#domain/imports/duplicate-finder.ts';
import type { ImportedListingRow } from '#domain/imports/imported-rows.ts';
import { judgeTable } from '#functions/imports/files/judge-table.ts';
import { readTable } from '#functions/imports/files/read-table.ts';
import { inPieces, packed, sheetRow, workbookParts } from '#support/import-files.ts';

const count = 100_000;
const surroundings = { now: new Date('2026-11-22T10:00:00Z') };
const header = [
  'HSA-id',
  'Namn',
  'Drivs av',
  'Vårdgivare',
  'Gäller från',
  'Telefon',
  'Besöksadress',
  'Språk',
];
const cells = (row: number) => [
  `SE2321000131-DEMO${row}`,
  `Påhittade vårdcentralen ${row}`,
  'privat',
  'Exempelvård AB',
  '2024-01-01',
  '010-000 00 00',
  `Exempelgatan ${row}`,
  'svenska, fi',
];
const measured: Record<string, number | string>[] = [];

describe(`a file of ${count} rows`, () => {
  it('of text is read and judged with a few pieces of it in hand', async () => {
    let given = 0;
    let judged = 0;
    let most = 0;
    async function* bytes(): AsyncGenerator<Uint8Array> {
      yield Buffer.from(`${header.join(';')}\n`);
      for (let row = 1; row <= count; row += 500) {
        const lines = Array.from({ length: 500 }, (_, at) => `${cells(row + at).join(';')}\n`);
        given += lines.length;
        most = Math.max(most, given - judged);
        yield Buffer.from(lines.join(''));
      }
    }
    for await (const event of judgeTable(
      'careUnits',
      readTable(bytes(), { fileName: 'a.csv' }),
      surroundings,
    )) {
      if (event.kind === 'row') judged += 1;
    }
    measured.push({ file: 'text', rows: judged, 'most rows in hand': most });
    expect(judged).toBe(count);
    // Pieces of 500 rows: what the streams keep ahead of the parser, and never more with a longer file.
    expect(most).toBeLessThanOrEqual(25 * 500);
  });

  it('as a workbook holds its packed bytes and what is being unpacked', async () => {
    const rows = Array.from({ length: count }, (_, at) => sheetRow(at + 2, cells(at + 1)));
    const workbook = packed(workbookParts(sheetRow(1, header) + rows.join('')));
    rows.length = 0;
    const before = held();
    let most = 0;
    let judged = 0;
    const table = readTable(inPieces(workbook), { fileName: 'a.xlsx' });
    for await (const event of judgeTable('careUnits', table, surroundings)) {
      if (event.kind === 'row') judged += 1;
      if (judged % 1_000 === 0) most = Math.max(most, held() - before);
    }
    measured.push({ file: 'workbook', packed: workbook.length, rows: judged, 'most bytes more': most });
    expect(judged).toBe(count);
    expect(most).toBeLessThan(300 * 1_048_576);
  });

  it('needs a few megabytes to find rows that stand twice', () => {
    const finder = createDuplicateFinder('listings');
    const rowOf = (row: number): ImportedListingRow => ({
      identityNumber: { kind: 'personalIdentityNumber', number: String(row).padStart(12, '0') },
      careUnit: 'ek',
      since: '2024-01-01',
      origin: 'chosen',
    });
    let twice = 0;
    for (let row = 2; row < count + 2; row += 1)
      if (finder.firstRowOf(row, rowOf(row)) !== undefined) twice += 1;
    expect(twice).toBe(0);
    for (const row of [2, 1_000, count + 1]) expect(finder.firstRowOf(count + 2, rowOf(row))).toBe(row);
    measured.push({ file: 'duplicates', rows: count, bytes: finder.bytes() });
    expect(finder.bytes()).toBeLessThanOrEqual(6 * 1_048_576);
    console.table(measured);
  });
});

/** Bytes of objects and buffers; garbage that is not yet taken away counts too. */
function held(): number {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
