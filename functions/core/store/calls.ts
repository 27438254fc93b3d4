import {
  type AttributeValue,
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  type QueryCommandInput,
} from '@aws-sdk/client-dynamodb';
import { fromAttributes, type Item, type ReadItem, toAttribute, toAttributes } from './attribute-value.ts';
import { type Database, type StoreCall, type Table, tableName } from './database.ts';
import type { Key } from './keys.ts';
import { repeatable, type Tried, tryOnce, untilDecided } from './retry.ts';

/** A key of any of our tables: `pk` alone, or `pk` and `sk`. */
export type AnyKey = Key | { readonly pk: string };

/** What must hold for a write; `names` and `values` without their `#` and `:`. */
export interface Condition {
  readonly expression: string;
  readonly names?: Readonly<Record<string, string>>;
  readonly values?: Readonly<Record<string, unknown>>;
}

export const mustBeAbsent: Condition = { expression: 'attribute_not_exists(pk)' };

/** One `GetItem`. */
export async function getItem(
  database: Database,
  table: Table,
  key: AnyKey,
  options: { consistent?: boolean } = {},
): Promise<ReadItem | undefined> {
  const command = new GetItemCommand({
    TableName: tableName(database, table),
    Key: toAttributes({ ...key }),
    ConsistentRead: options.consistent ?? false,
  });
  const call = counted(database, { operation: 'GetItem', writes: [] }, () => database.client.send(command));
  const answer = await repeatable(database, call);
  return answer.Item && fromAttributes(answer.Item);
}

/** One `BatchGetItem`, consistent; the items in the order of their keys, `undefined` for what is not there. */
export async function getItems(
  database: Database,
  table: Table,
  keys: readonly Key[],
): Promise<(ReadItem | undefined)[]> {
  const name = tableName(database, table);
  const found = new Map<string, ReadItem>();
  for (let from = 0; from < keys.length; from += 100) {
    let missing = keys.slice(from, from + 100).map((key) => toAttributes({ ...key }));
    await untilDecided(database, async (): Promise<Tried<void>> => {
      const command = new BatchGetItemCommand({
        RequestItems: { [name]: { Keys: missing, ConsistentRead: true } },
      });
      const call = { operation: 'BatchGetItem', writes: [] } as const;
      const tried = await tryOnce(counted(database, call, () => database.client.send(command)));
      if ('again' in tried) return tried;
      for (const attributes of tried.done.Responses?.[name] ?? []) {
        const item = fromAttributes(attributes);
        found.set(`${item.pk}|${item.sk}`, item);
      }
      missing = tried.done.UnprocessedKeys?.[name]?.Keys ?? [];
      return missing.length > 0 ? { again: new Error('Keys stayed unprocessed') } : { done: undefined };
    });
  }
  return keys.map((key) => found.get(`${key.pk}|${key.sk}`));
}

export interface Asked {
  /** The partition: of the table by `pk`, or of the index by its own attribute. */
  readonly partition: string;
  readonly index?: { readonly name: string; readonly attribute: string };
  /** Bounds of `sk`, both inclusive. */
  readonly between?: readonly [string, string];
  readonly newestFirst?: boolean;
  readonly consistent?: boolean;
  readonly limit?: number;
  readonly startKey?: ReadPage['next'];
}

export interface ReadPage {
  readonly items: readonly ReadItem[];
  readonly next?: QueryCommandInput['ExclusiveStartKey'];
}

/** One `Query`: one page, and where the next begins if there is one. */
export async function queryItems(database: Database, table: Table, asked: Asked): Promise<ReadPage> {
  const [from, through] = asked.between ?? [];
  const command = new QueryCommand({
    TableName: tableName(database, table),
    IndexName: asked.index?.name,
    KeyConditionExpression: asked.between ? '#p = :p AND sk BETWEEN :from AND :through' : '#p = :p',
    ExpressionAttributeNames: { '#p': asked.index?.attribute ?? 'pk' },
    ExpressionAttributeValues: toAttributes({ ':p': asked.partition, ':from': from, ':through': through }),
    ScanIndexForward: !asked.newestFirst,
    ConsistentRead: asked.consistent ?? false,
    Limit: asked.limit,
    ExclusiveStartKey: asked.startKey,
  });
  const call = counted(database, { operation: 'Query', writes: [] }, () => database.client.send(command));
  const answer = await repeatable(database, call);
  return { items: (answer.Items ?? []).map(fromAttributes), next: answer.LastEvaluatedKey };
}

/** Whether a write was made; where its condition did not hold, the item that was met. */
export type Written = { readonly ok: true } | { readonly ok: false; readonly met: ReadItem | undefined };

/** One `PutItem`. Repeated after a lost answer, so its condition must bear that. */
export async function putItem(
  database: Database,
  table: Table,
  item: Item & AnyKey,
  condition?: Condition,
): Promise<Written> {
  const command = new PutItemCommand({
    TableName: tableName(database, table),
    Item: toAttributes(item),
    ...conditionInput(condition),
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  });
  const call = { operation: 'PutItem', writes: [{ table, key: keyOf(item) }] } as const;
  return written(
    repeatable(
      database,
      counted(database, call, () => database.client.send(command)),
    ),
  );
}

/** One `DeleteItem`. */
export async function deleteItem(
  database: Database,
  table: Table,
  key: AnyKey,
  condition?: Condition,
): Promise<Written> {
  const command = new DeleteItemCommand({
    TableName: tableName(database, table),
    Key: toAttributes({ ...key }),
    ...conditionInput(condition),
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  });
  const call = { operation: 'DeleteItem', writes: [{ table, key: keyOf(key) }] } as const;
  return written(
    repeatable(
      database,
      counted(database, call, () => database.client.send(command)),
    ),
  );
}

export interface ConditionInput {
  readonly ConditionExpression?: string;
  readonly ExpressionAttributeNames?: Record<string, string>;
  readonly ExpressionAttributeValues?: Record<string, AttributeValue>;
}

/** The SDK's three fields of a condition. Empty maps are refused by DynamoDB, so they are left out. */
export function conditionInput(condition: Condition | undefined): ConditionInput {
  if (!condition) return {};
  const names = Object.entries(condition.names ?? {}).map(([name, value]) => [`#${name}`, value]);
  const values = Object.entries(condition.values ?? {}).map(([name, value]) => [
    `:${name}`,
    toAttribute(value),
  ]);
  return {
    ConditionExpression: condition.expression,
    ...(names.length > 0 ? { ExpressionAttributeNames: Object.fromEntries(names) } : {}),
    ...(values.length > 0 ? { ExpressionAttributeValues: Object.fromEntries(values) } : {}),
  };
}

export function keyOf(item: AnyKey): Record<string, string> {
  return 'sk' in item && typeof item.sk === 'string' ? { pk: item.pk, sk: item.sk } : { pk: item.pk };
}

/** Tells those who count of each try. */
function counted<T>(database: Database, call: StoreCall, send: () => Promise<T>): () => Promise<T> {
  return () => {
    database.onCall?.(call);
    return send();
  };
}

async function written(sent: Promise<unknown>): Promise<Written> {
  try {
    await sent;
    return { ok: true };
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    return { ok: false, met: error.Item && fromAttributes(error.Item) };
  }
}
