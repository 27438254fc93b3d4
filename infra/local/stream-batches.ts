import type { Invoked } from './function-pool.ts';

/** A record of a DynamoDB stream as Lambda hands it on. */
export interface StreamRecord {
  readonly eventID: string;
  readonly dynamodb: { readonly SequenceNumber: string; readonly [key: string]: unknown };
  readonly [key: string]: unknown;
}

export interface BatchRules {
  readonly retries: number;
  readonly bisect: boolean;
  readonly partialFailures: boolean;
}

/** How to wait before another try; false when the runtime stops and there shall be none. */
export type Pause = (attempt: number) => Promise<boolean>;

/**
 * Hands a batch to a function as an event source mapping does: again until it is done, from the first record that the
 * function said it could not do, in halves when the whole fails, and given up when the tries are used.
 *
 * @returns the records that were given up; none when the runtime stops meanwhile
 */
export async function deliverBatch(
  records: readonly StreamRecord[],
  invoke: (event: unknown) => Promise<Invoked>,
  rules: BatchRules,
  pause: Pause,
): Promise<readonly StreamRecord[]> {
  let left = records;
  for (let attempt = 0; left.length > 0; attempt += 1) {
    const invoked = await invoke({ Records: left });
    const failedFrom = invoked.ok ? firstFailure(left, invoked.result, rules) : 0;
    if (failedFrom < 0) return [];
    if (failedFrom > 0) attempt = 0;
    left = left.slice(failedFrom);
    if (attempt >= rules.retries) return left;
    if (!(await pause(attempt))) return [];
    if (rules.bisect && !invoked.ok && left.length > 1) {
      const middle = Math.ceil(left.length / 2);
      const fewer = { ...rules, retries: rules.retries - attempt };
      const first = await deliverBatch(left.slice(0, middle), invoke, fewer, pause);
      const second = await deliverBatch(left.slice(middle), invoke, fewer, pause);
      return [...first, ...second];
    }
  }
  return [];
}

/** Index of the first record that failed, -1 for none. An answer that names no record of the batch fails it all. */
function firstFailure(records: readonly StreamRecord[], result: unknown, rules: BatchRules): number {
  if (!rules.partialFailures || typeof result !== 'object' || result === null) return -1;
  const failures = 'batchItemFailures' in result ? result.batchItemFailures : undefined;
  if (!Array.isArray(failures) || failures.length === 0) return -1;
  const failed = failures.map((failure: { itemIdentifier?: unknown }) => failure?.itemIdentifier);
  const first = records.findIndex(({ dynamodb }) => failed.includes(dynamodb.SequenceNumber));
  return Math.max(first, 0);
}
