import { DynamoDBClient } from '@aws-sdk/client-dynamodb';

export type Table = 'main' | 'events' | 'identities' | 'sessions' | 'jobs';

/** One call to the store, for those who count: the operation and the items it wrote or tried to. */
export interface StoreCall {
  readonly operation: 'GetItem' | 'BatchGetItem' | 'Query' | 'PutItem' | 'DeleteItem' | 'TransactWriteItems';
  readonly writes: readonly { readonly table: Table; readonly key: Readonly<Record<string, string>> }[];
}

export interface Database {
  readonly client: DynamoDBClient;
  /** Only the tables that the function was given. */
  readonly tables: Readonly<Partial<Record<Table, string>>>;
  readonly onCall?: ((call: StoreCall) => void) | undefined;
  /** How to wait between tries. Tests give their own. */
  readonly pace?: Pace | undefined;
}

export interface Pace {
  /** From 0 up to, not including, 1. */
  readonly random: () => number;
  readonly wait: (milliseconds: number) => Promise<void>;
  /** Milliseconds since some moment; a clock that is never set. Left out: the process's own. */
  readonly elapsed?: (() => number) | undefined;
}

export interface TableEnvironment {
  readonly TABLE_MAIN?: string | undefined;
  readonly TABLE_EVENTS?: string | undefined;
  readonly TABLE_IDENTITIES?: string | undefined;
  readonly TABLE_SESSIONS?: string | undefined;
  readonly TABLE_JOBS?: string | undefined;
}

/**
 * The database of one function. The client is made at the first call, so that a request which is refused at the
 * door does not pay for it; it is kept as long as the function lives. The SDK's own retries are off:
 * `retry.ts` is the one place that tries again.
 */
export function openDatabase(env: TableEnvironment): Database {
  let client: DynamoDBClient | undefined;
  return {
    get client() {
      client ??= new DynamoDBClient({
        maxAttempts: 1,
        requestHandler: { connectionTimeout: 2_000, requestTimeout: 3_000, throwOnRequestTimeout: true },
      });
      return client;
    },
    tables: withoutUndefined({
      main: env.TABLE_MAIN,
      events: env.TABLE_EVENTS,
      identities: env.TABLE_IDENTITIES,
      sessions: env.TABLE_SESSIONS,
      jobs: env.TABLE_JOBS,
    }),
  };
}

/** The name of a table; a table that the function was not given is a fault of its configuration. */
export function tableName(database: Database, table: Table): string {
  const name = database.tables[table];
  if (name === undefined) throw new Error(`This function was not given the table "${table}"`);
  return name;
}

function withoutUndefined(names: Record<Table, string | undefined>): Partial<Record<Table, string>> {
  const given: Partial<Record<Table, string>> = {};
  if (names.main !== undefined) given.main = names.main;
  if (names.events !== undefined) given.events = names.events;
  if (names.identities !== undefined) given.identities = names.identities;
  if (names.sessions !== undefined) given.sessions = names.sessions;
  if (names.jobs !== undefined) given.jobs = names.jobs;
  return given;
}
