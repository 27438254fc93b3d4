import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { CfnEventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { FunctionName } from '#infra/functions.ts';
import { grants } from '#infra/grants.ts';
import type { StatefulStack } from '#infra/stacks/stateful-stack.ts';
import type { CapabilityFunction } from './capability-function.ts';
import { createDeadLetters } from './dead-letters.ts';

export interface StreamsProps {
  readonly stateful: StatefulStack;
  readonly functionOf: (name: FunctionName) => CapabilityFunction;
}

interface StreamReading {
  /** Keys whose changes the worker is given; Lambda filters on `dynamodb` only. */
  readonly keys: Readonly<Record<string, { readonly S: readonly { readonly prefix: string }[] }>>;
  readonly batchSize: number;
  /** Seconds to gather a batch: fewer writes of the snapshot, and still within its five seconds. */
  readonly window: number;
  /** Tries before a batch is split and at last given up to the dead letters. */
  readonly retries: number;
}

const readings: Readonly<Partial<Record<FunctionName, StreamReading>>> = {
  'publish-directory': { keys: { pk: { S: [{ prefix: 'UNIT#' }] } }, batchSize: 500, window: 1, retries: 10 },
  'offer-places': {
    keys: { pk: { S: [{ prefix: 'UNIT#' }] }, sk: { S: [{ prefix: 'CAPACITY' }] } },
    batchSize: 100,
    window: 1,
    retries: 10,
  },
  // Events only: the worker's own seals and markers come by the same stream and must not wake it.
  'seal-events': {
    keys: {
      pk: { S: [{ prefix: 'PERSON#' }, { prefix: 'ACCESS#' }, { prefix: 'UNIT#' }, { prefix: 'REGION' }] },
      sk: { S: [{ prefix: '0' }] },
    },
    batchSize: 100,
    window: 1,
    retries: 50,
  },
  // A job's head alone wakes the worker: each part that it does writes the head, and so calls for the next.
  'run-imports': {
    keys: { pk: { S: [{ prefix: 'JOB#' }] }, sk: { S: [{ prefix: 'HEAD' }] } },
    batchSize: 10,
    window: 0,
    retries: 10,
  },
};

/** A mapping for each worker that `grants.ts` lets read a stream. */
export class Streams extends Construct {
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, { stateful, functionOf }: StreamsProps) {
    super(scope, id);
    this.deadLetters = createDeadLetters(this, 'DeadLetters', stateful.dataKey);
    for (const name of ['publish-directory', 'offer-places', 'seal-events', 'run-imports'] as const) {
      const table = grants[name].stream;
      const reading = readings[name];
      const streamArn = table && stateful.tables[table].tableStreamArn;
      if (!reading || !streamArn) throw new Error(`${name} reads no stream`);
      const { role, lambda } = functionOf(name);
      role.addToPolicy(
        new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [this.deadLetters.queueArn] }),
      );
      role.addToPolicy(
        new PolicyStatement({
          actions: ['kms:GenerateDataKey', 'kms:Decrypt'],
          resources: [stateful.dataKey.keyArn],
          conditions: { StringEquals: { 'kms:ViaService': `sqs.${stateful.region}.amazonaws.com` } },
        }),
      );
      const mapping = new CfnEventSourceMapping(this, `Stream ${name}`, {
        functionName: lambda.functionArn,
        eventSourceArn: streamArn,
        startingPosition: 'TRIM_HORIZON',
        batchSize: reading.batchSize,
        maximumBatchingWindowInSeconds: reading.window,
        filterCriteria: { filters: [{ pattern: JSON.stringify({ dynamodb: { Keys: reading.keys } }) }] },
        bisectBatchOnFunctionError: true,
        functionResponseTypes: ['ReportBatchItemFailures'],
        maximumRetryAttempts: reading.retries,
        destinationConfig: { onFailure: { destination: this.deadLetters.queueArn } },
      });
      mapping.node.addDependency(role);
    }
  }
}
