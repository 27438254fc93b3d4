import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import {
  CfnApi,
  CfnApiMapping,
  CfnDomainName,
  CfnIntegration,
  CfnRoute,
  CfnStage,
} from 'aws-cdk-lib/aws-apigatewayv2';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { CfnPermission, type Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Route } from '#contract/route.ts';
import type { FunctionName } from '#infra/functions.ts';

export interface ApiProps {
  readonly routes: readonly Route[];
  readonly lambdaOf: (name: FunctionName) => LambdaFunction;
  readonly domain: string;
  readonly certificateArn: string;
  readonly throttle: { readonly rate: number; readonly burst: number };
  readonly dataKey: IKey;
  readonly logGroupName: string;
  readonly logDays: RetentionDays;
}

/** Neither path nor query: a path can hold a receipt's id, a query what someone searched for. */
const accessLine = JSON.stringify({
  requestId: '$context.requestId',
  time: '$context.requestTime',
  route: '$context.routeKey',
  status: '$context.status',
  bytes: '$context.responseLength',
  latency: '$context.responseLatency',
  integrationError: '$context.integrationErrorMessage',
});

/** The HTTP API: one route a row of the contract table, everything else to `web`; reachable on its own domain only. */
export class Api extends Construct {
  readonly api: CfnApi;
  readonly domainTarget: string;
  private readonly integrations = new Map<FunctionName, CfnIntegration>();

  constructor(scope: Construct, id: string, props: ApiProps) {
    super(scope, id);
    this.api = new CfnApi(this, 'Api', {
      name: `${Stack.of(this).stackName}-api`,
      protocolType: 'HTTP',
      disableExecuteApiEndpoint: true,
    });
    for (const { method, path, capability } of props.routes) {
      this.addRoute(`${method} ${path}`, capability, props);
    }
    this.addRoute('$default', 'web', props);
    const stage = this.createStage(props);
    const domain = new CfnDomainName(this, 'Domain', {
      domainName: props.domain,
      domainNameConfigurations: [
        { certificateArn: props.certificateArn, endpointType: 'REGIONAL', securityPolicy: 'TLS_1_2' },
      ],
    });
    new CfnApiMapping(this, 'Mapping', {
      apiId: this.api.ref,
      domainName: domain.ref,
      stage: stage.ref,
    });
    this.domainTarget = domain.attrRegionalDomainName;
  }

  private addRoute(routeKey: string, name: FunctionName, props: ApiProps): void {
    const integration = this.integrations.get(name) ?? this.createIntegration(name, props.lambdaOf(name));
    new CfnRoute(this, `Route ${routeKey}`, {
      apiId: this.api.ref,
      routeKey,
      target: `integrations/${integration.ref}`,
      authorizationType: 'NONE',
    });
  }

  private createIntegration(name: FunctionName, lambda: LambdaFunction): CfnIntegration {
    const integration = new CfnIntegration(this, `Integration ${name}`, {
      apiId: this.api.ref,
      integrationType: 'AWS_PROXY',
      integrationUri: lambda.functionArn,
      payloadFormatVersion: '2.0',
    });
    new CfnPermission(this, `Permission ${name}`, {
      action: 'lambda:InvokeFunction',
      functionName: lambda.functionArn,
      principal: 'apigateway.amazonaws.com',
      // Any stage and route of this one API.
      sourceArn: Stack.of(this).formatArn({
        service: 'execute-api',
        resource: this.api.ref,
        resourceName: '*',
      }),
    });
    this.integrations.set(name, integration);
    return integration;
  }

  private createStage(props: ApiProps): CfnStage {
    const logGroup = new LogGroup(this, 'AccessLog', {
      logGroupName: props.logGroupName,
      encryptionKey: props.dataKey,
      retention: props.logDays,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    return new CfnStage(this, 'Stage', {
      apiId: this.api.ref,
      stageName: '$default',
      autoDeploy: true,
      accessLogSettings: { destinationArn: logGroup.logGroupArn, format: accessLine },
      defaultRouteSettings: {
        throttlingRateLimit: props.throttle.rate,
        throttlingBurstLimit: props.throttle.burst,
        detailedMetricsEnabled: true,
      },
    });
  }
}
