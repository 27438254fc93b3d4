import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { importKinds } from '#domain/imports/import-kind.ts';
import { neutralise, textOfCell, withoutMark } from '#functions/imports/files/formula-mark.ts';
import { judgeTable } from '#functions/imports/files/judge-table.ts';
import { readTable } from '#functions/imports/files/read-table.ts';
import { eventsOf, gathered, inPieces, packed, sheetRow, workbookParts } from '#support/import-files.ts';

const now = new Date('2026-11-22T10:00:00Z');
const signs = fc.constantFrom(
  '=',
  '+',
  '-',
  '@',
  '\t',
  '\r',
  '＝',
  '＋',
  '－',
  '＠',
  "'",
  '"',
  ' ',
  '\u00a0',
  '\ufeff',
  'a',
  '1',
);
const danger = fc.array(signs, { maxLength: 6 }).map((parts) => parts.join(''));

describe('formulas', () => {
  it('are marked however they are dressed, and the mark comes off again', () => {
    fc.assert(
      fc.property(fc.oneof(danger, fc.string({ unit: 'binary' })), (text) => {
        const marked = neutralise(text);
        expect(withoutMark(marked)).toBe(text);
        expect(marked.replace(/^[\s\ufeff"]+/u, '')).not.toMatch(/^[=+\-@\t\r＝＋－＠]/u);
      }),
      { numRuns: 5_000 },
    );
  });

  it('in a file of text are a fault or a text that is none', () => {
    fc.assert(
      fc.property(danger, (text) => {
        const read = textOfCell(text);
        expect(read === undefined || text.trim().startsWith("'") || !/^[=@]/.test(read.trim())).toBe(true);
      }),
      { numRuns: 5_000 },
    );
  });
});

/** Whatever comes: a first event that is a header or a fault, rows of the header's columns, and an end. */
async function readsToAnEnd(bytes: Uint8Array): Promise<void> {
  const events = await eventsOf(bytes);
  expect(['header', 'fault']).toContain(events[0]?.kind);
  expect(events.length).toBeLessThanOrEqual(bytes.length * 2 + 2);
  expect(JSON.stringify(events).length).toBeLessThan(bytes.length * 200 + 1_000);
  for (const kind of importKinds) {
    await gathered(judgeTable(kind, readTable(inPieces(bytes), { fileName: 'a' }), { now }));
  }
}

const text = fc
  .array(fc.constantFrom(';', ',', '\t', '"', '\n', '\r\n', '\r', 'å', 'a', '=', ' ', '\0', 'sep=;\n'), {
    maxLength: 60,
  })
  .map((parts) => parts.join(''));

describe('whatever a file holds, reading and judging it end in rows or faults', () => {
  it('any bytes', async () => {
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), readsToAnEnd), { numRuns: 500 });
  });

  it('any text in any encoding', async () => {
    const encoding = fc.constantFrom<BufferEncoding>('utf8', 'latin1', 'utf16le');
    await fc.assert(
      fc.asyncProperty(text, encoding, (given, form) => readsToAnEnd(Buffer.from(given, form))),
      { numRuns: 500 },
    );
  });

  it('a workbook in which some bytes are others', async () => {
    const whole = packed(workbookParts(sheetRow(1, ['Namn', 'Ort']) + sheetRow(2, ['Bo', 'Mora'])));
    const change = fc.record({ at: fc.nat({ max: whole.length - 1 }), to: fc.nat({ max: 255 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 8 }), async (changes) => {
        const bytes = Buffer.from(whole);
        for (const { at, to } of changes) bytes[at] = to;
        await readsToAnEnd(bytes);
      }),
      { numRuns: 500 },
    );
  });

  it('a sheet of any markup', async () => {
    const piece = fc.constantFrom(
      '<row>',
      '</row>',
      '<row r="3">',
      '<c>',
      '<c r="A1" t="s">',
      '<c t="inlineStr">',
      '</c>',
      '<v>1</v>',
      '<is><t>x</t></is>',
      '<f/>',
      '&#x41;',
      '&lol;',
      '<![CDATA[<]]>',
      '<!--',
      '-->',
      '<',
      '>',
      '"',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 30 }), (pieces) =>
        readsToAnEnd(packed(workbookParts(pieces.join('')))),
      ),
      { numRuns: 500 },
    );
  });
});
