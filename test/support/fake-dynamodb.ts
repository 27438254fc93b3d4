import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { TestDatabase } from './dynamodb-local.ts';
import { conditionHolds, type Expressed, type StoredItem, updated } from './fake-expressions.ts';

/**
 * The DynamoDB calls that we use, in this process: the SDK's own client over a request handler that answers the JSON
 * protocol from maps. It knows transactions with reasons and returned items, tokens, and the one index, and nothing
 * that we do not use: anything else is an error. `test/fault/fake-parity.test.ts` holds it against DynamoDB Local.
 */
export interface FakeDynamoDb {
  /** A database over a client of its own, for one process of the service. */
  openDatabase(): TestDatabase;
}

type Body = Readonly<Record<string, unknown>>;
type Table = Map<string, StoredItem>;

export interface FakeOptions {
  /** Called before each call is carried out: lets others go first. */
  readonly pause?: () => Promise<void>;
  /** Called while a transaction holds its items: another that wants one of them conflicts. As `pause` if left out. */
  readonly hold?: () => Promise<void>;
}

const tables = {
  main: 'main',
  events: 'events',
  identities: 'identities',
  sessions: 'sessions',
  jobs: 'jobs',
} as const;

export function startFakeDynamoDb({ pause = async () => {}, hold = pause }: FakeOptions = {}): FakeDynamoDb {
  const stored = new Map<string, Table>(Object.values(tables).map((name) => [name, new Map()]));
  const tokens = new Map<string, string>();
  const held = new Set<string>();
  const answer = async (operation: string, body: Body): Promise<Answer> => {
    if (operation !== 'TransactWriteItems') return carryOut({ stored, tokens }, operation, body);
    const { targets } = requestsOf(body);
    const conflicts = targets.map((target) => held.has(target));
    if (conflicts.includes(true)) {
      const CancellationReasons = conflicts.map((met) => ({ Code: met ? 'TransactionConflict' : 'None' }));
      return failed('TransactionCanceledException', { CancellationReasons });
    }
    for (const target of targets) held.add(target);
    await hold();
    for (const target of targets) held.delete(target);
    return carryOut({ stored, tokens }, operation, body);
  };
  return {
    openDatabase() {
      const requestHandler = {
        async handle({ headers, body }: { headers: Record<string, string>; body?: string | Uint8Array }) {
          await pause();
          const operation = headers['x-amz-target']?.split('.')[1] ?? '';
          const text = typeof body === 'string' ? body : new TextDecoder().decode(body);
          const { status, json } = await answer(operation, JSON.parse(text));
          const answered = {
            statusCode: status,
            headers: {},
            body: new TextEncoder().encode(JSON.stringify(json)),
          };
          return { response: answered };
        },
      };
      const client = new DynamoDBClient({
        endpoint: 'http://127.0.0.1:1',
        region: 'eu-north-1',
        credentials: { accessKeyId: 'fake', secretAccessKey: 'fake' },
        maxAttempts: 1,
        // The handler has what the client calls; the SDK's own type asks for an HTTP/2 configuration beside it.
        requestHandler: requestHandler as never,
      });
      return { client, tables };
    },
  };
}

interface Fake {
  readonly stored: ReadonlyMap<string, Table>;
  readonly tokens: Map<string, string>;
}
interface Answer {
  readonly status: number;
  readonly json: object;
}

/** The shapes of a request, as far as we send them. */
interface WriteRequest extends Expressed {
  readonly TableName: string;
  readonly Item?: StoredItem;
  readonly Key?: StoredItem;
  readonly UpdateExpression?: string;
}

const ok = (json: object): Answer => ({ status: 200, json });

function failed(type: string, more: object = {}): Answer {
  return {
    status: 400,
    json: { __type: `com.amazonaws.dynamodb.v20120810#${type}`, message: type, ...more },
  };
}

// biome-ignore lint/suspicious/noExplicitAny: the bodies are the SDK's, of the shapes above
function carryOut(fake: Fake, operation: string, body: any): Answer {
  const table = (name: string): Table => {
    const found = fake.stored.get(name);
    if (!found) throw new Error(`No table ${name}`);
    return found;
  };
  switch (operation) {
    case 'GetItem':
      return ok({ Item: table(body.TableName).get(nameOf(body.Key)) });
    case 'BatchGetItem': {
      const [[name, { Keys }]] = Object.entries<{ Keys: StoredItem[] }>(body.RequestItems) as [
        [string, { Keys: StoredItem[] }],
      ];
      const found = Keys.flatMap((key) => table(name).get(nameOf(key)) ?? []);
      return ok({ Responses: { [name]: found }, UnprocessedKeys: {} });
    }
    case 'Query':
      return ok(query(table(body.TableName), body));
    case 'Scan':
      return ok({ Items: [...table(body.TableName).values()] });
    case 'PutItem':
    case 'DeleteItem': {
      const refused = refusal(table(body.TableName), body);
      if (refused) return failed('ConditionalCheckFailedException', { Item: refused.Item });
      write(table(body.TableName), body);
      return ok({});
    }
    case 'TransactWriteItems':
      return transact(fake, body, table);
    default:
      throw new Error(`The fake does not know ${operation}`);
  }
}

/** The writes of a transaction, and the items they mean. */
function requestsOf(body: Body) {
  const { TransactItems } = body as {
    TransactItems: { Put?: WriteRequest; Delete?: WriteRequest; Update?: WriteRequest }[];
  };
  const requests = TransactItems.map((item) => item.Put ?? item.Delete ?? item.Update);
  const targets = requests.map((request) => `${request?.TableName} ${nameOf(request?.Item ?? request?.Key)}`);
  return { requests, targets };
}

function transact(fake: Fake, body: Body, table: (name: string) => Table): Answer {
  const token = String(body.ClientRequestToken);
  const spelled = JSON.stringify(body.TransactItems);
  const before = fake.tokens.get(token);
  if (before !== undefined)
    return before === spelled ? ok({}) : failed('IdempotentParameterMismatchException');
  const { requests, targets } = requestsOf(body);
  if (new Set(targets).size < targets.length || requests.length > 100) return failed('ValidationException');
  const reasons = requests.map((request) => request && refusal(table(request.TableName), request));
  if (reasons.some((reason) => reason)) {
    return failed('TransactionCanceledException', {
      CancellationReasons: reasons.map((reason) =>
        reason ? { Code: 'ConditionalCheckFailed', Message: 'no', ...reason } : { Code: 'None' },
      ),
    });
  }
  for (const request of requests) if (request) write(table(request.TableName), request);
  fake.tokens.set(token, spelled);
  return ok({});
}

/** Why a write is refused: the item its condition met. */
function refusal(table: Table, request: WriteRequest): { Item?: StoredItem } | undefined {
  const met = table.get(nameOf(request.Item ?? request.Key));
  if (conditionHolds(met, request)) return undefined;
  return met ? { Item: met } : {};
}

function write(table: Table, request: WriteRequest): void {
  const name = nameOf(request.Item ?? request.Key);
  if (request.Item) table.set(name, request.Item);
  else if (!request.UpdateExpression) table.delete(name);
  else table.set(name, updated(table.get(name) ?? request.Key ?? {}, request.UpdateExpression, request));
}

function query(table: Table, request: Expressed & Body): object {
  const values = request.ExpressionAttributeValues ?? {};
  const attribute = request.ExpressionAttributeNames?.['#p'] ?? 'pk';
  const range = request.IndexName ? 'personId' : 'sk';
  const [from, through] = [values[':from']?.S, values[':through']?.S];
  const found = [...table.values()]
    .filter((item) => item[attribute]?.S === values[':p']?.S)
    .filter((item) => from === undefined || through === undefined || within(item.sk?.S ?? '', from, through))
    .toSorted((a, b) => ((a[range]?.S ?? '') < (b[range]?.S ?? '') ? -1 : 1));
  if (request.ScanIndexForward === false) found.reverse();
  const start = request.ExclusiveStartKey as StoredItem | undefined;
  const after = start ? found.findIndex((item) => nameOf(item) === nameOf(start)) + 1 : 0;
  const limit = typeof request.Limit === 'number' ? request.Limit : found.length;
  const page = found.slice(after, after + limit);
  const last = page.at(-1);
  const more = after + limit < found.length && last;
  return {
    Items: page,
    ...(more && { LastEvaluatedKey: { pk: last.pk, sk: last.sk, [attribute]: last[attribute] } }),
  };
}

function within(value: string, from: string, through: string): boolean {
  return from <= value && value <= through;
}

function nameOf(key: StoredItem | undefined): string {
  return `${key?.pk?.S}|${key?.sk?.S ?? ''}`;
}
