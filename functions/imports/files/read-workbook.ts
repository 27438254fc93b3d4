import { failFile } from './file-fault.ts';
import { tableLimits } from './limits.ts';
import { readSheet } from './read-sheet.ts';
import { attributeOf, readXml, type XmlToken } from './read-xml.ts';
import { readSharedTexts } from './shared-texts.ts';
import type { TableFault } from './table-event.ts';
import type { RawRow } from './table-rows.ts';
import { unpackEntry } from './unpack-entry.ts';
import { readStyles } from './workbook-styles.ts';
import { readZipDirectory, type ZipEntry } from './zip-directory.ts';

type Entries = ReadonlyMap<string, ZipEntry>;

/**
 * Rows of the one sheet of a workbook that holds something, part by part as it is unpacked. Nothing in it is run or
 * followed: macros, formulas and links to other files end in faults.
 */
export async function* readWorkbook(bytes: Buffer): AsyncGenerator<RawRow | TableFault> {
  const entries = readZipDirectory(bytes);
  findOtherKinds(entries);
  const { sheets, parts, dayShift } = await readOutline(entries);
  const filled: ZipEntry[] = [];
  for (const sheet of sheets) if (await holdsCells(sheet)) filled.push(sheet);
  const [only, ...others] = filled;
  if (!only) failFile('header-missing');
  if (others.length > 0) failFile('several-sheets', { detail: filled.length });
  const sharedTexts = parts.sharedStrings ? await readSharedTexts(unpackEntry(parts.sharedStrings)) : [];
  const styles = parts.styles ? await readStyles(unpackEntry(parts.styles)) : [];
  yield* readSheet(unpackEntry(only), { sharedTexts, styles, dayShift });
}

function findOtherKinds(entries: Entries): void {
  const names = [...entries.keys()].map((name) => name.toLowerCase());
  const has = (form: RegExp) => names.some((name) => form.test(name));
  if (has(/vbaproject|(?:^|\/)macrosheets\/|(?:^|\/)dialogsheets\//)) failFile('macros');
  if (has(/^xl\/workbook\.bin$/)) failFile('binary-workbook');
  if (has(/^xl\/(?:externallinks\/|connections\.xml$)/)) failFile('external-links');
  if (has(/^mimetype$/)) failFile('open-document');
  if (has(/^(?:word|ppt)\//)) failFile('other-office-file');
  if (!entries.has('xl/workbook.xml') || !entries.has('[Content_Types].xml')) failFile('file-kind-unknown');
}

interface Outline {
  readonly sheets: readonly ZipEntry[];
  readonly parts: { readonly sharedStrings: ZipEntry | undefined; readonly styles: ZipEntry | undefined };
  readonly dayShift: number;
}

/** What workbook, relations and types say there is. Calendars that begin in 1904 are 1,462 days behind. */
async function readOutline(entries: Entries): Promise<Outline> {
  const types = await tagsOf(entries, '[Content_Types].xml');
  if (types.some(({ attributes }) => /macroEnabled/i.test(attributes))) failFile('macros');
  const relations = await readRelations(entries);
  const tags = await tagsOf(entries, 'xl/workbook.xml');
  const ids = tags
    .filter(({ name }) => name === 'sheet')
    .map(({ attributes }) => attributeOf(attributes, 'id') ?? '');
  if (ids.length > tableLimits.sheets) failFile('several-sheets', { detail: ids.length });
  const isFrom1904 = tags.some(
    ({ name, attributes }) =>
      name === 'workbookPr' && /^(?:1|true)$/.test(attributeOf(attributes, 'date1904') ?? ''),
  );
  return {
    sheets: ids.map((id) => relations.find((one) => one.id === id)?.entry ?? failFile('workbook-damaged')),
    parts: {
      sharedStrings: relations.find(({ type }) => type === 'sharedStrings')?.entry,
      styles: relations.find(({ type }) => type === 'styles')?.entry,
    },
    dayShift: isFrom1904 ? 1_462 : 0,
  };
}

interface Relation {
  readonly id: string;
  readonly type: string;
  readonly entry: ZipEntry | undefined;
}

async function readRelations(entries: Entries): Promise<readonly Relation[]> {
  const tags = await tagsOf(entries, 'xl/_rels/workbook.xml.rels');
  return tags
    .filter(({ name }) => name === 'Relationship')
    .map(({ attributes }) => {
      const type = (attributeOf(attributes, 'Type') ?? '').split('/').at(-1) ?? '';
      const isExternal = attributeOf(attributes, 'TargetMode') === 'External' || type === 'externalLink';
      if (isExternal) failFile('external-links');
      if (type === 'vbaProject') failFile('macros');
      const target = attributeOf(attributes, 'Target') ?? '';
      const name = target.startsWith('/') ? target.slice(1) : `xl/${target}`;
      return { id: attributeOf(attributes, 'Id') ?? '', type, entry: entries.get(name) };
    });
}

/** Small parts, held whole: no workbook says this much of itself. */
const outlineBytes = 1_048_576;

async function tagsOf(entries: Entries, name: string): Promise<readonly (XmlToken & { kind: 'open' })[]> {
  const entry = entries.get(name) ?? failFile('workbook-damaged');
  if (entry.size > outlineBytes) failFile('workbook-bomb');
  const tags: (XmlToken & { kind: 'open' })[] = [];
  for await (const tokens of readXml(unpackEntry(entry))) {
    for (const token of tokens) if (token.kind === 'open') tags.push(token);
  }
  return tags;
}

/** Whether a sheet has a cell with a value or a formula: empty sheets stand in many workbooks. */
async function holdsCells(sheet: ZipEntry): Promise<boolean> {
  for await (const tokens of readXml(unpackEntry(sheet))) {
    const hasValue = tokens.some(
      ({ kind, ...token }) => kind === 'open' && 'name' in token && /^[vft]$/.test(token.name),
    );
    if (hasValue) return true;
  }
  return false;
}
