import { type ImportJob, inPhase } from '#domain/import-job.ts';
import type { DoneRow, FateRow } from '#functions/imports/jobs/job-rows.ts';
import { doneStep, putSealed } from '#store/job-item.ts';
import { type Key, keys } from '#store/keys.ts';
import { givenRows, readChunk } from './judge-rows.ts';
import { effectOf, type GivenRow, type KindOfRows, type Planned, type Work } from './work.ts';

/** Chunks that one step writes. */
export const chunksWritten = 2;
/** How often a batch is judged again, where the region moves under it, before another step tries. */
const tries = 8;

/**
 * Writes what the dry run showed, from where the step before ended. Each batch is one transaction with its note, so that
 * whatever was lost or repeated, each row is written once. A row that would now do something else than it was shown to
 * do is left, and told.
 */
export async function writeRows<P>(work: Work, kind: KindOfRows<P>): Promise<ImportJob> {
  const { job, now } = work;
  const last = Math.min(job.doneChunks + chunksWritten, job.chunks);
  let { doneRows, written, left } = job;
  for (let chunk = job.doneChunks; chunk < last; chunk += 1) {
    const rows = await readChunk(work, chunk);
    for (const done of await writeChunk(work, kind, chunk)) {
      if (done.note) written += 1;
      else left += 1;
    }
    doneRows += rows.length;
  }
  if (last < job.chunks) {
    return { ...job, doneChunks: last, doneRows, written, left, updatedAt: now.toISOString() };
  }
  return { ...inPhase(job, 'imported', now), doneRows, written, left, importedAt: now.toISOString() };
}

async function writeChunk<P>(work: Work, kind: KindOfRows<P>, chunk: number): Promise<DoneRow[]> {
  const { job, vault } = work;
  const { jobId } = job;
  const fates = await vault.get<FateRow[]>(keys.jobFates(jobId, chunk));
  if (!fates) throw new Error('What was judged is not there');
  const shown = new Map(fates.flatMap((one) => (isToWrite(one) ? [[one.row, one] as const] : [])));
  const given = givenRows(work, await readChunk(work, chunk)).filter(({ row }) => shown.has(row));
  const found = await vault.find<DoneRow[]>([
    keys.jobDone(jobId, chunk, 0),
    keys.jobDone(jobId, chunk, 9_999),
  ]);
  const before = new Map(found.map(({ key, value }) => [key.sk, value]));
  const all: DoneRow[] = [];
  for (const [at, batch] of batchesOf(kind, given).entries()) {
    const key = keys.jobDone(jobId, chunk, at);
    all.push(...(before.get(key.sk) ?? (await writeBatch(work, kind, batch, { key, shown }))));
  }
  return all;
}

const isToWrite = ({ fate }: FateRow) => fate === 'new' || fate === 'changed';

/** Rows in transactions: what is in which follows from the file and the dry run, and never from what was done. */
function batchesOf(
  kind: Pick<KindOfRows<unknown>, 'groupOf' | 'atOnce'>,
  rows: readonly GivenRow[],
): GivenRow[][] {
  const groups = [...Map.groupBy(rows, (row) => kind.groupOf(row)).values()];
  return groups.flatMap((group) => {
    const count = Math.ceil(group.length / kind.atOnce);
    return Array.from({ length: count }, (_, at) => group.slice(at * kind.atOnce, (at + 1) * kind.atOnce));
  });
}

async function writeBatch<P>(
  work: Work,
  kind: KindOfRows<P>,
  batch: readonly GivenRow[],
  { key, shown }: { readonly key: Key; readonly shown: ReadonlyMap<number, FateRow> },
): Promise<DoneRow[]> {
  const { vault, now, database, region } = work;
  for (let round = 0; round < tries; round += 1) {
    const judged = await kind.judge(work, batch);
    const asShown = judged.filter(
      (one): one is Planned<P> => one.plan !== undefined && effectOf(one.told) === shown.get(one.row)?.effect,
    );
    const writing = new Set(asShown.map(({ row }) => row));
    const left = batch.filter(({ row }) => !writing.has(row)).map(({ row }): DoneRow => ({ row }));
    if (asShown.length === 0) {
      await putSealed(database, key, vault.seal(key, left), now);
      return left;
    }
    let done: DoneRow[] = [];
    const saved = await kind.write(work, asShown, (rows) => {
      done = [...rows, ...left];
      return doneStep(key, vault.seal(key, done), now);
    });
    if (saved) return done;
    // Another worker may have been first, whose answer was lost.
    const there = await vault.get<DoneRow[]>(key);
    if (there) return there;
    region.forget();
  }
  throw new Error('The region changes faster than it can be written');
}
