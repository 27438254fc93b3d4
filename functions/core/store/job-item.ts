import type { ImportJob } from '#domain/import-job.ts';
import type { ReadItem } from './attribute-value.ts';
import { getItem, getItems, mustBeAbsent, putItem, queryItems } from './calls.ts';
import type { Database } from './database.ts';
import { bytes, count, text } from './fields.ts';
import { type Key, keys } from './keys.ts';
import { type Step, transact } from './transaction.ts';

/** A job as stored: how often its head was written, and its sealed data key. */
export interface StoredJob {
  readonly job: ImportJob;
  /** Rises with each write; whoever writes does so on the one that was read. */
  readonly rev: number;
  readonly sealedKey: Uint8Array;
}

/** Days that what was uploaded is kept, and what an undo needs. The head stays: it is the history, and holds nobody. */
export const keptDays = 30;

export function expiryOf(now: Date): number {
  return Math.ceil(now.getTime() / 1000) + keptDays * 86_400;
}

/** Saves a new job and its place in the history. */
export async function saveNewJob(database: Database, job: ImportJob, sealedKey: Uint8Array): Promise<void> {
  const saved = await transact(database, [
    { name: 'head', table: 'jobs', put: toHead({ job, rev: 1, sealedKey }), condition: mustBeAbsent },
    { name: 'history', table: 'jobs', put: { ...keys.jobOfRegion(job.createdAt, job.jobId), j: job.jobId } },
  ]);
  if (!saved.ok) throw new Error('A new job met an old one');
}

export async function readJob(database: Database, jobId: string): Promise<StoredJob | undefined> {
  const item = await getItem(database, 'jobs', keys.job(jobId), { consistent: true });
  return item && fromHead(item);
}

/** The latest jobs, newest first. */
export async function findJobs(database: Database, limit: number): Promise<ImportJob[]> {
  const { pk } = keys.jobOfRegion('', '');
  const page = await queryItems(database, 'jobs', { partition: pk, newestFirst: true, limit });
  const heads = await getItems(
    database,
    'jobs',
    page.items.map((item) => keys.job(text(item, 'j'))),
  );
  return heads.flatMap((item) => (item ? [fromHead(item).job] : []));
}

/**
 * Replaces the head on the one that was read; the lock on the region is taken or given back with it.
 *
 * @returns `written-by-another` where the head was written meanwhile, `held` where another job has the region.
 */
export async function saveJob(
  database: Database,
  before: StoredJob,
  job: ImportJob,
  lock?: 'take' | 'give',
): Promise<'saved' | 'written-by-another' | 'held'> {
  const { jobId } = job;
  const head: Step = {
    name: 'head',
    table: 'jobs',
    put: toHead({ ...before, job, rev: before.rev + 1 }),
    condition: { expression: 'r = :rev', values: { rev: before.rev } },
  };
  const taking: Step = {
    name: 'lock',
    table: 'jobs',
    put: { ...keys.jobLock(), j: jobId },
    condition: { expression: 'attribute_not_exists(pk) OR j = :job', values: { job: jobId } },
  };
  const giving: Step = {
    name: 'lock',
    table: 'jobs',
    delete: keys.jobLock(),
    condition: { expression: 'attribute_not_exists(pk) OR j = :job', values: { job: jobId } },
  };
  const steps = lock === 'take' ? [head, taking] : lock === 'give' ? [head, giving] : [head];
  const saved = await transact(database, steps);
  if (saved.ok) return 'saved';
  return saved.failed.some(({ name }) => name === 'head') ? 'written-by-another' : 'held';
}

/** Puts a sealed item of a job; one that is there is replaced by the same. */
export async function putSealed(database: Database, key: Key, sealed: Uint8Array, now: Date): Promise<void> {
  await putItem(database, 'jobs', sealedItem(key, sealed, now));
}

export function sealedItem(key: Key, sealed: Uint8Array, now: Date) {
  return { ...key, s: sealed, expiresAt: expiryOf(now) };
}

export async function getSealed(database: Database, key: Key): Promise<Uint8Array | undefined> {
  const item = await getItem(database, 'jobs', key, { consistent: true });
  return item && bytes(item, 's');
}

/** A sealed item with where it stands; what else was noted on it. */
export interface SealedItem {
  readonly key: Key;
  readonly sealed: Uint8Array;
  readonly undone: boolean;
}

/** The sealed items between two keys of a job, in order. */
export async function findSealed(
  database: Database,
  jobId: string,
  [from, through]: readonly [Key, Key],
): Promise<SealedItem[]> {
  const found: SealedItem[] = [];
  let startKey: Awaited<ReturnType<typeof queryItems>>['next'];
  do {
    const page = await queryItems(database, 'jobs', {
      partition: keys.job(jobId).pk,
      between: [from.sk, through.sk],
      consistent: true,
      startKey,
    });
    found.push(
      ...page.items.map((item) => ({
        key: { pk: text(item, 'pk'), sk: text(item, 'sk') },
        sealed: bytes(item, 's'),
        undone: item.u === true,
      })),
    );
    startKey = page.next;
  } while (startKey);
  return found;
}

/** The step that notes a batch as written, once: whoever does it again finds it noted. */
export function doneStep(key: Key, sealed: Uint8Array, now: Date): Step {
  return { name: 'done', table: 'jobs', put: sealedItem(key, sealed, now), condition: mustBeAbsent };
}

/** The step that notes a batch as taken back, once. */
export function undoneStep(key: Key): Step {
  return {
    name: 'done',
    table: 'jobs',
    update: { key, expression: 'SET u = :undone', values: { undone: true } },
    condition: { expression: 'attribute_exists(pk) AND attribute_not_exists(u)' },
  };
}

/** Keeps a part of the file, and that it is there. Sent again it is kept again. */
export async function putPart(
  database: Database,
  { jobId, part }: { readonly jobId: string; readonly part: number },
  sealed: Uint8Array,
  now: Date,
): Promise<void> {
  await transact(database, [
    { name: 'part', table: 'jobs', put: sealedItem(keys.jobPart(jobId, part), sealed, now) },
    {
      name: 'there',
      table: 'jobs',
      put: { ...keys.jobPartThere(jobId, part), expiresAt: expiryOf(now) },
    },
  ]);
}

/** Parts that are there, by number from 1. */
export async function findParts(database: Database, jobId: string): Promise<number[]> {
  const { items } = await queryItems(database, 'jobs', {
    partition: keys.job(jobId).pk,
    between: [keys.jobPartThere(jobId, 0).sk, keys.jobPartThere(jobId, 9_999).sk],
    consistent: true,
  });
  return items.map((item) => Number(text(item, 'sk').slice('THERE#'.length)));
}

function toHead({ job, rev, sealedKey }: StoredJob) {
  return { ...keys.job(job.jobId), job: JSON.stringify(job), r: rev, k: sealedKey };
}

function fromHead(item: ReadItem): StoredJob {
  return { job: JSON.parse(text(item, 'job')), rev: count(item, 'r'), sealedKey: bytes(item, 'k') };
}
