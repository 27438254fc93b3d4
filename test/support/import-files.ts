import { readTable } from '#functions/imports/files/read-table.ts';
import type { TableEvent } from '#functions/imports/files/table-event.ts';
import { type ZipPart, zipOf } from './zip-files.ts';

/** Bytes as a stream gives them, in pieces of some length. */
export async function* inPieces(bytes: Uint8Array, length = 65_536): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
}

/** All events of a file that is held whole. */
export async function eventsOf(
  bytes: Uint8Array | string,
  { fileName = 'lista.csv', pieces = 65_536 } = {},
): Promise<TableEvent[]> {
  return gathered(readTable(inPieces(Buffer.from(bytes), pieces), { fileName }));
}

/** All that comes, in order. */
export async function gathered<T>(all: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const one of all) list.push(one);
  return list;
}

/** Faults as slug, row and column, for comparing. */
export function faultsIn(events: readonly TableEvent[]): string[] {
  return events.flatMap((event) =>
    event.kind === 'fault'
      ? [[event.slug, event.row, event.column].filter((part) => part !== undefined).join(' ')]
      : [],
  );
}

/** The cells of each row, in the header's order. */
export function rowsIn(events: readonly TableEvent[]): string[][] {
  return events.flatMap((event) => (event.kind === 'row' ? [Object.values(event.cells)] : []));
}

const types = 'http://schemas.openxmlformats.org/package/2006/content-types';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** The parts of a small right workbook, by name, to be changed before they are packed. */
export function workbookParts(sheetData: string, sheets = 1): Record<string, string> {
  const numbers = Array.from({ length: sheets }, (_, at) => at + 1);
  return {
    '[Content_Types].xml': `<?xml version="1.0"?><Types xmlns="${types}"/>`,
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${numbers
      .map((number) => `<sheet name="Blad${number}" sheetId="${number}" r:id="rId${number}"/>`)
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${numbers
      .map(
        (number) =>
          `<Relationship Id="rId${number}" Type="${office}/worksheet" Target="worksheets/sheet${number}.xml"/>`,
      )
      .join('')}</Relationships>`,
    ...Object.fromEntries(
      numbers.map((number) => [
        `xl/worksheets/sheet${number}.xml`,
        `<worksheet xmlns="${main}"><sheetData>${sheetData}</sheetData></worksheet>`,
      ]),
    ),
  };
}

/** A row of texts within a sheet. */
export function sheetRow(row: number, cells: readonly string[]): string {
  const inner = cells.map((text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`).join('');
  return `<row r="${row}">${inner}</row>`;
}

/** Packs parts; some may be other than they say. */
export function packed(parts: Readonly<Record<string, string>>, others: readonly ZipPart[] = []): Buffer {
  const named = new Set(others.map(({ name }) => name));
  const plain = Object.entries(parts).map(([name, bytes]) => ({ name, bytes }));
  return zipOf([...plain.filter(({ name }) => !named.has(name)), ...others]);
}
