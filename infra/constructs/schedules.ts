import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnSchedule, CfnScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { FunctionName } from '#infra/functions.ts';
import { createDeadLetters } from './dead-letters.ts';

export interface SchedulesProps {
  readonly lambdaOf: (name: FunctionName) => LambdaFunction;
  readonly dataKey: IKey;
}

/** Midnight is Swedish midnight, summer and winter (ADR 5). The rates heal what a crash left. */
const timeZone = 'Europe/Stockholm';
const timetable = [
  { id: 'SettleAtMidnight', name: 'settle-listings', expression: 'cron(0 0 * * ? *)' },
  { id: 'SettleAgain', name: 'settle-listings', expression: 'rate(15 minutes)' },
  { id: 'RemindCaps', name: 'remind-caps', expression: 'cron(0 6 * * ? *)' },
  { id: 'OfferPlaces', name: 'offer-places', expression: 'rate(5 minutes)' },
  { id: 'RebuildDirectory', name: 'publish-directory', expression: 'rate(5 minutes)' },
] as const satisfies readonly { id: string; name: FunctionName; expression: string }[];

/** What the clock starts, by EventBridge Scheduler. The function gets `{ "source": "schedule" }`. */
export class Schedules extends Construct {
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, { lambdaOf, dataKey }: SchedulesProps) {
    super(scope, id);
    this.deadLetters = createDeadLetters(this, 'DeadLetters', dataKey);
    const group = new CfnScheduleGroup(this, 'Group', { name: Stack.of(this).stackName });
    const role = this.createRole(lambdaOf, dataKey);
    for (const { id: schedule, name, expression } of timetable) {
      new CfnSchedule(this, schedule, {
        groupName: group.ref,
        scheduleExpression: expression,
        scheduleExpressionTimezone: timeZone,
        flexibleTimeWindow: { mode: 'OFF' },
        target: {
          arn: lambdaOf(name).functionArn,
          roleArn: role.roleArn,
          input: JSON.stringify({ source: 'schedule' }),
          retryPolicy: { maximumRetryAttempts: 5, maximumEventAgeInSeconds: 900 },
          deadLetterConfig: { arn: this.deadLetters.queueArn },
        },
      });
    }
  }

  private createRole(lambdaOf: SchedulesProps['lambdaOf'], dataKey: IKey): Role {
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
      description: 'Starts the workers of the timetable',
    });
    const workers = [...new Set(timetable.map(({ name }) => name))];
    role.addToPolicy(
      new PolicyStatement({
        actions: ['lambda:InvokeFunction'],
        resources: workers.map((name) => lambdaOf(name).functionArn),
      }),
    );
    role.addToPolicy(
      new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [this.deadLetters.queueArn] }),
    );
    role.addToPolicy(
      new PolicyStatement({
        actions: ['kms:GenerateDataKey', 'kms:Decrypt'],
        resources: [dataKey.keyArn],
        conditions: { StringEquals: { 'kms:ViaService': `sqs.${Stack.of(this).region}.amazonaws.com` } },
      }),
    );
    return role;
  }
}
