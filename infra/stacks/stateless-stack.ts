import { CfnOutput, CfnParameter, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { routes } from '#contract/routes.ts';
import type { Config } from '#infra/config.ts';
import { Alarms } from '#infra/constructs/alarms.ts';
import { Api } from '#infra/constructs/api.ts';
import { CapabilityFunction } from '#infra/constructs/capability-function.ts';
import { Schedules } from '#infra/constructs/schedules.ts';
import { Streams } from '#infra/constructs/streams.ts';
import { environmentOf, regionSetting, type SettingValues } from '#infra/environment.ts';
import { type FunctionName, functionNames } from '#infra/functions.ts';
import { statementsOf } from '#infra/statements.ts';
import type { StatefulStack } from './stateful-stack.ts';

export interface StatelessStackProps extends StackProps {
  readonly config: Config;
  readonly stateful: StatefulStack;
}

/** What a deployment may replace: functions, the HTTP API on its domain, streams, schedules, alarms. */
export class StatelessStack extends Stack {
  readonly apiDomain: string;
  readonly functions: ReadonlyMap<FunctionName, CapabilityFunction>;

  constructor(scope: Construct, id: string, props: StatelessStackProps) {
    super(scope, id, props);
    const { config, stateful } = props;
    const { values, apiDomain, apiCertificate, alarmTopic } = this.readParameters(props);
    this.apiDomain = apiDomain;
    this.functions = new Map(
      functionNames.map((name) => {
        const made = new CapabilityFunction(this, pascal(name), {
          name,
          environment: environmentOf(name, stateful, values),
          statements: statementsOf(name, stateful),
          dataKey: stateful.dataKey,
          logDays: config.deployment.logDays,
          logPrefix: `/listning/${config.region.slug}`,
        });
        return [name, made];
      }),
    );
    const lambdaOf = (name: FunctionName) => this.function(name).lambda;
    const api = new Api(this, 'Api', {
      routes: Object.values(routes),
      lambdaOf,
      domain: apiDomain,
      certificateArn: apiCertificate,
      throttle: config.deployment.throttle,
      dataKey: stateful.dataKey,
      logGroupName: `/listning/${config.region.slug}/api-access`,
      logDays: config.deployment.logDays,
    });
    const streams = new Streams(this, 'Streams', {
      stateful,
      functionOf: (name) => this.function(name),
    });
    const schedules = new Schedules(this, 'Schedules', { lambdaOf, dataKey: stateful.dataKey });
    new Alarms(this, 'Alarms', {
      levels: config.deployment.alarms,
      topicArn: alarmTopic,
      lambdaOf,
      api: api.api,
      tables: stateful.tables,
      deadLetters: [streams.deadLetters, schedules.deadLetters],
    });
    new CfnOutput(this, 'ApiDomainTarget', {
      description: 'The API domain is a CNAME to this',
      value: api.domainTarget,
    });
  }

  private function(name: FunctionName): CapabilityFunction {
    const found = this.functions.get(name);
    if (!found) throw new Error(`No function ${name}`);
    return found;
  }

  private readParameters({ config, stateful }: StatelessStackProps) {
    const parameter = (id: string, description: string) =>
      new CfnParameter(this, id, { type: 'String', description }).valueAsString;
    const values: SettingValues = {
      PUBLIC_ORIGIN: parameter(
        'PublicOrigin',
        'Where people reach the service: https://listning.region.example',
      ),
      API_ORIGIN: parameter('ApiOrigin', 'Where web reaches the API: https:// and ApiDomain'),
      EID_ISSUERS: parameter('EidIssuers', 'JSON array of e-ID providers: see functions/sessions/README.md'),
      EDGE_SECRET: stateful.edgeSecret.secretValue.unsafeUnwrap(),
      REGION: regionSetting(config.region),
    };
    return {
      values,
      apiDomain: parameter('ApiDomain', 'Host name of the API, behind CloudFront'),
      apiCertificate: parameter(
        'ApiCertificateArn',
        'Certificate for ApiDomain, in the region of this stack',
      ),
      alarmTopic: parameter('AlarmTopicArn', "SNS topic of the region's on-call"),
    };
  }
}

function pascal(name: string): string {
  return name.replace(/(^|-)([a-z])/g, (_, __, letter: string) => letter.toUpperCase());
}
