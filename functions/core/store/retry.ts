import type { Database, Pace } from './database.ts';

/** At most this many tries, and no new one after `time`; all but the tries in milliseconds. */
export interface RetryBudget {
  readonly tries: number;
  readonly time: number;
  /** Bound of the first wait. It doubles, up to the longest. */
  readonly firstWait: number;
  readonly longestWait: number;
}

/** Of a single call: whoever waits for an answer is to be told in time. */
export const retryBudget: RetryBudget = { tries: 10, time: 6_000, firstWait: 25, longestWait: 800 };

/** What one try came to: a value that decides, or a fault that another try may cure. */
export type Tried<T> = { readonly done: T } | { readonly again: unknown };

/**
 * Tries until something is decided or the budget is spent. Waits with full jitter: anything between nothing and a
 * bound that doubles, so that those who collided once do not collide again.
 */
export async function untilDecided<T>(
  database: Database,
  attempt: () => Promise<Tried<T>>,
  budget: RetryBudget = retryBudget,
): Promise<T> {
  const pace = database.pace ?? ordinaryPace;
  const elapsed = pace.elapsed ?? (() => performance.now());
  const started = elapsed();
  for (let tries = 1; ; tries += 1) {
    const tried = await attempt();
    if ('done' in tried) return tried.done;
    const bound = Math.min(budget.longestWait, budget.firstWait * 2 ** (tries - 1));
    const wait = pace.random() * bound;
    const late = elapsed() - started + wait > budget.time;
    if (tries >= budget.tries || late) throw storeUnavailable(tried.again);
    await pace.wait(wait);
  }
}

/** Tries a call that may be repeated harmlessly (a read; a write with a condition that names its outcome). */
export function repeatable<T>(database: Database, call: () => Promise<T>): Promise<T> {
  return untilDecided(database, () => tryOnce(call));
}

/** One try: what came of it, or a fault that may pass. Any other fault is thrown. */
export async function tryOnce<T>(call: () => Promise<T>): Promise<Tried<T>> {
  try {
    return { done: await call() };
  } catch (error) {
    if (isTransient(error)) return { again: error };
    throw error;
  }
}

const transientNames = new Set([
  'InternalServerError',
  'InternalServerErrorException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ServiceUnavailable',
  'ThrottlingException',
  'TimeoutError',
  'TransactionInProgressException',
]);
const transientCodes = new Set([
  'ECONNRESET',
  'ECONNREFUSED',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

/** Throttled, timed out, or the other side's fault: the call may or may not have been carried out. */
export function isTransient(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (transientNames.has(error.name)) return true;
  if ('code' in error && typeof error.code === 'string' && transientCodes.has(error.code)) return true;
  return (httpStatus(error) ?? 0) >= 500;
}

/** The name by which faults that pass are known (`http/faults.ts`). */
const unavailable = 'ServiceUnavailable';

/** The store did not answer within the budget. Whether a write was carried out is not known. */
export function storeUnavailable(cause: unknown): Error {
  const error = new Error('The store did not answer within the budget', { cause });
  error.name = unavailable;
  return error;
}

export function isStoreUnavailable(error: unknown): boolean {
  return error instanceof Error && error.name === unavailable;
}

const ordinaryPace: Pace = {
  random: Math.random,
  wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
};

function httpStatus(error: Error): number | undefined {
  if (!('$metadata' in error) || typeof error.$metadata !== 'object' || error.$metadata === null)
    return undefined;
  const metadata = error.$metadata;
  return 'httpStatusCode' in metadata && typeof metadata.httpStatusCode === 'number'
    ? metadata.httpStatusCode
    : undefined;
}
