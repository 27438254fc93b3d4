import type { AnswerOf, CallOf } from '#contract/routes.ts';
import { importLimits } from '#domain/import-job.ts';
import { type Problemed, problem } from '#http/call-context.ts';
import { readJob } from '#store/job-item.ts';
import { keys } from '#store/keys.ts';
import type { ImportStore } from './create-import.ts';
import type { DoneRow, FateRow } from './jobs/job-rows.ts';
import { type JobVault, openVault } from './jobs/job-vault.ts';

/** Rows of one answer, and chunks that one call looks through. */
const rowsAtMost = 200;
const chunksAtMost = 50;

type Row = AnswerOf<'findImportRows'>['rows'][number];

/** What becomes of the rows, by fate. A call looks through so many chunks; `next` says where to go on. */
export async function findImportRows(
  { database, jobKeys }: ImportStore,
  { params: { jobId }, query }: CallOf<'findImportRows'>,
): Promise<AnswerOf<'findImportRows'> | Problemed> {
  const stored = await readJob(database, jobId);
  if (!stored) return problem('not-found');
  const vault = await openVault(database, jobKeys, stored);
  const after = Number(query.after ?? '0');
  const isWanted = ({ fate, proposal }: FateRow) =>
    (query.fate === undefined || fate === query.fate) && (!query.proposals || proposal !== undefined);
  const rows: Row[] = [];
  const hasDone = stored.job.written > 0;
  // A row's number is at least its place, so the chunk of `after` is this one or an earlier one.
  const first = await findChunk(vault, jobId, after, stored.job.chunks);
  const last = Math.min(stored.job.chunks, first + chunksAtMost);
  for (let chunk = first; chunk < last; chunk += 1) {
    const fates = await vault.get<FateRow[]>(keys.jobFates(jobId, chunk));
    if (!fates) return { rows };
    const outcomes = hasDone ? await outcomesOf(vault, jobId, chunk) : new Map<number, Row['outcome']>();
    for (const fate of fates) {
      if (fate.row <= after || !isWanted(fate)) continue;
      rows.push(rowOf(fate, outcomes.get(fate.row)));
      if (rows.length === rowsAtMost) return { rows, next: fate.row };
    }
    const lastRow = fates.at(-1)?.row;
    if (chunk + 1 === last && last < stored.job.chunks && lastRow !== undefined)
      return { rows, next: lastRow };
  }
  return { rows };
}

/** The chunk that holds a row, or the rows after it. Empty rows are passed over, so it may stand earlier than its number says. */
async function findChunk(vault: JobVault, jobId: string, after: number, chunks: number): Promise<number> {
  let chunk = Math.min(Math.max(0, Math.ceil(after / importLimits.chunkRows) - 1), Math.max(0, chunks - 1));
  while (chunk > 0) {
    const [first] = (await vault.get<FateRow[]>(keys.jobFates(jobId, chunk))) ?? [];
    if (first && first.row <= after) return chunk;
    chunk -= 1;
  }
  return chunk;
}

async function outcomesOf(
  vault: JobVault,
  jobId: string,
  chunk: number,
): Promise<Map<number, Row['outcome']>> {
  const found = await vault.find<DoneRow[]>([
    keys.jobDone(jobId, chunk, 0),
    keys.jobDone(jobId, chunk, 9_999),
  ]);
  return new Map(
    found.flatMap(({ value, undone }) =>
      value.map(({ row, note }) => [row, note ? (undone ? 'undone' : 'written') : 'left'] as const),
    ),
  );
}

function rowOf({ effect: _, faults, differences, warnings, ...told }: FateRow, outcome: Row['outcome']): Row {
  return {
    ...told,
    faults: [...faults],
    differences: [...differences],
    warnings: [...warnings],
    ...(outcome && { outcome }),
  };
}
