import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { getItems } from '#store/calls.ts';
import { isStoreUnavailable, isTransient, retryBudget, untilDecided } from '#store/retry.ts';
import { transact } from '#store/transaction.ts';
import { startFakeDynamoDb } from '#support/fake-dynamodb.ts';

const { database } = { database: startFakeDynamoDb().openDatabase() };

/** Waits that pass at once and are written down. */
function paced(random: () => number) {
  const waits: number[] = [];
  const wait = async (milliseconds: number) => {
    waits.push(milliseconds);
  };
  return { waits, database: { ...database, pace: { random, wait } } };
}

describe('trying again', () => {
  it('stops at the first decision', async () => {
    const { waits, database } = paced(() => 0.5);
    let tries = 0;
    const decided = await untilDecided(database, async () => {
      tries += 1;
      return tries < 4 ? { again: new Error('busy') } : { done: 'yes' };
    });
    expect([decided, tries, waits]).toEqual(['yes', 4, [12.5, 25, 50]]);
  });

  it('waits anything between nothing and a bound that doubles and stops doubling', async () => {
    const { waits, database } = paced(() => 0.999_999);
    await untilDecided(database, async () => ({ again: new Error('busy') })).catch(() => undefined);
    expect(waits.slice(0, 5).map(Math.round)).toEqual([25, 50, 100, 200, 400]);
    expect(Math.max(...waits)).toBeLessThanOrEqual(retryBudget.longestWait);
    expect(waits.reduce((sum, wait) => sum + wait, 0)).toBeLessThanOrEqual(retryBudget.time);
    const none = paced(() => 0);
    await untilDecided(none.database, async () => ({ again: new Error('busy') })).catch(() => undefined);
    expect(new Set(none.waits)).toEqual(new Set([0]));
  });

  it('gives up when the budget is spent, and says that the outcome is not known', async () => {
    const { waits, database } = paced(() => 0);
    const cause = new Error('busy');
    const error = await untilDecided(database, async () => ({ again: cause })).catch((thrown) => thrown);
    expect(isStoreUnavailable(error)).toBe(true);
    expect(error).toMatchObject({ name: 'ServiceUnavailable', cause });
    expect(waits).toHaveLength(retryBudget.tries - 1);
  });

  it('knows what may pass by itself', () => {
    const named = (name: string, more: object = {}) => Object.assign(new Error('x'), { name, ...more });
    expect(isTransient(named('ThrottlingException'))).toBe(true);
    expect(isTransient(named('TimeoutError'))).toBe(true);
    expect(isTransient(named('Whatever', { $metadata: { httpStatusCode: 503 } }))).toBe(true);
    expect(isTransient(named('Error', { code: 'ECONNRESET' }))).toBe(true);
    expect(isTransient(named('ValidationException', { $metadata: { httpStatusCode: 400 } }))).toBe(false);
    expect(isTransient('TimeoutError')).toBe(false);
  });
});

describe('a cancelled transaction', () => {
  const put = (name: string) => ({ name, table: 'main', put: { pk: name, sk: 'X' } }) as const;
  const cancelledBy = (...codes: (string | undefined)[]) => {
    const { waits, database } = paced(() => 0);
    const tokens: unknown[] = [];
    const client = startFakeDynamoDb().openDatabase().client;
    client.middlewareStack.add(
      () => async (args) => {
        tokens.push((args.input as { ClientRequestToken?: string }).ClientRequestToken);
        throw new TransactionCanceledException({
          message: 'cancelled',
          $metadata: {},
          CancellationReasons: codes.map((Code) => (Code === undefined ? {} : { Code })),
        });
      },
      { step: 'initialize' },
    );
    return { waits, tokens, outcome: transact({ ...database, client }, [put('first'), put('second')]) };
  };

  it('is decided at once by a failed condition, even beside a conflict', async () => {
    const { tokens, outcome } = cancelledBy('TransactionConflict', 'ConditionalCheckFailed');
    expect(await outcome).toEqual({ ok: false, failed: [{ name: 'second', met: undefined }] });
    expect(tokens).toHaveLength(1);
  });

  it.each(['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded'])(
    'is sent again with the same token for %s',
    async (code) => {
      const { tokens, outcome } = cancelledBy('None', code);
      await expect(outcome).rejects.toSatisfy(isStoreUnavailable);
      expect(tokens).toHaveLength(retryBudget.tries);
      expect(new Set(tokens).size).toBe(1);
      expect(String(tokens[0])).toMatch(/^[\w-]{32}$/);
    },
  );

  it('is a fault for any other reason', async () => {
    const { tokens, outcome } = cancelledBy('None', 'ValidationError');
    await expect(outcome).rejects.toThrow('cancelled');
    expect(tokens).toHaveLength(1);
  });
});

describe('a batch of keys', () => {
  it('is asked for again as far as it was not processed, with a wait between', async () => {
    const { waits, database } = paced(() => 1);
    const client = startFakeDynamoDb().openDatabase().client;
    const asked: number[] = [];
    client.middlewareStack.add(
      () => async (args) => {
        const { RequestItems } = args.input as { RequestItems: { main: { Keys: { pk: { S: string } }[] } } };
        const [first, ...rest] = RequestItems.main.Keys;
        asked.push(rest.length + 1);
        const output = {
          Responses: { main: [{ ...first, v: { N: '1' } }] },
          UnprocessedKeys: rest.length > 0 ? { main: { Keys: rest } } : {},
        };
        return { response: {}, output: { $metadata: {}, ...output } } as never;
      },
      { step: 'initialize' },
    );
    const keys = ['a', 'b', 'c'].map((pk) => ({ pk, sk: 'X' }));
    const items = await getItems({ ...database, client }, 'main', keys);
    expect(items.map((item) => item?.pk)).toEqual(['a', 'b', 'c']);
    expect([asked, waits]).toEqual([
      [3, 2, 1],
      [25, 50],
    ]);
  });
});
