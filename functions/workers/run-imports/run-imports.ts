import { holdsRegion, type ImportJob, isAtWork } from '#domain/import-job.ts';
import { openVault } from '#functions/imports/jobs/job-vault.ts';
import type { IdentityKeys } from '#keys/identity-keys.ts';
import type { JobKeys } from '#keys/job-keys.ts';
import type { Database } from '#store/database.ts';
import { readJob, saveJob } from '#store/job-item.ts';
import { careUnitRows } from './import-care-units.ts';
import { doctorRows } from './import-doctors.ts';
import { listingRows } from './import-listings.ts';
import { judgeRows } from './judge-rows.ts';
import { readRows } from './read-rows.ts';
import { checkUndo, undoRows } from './undo-rows.ts';
import { type KindOfRows, readRegionUnits, type Work } from './work.ts';
import { writeRows } from './write-rows.ts';

export interface ImportWorker {
  readonly database: Database;
  readonly jobKeys: JobKeys;
  readonly identityKeys: IdentityKeys;
  readonly now: Date;
  readonly newId: () => string;
}

/**
 * Does one bounded step of a job and writes how far it came, which wakes the worker again. A job that has nothing to do,
 * was stopped, or was written by somebody meanwhile is left: a record that comes twice, late or out of order does
 * nothing that was done.
 *
 * @returns whether a step was done and noted.
 */
export async function runImportStep(worker: ImportWorker, jobId: string): Promise<boolean> {
  const { database, jobKeys, identityKeys, now, newId } = worker;
  const stored = await readJob(database, jobId);
  if (!stored || !isAtWork(stored.job)) return false;
  const [vault, region] = await Promise.all([
    openVault(database, jobKeys, stored),
    readRegionUnits(database),
  ]);
  const { job } = stored;
  const intake = new Map(Object.entries(job.intake ?? {}));
  const work: Work = { database, identityKeys, vault, job, now, newId, region, intake };
  const next = await doStep(work);
  const gives = holdsRegion(job) && !holdsRegion(next);
  return (await saveJob(database, stored, next, gives ? 'give' : undefined)) === 'saved';
}

function doStep(work: Work): Promise<ImportJob> {
  switch (work.job.kind) {
    case 'careUnits':
      return doStepOf(work, careUnitRows);
    case 'doctors':
      return doStepOf(work, doctorRows);
    case 'listings':
      return doStepOf(work, listingRows);
  }
}

function doStepOf<P>(work: Work, kind: KindOfRows<P>): Promise<ImportJob> {
  switch (work.job.phase) {
    case 'reading':
      return readRows(work, kind);
    case 'judging':
      return judgeRows(work, kind);
    case 'importing':
      return writeRows(work, kind);
    case 'checkingUndo':
      return checkUndo(work, kind);
    case 'undoing':
      return undoRows(work, kind);
    default:
      return Promise.resolve(work.job);
  }
}
