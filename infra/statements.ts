import { Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { FunctionName } from './functions.ts';
import { type Grant, grants, type KeyName, type TableGrant, type TableName } from './grants.ts';
import type { StatefulStack } from './stacks/stateful-stack.ts';

const tableNames: readonly TableName[] = ['main', 'events', 'identities', 'sessions', 'jobs'];
const keyNames: readonly KeyName[] = ['identityHmac', 'identitySeal', 'client'];

/** Rights that DynamoDB uses in the caller's name on an encrypted table; usable through DynamoDB only. */
const toRead = ['kms:Decrypt', 'kms:DescribeKey'];
const toWrite = [...toRead, 'kms:Encrypt', 'kms:GenerateDataKey', 'kms:ReEncryptFrom', 'kms:ReEncryptTo'];

/** The row of `grants.ts` as statements over the real tables and keys. */
export function statementsOf(name: FunctionName, stateful: StatefulStack): PolicyStatement[] {
  const grant = grants[name];
  const statements: PolicyStatement[] = [];
  for (const table of tableNames) {
    for (const right of grant.tables?.[table] ?? []) statements.push(tableStatement(table, right, stateful));
  }
  for (const key of keyNames) {
    const actions = grant.keys?.[key];
    if (!actions) continue;
    statements.push(
      new PolicyStatement({
        actions: actions.map((action) => `kms:${action}`),
        resources: [stateful.keys[key].keyArn],
      }),
    );
  }
  if (grant.stream) statements.push(streamStatement(grant.stream, stateful));
  if (grant.tables || grant.stream) {
    const viaService = `dynamodb.${Stack.of(stateful).region}.amazonaws.com`;
    statements.push(
      new PolicyStatement({
        actions: writes(grant) ? toWrite : toRead,
        resources: [stateful.dataKey.keyArn],
        conditions: { StringEquals: { 'kms:ViaService': viaService } },
      }),
    );
  }
  return statements;
}

function tableStatement(table: TableName, right: TableGrant, stateful: StatefulStack): PolicyStatement {
  const { tableArn } = stateful.tables[table];
  return new PolicyStatement({
    actions: right.actions.map((action) => `dynamodb:${action}`),
    resources: [right.index ? `${tableArn}/index/${right.index}` : tableArn],
    ...(right.partitions && {
      conditions: {
        'ForAllValues:StringLike': {
          'dynamodb:LeadingKeys': right.partitions.map((start) =>
            start.endsWith('#') ? `${start}*` : start,
          ),
        },
      },
    }),
  });
}

function writes({ tables = {} }: Grant): boolean {
  const rights = Object.values(tables).flatMap((some) => some ?? []);
  return rights.some(({ actions }) => actions.some((action) => /^(Put|Update|Delete)/.test(action)));
}

function streamStatement(table: TableName, stateful: StatefulStack): PolicyStatement {
  const { tableStreamArn } = stateful.tables[table];
  if (tableStreamArn === undefined) throw new Error(`Table ${table} has no stream`);
  return new PolicyStatement({
    actions: [
      'dynamodb:DescribeStream',
      'dynamodb:GetRecords',
      'dynamodb:GetShardIterator',
      'dynamodb:ListStreams',
    ],
    resources: [tableStreamArn],
  });
}
