import { gunzipSync, gzipSync } from 'node:zlib';
import { type JobKey, type JobKeys, openBytes, sealBytes } from '#keys/job-keys.ts';
import type { Database } from '#store/database.ts';
import {
  findSealed,
  getSealed,
  putPart,
  putSealed,
  type SealedItem,
  type StoredJob,
} from '#store/job-item.ts';
import { type Key, keys } from '#store/keys.ts';

/** What is kept of a job's file, rows and results: sealed by the job's own key, under a time to live. */
export interface JobVault {
  readonly seal: (key: Key, value: unknown) => Uint8Array;
  readonly open: <T>(item: Pick<SealedItem, 'key' | 'sealed'>) => T;
  readonly put: (key: Key, value: unknown, now: Date) => Promise<void>;
  readonly get: <T>(key: Key) => Promise<T | undefined>;
  /** What stands between two keys, with whether it was undone. */
  readonly find: <T>(
    between: readonly [Key, Key],
  ) => Promise<{ readonly key: Key; readonly value: T; readonly undone: boolean }[]>;
  readonly putPart: (part: number, bytes: Uint8Array, now: Date) => Promise<void>;
  readonly getPart: (part: number) => Promise<Uint8Array | undefined>;
}

/** Opens a job's vault: one call to KMS. */
export async function openVault(
  database: Database,
  jobKeys: JobKeys,
  { job: { jobId }, sealedKey }: Pick<StoredJob, 'job' | 'sealedKey'>,
): Promise<JobVault> {
  return vaultOf(database, await jobKeys.openKey(sealedKey, jobId), jobId);
}

function vaultOf(database: Database, key: JobKey, jobId: string): JobVault {
  const seal = (place: Key, value: unknown) =>
    sealBytes(key, placeOf(place), gzipSync(Buffer.from(JSON.stringify(value), 'utf8')));
  const open = <T>({ key: place, sealed }: Pick<SealedItem, 'key' | 'sealed'>): T =>
    JSON.parse(Buffer.from(gunzipSync(openBytes(key, placeOf(place), sealed))).toString('utf8'));
  return {
    seal,
    open,
    put: (place, value, now) => putSealed(database, place, seal(place, value), now),
    get: async <T>(place: Key) => {
      const sealed = await getSealed(database, place);
      return sealed && open<T>({ key: place, sealed });
    },
    find: async <T>(between: readonly [Key, Key]) => {
      const items = await findSealed(database, jobId, between);
      return items.map((item) => ({ key: item.key, value: open<T>(item), undone: item.undone }));
    },
    putPart: (part, bytes, now) =>
      putPart(database, { jobId, part }, sealBytes(key, placeOf(keys.jobPart(jobId, part)), bytes), now),
    getPart: async (part) => {
      const place = keys.jobPart(jobId, part);
      const sealed = await getSealed(database, place);
      return sealed && openBytes(key, placeOf(place), sealed);
    },
  };
}

function placeOf({ pk, sk }: Key): string {
  return `${pk}|${sk}`;
}
