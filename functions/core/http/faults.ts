import type { ProblemSlug } from '#contract/problems.ts';

/** Faults that pass by themselves: the caller is asked to try again shortly. Names as AWS and middy give them. */
const passing = new Set([
  'InternalServerError',
  'KMSInternalException',
  'DependencyTimeoutException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ServiceUnavailable',
  'StoreUnavailable',
  'ThrottlingException',
  'TimeoutError',
  'TransactionInProgressException',
]);

/** What a fault is called towards the caller: unexpected, unless it is known to pass. */
export function slugOfFault(error: unknown): ProblemSlug {
  return error instanceof Error && passing.has(error.name) ? 'temporarily-unavailable' : 'unexpected-fault';
}
