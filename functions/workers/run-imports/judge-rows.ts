import { type ImportJob, inPhase, type PlaceholderAnswer, type RowFates } from '#domain/import-job.ts';
import type { FateRow, ReadRow } from '#functions/imports/jobs/job-rows.ts';
import { keys } from '#store/keys.ts';
import { effectOf, type GivenRow, type Judged, type KindOfRows, refused, type Work } from './work.ts';

/** Chunks that one step judges. */
export const chunksJudged = 5;

/** Says of each row what an import would do with it, from where the step before ended. Changes nothing of the region. */
export async function judgeRows<P>(work: Work, kind: KindOfRows<P>): Promise<ImportJob> {
  const { job, vault, now } = work;
  const last = Math.min(job.doneChunks + chunksJudged, job.chunks);
  const fates: Record<keyof RowFates, number> = { ...job.fates };
  let { doneRows } = job;
  for (let chunk = job.doneChunks; chunk < last; chunk += 1) {
    const rows = await readChunk(work, chunk);
    const judged = await judgeChunk(work, kind, rows);
    const told = rows.map((row) => fateOf(row, judged));
    await vault.put(keys.jobFates(job.jobId, chunk), told, now);
    for (const { fate } of told) fates[fate] += 1;
    doneRows += rows.length;
  }
  const { intake: _, ...rest } = job;
  if (last === job.chunks) return { ...inPhase(rest, 'judged', now), fates, doneRows };
  const intake = Object.fromEntries(work.intake);
  return { ...rest, fates, intake, doneChunks: last, doneRows, updatedAt: now.toISOString() };
}

export async function readChunk({ job, vault }: Work, chunk: number): Promise<readonly ReadRow[]> {
  const rows = await vault.get<ReadRow[]>(keys.jobRows(job.jobId, chunk));
  if (!rows) throw new Error('A chunk of rows is not there');
  return rows;
}

/** Rows as they are to be judged: with what staff answered on names that end in a number. */
export function givenRows({ job }: Work, rows: readonly ReadRow[]): GivenRow[] {
  return rows.flatMap(({ row, cells }) => {
    const answer = job.answers[row];
    if (!cells || answer?.kind === 'leaveOut') return [];
    return [{ row, cells: answer ? { ...cells, ...answered(answer) } : cells }];
  });
}

function answered({ kind, name }: Exclude<PlaceholderAnswer, { kind: 'leaveOut' }>) {
  return { kind, name };
}

async function judgeChunk<P>(
  work: Work,
  kind: KindOfRows<P>,
  rows: readonly ReadRow[],
): Promise<ReadonlyMap<number, Judged<P>>> {
  const judged = await kind.judge(work, givenRows(work, rows));
  return new Map(judged.map((one) => [one.row, one]));
}

function fateOf<P>({ row, faults = [] }: ReadRow, judged: ReadonlyMap<number, Judged<P>>): FateRow {
  const isTwice = faults.some(({ slug }) => slug === 'row-twice');
  const { told } = judged.get(row) ?? refused(row, faults.length > 0 ? faults : [{ slug: 'left-out' }]);
  const said = isTwice ? { ...told, fate: 'duplicate' as const } : told;
  return { warnings: [], ...said, row, effect: effectOf(said) };
}
