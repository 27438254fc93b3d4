import type { AnswerOf, CallOf } from '#contract/routes.ts';
import { importLimits, newImportJob } from '#domain/import-job.ts';
import { localDate } from '#domain/stockholm-time.ts';
import { type ContextOf, type Problemed, problem } from '#http/call-context.ts';
import type { JobKeys } from '#keys/job-keys.ts';
import type { Database } from '#store/database.ts';
import { readJob, saveNewJob } from '#store/job-item.ts';
import { openVault } from './jobs/job-vault.ts';

export interface ImportStore {
  readonly database: Database;
  readonly jobKeys: JobKeys;
}

/** Begins an import: what the file says of itself, and a key that all of it is sealed by. */
export async function createImport(
  { database, jobKeys }: ImportStore,
  { body }: CallOf<'createImport'>,
  { now, ids, staff }: ContextOf<'createImport'>,
): Promise<AnswerOf<'createImport'> | Problemed> {
  if (body.asOf > localDate(now)) {
    return problem('invalid-request', { errors: [{ pointer: '/body/asOf', reason: 'date-in-the-future' }] });
  }
  const jobId = ids.newId();
  const parts = Math.ceil(body.bytes / importLimits.partBytes);
  const by = { staffMemberId: staff.staffMemberId, role: staff.role };
  const { sealed } = await jobKeys.newKey(jobId);
  await saveNewJob(database, newImportJob({ ...body, jobId, parts, by }, now), sealed);
  return { jobId, parts, partBytes: importLimits.partBytes };
}

/** Keeps one part. All but the last are of one size, so that which are missing is a matter of numbers. */
export async function putImportPart(
  { database, jobKeys }: ImportStore,
  { params, body }: CallOf<'putImportPart'>,
  { now }: ContextOf<'putImportPart'>,
): Promise<AnswerOf<'putImportPart'> | Problemed> {
  const stored = await readJob(database, params.jobId);
  const part = Number(params.part);
  if (!stored || part > stored.job.parts) return problem('not-found');
  if (stored.job.phase !== 'uploading') return problem('import-not-possible');
  const bytes = Buffer.from(body.data, 'base64');
  const { partBytes } = importLimits;
  const expected =
    part < stored.job.parts ? partBytes : stored.job.bytes - partBytes * (stored.job.parts - 1);
  if (bytes.byteLength !== expected) {
    return problem('invalid-request', { errors: [{ pointer: '/body/data', reason: 'wrong-length' }] });
  }
  const vault = await openVault(database, jobKeys, stored);
  await vault.putPart(part, bytes, now);
  return { part };
}
