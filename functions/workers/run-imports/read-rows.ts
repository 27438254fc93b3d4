import { createHash } from 'node:crypto';
import { type ImportJob, importLimits, inPhase, type JobFault } from '#domain/import-job.ts';
import type { ColumnKey } from '#domain/imports/import-columns.ts';
import type { ImportKind } from '#domain/imports/import-kind.ts';
import { matchColumns } from '#domain/imports/match-columns.ts';
import { readTable } from '#functions/imports/files/read-table.ts';
import type { TableEvent, TableFault } from '#functions/imports/files/table-event.ts';
import type { ReadRow } from '#functions/imports/jobs/job-rows.ts';
import { keys } from '#store/keys.ts';
import type { KindOfRows, Work } from './work.ts';

/** Chunks that one step cuts: the file is read from its beginning each time, and no more of it is held than a chunk. */
export const chunksRead = 100;

/** Faults of one row; every other ends the reading of the file. */
const ofOneRow: readonly string[] = ['formula', 'cell-error', 'row-length'];

/**
 * Cuts the file into chunks of rows, from where the step before ended. Which rows say the same is known from the keys
 * of all rows before, of which a digest each is held: some megabytes for the largest file.
 */
export async function readRows(work: Work, kind: Pick<KindOfRows<unknown>, 'keyOf'>): Promise<ImportJob> {
  const { job, vault, now } = work;
  const digest = createHash('sha256');
  const skip = job.doneChunks;
  let chunk: ReadRow[] = [];
  let chunks = 0;
  let rows = 0;
  const keep = async () => {
    if (chunk.length === 0) return;
    if (chunks >= skip) await vault.put(keys.jobRows(job.jobId, chunks), chunk, now);
    chunks += 1;
    chunk = [];
  };
  const reader = rowsOf(work, kind, digest);
  for await (const read of reader) {
    if ('slug' in read) return failed(job, read, now);
    rows += 1;
    chunk.push(read);
    if (chunk.length < importLimits.chunkRows) continue;
    await keep();
    if (chunks === skip + chunksRead) {
      return { ...job, doneChunks: chunks, doneRows: rows, updatedAt: now.toISOString() };
    }
  }
  await keep();
  if (digest.digest('hex') !== job.sha256) return failed(job, { slug: 'file-differs' }, now);
  if (rows === 0) return failed(job, { slug: 'no-rows' }, now);
  return { ...inPhase(job, 'judging', now), chunks, rows };
}

function failed(job: ImportJob, fault: JobFault, now: Date): ImportJob {
  return { ...inPhase(job, 'failed', now), fault };
}

async function* partsOf({ job, vault }: Work, digest: { update(bytes: Uint8Array): unknown }) {
  for (let part = 1; part <= job.parts; part += 1) {
    const bytes = await vault.getPart(part);
    if (!bytes) throw new Error('A part of the file is not there');
    digest.update(bytes);
    yield bytes;
  }
}

/** The rows of the file with the faults of each, or why it cannot be read. */
async function* rowsOf(
  work: Work,
  kind: Pick<KindOfRows<unknown>, 'keyOf'>,
  digest: { update(bytes: Uint8Array): unknown },
): AsyncGenerator<ReadRow | JobFault> {
  const { job, now } = work;
  const seen = new Map<string, number>();
  let headers: ReadonlyMap<string, string> = new Map();
  let broken: { row: number; faults: TableFault[] } | undefined;
  const events: AsyncIterable<TableEvent> = readTable(partsOf(work, digest), { fileName: job.fileName });
  for await (const event of events) {
    const at = event.kind === 'header' ? undefined : event.row;
    if (broken && broken.row !== at) {
      yield { row: broken.row, faults: broken.faults.map(faultOf) };
      broken = undefined;
    }
    if (event.kind === 'header') {
      const matched = headersOf(job.kind, event.columns);
      if ('slug' in matched) return yield matched;
      headers = matched;
    } else if (event.kind === 'row') {
      const given = { row: event.row, cells: cellsOf(headers, event.cells) };
      const key = kind.keyOf(given, now);
      const known = key === undefined ? undefined : shortOf(key);
      const first = known === undefined ? undefined : seen.get(known);
      if (known !== undefined && first === undefined) seen.set(known, event.row);
      yield first === undefined ? given : { row: event.row, faults: [{ slug: 'row-twice', detail: first }] };
    } else if (event.row !== undefined && ofOneRow.includes(event.slug)) {
      broken = { row: event.row, faults: [...(broken?.faults ?? []), event] };
    } else return yield { ...faultOf(event), ...(event.row !== undefined && { row: event.row }) };
  }
  if (broken) yield { row: broken.row, faults: broken.faults.map(faultOf) };
}

function headersOf(kind: ImportKind, columns: readonly string[]) {
  const { headers, faults } = matchColumns(kind, columns);
  const [fault] = faults;
  return fault ?? headers;
}

function cellsOf(
  headers: ReadonlyMap<ColumnKey<ImportKind> | string, string>,
  cells: Readonly<Record<string, string>>,
): Record<string, string> {
  const named: Record<string, string> = {};
  for (const [key, header] of headers) {
    const cell = cells[header];
    if (cell !== undefined && cell !== '') named[key] = cell;
  }
  return named;
}

function faultOf({ slug, column, detail }: TableFault) {
  return { slug, ...(column !== undefined && { column }), ...(detail !== undefined && { detail }) };
}

function shortOf(key: string): string {
  return createHash('sha256').update(key).digest('base64url').slice(0, 16);
}
