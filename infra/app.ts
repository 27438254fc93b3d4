import { fileURLToPath } from 'node:url';
import { App, Tags, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { acknowledge } from './acknowledged-findings.ts';
import { type Config, readConfig } from './config.ts';
import { EdgeStack } from './stacks/edge-stack.ts';
import { FirewallStack } from './stacks/firewall-stack.ts';
import { StatefulStack } from './stacks/stateful-stack.ts';
import { StatelessStack } from './stacks/stateless-stack.ts';

/** Where the synthesized templates go, unless told otherwise. */
export const templateFolder = fileURLToPath(new URL('../cdk.out', import.meta.url));

/**
 * The whole service of one region as four stacks. Account and AWS region are chosen at deployment; only the firewall
 * is bound to us-east-1, where CloudFront looks for it.
 */
export function createApp(config: Config, outdir: string = process.env.CDK_OUTDIR ?? templateFolder): App {
  const app = new App({ outdir, analyticsReporting: false });
  const prefix = `listning-${config.region.slug}`;
  const stateful = new StatefulStack(app, `${prefix}-stateful`, {
    description: 'Listning: tables, keys, edge secret',
    terminationProtection: true,
  });
  const stateless = new StatelessStack(app, `${prefix}-stateless`, {
    description: 'Listning: functions, HTTP API, streams, schedules, alarms',
    config,
    stateful,
  });
  new FirewallStack(app, `${prefix}-firewall`, {
    description: 'Listning: firewall of the distribution (us-east-1)',
    env: { region: 'us-east-1' },
    config,
  });
  new EdgeStack(app, `${prefix}-edge`, {
    description: 'Listning: distribution and static files',
    stateful,
    stateless,
  });
  Tags.of(app).add('service', 'listning');
  Tags.of(app).add('region', config.region.slug);
  acknowledge(app);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return app;
}

if (import.meta.main) createApp(readConfig(process.env.REGION ?? 'dalarna')).synth();
