import { existsSync, mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import {
  Architecture,
  Code,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { type FunctionName, functions } from '#infra/functions.ts';

export interface CapabilityFunctionProps {
  readonly name: FunctionName;
  readonly environment: Readonly<Record<string, string>>;
  /** What `grants.ts` says, as statements. */
  readonly statements: readonly PolicyStatement[];
  readonly dataKey: IKey;
  readonly logDays: RetentionDays;
  /** Prefix of the log groups: `/listning/<region>`. */
  readonly logPrefix: string;
}

/** A function with a role and a log group of its own. The role holds what `grants.ts` says and nothing else. */
export class CapabilityFunction extends Construct {
  readonly lambda: LambdaFunction;
  readonly role: Role;

  constructor(scope: Construct, id: string, props: CapabilityFunctionProps) {
    super(scope, id);
    const { name } = props;
    const settings = functions[name];
    const logGroup = new LogGroup(this, 'Logs', {
      logGroupName: `${props.logPrefix}/${name}`,
      encryptionKey: props.dataKey,
      retention: props.logDays,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      description: `Function ${name}: see infra/grants.ts`,
    });
    this.role.addToPolicy(
      new PolicyStatement({
        sid: 'OwnLog',
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: [logGroup.logGroupArn],
      }),
    );
    for (const statement of props.statements) this.role.addToPolicy(statement);
    this.lambda = new LambdaFunction(this, 'Function', {
      functionName: `${Stack.of(this).stackName}-${name}`,
      description: `${name} (${settings.entry})`,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code: Code.fromAsset(bundleOf(name), { exclude: ['*.map'] }),
      memorySize: settings.memory,
      timeout: Duration.seconds(settings.timeout),
      reservedConcurrentExecutions: settings.reserved,
      environment: { ...props.environment },
      role: this.role,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
    });
  }
}

/** Folder of the bundle that `tools/build.ts` wrote. */
function bundleOf(name: FunctionName): string {
  const folder = fileURLToPath(new URL(`../../dist/functions/${name}`, import.meta.url));
  if (!existsSync(folder)) mkdirSync(folder, { recursive: true });
  return folder;
}
