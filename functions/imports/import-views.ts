import type { AnswerOf } from '#contract/routes.ts';
import { type ImportJob, isAtWork } from '#domain/import-job.ts';

export type JobView = AnswerOf<'actOnImport'>;
type Act = JobView['acts'][number];

/** A job as staff are told of it: never who by name, and nothing of a person. */
export function viewOf(job: ImportJob): JobView {
  const { jobId, kind, fileName, bytes, sha256, asOf, phase, stopped, createdAt, by } = job;
  const { parts, rows, doneRows, fates, written, left, importedAt, undoneAt, builtOn, fault } = job;
  return {
    ...{ jobId, kind, fileName, bytes, sha256, asOf, phase, stopped, createdAt, role: by.role },
    ...{ parts, rows, doneRows, fates: { ...fates }, written, left },
    ...rateOf(job),
    ...(importedAt !== undefined && { importedAt }),
    ...(undoneAt !== undefined && { undoneAt }),
    ...(builtOn && { builtOn: { rows: builtOn.rows, first: [...builtOn.first] } }),
    ...(fault && { fault }),
    acts: actsOf(job),
  };
}

/** Rows a second of this phase so far, and how long the rest takes at that. */
function rateOf({ phaseAt, updatedAt, doneRows, rows, phase, stopped }: ImportJob) {
  const seconds = (Date.parse(updatedAt) - Date.parse(phaseAt)) / 1000;
  if (seconds <= 0 || doneRows === 0 || !isAtWork({ phase, stopped })) return {};
  const rowsPerSecond = Math.round((doneRows / seconds) * 10) / 10;
  if (rowsPerSecond <= 0 || rows <= doneRows) return { rowsPerSecond };
  return { rowsPerSecond, secondsLeft: Math.ceil((rows - doneRows) / rowsPerSecond) };
}

/** What may be asked of a job now. */
function actsOf(job: ImportJob): Act[] {
  const { phase, stopped, fates } = job;
  if (phase === 'uploading') return ['dryRun'];
  if (phase === 'judged') return fates.new + fates.changed > 0 ? ['answer', 'importNow'] : ['answer'];
  if (phase === 'imported') return job.written > 0 ? ['undo'] : [];
  if (isAtWork(job)) return ['stop', 'resume'];
  if (!stopped) return [];
  return phase === 'importing' ? ['resume', 'undo'] : ['resume'];
}
