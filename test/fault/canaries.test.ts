import type { DynamoDBClient, TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { startFakeDynamoDb } from '#support/fake-dynamodb.ts';
import { seeded } from '#support/faults.ts';
import { runSchedule } from '#support/schedule.ts';

/** The design, broken on purpose in one place. A harness that misses one of these is worth nothing. */
const canaries: Readonly<Record<string, (items: TransactWriteItem[]) => TransactWriteItem[]>> = {
  'the cap is not a condition': (items) => items.map((item) => without(item, 't < :cap')),
  'the ceiling is not a condition': (items) => items.map((item) => without(item, 'n.#chosen < :ceiling')),
  'the listing is saved whatever its version': (items) =>
    items.map((item) =>
      sortKeyOf(item) === 'LISTING' && item.Put ? { Put: unconditioned(item.Put) } : item,
    ),
  'the intent is not kept': (items) => items.filter((item) => !sortKeyOf(item).startsWith('INTENT#')),
  'the event is not in the transaction': (items) =>
    items.filter(
      (item) => item.Put?.TableName !== 'events' || !/^\d+$/.test(sortKeyOf(item)) || isSeal(item),
    ),
  'a place that is left is not given back': (items) =>
    items.filter((item) => !item.Update?.UpdateExpression?.startsWith('SET t = t - ')),
  'a doctor’s place is not counted': (items) =>
    items.map((item) => {
      const expression = item.Update?.UpdateExpression?.replace(/, n\.#d0 = .*$/, '');
      return expression
        ? { Update: { ...item.Update, UpdateExpression: expression } as TransactWriteItem['Update'] }
        : item;
    }),
  'an earlier listing is not kept': (items) => items.filter((item) => !sortKeyOf(item).startsWith('PAST#')),
  'an event may be sealed twice': (items) =>
    items.map((item) =>
      sortKeyOf(item).startsWith('SEALED#') && item.Put ? { Put: unconditioned(item.Put) } : item,
    ),
};

describe.each(Object.entries(canaries))('when %s', (_name, broken) => {
  it('the checker notices', async () => {
    const tamper = (client: DynamoDBClient) =>
      client.middlewareStack.add(
        (next, { commandName }) =>
          (args) => {
            if (commandName !== 'TransactWriteItemsCommand') return next(args);
            const input = args.input as { TransactItems: TransactWriteItem[] };
            return next({
              ...args,
              input: { ...input, TransactItems: broken(input.TransactItems) } as typeof args.input,
            });
          },
        { step: 'initialize', name: 'canary', priority: 'low' },
      );
    expect(await firstCaught(tamper)).toBeDefined();
  });
});

it('a schedule that is not tampered with is quiet', async () => {
  expect(await firstCaught(() => undefined, 5)).toBeUndefined();
});

async function firstCaught(
  tamper: (client: DynamoDBClient) => void,
  seeds = 40,
): Promise<number | undefined> {
  for (let seed = 1; seed <= seeds; seed += 1) {
    const random = seeded(seed);
    const pause = async () => {
      if (random() < 0.5) await new Promise(setImmediate);
    };
    const { openDatabase } = startFakeDynamoDb({ pause });
    // Some breakages are so plain that the service itself stumbles on them: that is noticed too.
    const violations = await runSchedule({ seed, openDatabase, acts: 30, tamper }).then(
      (report) => report.violations,
      () => [{ of: 'the service', what: 'stumbled' }],
    );
    if (violations.length > 0) return seed;
  }
  return undefined;
}

function without(item: TransactWriteItem, clause: string): TransactWriteItem {
  const { Update } = item;
  if (!Update?.ConditionExpression) return item;
  const clauses = Update.ConditionExpression.split(' AND ').filter((one) => one !== clause);
  return { Update: { ...Update, ConditionExpression: clauses.join(' AND ') } };
}

function unconditioned(put: NonNullable<TransactWriteItem['Put']>): NonNullable<TransactWriteItem['Put']> {
  const { ConditionExpression: _dropped, ExpressionAttributeValues: _with, ...rest } = put;
  return rest;
}

function sortKeyOf(item: TransactWriteItem): string {
  return item.Put?.Item?.sk?.S ?? item.Update?.Key?.sk?.S ?? '';
}

function isSeal(item: TransactWriteItem): boolean {
  return item.Put?.Item?.pk?.S?.startsWith('SEAL#') ?? false;
}
