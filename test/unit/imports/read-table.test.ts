import { readSheet } from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import writeExcel from 'write-excel-file/node';
import { eventsOf, faultsIn, packed, rowsIn, sheetRow, workbookParts } from '#support/import-files.ts';

const text = 'Namn;Ort\r\nÅsa Ek;Örebro\r\n"Ek; Bo ""B""";Gävle\r\n';
const rows = [
  ['Åsa Ek', 'Örebro'],
  ['Ek; Bo "B"', 'Gävle'],
];
const latin = Buffer.from(text, 'latin1');
const utf16 = Buffer.from(text, 'utf16le');
const swapped = Buffer.from(utf16).swap16();

describe('a file of text', () => {
  it.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${text}`)],
    ['Windows-1252', latin],
    ['UTF-16 LE with a mark', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16 BE with a mark', Buffer.concat([Buffer.from([0xfe, 0xff]), swapped])],
    ['UTF-16 LE', utf16],
    ['UTF-16 BE', swapped],
  ])('in %s reads alike, whole and in pieces of any length', async (_, bytes) => {
    for (const pieces of [1, 2, 3, 7, 65_536]) {
      const events = await eventsOf(bytes, { pieces });
      expect(events[0]).toEqual({ kind: 'header', columns: ['Namn', 'Ort'] });
      expect([rowsIn(events), faultsIn(events)]).toEqual([rows, []]);
    }
  });

  it.each([';', ',', '\t'])('is read with %j between the cells', async (sign) => {
    expect(rowsIn(await eventsOf(`${['Namn', 'Ort'].join(sign)}\nÅsa${sign}Mora\n`))).toEqual([
      ['Åsa', 'Mora'],
    ]);
  });

  it('says its separator in a first line that spreadsheets hide', async () => {
    expect(rowsIn(await eventsOf('sep=,\r\n"Namn; hela",Ort\r\nÅsa,Mora'))).toEqual([['Åsa', 'Mora']]);
  });

  it('may break lines in one way and in another', async () => {
    expect(rowsIn(await eventsOf('a;b\n1;2\r\n3;4\r5;6'))).toEqual([
      ['1', '2'],
      ['3', '4'],
      ['5', '6'],
    ]);
  });

  it('has rows by their number in the file; empty ones are passed over', async () => {
    const events = await eventsOf('\n\nNamn;Ort\n;\n\nÅsa;Mora\n');
    expect(events.at(-1)).toEqual({ kind: 'row', row: 6, cells: { Namn: 'Åsa', Ort: 'Mora' } });
  });

  it('tells rows of another length and goes on', async () => {
    const events = await eventsOf('Namn;Ort\nÅsa\nBo;Mora;;\nBo;Mora;x\nEk,Mora\nAl;Ed');
    expect(faultsIn(events)).toEqual(['row-length 2', 'row-length 4', 'row-length 5']);
    expect(rowsIn(events)).toEqual([
      ['Bo', 'Mora'],
      ['Al', 'Ed'],
    ]);
  });

  it('tells formulas by row and column and goes on; marked as text they are text', async () => {
    const events = await eventsOf(
      `Namn;Tel\n=1+1;1\nAl;@SUM(A1)\nBo;+46 21 17\nEd;-3,5\n'=1+1;'-x\n="0123";1\n＝1;1\n" =1";1`,
    );
    expect(faultsIn(events)).toEqual(['formula 2 A', 'formula 3 B', 'formula 8 A', 'formula 9 A']);
    expect(rowsIn(events)).toEqual([
      ['Bo', '+46 21 17'],
      ['Ed', '-3,5'],
      ['=1+1', '-x'],
      ['0123', '1'],
    ]);
  });

  it('may be named like a workbook, and have columns named like what every object has', async () => {
    const events = await eventsOf('__proto__;constructor\n1;2', { fileName: 'lista.xls' });
    expect(rowsIn(events)).toEqual([['1', '2']]);
  });
});

describe('a workbook', () => {
  const date = new Date(Date.UTC(2025, 11, 24));
  const table = [
    ['Namn', 'Pnr', 'Från', 'Andel', 'Aktiv', 'Lat'],
    ['Åsa <Ek> & "Bo"', 199001012385, date, 0.75, true, 59.61],
    ['', 7, date, 1, false, 16],
  ];
  const bytesOf = () =>
    writeExcel(
      table.map((cells) =>
        cells.map((value, at) => {
          if (value instanceof Date) return { value, type: Date, format: 'yyyy-mm-dd' };
          return at === 3 && typeof value === 'number' ? { value, type: Number, format: '0%' } : { value };
        }),
      ),
    ).toBuffer();

  it('reads as it shows: dates, long numbers, per cent, yes and no', async () => {
    const events = await eventsOf(await bytesOf(), { fileName: 'lista.xlsx' });
    expect(rowsIn(events)).toEqual([
      ['Åsa <Ek> & "Bo"', '199001012385', '2025-12-24', '75 %', 'ja', '59.61'],
      ['', '7', '2025-12-24', '100 %', 'nej', '16'],
    ]);
  });

  it('reads as another reader reads it', async () => {
    const texts = (await readSheet(await bytesOf())).map((cells) => cells.map(String));
    const ours = rowsIn(await eventsOf(await bytesOf()));
    expect(texts[1]?.slice(0, 2)).toEqual(ours[0]?.slice(0, 2));
    expect(texts.map((cells) => cells[5])).toEqual(['Lat', ...ours.map((cells) => cells[5])]);
  });

  it('may leave names of rows and cells out, hold rich text, escapes and a calendar from 1904', async () => {
    const parts = workbookParts(
      '<row><c t="inlineStr"><is><t>Namn</t></is></c><c t="inlineStr"><is><r><t>Fr</t></r><r><t>ån</t></r><rPh><t>x</t></rPh></is></c></row>' +
        '<row><c t="inlineStr"><is><t>A_x0009_B&#229;</t></is></c><c s="1"><v>44553</v></c></row>',
    );
    const outline = parts['xl/workbook.xml']?.replace('<sheets>', '<workbookPr date1904="1"/><sheets>') ?? '';
    const rels = parts['xl/_rels/workbook.xml.rels']?.replace(
      '</Relationships>',
      '<Relationship Id="s" Type="x/styles" Target="/xl/styles.xml"/></Relationships>',
    );
    const styles = '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>';
    const events = await eventsOf(
      packed({
        ...parts,
        'xl/workbook.xml': outline,
        'xl/_rels/workbook.xml.rels': rels ?? '',
        'xl/styles.xml': styles,
      }),
    );
    expect(events).toEqual([
      { kind: 'header', columns: ['Namn', 'Från'] },
      { kind: 'row', row: 2, cells: { Namn: 'A\tBå', Från: '2025-12-24' } },
    ]);
  });

  it('may have empty sheets beside the one that says something, and empty cells far away', async () => {
    const filled =
      sheetRow(1, ['a']) +
      '<row r="2"><c r="A2" t="inlineStr"><is><t>1</t></is></c><c r="XFD2" s="0"/></row>';
    const parts = workbookParts(filled, 2);
    const empty = '<worksheet><sheetData><row r="1"><c r="A1"/></row></sheetData></worksheet>';
    expect(rowsIn(await eventsOf(packed({ ...parts, 'xl/worksheets/sheet1.xml': empty })))).toEqual([['1']]);
    expect(faultsIn(await eventsOf(packed(parts)))).toEqual(['several-sheets']);
  });
});
