import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type ImportKind, importKinds } from '#domain/imports/import-kind.ts';
import type { ImportedRows } from '#domain/imports/imported-rows.ts';
import { judgeTable } from '#functions/imports/files/judge-table.ts';
import { tableLimits } from '#functions/imports/files/limits.ts';
import { readTable } from '#functions/imports/files/read-table.ts';
import { workbookRowsAtMost } from '#functions/imports/files/write-workbook.ts';
import { gathered, inPieces } from '#support/import-files.ts';
import {
  choiceTable,
  columnTable,
  exampleRows,
  fileNames,
  withPart,
} from '../../../tools/import-examples.ts';

const docs = join(import.meta.dirname, '..', '..', '..', 'docs');
const files = readdirSync(join(docs, 'import-examples'));
const page = readFileSync(join(docs, 'import-formats.md'), 'utf8');
/** A doctor's ceiling begins on the day of the import. */
const now = new Date('2026-01-01T10:00:00Z');

async function judged<K extends ImportKind>(kind: K, fileName: string) {
  const bytes = readFileSync(join(docs, 'import-examples', fileName));
  return gathered(judgeTable(kind, readTable(inPieces(bytes), { fileName }), { now }));
}

const kindOf = (fileName: string) => importKinds.find((kind) => fileName.startsWith(fileNames[kind]));

describe('the examples', () => {
  it('are of every kind, as text and as workbooks', () => {
    expect(files.toSorted()).toEqual(
      [
        ...Object.values(fileNames).flatMap((name) => [`${name}.csv`, `${name}.xlsx`]),
        'doctors-own-format.csv',
      ].toSorted(),
    );
  });

  it.each(files)('%s is read and every row is right', async (fileName) => {
    const kind = kindOf(fileName) ?? 'doctors';
    const events = await judged(kind, fileName);
    expect(events.filter((event) => event.kind === 'fault' || event.kind === 'faulty')).toEqual([]);
    expect(events.filter((event) => event.kind === 'row').length).toBeGreaterThan(1);
  });

  it.each(importKinds)('of %s say what the tool writes', async (kind) => {
    for (const ending of ['csv', 'xlsx']) {
      const events = await judged(kind, `${fileNames[kind]}.${ending}`);
      const rows: readonly ImportedRows[ImportKind][] = exampleRows[kind];
      expect(events.flatMap((event) => (event.kind === 'row' ? [event.value] : []))).toEqual(rows);
    }
  });

  it('in a region’s own format have lists that are proposed, and a column that is read past', async () => {
    const events = await judged('doctors', 'doctors-own-format.csv');
    expect(events[0]).toMatchObject({ unknown: ['Kommentar'] });
    expect(
      events.flatMap((event) =>
        event.kind === 'row' ? [[event.value.wanted.name, event.value.placeholderProposed]] : [],
      ),
    ).toEqual([
      ['Påhittade 1', true],
      ['Påhittade XX', true],
      ['Öda Exempel', false],
    ]);
  });
});

describe('docs/import-formats.md', () => {
  it.each(importKinds)('has the columns of %s as the reader has them', (kind) => {
    expect(withPart(page, `columns of ${fileNames[kind]}`, columnTable(kind))).toBe(page);
  });

  it('has the words as the reader has them', () => {
    expect(withPart(page, 'words', choiceTable())).toBe(page);
  });

  it('says the limits that the code keeps', () => {
    const limits = page.slice(page.indexOf('## Limits'), page.indexOf('## What a cell'));
    const { rows, columns, cellLength, rowLength, workbookBytes, unpackedBytes, packedRatio, sharedTexts } =
      tableLimits;
    for (const figure of [
      rows,
      columns,
      cellLength,
      rowLength,
      packedRatio,
      sharedTexts,
      workbookRowsAtMost,
    ]) {
      expect(limits).toContain(figure.toLocaleString('en'));
    }
    expect(limits).toContain(
      `${workbookBytes / 1_048_576} MB packed, ${unpackedBytes / 1_048_576} MB unpacked`,
    );
  });
});
