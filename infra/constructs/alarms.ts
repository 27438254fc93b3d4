import { Duration } from 'aws-cdk-lib';
import type { CfnApi } from 'aws-cdk-lib/aws-apigatewayv2';
import {
  Alarm,
  ComparisonOperator,
  type IMetric,
  MathExpression,
  Metric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { type ITopic, Topic } from 'aws-cdk-lib/aws-sns';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Deployment } from '#infra/config.ts';
import { type FunctionName, functionNames } from '#infra/functions.ts';
import type { TableName } from '#infra/grants.ts';

export interface AlarmsProps {
  readonly levels: Deployment['alarms'];
  readonly topicArn: string;
  readonly lambdaOf: (name: FunctionName) => LambdaFunction;
  readonly api: CfnApi;
  readonly tables: Readonly<Record<TableName, Table>>;
  readonly deadLetters: readonly Queue[];
}

interface Watch {
  /** Name of the page in `docs/runbooks`. */
  readonly runbook: string;
  /** Tells alarms with one runbook apart. */
  readonly of?: string;
  readonly says: string;
  readonly metric: IMetric;
  readonly from: number;
  readonly periods?: number;
  readonly below?: true;
}

const fiveMinutes = Duration.minutes(5);

/** Alarms go to the region's on-call; each names the page that says what to do. */
export class Alarms extends Construct {
  private readonly topic: ITopic;

  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id);
    this.topic = Topic.fromTopicArn(this, 'OnCall', props.topicArn);
    for (const watch of [...functionWatches(props), ...workWatches(props), ...edgeOfStoreWatches(props)]) {
      this.add(watch);
    }
  }

  private add({ runbook, of, says, metric, from, periods = 1, below }: Watch): void {
    const alarm = new Alarm(this, of ? `${runbook} ${of}` : runbook, {
      alarmDescription: `${says} Runbook: docs/runbooks/${runbook}.md`,
      metric,
      threshold: from,
      evaluationPeriods: periods,
      comparisonOperator: below
        ? ComparisonOperator.LESS_THAN_THRESHOLD
        : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: below ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(new SnsAction(this.topic));
    alarm.addOkAction(new SnsAction(this.topic));
  }
}

function functionWatches({ lambdaOf, levels }: AlarmsProps): Watch[] {
  return functionNames.flatMap((name) => [
    {
      runbook: 'function-errors',
      of: name,
      says: `${name} fails.`,
      metric: lambdaOf(name).metricErrors({ period: fiveMinutes }),
      from: levels.faults,
    },
    {
      runbook: 'function-throttled',
      of: name,
      says: `${name} is asked more than its reserved instances can answer.`,
      metric: lambdaOf(name).metricThrottles({ period: fiveMinutes }),
      from: 1,
      periods: 3,
    },
  ]);
}

function workWatches({ lambdaOf, levels, deadLetters }: AlarmsProps): Watch[] {
  const lag = (name: FunctionName) =>
    lambdaOf(name).metric('IteratorAge', { statistic: 'Maximum', period: Duration.minutes(1) });
  return [
    ...(['publish-directory', 'offer-places', 'seal-events', 'run-imports'] as const).map((name) => ({
      runbook: 'stream-behind',
      of: name,
      says: `${name} is behind its stream.`,
      metric: lag(name),
      from: levels.streamLag * 1000,
      periods: 3,
    })),
    {
      runbook: 'settling-missing',
      says: 'No run of settle-listings in an hour: choices are read right, but old places are not given back.',
      metric: lambdaOf('settle-listings').metricInvocations({ period: Duration.hours(1) }),
      from: 1,
      below: true,
    },
    ...deadLetters.map((queue) => ({
      runbook: 'dead-letters',
      of: queue.node.path.includes('Streams') ? 'streams' : 'schedules',
      says: 'Work was given up.',
      metric: queue.metricApproximateNumberOfMessagesVisible({ period: fiveMinutes }),
      from: 1,
    })),
  ];
}

function edgeOfStoreWatches({ api, tables, levels }: AlarmsProps): Watch[] {
  const { main } = tables;
  const throttled = (metricName: string) =>
    new Metric({
      namespace: 'AWS/DynamoDB',
      metricName,
      dimensionsMap: { TableName: main.tableName },
      statistic: 'Sum',
      period: fiveMinutes,
    });
  return [
    {
      runbook: 'api-faults',
      says: 'People meet faults (5xx).',
      metric: new Metric({
        namespace: 'AWS/ApiGateway',
        metricName: '5xx',
        dimensionsMap: { ApiId: api.ref },
        statistic: 'Sum',
        period: fiveMinutes,
      }),
      from: levels.faults,
    },
    {
      runbook: 'store-throttled',
      says: 'The main table refuses requests for their number.',
      metric: new MathExpression({
        expression: 'FILL(reads, 0) + FILL(writes, 0)',
        usingMetrics: { reads: throttled('ReadThrottleEvents'), writes: throttled('WriteThrottleEvents') },
        period: fiveMinutes,
      }),
      from: 1,
      periods: 2,
    },
  ];
}
