import { type ImportJob, inPhase } from '#domain/import-job.ts';
import type { DoneRow } from '#functions/imports/jobs/job-rows.ts';
import { undoneStep } from '#store/job-item.ts';
import { type Key, keys } from '#store/keys.ts';
import type { KindOfRows, Work } from './work.ts';

type Undoable = Pick<KindOfRows<unknown>, 'findBuiltOn' | 'undo'>;

/** Chunks that one step looks through or takes back. */
export const chunksUndone = 2;
/** Rows that are named where something built on them. */
const namedAtMost = 20;

/** Looks whether anything built on any row, before anything is taken back: as a whole or not at all. */
export async function checkUndo(work: Work, kind: Undoable): Promise<ImportJob> {
  const { job, now } = work;
  const last = Math.min(job.doneChunks + chunksUndone, job.chunks);
  const first = [...(job.builtOn?.first ?? [])];
  let rows = job.builtOn?.rows ?? 0;
  let { doneRows } = job;
  for (let chunk = job.doneChunks; chunk < last; chunk += 1) {
    for (const { value } of await batchesDone(work, chunk)) {
      const built = await kind.findBuiltOn(
        work,
        value.filter(({ note }) => note),
      );
      rows += built.length;
      first.push(...built);
      doneRows += value.length;
    }
  }
  const builtOn = rows > 0 ? { builtOn: { rows, first: first.slice(0, namedAtMost) } } : {};
  if (last < job.chunks) {
    return { ...job, ...builtOn, doneChunks: last, doneRows, updatedAt: now.toISOString() };
  }
  if (rows === 0) return inPhase(job, 'undoing', now);
  // Back where it was: imported, or stopped half way.
  const back = job.importedAt === undefined ? 'importing' : 'imported';
  return { ...inPhase(job, back, now), ...builtOn, stopped: back === 'importing' };
}

/**
 * Takes the rows back, the last first. Where something was built on a batch since it was looked through, that batch
 * stays, and is counted among those that were built on: what somebody did stands.
 */
export async function undoRows(work: Work, kind: Undoable): Promise<ImportJob> {
  const { job, now, region } = work;
  const last = Math.min(job.doneChunks + chunksUndone, job.chunks);
  const first = [...(job.builtOn?.first ?? [])];
  let rows = job.builtOn?.rows ?? 0;
  let { doneRows } = job;
  for (let at = job.doneChunks; at < last; at += 1) {
    const batches = await batchesDone(work, job.chunks - 1 - at);
    for (const { key, value, undone } of batches.toReversed()) {
      const noted = value.filter(({ note }) => note);
      doneRows += value.length;
      if (undone || noted.length === 0 || (await undoBatch(work, kind, key, noted))) continue;
      rows += noted.length;
      first.push(...noted.map(({ row }) => row));
      region.forget();
    }
  }
  const builtOn = rows > 0 ? { builtOn: { rows, first: first.slice(0, namedAtMost) } } : {};
  if (last < job.chunks) {
    return { ...job, ...builtOn, doneChunks: last, doneRows, updatedAt: now.toISOString() };
  }
  return { ...inPhase(job, 'undone', now), ...builtOn, doneRows, undoneAt: now.toISOString() };
}

async function undoBatch(work: Work, kind: Undoable, key: Key, noted: readonly DoneRow[]): Promise<boolean> {
  for (let round = 0; round < 3; round += 1) {
    work.region.forget();
    if (await kind.undo(work, noted, undoneStep(key))) return true;
    // Another worker may have been first, whose answer was lost.
    const [there] = await work.vault.find<DoneRow[]>([key, key]);
    if (there?.undone) return true;
  }
  return false;
}

function batchesDone({ job: { jobId }, vault }: Work, chunk: number) {
  return vault.find<DoneRow[]>([keys.jobDone(jobId, chunk, 0), keys.jobDone(jobId, chunk, 9_999)]);
}
