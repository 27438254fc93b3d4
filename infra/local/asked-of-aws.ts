import type { Asked } from './grant-check.ts';
import { isObject, type Json, type JsonObject } from './template.ts';

/**
 * What a request to DynamoDB or KMS asks for, in IAM's terms.
 *
 * @param target header `X-Amz-Target`, such as `DynamoDB_20120810.GetItem`
 * @param arnPrefix everything before the table's or key's name, such as `arn:aws:dynamodb:eu-north-1:000000000000`
 */
export function askedOf(target: string, body: JsonObject, arnPrefix: (service: string) => string): Asked[] {
  const [api = '', operation = ''] = target.split('.');
  if (api === 'TrentService') {
    const key = String(body.KeyId);
    return [
      {
        action: `kms:${operation}`,
        resource: key.startsWith('arn:') ? key : `${arnPrefix('kms')}:key/${key}`,
      },
    ];
  }
  const tableArn = (name: Json | undefined) => `${arnPrefix('dynamodb')}:table/${String(name)}`;
  const ask = (action: string, table: Json | undefined, keys?: string[]): Asked => ({
    action: `dynamodb:${action}`,
    resource: tableArn(table),
    ...(keys && { leadingKeys: keys }),
  });
  if (operation === 'TransactWriteItems' || operation === 'TransactGetItems') {
    return arrayOf(body.TransactItems).flatMap((item) => transactItem(item, ask));
  }
  if (operation === 'BatchGetItem') {
    return Object.entries(objectOf(body.RequestItems)).map(([table, request]) =>
      ask(operation, table, arrayOf(objectOf(request).Keys).map(partitionOf)),
    );
  }
  if (operation === 'BatchWriteItem') {
    return Object.keys(objectOf(body.RequestItems)).map((table) => ask(operation, table));
  }
  if (operation === 'Query' && body.IndexName !== undefined) {
    return [
      { action: 'dynamodb:Query', resource: `${tableArn(body.TableName)}/index/${String(body.IndexName)}` },
    ];
  }
  if (operation === 'Query') return [ask(operation, body.TableName, [queriedPartition(body)])];
  const item = body.Key ?? body.Item;
  return [ask(operation, body.TableName, item === undefined ? undefined : [partitionOf(item)])];
}

/** A transaction needs the right to each thing it does; there is no right to transactions as such. */
function transactItem(
  item: Json,
  ask: (action: string, table: Json | undefined, keys?: string[]) => Asked,
): Asked[] {
  const actions: Readonly<Record<string, string>> = {
    Put: 'PutItem',
    Update: 'UpdateItem',
    Delete: 'DeleteItem',
    ConditionCheck: 'ConditionCheckItem',
    Get: 'GetItem',
  };
  return Object.entries(objectOf(item)).map(([kind, body]) => {
    const { TableName, Key, Item } = objectOf(body);
    return ask(actions[kind] ?? kind, TableName, [partitionOf(Key ?? Item)]);
  });
}

function partitionOf(key: Json | undefined): string {
  return String(objectOf(objectOf(key).pk).S);
}

/** The value that `pk` is compared with in a key condition. */
function queriedPartition(body: JsonObject): string {
  const names = objectOf(body.ExpressionAttributeNames);
  const values = objectOf(body.ExpressionAttributeValues);
  for (const [, name = '', value = ''] of String(body.KeyConditionExpression).matchAll(
    /([#\w]+)\s*=\s*(:\w+)/g,
  )) {
    if (name === 'pk' || names[name] === 'pk') return String(objectOf(values[value]).S);
  }
  return '';
}

function objectOf(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}

function arrayOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}
