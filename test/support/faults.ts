import { type DynamoDBClient, TransactionCanceledException } from '@aws-sdk/client-dynamodb';

/** What can happen to a call on its way. `after`: it was carried out, and nobody was told. */
export const faultKinds = [
  'conflict',
  'throttle',
  'timeout-before',
  'timeout-after',
  'internal-error-before',
  'internal-error-after',
  'crash-before',
  'crash-after',
] as const;
export type FaultKind = (typeof faultKinds)[number];

/** A number from 0 up to 1, the same series for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export interface Faults {
  readonly kinds: readonly FaultKind[];
  /** Share of calls that something happens to, 0–1. */
  readonly rate: number;
  readonly random: () => number;
  /** Told of each fault. */
  readonly onFault?: (kind: FaultKind) => void;
}

/** Lets calls of a client fail by chance. A crash ends the process: every later call of this client fails too. */
export function injectFaults(client: DynamoDBClient, { kinds, rate, random, onFault }: Faults): void {
  let gone = false;
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        if (gone) throw crash();
        const possible = kinds.filter(
          (one) => one !== 'conflict' || commandName === 'TransactWriteItemsCommand',
        );
        const kind = random() < rate ? possible[Math.floor(random() * possible.length)] : undefined;
        if (!kind) return next(args);
        onFault?.(kind);
        if (kind.endsWith('-after')) await next(args);
        if (kind.startsWith('crash')) gone = true;
        throw errorOf(kind, args.input, random);
      },
    { step: 'initialize', name: 'faults' },
  );
}

export function isCrash(error: unknown): boolean {
  return error instanceof Error && error.name === 'Crash';
}

function errorOf(kind: FaultKind, input: unknown, random: () => number): Error {
  if (kind.startsWith('crash')) return crash();
  if (kind.startsWith('timeout')) return named('TimeoutError');
  if (kind.startsWith('internal-error')) {
    return Object.assign(named('InternalServerError'), { $metadata: { httpStatusCode: 500 } });
  }
  const items = (input as { TransactItems?: unknown[] }).TransactItems;
  if (!items) return named('ThrottlingException');
  const at = Math.floor(random() * items.length);
  const Code = kind === 'conflict' ? 'TransactionConflict' : 'ThrottlingError';
  return new TransactionCanceledException({
    message: 'Transaction cancelled',
    $metadata: { httpStatusCode: 400 },
    CancellationReasons: items.map((_, index) => ({ Code: index === at ? Code : 'None' })),
  });
}

function crash(): Error {
  return named('Crash');
}

function named(name: string): Error {
  return Object.assign(new Error(name), { name });
}
