import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { judgeTable } from '#functions/imports/files/judge-table.ts';
import { readTable } from '#functions/imports/files/read-table.ts';
import {
  eventsOf,
  faultsIn,
  gathered,
  inPieces,
  packed,
  rowsIn,
  sheetRow,
  workbookParts,
} from '#support/import-files.ts';
import { type ZipPart, zipOf } from '#support/zip-files.ts';

const small = workbookParts(sheetRow(1, ['Namn', 'Ort']) + sheetRow(2, ['Bo', 'Mora']));
const sheet = 'xl/worksheets/sheet1.xml';
const withSheet = (markup: string) => packed({ ...small, [sheet]: markup });
const withData = (rows: string) => withSheet(`<worksheet><sheetData>${rows}</sheetData></worksheet>`);
const withPart = (part: ZipPart) => packed(small, [part]);
const rest = (name: string, from: string, to: string) =>
  packed({ ...small, [name]: (small[name] ?? '').replace(from, to) });

/** A container as .xls and workbooks with a password have it: the name of a stream within tells them apart. */
const container = (name: string) =>
  Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(9_000), Buffer.from(name, 'utf16le')]);

/** What the file is, the file, and the fault that it ends in. */
const files: readonly (readonly [string, string | Buffer, string])[] = [
  ['nothing', '', 'file-empty'],
  ['nothing but line breaks', '\n\r\n\n', 'file-empty'],
  ['nothing but separators', ';;;\n;;;\n', 'header-missing'],
  ['a PDF', '%PDF-1.7\n', 'file-kind-unknown'],
  ['a web page called a workbook', '<html><table><tr><td>Namn', 'file-kind-unknown'],
  ['packed by gzip', Buffer.from('1f8b08000000', 'hex'), 'file-kind-unknown'],
  ['random bytes with zeros', Buffer.from([1, 0, 0, 7, 0, 0, 0, 200, 0]), 'file-kind-unknown'],
  ['a zero byte far on', `a;b\n${'1;2\n'.repeat(3_000)}x\0;2\n`, 'unseen-bytes'],
  [
    'UTF-8 that turns into Windows-1252',
    Buffer.concat([Buffer.from('å;b\n1;'), Buffer.from([0xe5, 0x0a])]),
    'encoding-mixed',
  ],
  ['UTF-8 cut within a character', Buffer.from('å;b\n1;å').subarray(0, -1), 'file-cut-short'],
  [
    'UTF-16 cut within a character',
    Buffer.from('\ufeffa;b\n1;2', 'utf16le').subarray(0, -1),
    'file-cut-short',
  ],
  ['the encoding of DOS', Buffer.from('Ort;b\nV\x84ster\x86s;1\n', 'latin1'), 'encoding-unknown'],
  ['the encoding of old Macintosh', Buffer.from('Ort;b\nSm\x8cland;1\n', 'latin1'), 'encoding-unknown'],
  ['as many semicolons as commas', 'a;b,c\n', 'separator-unclear 1'],
  ['a quote that never closes', `a;b\n"1;2\n${'3;4\n'.repeat(100)}`, 'quotes-wrong 2'],
  ['a cell of five thousand characters', `a;b\n1;${'x'.repeat(5_000)}\n`, 'cell-too-long 2 B'],
  ['a row of a megabyte', `a;b\n1;${'x'.repeat(1_000_000)}`, 'row-too-long 2'],
  ['a header of a megabyte', 'x'.repeat(1_000_000), 'row-too-long 1'],
  ['a million columns', `${';'.repeat(1_000_000)}\n`, 'row-too-long 1'],
  ['a million columns below', `a;b\n${';'.repeat(1_000_000)}\n`, 'too-many-columns 2'],
  [
    'a hundred and one columns',
    `${Array.from({ length: 101 }, (_, at) => at).join(';')}\n`,
    'too-many-columns 1',
  ],
  ['a header of a hundred and one characters', `a;${'x'.repeat(101)}\n1;2`, 'cell-too-long 1 B'],
  ['a header with a hole', 'a;;c\n1;2;3', 'header-empty 1 B'],
  ['a header that says a name twice', 'a;b;a\n1;2;3', 'header-twice 1 C'],
  ['a formula for a header', '=1;b\n1;2', 'formula 1 A'],
  ['a workbook of before 2007', container('Workbook'), 'old-workbook'],
  ['a workbook with a password', container('EncryptedPackage'), 'password-protected'],
  ['an archive with a password', withPart({ name: 'x.xml', bytes: 'x', flags: 1 }), 'password-protected'],
  ['a workbook with macros', withPart({ name: 'xl/vbaProject.bin', bytes: 'x' }), 'macros'],
  ['old macros', withPart({ name: 'xl/macrosheets/sheet1.xml', bytes: 'x' }), 'macros'],
  [
    'a workbook that says it has macros',
    rest(
      '[Content_Types].xml',
      '/>',
      '><Override ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>',
    ),
    'macros',
  ],
  ['a binary workbook', zipOf([{ name: 'xl/workbook.bin', bytes: 'x' }]), 'binary-workbook'],
  ['OpenDocument', zipOf([{ name: 'mimetype', bytes: 'x', isStored: true }]), 'open-document'],
  ['a document', zipOf([{ name: 'word/document.xml', bytes: '<a/>' }]), 'other-office-file'],
  ['another archive', zipOf([{ name: 'a.csv', bytes: 'a;b' }]), 'file-kind-unknown'],
  [
    'links to other workbooks',
    withPart({ name: 'xl/externalLinks/externalLink1.xml', bytes: '<a/>' }),
    'external-links',
  ],
  ['a connection to a database', withPart({ name: 'xl/connections.xml', bytes: '<a/>' }), 'external-links'],
  [
    'a sheet that lies elsewhere',
    rest('xl/_rels/workbook.xml.rels', 'Target=', 'TargetMode="External" Target='),
    'external-links',
  ],
  [
    'a formula',
    withData(`${sheetRow(1, ['a'])}<row r="2"><c r="A2"><f>1+1</f><v>2</v></c></row>`),
    'formula 2 A',
  ],
  [
    'an error',
    withData(`${sheetRow(1, ['a'])}<row r="2"><c r="A2" t="e"><v>#REF!</v></c></row>`),
    'cell-error 2 A',
  ],
  [
    'a text that is not there',
    withData(`${sheetRow(1, ['a'])}<row r="2"><c t="s"><v>9</v></c></row>`),
    'cell-error 2 A',
  ],
  ['two sheets', packed(workbookParts(sheetRow(1, ['a']), 2)), 'several-sheets'],
  [
    'a cell in the last column there is',
    withData(`${sheetRow(1, ['a'])}<row r="2"><c r="XFD2"><v>1</v></c></row>`),
    'too-many-columns 2',
  ],
  ['columns that no spreadsheet has', withData('<row><c r="ZZZZZ1"><v>1</v></c></row>'), 'workbook-damaged'],
  ['rows that no spreadsheet has', withData('<row r="99999999"><c><v>1</v></c></row>'), 'workbook-damaged'],
  ['rows backwards', withData(sheetRow(2, ['a']) + sheetRow(1, ['a'])), 'workbook-damaged'],
  [
    'cells backwards',
    withData('<row><c r="B1"><v>1</v></c><c r="A1"><v>1</v></c></row>'),
    'workbook-damaged',
  ],
  [
    'a document type',
    withSheet('<!DOCTYPE a [<!ENTITY b "c">]><worksheet>&b;</worksheet>'),
    'workbook-damaged',
  ],
  ['markup that does not close', withSheet('<worksheet><sheetData><row>'), 'workbook-damaged'],
  ['markup a thousand deep', withSheet(`${'<a>'.repeat(1_000)}${'</a>'.repeat(1_000)}`), 'workbook-damaged'],
  [
    'a tag of a megabyte',
    withSheet(`<worksheet ${'a'.repeat(1_000_000)}><v/></worksheet>`),
    'workbook-damaged',
  ],
  [
    'markup in another encoding',
    packed(small, [{ name: sheet, bytes: Buffer.from([0x3c, 0xe5, 0x3e]) }]),
    'workbook-damaged',
  ],
  [
    'a part that is missing',
    zipOf(
      Object.entries(small)
        .slice(0, 3)
        .map(([name, bytes]) => ({ name, bytes })),
    ),
    'workbook-damaged',
  ],
  ['a gigabyte of zeros', withPart({ name: sheet, bytes: Buffer.alloc(400_000_000, ' ') }), 'workbook-bomb'],
  [
    'a bomb that says it is small',
    withPart({ name: sheet, bytes: Buffer.alloc(50_000_000, ' '), saysSize: 1_000 }),
    'workbook-bomb',
  ],
  [
    'a part that says it is larger',
    withPart({ name: sheet, bytes: small[sheet] ?? '', saysSize: 900_000 }),
    'workbook-damaged',
  ],
  [
    'a part whose sum is wrong',
    withPart({ name: sheet, bytes: small[sheet] ?? '', saysChecksum: 7 }),
    'workbook-damaged',
  ],
  [
    'parts that lie over each other',
    withPart({ name: 'x.xml', bytes: small[sheet] ?? '', liesOver: sheet }),
    'workbook-damaged',
  ],
  ['a part under two names', withPart({ name: 'x.xml', bytes: 'x', saysName: 'y.xml' }), 'workbook-damaged'],
  [
    'the same part twice',
    zipOf([...Object.entries(small), [sheet, 'x'] as const].map(([name, bytes]) => ({ name, bytes }))),
    'workbook-damaged',
  ],
  ['a part that lies outside', withPart({ name: '../../x.xml', bytes: 'x' }), 'workbook-damaged'],
  [
    'two thousand parts',
    zipOf(Array.from({ length: 2_000 }, (_, at) => ({ name: `${at}.xml`, bytes: 'x' }))),
    'workbook-bomb',
  ],
  [
    'packed bytes that are none',
    withPart({ name: sheet, bytes: deflateRawSync(Buffer.from('x')), isStored: true }),
    'workbook-damaged',
  ],
];

describe('a hostile file ends in a clear fault', () => {
  it.each(files)('%s', async (_, bytes, fault) => {
    const events = await eventsOf(bytes);
    expect(faultsIn(events)).toEqual([fault]);
    expect(rowsIn(events).length).toBeLessThan(3_001);
  });

  it('an archive within an archive is never unpacked', async () => {
    const bomb = zipOf([{ name: 'x', bytes: Buffer.alloc(5_000_000) }]);
    const events = await eventsOf(withPart({ name: 'xl/embeddings/inner.zip', bytes: bomb, isStored: true }));
    expect([rowsIn(events), faultsIn(events)]).toEqual([[['Bo', 'Mora']], []]);
  });

  it('a workbook cut at any byte', async () => {
    const whole = packed(small);
    for (let length = 4; length < whole.length; length += 7) {
      const events = await eventsOf(whole.subarray(0, length));
      expect(faultsIn(events)).toEqual(['file-cut-short']);
    }
  });

  it('a workbook of more different texts than can be held', async () => {
    const relations = (small['xl/_rels/workbook.xml.rels'] ?? '').replace(
      '</Relationships>',
      '<Relationship Id="s" Type="x/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
    );
    const texts = `<sst>${Array.from({ length: 1_000_001 }, (_, at) => `<si><t>${at}</t></si>`).join('')}</sst>`;
    const bytes = packed({
      ...small,
      'xl/_rels/workbook.xml.rels': relations,
      'xl/sharedStrings.xml': texts,
    });
    expect(await eventsOf(bytes)).toEqual([{ kind: 'fault', slug: 'too-many-texts', detail: 1_000_000 }]);
  });

  it.each(['lista.xlsm', 'LISTA.XLTM'])('a name that says macros: %s', async (fileName) => {
    expect(faultsIn(await eventsOf(packed(small), { fileName }))).toEqual(['macros']);
  });

  it('more packed bytes than a workbook may have are not waited for', async () => {
    let given = 0;
    async function* endless(): AsyncGenerator<Uint8Array> {
      yield packed(small);
      for (;;) {
        given += 1;
        yield Buffer.alloc(1_048_576);
      }
    }
    const events = await gathered(readTable(endless(), { fileName: 'a.xlsx' }));
    expect(events).toEqual([{ kind: 'fault', slug: 'file-too-large', detail: 16 }]);
    expect(given).toBeLessThan(20);
  });

  it('a line of a gigabyte is left after its first pieces', async () => {
    let given = 0;
    async function* line(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('a;b\n1;');
      for (; given < 16_384; given += 1) yield Buffer.alloc(65_536, 'x');
    }
    expect(faultsIn(await gathered(readTable(line(), { fileName: 'a.csv' })))).toEqual(['row-too-long 2']);
    expect(given).toBeLessThan(20);
  });

  it('what the bytes themselves throw passes through', async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('a;b\n1;2\n');
      throw new Error('the connection broke');
    }
    await expect(gathered(readTable(broken(), { fileName: 'a.csv' }))).rejects.toThrow('connection');
  });

  it('names that turn the text around, and formulas, are faults of their cells', async () => {
    const file =
      'Personnummer;Vårdenhet;Listad sedan;Läkare\n199001012385;ek;2024-01-01;Ek\u202e1\n199001032391;ek;=NOW();Ek\n';
    const table = readTable(inPieces(Buffer.from(file)), { fileName: 'a.csv' });
    const judged = await gathered(judgeTable('listings', table, { now: new Date('2026-11-22T10:00:00Z') }));
    expect(judged.slice(1)).toEqual([
      {
        kind: 'faulty',
        row: 2,
        faults: [
          { row: 2, column: 'careUnit', slug: 'not-a-care-unit', shown: 'ek' },
          { row: 2, column: 'doctor', slug: 'hidden-characters' },
        ],
      },
      { kind: 'fault', slug: 'formula', row: 3, column: 'C' },
    ]);
  });
});
