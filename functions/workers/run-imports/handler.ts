import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import * as z from 'zod';
import { newId } from '#http/ids.ts';
import { openIdentityKeys } from '#keys/identity-keys.ts';
import { openJobKeys } from '#keys/job-keys.ts';
import { openDatabase } from '#store/database.ts';
import { runImportStep } from './run-imports.ts';

const environment = z
  .object({
    TABLE_MAIN: z.string(),
    TABLE_EVENTS: z.string(),
    TABLE_IDENTITIES: z.string(),
    TABLE_JOBS: z.string(),
    KMS_IDENTITY_HMAC: z.string(),
    KMS_IDENTITY_SEAL: z.string(),
  })
  .parse(process.env);
const database = openDatabase(environment);
const identityKeys = openIdentityKeys(environment);
const jobKeys = openJobKeys(environment.KMS_IDENTITY_SEAL);

/**
 * One step of each job whose head was written. Only the id is taken from a record: what it says of the job may be old.
 * A fault is thrown, and the record comes again.
 */
export async function handler(event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> {
  const ids = event.Records.map(({ dynamodb }) => (dynamodb?.Keys?.pk?.S ?? '').replace(/^JOB#/, ''));
  for (const jobId of new Set(ids.filter((id) => id !== ''))) {
    await runImportStep({ database, jobKeys, identityKeys, now: new Date(), newId }, jobId);
  }
  return { batchItemFailures: [] };
}
