import type { AnswerOf, CallOf } from '#contract/routes.ts';
import { rowOfCareUnit, rowsOfRoster } from '#domain/imports/export-rows.ts';
import type { ImportedRows } from '#domain/imports/imported-rows.ts';
import type { FileLanguage } from '#domain/imports/write-cells.ts';
import { localDate } from '#domain/stockholm-time.ts';
import { type CallContext, type Problemed, problem } from '#http/call-context.ts';
import { findCareUnitIds, readCareUnit, type StoredCareUnit } from '#store/care-unit-item.ts';
import type { Database } from '#store/database.ts';
import { writeCsv } from './files/write-csv.ts';
import { writeWorkbook } from './files/write-workbook.ts';
import { inParallel } from './jobs/in-parallel.ts';

type Exported = AnswerOf<'exportRegion'> | Problemed;
type Context = Pick<CallContext, 'now' | 'locale'>;
type ExportKind = 'careUnits' | 'doctors';

/** Bytes of a file: as base64 in JSON it still goes into one answer of a function, which holds six mebibytes. */
export const exportBytesAtMost = 3_000_000;
/** Units read at a time. */
const readers = 8;

/** Every unit of the region, or every doctor and list at them, as a file. Refusal: `export-too-large`. */
export async function exportRegion(
  database: Database,
  { params: { kind }, query: { format } }: CallOf<'exportRegion'>,
  context: Context,
): Promise<Exported> {
  const { now } = context;
  return kind === 'careUnits'
    ? fileOf(
        kind,
        format,
        context,
        flatten(unitsOf(database), ({ profile }) => [rowOfCareUnit(profile)]),
      )
    : fileOf(
        kind,
        format,
        context,
        flatten(unitsOf(database), (unit) => rowsOfRoster(unit, now)),
      );
}

/** The doctors and lists of one unit as a file. Refusals: `not-found`, `export-too-large`. */
export async function exportRoster(
  database: Database,
  { params: { careUnitId }, query: { format } }: CallOf<'exportRoster'>,
  context: Context,
): Promise<Exported> {
  const unit = await readCareUnit(database, careUnitId);
  if (!unit) return problem('not-found');
  return fileOf('doctors', format, context, rowsOfRoster(unit, context.now));
}

/** The region's units in the order of their ids, some at a time: no more than those are in memory. */
async function* unitsOf(database: Database): AsyncGenerator<StoredCareUnit> {
  const ids = await findCareUnitIds(database);
  for (let at = 0; at < ids.length; at += readers) {
    const units = await inParallel(readers, ids.slice(at, at + readers), (id) => readCareUnit(database, id));
    for (const unit of units) if (unit) yield unit;
  }
}

async function* flatten<R>(
  units: AsyncIterable<StoredCareUnit>,
  rowsOf: (unit: StoredCareUnit) => readonly R[],
): AsyncGenerator<R> {
  for await (const unit of units) yield* rowsOf(unit);
}

async function fileOf<K extends ExportKind>(
  kind: K,
  format: 'csv' | 'xlsx',
  { now, locale }: Context,
  rows: AsyncIterable<ImportedRows[K]> | Iterable<ImportedRows[K]>,
): Promise<Exported> {
  const language: FileLanguage = locale.startsWith('en') ? 'en' : 'sv';
  const bytes = format === 'csv' ? await csvOf(kind, language, rows) : await workbookOf(kind, language, rows);
  if (!bytes || bytes.byteLength > exportBytesAtMost) return problem('export-too-large');
  const fileName = `${names[language][kind]}-${localDate(now)}.${format}`;
  return { fileName, contentType: types[format], data: bytes.toString('base64') };
}

async function csvOf<K extends ExportKind>(
  kind: K,
  language: FileLanguage,
  rows: AsyncIterable<ImportedRows[K]> | Iterable<ImportedRows[K]>,
): Promise<Buffer | undefined> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of writeCsv(kind, rows, language)) {
    const written = Buffer.from(piece, 'utf8');
    bytes += written.byteLength;
    if (bytes > exportBytesAtMost) return undefined;
    pieces.push(written);
  }
  return Buffer.concat(pieces);
}

async function workbookOf<K extends ExportKind>(
  kind: K,
  language: FileLanguage,
  rows: AsyncIterable<ImportedRows[K]> | Iterable<ImportedRows[K]>,
): Promise<Buffer | undefined> {
  const written = await writeWorkbook(kind, rows, language);
  return written.ok ? written.bytes : undefined;
}

/** Letters that every file system and header takes. */
const names = {
  sv: { careUnits: 'vardenheter', doctors: 'lakare' },
  en: { careUnits: 'health-centres', doctors: 'doctors' },
} as const;
const types = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;
