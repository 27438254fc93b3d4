import type { AnswerOf, CallOf } from '#contract/routes.ts';
import { decideJobAct, type ImportJob, type JobAct, type PlaceholderAnswer } from '#domain/import-job.ts';
import { type Problemed, problem } from '#http/call-context.ts';
import type { Database } from '#store/database.ts';
import { findParts, readJob, saveJob } from '#store/job-item.ts';
import { viewOf } from './import-views.ts';

type Acted = AnswerOf<'actOnImport'> | Problemed;

/** How often an act is decided anew where the worker writes its progress at the same moment. */
const tries = 10;

/** What staff ask of a job. Refusals: those of `decideJobAct`, and `import-other-running`. */
export async function actOnImport(
  database: Database,
  { params: { jobId }, body: { act } }: CallOf<'actOnImport'>,
  now: Date,
): Promise<Acted> {
  const partsThere = act === 'dryRun' ? (await findParts(database, jobId)).length : 0;
  return actOn(database, jobId, now, act === 'dryRun' ? { act, partsThere } : { act });
}

/** Says what rows named as a list are to be; all rows are then judged again. */
export function answerImport(
  database: Database,
  { params: { jobId }, body }: CallOf<'answerImport'>,
  now: Date,
): Promise<Acted> {
  const answers: Record<string, PlaceholderAnswer> = {};
  for (const { row, ...answer } of body.answers) answers[row] = answer;
  return actOn(database, jobId, now, { act: 'answer', answers });
}

async function actOn(database: Database, jobId: string, now: Date, act: JobAct): Promise<Acted> {
  for (let round = 0; round < tries; round += 1) {
    const stored = await readJob(database, jobId);
    if (!stored) return problem('not-found');
    const decided = decideJobAct(stored.job, act, now);
    if (!decided.ok) return problem(decided.refusal.slug);
    const saved = await saveJob(database, stored, decided.job, decided.lock);
    if (saved === 'saved') return viewOf(decided.job);
    if (saved === 'held') return problem('import-other-running');
  }
  return problem('temporarily-unavailable');
}

/** Parts that have not come. */
export async function findMissingParts(database: Database, job: ImportJob): Promise<number[]> {
  if (job.phase !== 'uploading') return [];
  const there = new Set(await findParts(database, job.jobId));
  return Array.from({ length: job.parts }, (_, at) => at + 1).filter((part) => !there.has(part));
}
