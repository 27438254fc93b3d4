import {
  type _Record,
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type Shard,
} from '@aws-sdk/client-dynamodb-streams';
import { passesFilter } from './filter-pattern.ts';
import type { Invoked } from './function-pool.ts';
import type { Log } from './log.ts';
import type { Resolver } from './resolve.ts';
import { type BatchRules, deliverBatch, type StreamRecord } from './stream-batches.ts';
import { isObject, type Json, resourcesOf, type Template } from './template.ts';

/** An event source mapping of the template. */
export interface StreamMapping extends BatchRules {
  readonly functionName: string;
  readonly tableName: string;
  readonly filters: readonly Json[];
  readonly batchSize: number;
}

export function readMappings(template: Template, resolver: Resolver): StreamMapping[] {
  return resourcesOf(template, 'AWS::Lambda::EventSourceMapping').map((mapping) => {
    const properties = resolver.properties(mapping);
    const filters = isObject(properties.FilterCriteria) ? properties.FilterCriteria.Filters : [];
    const types = properties.FunctionResponseTypes;
    return {
      functionName: String(properties.FunctionName).split(':function:').at(-1) ?? '',
      tableName: /table\/([^/]+)\/stream/.exec(String(properties.EventSourceArn))?.[1] ?? '',
      filters: (Array.isArray(filters) ? filters : []).map((filter) =>
        JSON.parse(String(isObject(filter) ? filter.Pattern : 'null')),
      ),
      batchSize: Number(properties.BatchSize ?? 100),
      retries: Number(properties.MaximumRetryAttempts ?? 10_000),
      bisect: properties.BisectBatchOnFunctionError === true,
      partialFailures: Array.isArray(types) && types.includes('ReportBatchItemFailures'),
    };
  });
}

export interface StreamsOptions {
  readonly endpoint: string;
  readonly mappings: readonly StreamMapping[];
  /** ARN of each table's stream. */
  readonly streams: ReadonlyMap<string, string>;
  readonly invoke: (functionName: string, event: unknown) => Promise<Invoked>;
  readonly log: Log;
}

/** Reads the streams and hands their records on. Stopping lets the call that is under way end, and makes no other. */
export function startStreams({ endpoint, mappings, streams, invoke, log }: StreamsOptions) {
  const client = new DynamoDBStreamsClient({
    endpoint,
    region: 'eu-north-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const stopping = new AbortController();
  const reading = mappings.map((mapping) => {
    const arn = streams.get(mapping.tableName);
    if (!arn)
      throw new Error(`${mapping.functionName} reads a stream that ${mapping.tableName} does not have`);
    return readStream(
      client,
      arn,
      mapping,
      (event) => invoke(mapping.functionName, event),
      log,
      stopping.signal,
    );
  });
  return {
    stop: async () => {
      stopping.abort();
      await Promise.all(reading);
      client.destroy();
    },
  };
}

async function readStream(
  client: DynamoDBStreamsClient,
  arn: string,
  mapping: StreamMapping,
  invoke: (event: unknown) => Promise<Invoked>,
  log: Log,
  signal: AbortSignal,
): Promise<void> {
  const iterators = new Map<string, string | undefined>();
  const look = async () => {
    for (const id of await shardsOf(client, arn)) {
      if (!iterators.has(id)) iterators.set(id, await firstIterator(client, arn, id));
    }
  };
  for (let round = 0; !signal.aborted; round += 1) {
    try {
      // A shard ends after some hours and others follow it.
      if (round % 100 === 0) await look();
      let read = 0;
      for (const [shard, iterator] of iterators) {
        if (iterator === undefined) continue;
        const answer = await client.send(
          new GetRecordsCommand({ ShardIterator: iterator, Limit: mapping.batchSize }),
        );
        iterators.set(shard, answer.NextShardIterator);
        const records = (answer.Records ?? []).map((record) => asEvent(record, arn));
        const wanted = records.filter((record) => wants(mapping, record));
        read += records.length;
        const givenUp = await deliverBatch(wanted, invoke, mapping, (attempt) => pause(attempt, signal));
        if (givenUp.length > 0 && !signal.aborted) {
          log(
            mapping.functionName,
            `${givenUp.length} records of the stream were given up to the dead letters`,
          );
        }
      }
      if (read === 0) await wait(idlePause, signal);
    } catch (error) {
      if (signal.aborted) return;
      log(
        mapping.functionName,
        `The stream could not be read: ${error instanceof Error ? error.name : 'unknown'}`,
      );
      iterators.clear();
      round = -1;
      await wait(1000, signal);
    }
  }
}

/** Milliseconds between looks at a stream that had nothing. */
const idlePause = 250;

function wants(mapping: StreamMapping, record: StreamRecord): boolean {
  const json: Json = JSON.parse(JSON.stringify(record));
  return mapping.filters.length === 0 || mapping.filters.some((filter) => passesFilter(filter, json));
}

async function shardsOf(client: DynamoDBStreamsClient, arn: string): Promise<string[]> {
  const shards: Shard[] = [];
  let after: string | undefined;
  do {
    const { StreamDescription } = await client.send(
      new DescribeStreamCommand({ StreamArn: arn, ...(after && { ExclusiveStartShardId: after }) }),
    );
    shards.push(...(StreamDescription?.Shards ?? []));
    after = StreamDescription?.LastEvaluatedShardId;
  } while (after !== undefined);
  return shards.map(({ ShardId = '' }) => ShardId);
}

async function firstIterator(client: DynamoDBStreamsClient, arn: string, shard: string) {
  const { ShardIterator } = await client.send(
    new GetShardIteratorCommand({ StreamArn: arn, ShardId: shard, ShardIteratorType: 'TRIM_HORIZON' }),
  );
  return ShardIterator;
}

/** The SDK gives dates and bytes; Lambda gives seconds and base64. */
function asEvent(record: _Record, arn: string): StreamRecord {
  const { ApproximateCreationDateTime, SequenceNumber = '', ...change } = record.dynamodb ?? {};
  const plain = JSON.parse(
    JSON.stringify(change, (_, value) =>
      value instanceof Uint8Array || (value?.type === 'Buffer' && Array.isArray(value.data))
        ? Buffer.from(value.data ?? value).toString('base64')
        : value,
    ),
  );
  return {
    eventID: record.eventID ?? '',
    eventName: record.eventName,
    eventVersion: record.eventVersion,
    eventSource: 'aws:dynamodb',
    awsRegion: 'eu-north-1',
    eventSourceARN: arn,
    dynamodb: {
      ...plain,
      SequenceNumber,
      ApproximateCreationDateTime: Math.floor((ApproximateCreationDateTime?.getTime() ?? 0) / 1000),
    },
  };
}

async function pause(attempt: number, signal: AbortSignal): Promise<boolean> {
  await wait(Math.min(200 * 2 ** attempt, 5000), signal);
  return !signal.aborted;
}

/** Resolves early when the runtime stops. */
function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener('abort', done);
  });
}
