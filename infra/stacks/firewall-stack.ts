import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import type { Construct } from 'constructs';
import type { Config } from '#infra/config.ts';

export interface FirewallStackProps extends StackProps {
  readonly config: Config;
}

/** AWS's own rule groups: common faults, known bad input, addresses of ill repute. */
const managedGroups = [
  'AWSManagedRulesAmazonIpReputationList',
  'AWSManagedRulesCommonRuleSet',
  'AWSManagedRulesKnownBadInputsRuleSet',
] as const;

/**
 * The common rules refuse every body over 8 kB, and so every file of staff's. It is counted instead: the functions
 * themselves refuse a body over 16 or 32 kB on all paths but the two that take files.
 */
function countedOnly(name: (typeof managedGroups)[number]) {
  return name === 'AWSManagedRulesCommonRuleSet'
    ? [{ name: 'SizeRestrictions_BODY', actionToUse: { count: {} } }]
    : [];
}

/**
 * The firewall of the distribution. CloudFront takes one from us-east-1 only, so it is a stack of its own there; its
 * ARN is a parameter of the edge stack. An HTTP API cannot carry one: the edge secret keeps others from the API.
 */
export class FirewallStack extends Stack {
  constructor(scope: Construct, id: string, { config, ...props }: FirewallStackProps) {
    super(scope, id, props);
    const visible = (metricName: string) => ({
      cloudWatchMetricsEnabled: true,
      metricName,
      // A sample keeps whole requests, queries and all.
      sampledRequestsEnabled: false,
    });
    const acl = new CfnWebACL(this, 'WebAcl', {
      scope: 'CLOUDFRONT',
      defaultAction: { allow: {} },
      visibilityConfig: visible('Listning'),
      rules: [
        {
          name: 'TooManyFromOneAddress',
          priority: 0,
          action: { block: { customResponse: { responseCode: 429 } } },
          statement: {
            rateBasedStatement: {
              aggregateKeyType: 'IP',
              limit: config.deployment.requestsPerAddress,
              evaluationWindowSec: 300,
            },
          },
          visibilityConfig: visible('TooManyFromOneAddress'),
        },
        ...managedGroups.map((name, index) => ({
          name,
          priority: index + 1,
          overrideAction: { none: {} },
          statement: {
            managedRuleGroupStatement: { vendorName: 'AWS', name, ruleActionOverrides: countedOnly(name) },
          },
          visibilityConfig: visible(name),
        })),
      ],
    });
    new CfnOutput(this, 'WebAclArn', { description: 'Parameter of the edge stack', value: acl.attrArn });
  }
}
