import { createHash } from 'node:crypto';
import {
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { fromAttributes, type Item, type ReadItem, toAttribute, toAttributes } from './attribute-value.ts';
import { type AnyKey, type Condition, conditionInput, keyOf } from './calls.ts';
import { type Database, type Table, tableName } from './database.ts';
import { isStoreUnavailable, isTransient, type RetryBudget, type Tried, untilDecided } from './retry.ts';

/** An update: names and values are shared with its condition, without their `#` and `:`. */
export interface Update {
  readonly key: AnyKey;
  readonly expression: string;
  readonly names?: Readonly<Record<string, string>>;
  readonly values?: Readonly<Record<string, unknown>>;
}

/** One write of a transaction, with the name by which its failure is reported. */
export type Step = {
  readonly name: string;
  readonly table: Table;
  readonly condition?: Condition | undefined;
} & ({ readonly put: Item & AnyKey } | { readonly update: Update } | { readonly delete: AnyKey });

export interface FailedStep {
  readonly name: string;
  /** The item that the condition met; absent where there was none. */
  readonly met: ReadItem | undefined;
}

/** All of it was written, or nothing was: then these steps' conditions did not hold. */
export type Transacted =
  | { readonly ok: true }
  | { readonly ok: false; readonly failed: readonly FailedStep[] };

/** DynamoDB's limit on the items of one transaction. */
export const transactionLimit = 100;

const conflict = 'TransactionConflict';
const throttled = new Set(['ThrottlingError', 'ProvisionedThroughputExceeded', 'RequestLimitExceeded']);

/**
 * Writes the steps together or not at all. A failed condition decides at once. A conflict, throttling or a lost
 * answer without one is tried again with the very same bytes and token, so a transaction that was carried out
 * unseen is recognised by DynamoDB and answered as done (its token lives ten minutes). So the same writes twice
 * within ten minutes are one transaction: what may happen twice carries an id, as every event does.
 *
 * @throws an error for which `isStoreUnavailable` holds when the budget is spent; the outcome is then unknown.
 */
export function transact(database: Database, steps: readonly Step[]): Promise<Transacted> {
  const send = sender(database, steps);
  return untilDecided(database, async (): Promise<Tried<Transacted>> => {
    const sent = await send();
    return 'conflict' in sent ? { again: sent.conflict } : sent;
  });
}

/** Short: one who can read again learns more by that than by sending again. */
const impatient: RetryBudget = { tries: 3, time: 2_000, firstWait: 25, longestWait: 200 };

/**
 * As `transact`, for one who can read again what the steps stand on, and with it whether they were carried out: where
 * others write the same items, or no answer comes, the answer is `read-again`. In a rush for the last places, whoever
 * lost a conflict is then told that none is left, and does not go on colliding with those who are told the same.
 */
export async function transactOrReadAgain(
  database: Database,
  steps: readonly Step[],
): Promise<Transacted | 'read-again'> {
  const send = sender(database, steps);
  try {
    return await untilDecided(
      database,
      async (): Promise<Tried<Transacted | 'read-again'>> => {
        const sent = await send();
        return 'conflict' in sent ? { done: 'read-again' } : sent;
      },
      impatient,
    );
  } catch (error) {
    if (isStoreUnavailable(error)) return 'read-again';
    throw error;
  }
}

type Sent = Tried<Transacted> | { readonly conflict: unknown };

/** One try of the transaction; every try is the same bytes. */
function sender(database: Database, steps: readonly Step[]): () => Promise<Sent> {
  const items = steps.map((step) => writeOf(database, step));
  const input = { TransactItems: items, ClientRequestToken: tokenOf(items) };
  const writes = steps.map((step) => ({ table: step.table, key: keyOf(targetOf(step)) }));
  return async () => {
    database.onCall?.({ operation: 'TransactWriteItems', writes });
    try {
      await database.client.send(new TransactWriteItemsCommand(input));
      return { done: { ok: true } };
    } catch (error) {
      return judge(error, steps);
    }
  };
}

/** What an error of one try means: a failed condition, a conflict, another try, or a fault. */
function judge(error: unknown, steps: readonly Step[]): Sent {
  if (isTransient(error)) return { again: error };
  if (!(error instanceof TransactionCanceledException)) throw error;
  const reasons = error.CancellationReasons ?? [];
  const failed = steps.flatMap((step, index): FailedStep[] => {
    const reason = reasons[index];
    if (reason?.Code !== 'ConditionalCheckFailed') return [];
    return [{ name: step.name, met: reason.Item && fromAttributes(reason.Item) }];
  });
  if (failed.length > 0) return { done: { ok: false, failed } };
  const codes = reasons.map((reason) => reason.Code ?? 'None').filter((code) => code !== 'None');
  if (codes.length === 0 || codes.some((code) => code !== conflict && !throttled.has(code))) throw error;
  return codes.includes(conflict) ? { conflict: error } : { again: error };
}

function writeOf(database: Database, step: Step): TransactWriteItem {
  const TableName = tableName(database, step.table);
  const condition = conditionInput(step.condition);
  const answer = { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } as const;
  if ('put' in step) return { Put: { TableName, Item: toAttributes(step.put), ...condition, ...answer } };
  if ('delete' in step) {
    return { Delete: { TableName, Key: toAttributes({ ...step.delete }), ...condition, ...answer } };
  }
  const { key, expression, values } = step.update;
  const names = { ...prefixed('#', step.update.names ?? {}), ...condition.ExpressionAttributeNames };
  return {
    Update: {
      TableName,
      Key: toAttributes({ ...key }),
      UpdateExpression: expression,
      ...condition,
      // DynamoDB refuses an empty map.
      ...(Object.keys(names).length > 0 && { ExpressionAttributeNames: names }),
      ExpressionAttributeValues: {
        ...Object.fromEntries(
          Object.entries(values ?? {}).map(([name, value]) => [`:${name}`, toAttribute(value)]),
        ),
        ...condition.ExpressionAttributeValues,
      },
      ...answer,
    },
  };
}

function targetOf(step: Step): AnyKey {
  if ('put' in step) return step.put;
  return 'delete' in step ? step.delete : step.update.key;
}

function prefixed(prefix: string, names: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(names).map(([name, value]) => [`${prefix}${name}`, value]));
}

/** The same writes have the same token: it is a digest of them. 32 characters of the 36 allowed. */
function tokenOf(items: readonly TransactWriteItem[]): string {
  return createHash('sha256').update(JSON.stringify(items)).digest('base64url').slice(0, 32);
}
