import { randomUUID } from 'node:crypto';
import {
  CreateTableCommand,
  DynamoDBClient,
  ScanCommand,
  type ScanCommandOutput,
} from '@aws-sdk/client-dynamodb';
import { inject } from 'vitest';
import { fromAttributes, type ReadItem } from '#store/attribute-value.ts';
import type { Database, Table } from '#store/database.ts';

/** The DynamoDB Local of this worker, in memory, which `dynamodb-setup.ts` started and will end. */
export interface DynamoDbLocal {
  readonly endpoint: string;
  readonly client: DynamoDBClient;
  /** Makes the five tables under names of their own, so that tests do not meet. */
  createDatabase(): Promise<TestDatabase>;
  /** Another client of the same tables, for tests that meddle with one. */
  newClient(): DynamoDBClient;
  stop(): Promise<void>;
}

export interface TestDatabase extends Database {
  readonly tables: Readonly<Record<Table, string>>;
}

/** Answers when DynamoDB Local answers; the first file of a worker waits for its start. */
export async function startDynamoDbLocal(): Promise<DynamoDbLocal> {
  const asked = await fetch(`${inject('emulators')}/${process.env.VITEST_POOL_ID ?? '1'}`);
  const { endpoint, trouble }: { endpoint?: string; trouble?: string } = await asked.json();
  if (endpoint === undefined) throw new Error(trouble);
  const client = newClientOf(endpoint);
  return {
    endpoint,
    client,
    createDatabase: () => createDatabase(client),
    newClient: () => newClientOf(endpoint),
    stop: async () => client.destroy(),
  };
}

/** Every item of a table. */
export async function dumpTable(database: TestDatabase, table: Table): Promise<ReadItem[]> {
  const items: ReadItem[] = [];
  let startKey: ScanCommandOutput['LastEvaluatedKey'];
  do {
    const page: ScanCommandOutput = await database.client.send(
      new ScanCommand({
        TableName: database.tables[table],
        ConsistentRead: true,
        ExclusiveStartKey: startKey,
      }),
    );
    items.push(...(page.Items ?? []).map(fromAttributes));
    startKey = page.LastEvaluatedKey;
  } while (startKey);
  return items;
}

/** The region and credentials of the emulator: it takes any. */
function newClientOf(endpoint: string): DynamoDBClient {
  return new DynamoDBClient({
    endpoint,
    region: 'eu-north-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
    // Hundreds of callers wait their turn on purpose; on a busy machine that takes long.
    requestHandler: { socketAcquisitionWarningTimeout: 300_000 },
  });
}

async function createDatabase(client: DynamoDBClient): Promise<TestDatabase> {
  const name = `t${randomUUID()}`;
  const tables = {
    main: `${name}-main`,
    events: `${name}-events`,
    identities: `${name}-identities`,
    sessions: `${name}-sessions`,
    jobs: `${name}-jobs`,
  };
  const pk = { AttributeName: 'pk', KeyType: 'HASH' } as const;
  const sk = { AttributeName: 'sk', KeyType: 'RANGE' } as const;
  const text = (name: string) => ({ AttributeName: name, AttributeType: 'S' }) as const;
  const paid = { BillingMode: 'PAY_PER_REQUEST' } as const;
  await client.send(
    new CreateTableCommand({
      TableName: tables.main,
      ...paid,
      KeySchema: [pk, sk],
      AttributeDefinitions: [text('pk'), text('sk'), text('duePartition'), text('personId')],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'effective',
          KeySchema: [
            { AttributeName: 'duePartition', KeyType: 'HASH' },
            { AttributeName: 'personId', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'KEYS_ONLY' },
        },
      ],
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'KEYS_ONLY' },
    }),
  );
  await client.send(
    new CreateTableCommand({
      TableName: tables.events,
      ...paid,
      KeySchema: [pk, sk],
      AttributeDefinitions: [text('pk'), text('sk')],
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
    }),
  );
  await client.send(
    new CreateTableCommand({
      TableName: tables.jobs,
      ...paid,
      KeySchema: [pk, sk],
      AttributeDefinitions: [text('pk'), text('sk')],
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'KEYS_ONLY' },
    }),
  );
  for (const TableName of [tables.identities, tables.sessions]) {
    await client.send(
      new CreateTableCommand({ TableName, ...paid, KeySchema: [pk], AttributeDefinitions: [text('pk')] }),
    );
  }
  return { client, tables };
}
