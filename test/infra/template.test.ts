import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { routes } from '#contract/routes.ts';
import { cookieNames } from '#http/cookies.ts';
import { acknowledged } from '#infra/acknowledged-findings.ts';
import { functionNames, functions } from '#infra/functions.ts';
import { resourceTypes } from '#infra/local/resource-types.ts';
import { contentTypes, staticFiles } from '#infra/static-files.ts';
import { arrayOf, madeOf, objectOf, parameters, type Synthesized, synthesizeRegion } from './synthesized.ts';

let synthesized: Synthesized;
beforeAll(() => {
  synthesized = synthesizeRegion('dalarna');
});

const properties = (type: string) => madeOf(synthesized, type);

/** The template as CloudFormation gets it, where what stands beside the properties matters. */
function bodyOf(stack: string, logicalId: string) {
  return objectOf(objectOf(synthesized.template.bodies.get(stack)?.Resources)[logicalId]);
}

describe('the stateful stack', () => {
  it('keeps every table: encrypted by our key, restorable, not to be deleted', () => {
    const tables = properties('AWS::DynamoDB::Table');
    expect(tables).toHaveLength(5);
    for (const { resource, has } of tables) {
      expect(has, resource.logicalId).toMatchObject({
        BillingMode: 'PAY_PER_REQUEST',
        DeletionProtectionEnabled: true,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
      });
      expect(String(objectOf(has.SSESpecification).KMSMasterKeyId)).toMatch(/^arn:aws:kms:/);
      expect(bodyOf(resource.stack, resource.logicalId)).toMatchObject({
        DeletionPolicy: 'Retain',
        UpdateReplacePolicy: 'Retain',
      });
    }
  });

  it('gives main its index, stream and time to live', () => {
    const [main] = properties('AWS::DynamoDB::Table').filter(({ resource }) =>
      resource.logicalId.startsWith('Main'),
    );
    expect(main?.has).toMatchObject({
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      StreamSpecification: { StreamViewType: 'KEYS_ONLY' },
      GlobalSecondaryIndexes: [
        {
          IndexName: 'effective',
          KeySchema: [
            { AttributeName: 'duePartition', KeyType: 'HASH' },
            { AttributeName: 'personId', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'KEYS_ONLY' },
        },
      ],
    });
  });

  it('keeps its keys, and rotates those that may be', () => {
    const rotated = properties('AWS::KMS::Key').filter(({ has }) => has.EnableKeyRotation === true);
    expect(rotated.map(({ resource }) => resource.logicalId.replace(/[0-9A-F]{8}$/, '')).sort()).toEqual([
      'DataKey',
      'IdentitySealKey',
    ]);
    for (const { resource } of properties('AWS::KMS::Key')) {
      expect(bodyOf(resource.stack, resource.logicalId).DeletionPolicy).toBe('Retain');
    }
  });
});

describe('functions', () => {
  it('run on Node 24 and arm64, each with its own log that ends', () => {
    const lambdas = properties('AWS::Lambda::Function');
    expect(lambdas).toHaveLength(functionNames.length);
    for (const { resource, has } of lambdas) {
      expect(has, resource.physicalId).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        Handler: 'index.handler',
      });
      expect(Number(has.ReservedConcurrentExecutions)).toBeGreaterThan(0);
    }
    const logs = properties('AWS::Logs::LogGroup');
    expect(logs).toHaveLength(functionNames.length + 1);
    for (const { has } of logs) {
      expect(has.RetentionInDays).toBe(90);
      expect(String(has.KmsKeyId)).toMatch(/^arn:aws:kms:/);
    }
  });

  it('have room for their variables (Lambda takes 4,096 bytes), also beside long addresses and issuers', () => {
    for (const { resource, has } of properties('AWS::Lambda::Function')) {
      const variables = JSON.stringify(objectOf(objectOf(has.Environment).Variables));
      expect(Buffer.byteLength(variables), resource.physicalId).toBeLessThan(2_600);
    }
  });

  it('answer before the API gives up', () => {
    for (const name of [
      'directory',
      'sessions',
      'listings',
      'care-unit-staff',
      'region-staff',
      'listed-people',
      'staff-roles',
      'imports',
      'web',
    ] as const) {
      expect(functions[name].timeout).toBeLessThan(30);
    }
  });

  it.each(functionNames)('%s gets only variables that its bundle reads', (name) => {
    const [lambda] = properties('AWS::Lambda::Function').filter(({ resource }) =>
      resource.physicalId.endsWith(`-stateless-${name}`),
    );
    const variables = Object.keys(objectOf(objectOf(lambda?.has.Environment).Variables));
    const bundle = readFileSync(`dist/functions/${name}/index.mjs`, 'utf8');
    expect(variables.filter((variable) => !bundle.includes(variable))).toEqual([]);
  });
});

describe('the API', () => {
  it('has the routes of the contract table, and everything else goes to web', () => {
    const integrations = new Map(
      properties('AWS::ApiGatewayV2::Integration').map(({ resource, has }) => [
        `integrations/${resource.physicalId}`,
        String(has.IntegrationUri).split('-stateless-').at(-1),
      ]),
    );
    const made = properties('AWS::ApiGatewayV2::Route').map(({ has }) => [
      has.RouteKey,
      integrations.get(String(has.Target)),
    ]);
    const wanted = Object.values(routes).map(({ method, path, capability }) => [
      `${method} ${path}`,
      capability,
    ]);
    expect(made.sort()).toEqual([...wanted, ['$default', 'web']].sort());
  });

  it('is reached on its own domain only, throttled, and logs neither path nor query', () => {
    const [api] = properties('AWS::ApiGatewayV2::Api');
    const [stage] = properties('AWS::ApiGatewayV2::Stage');
    const [domain] = properties('AWS::ApiGatewayV2::DomainName');
    expect(api?.has).toMatchObject({ DisableExecuteApiEndpoint: true, ProtocolType: 'HTTP' });
    expect(stage?.has).toMatchObject({
      DefaultRouteSettings: { ThrottlingRateLimit: 200, ThrottlingBurstLimit: 400 },
    });
    const format = String(objectOf(stage?.has.AccessLogSettings).Format);
    expect(format).toContain('$context.routeKey');
    expect(format).not.toMatch(/\$context\.(path|rawPath|identity|querystring)/);
    expect(domain?.has.DomainName).toBe(parameters.ApiDomain);
  });
});

describe('what the clock and the streams start', () => {
  it('settles at Swedish midnight and again every quarter of an hour', () => {
    const schedules = properties('AWS::Scheduler::Schedule').map(({ has }) => [
      String(objectOf(has.Target).Arn).split('-stateless-').at(-1),
      has.ScheduleExpression,
      has.ScheduleExpressionTimezone,
    ]);
    expect(schedules.sort()).toEqual([
      ['offer-places', 'rate(5 minutes)', 'Europe/Stockholm'],
      ['publish-directory', 'rate(5 minutes)', 'Europe/Stockholm'],
      ['remind-caps', 'cron(0 6 * * ? *)', 'Europe/Stockholm'],
      ['settle-listings', 'cron(0 0 * * ? *)', 'Europe/Stockholm'],
      ['settle-listings', 'rate(15 minutes)', 'Europe/Stockholm'],
    ]);
  });

  it('hands stream records on in parts, and loses none silently', () => {
    const mappings = properties('AWS::Lambda::EventSourceMapping');
    expect(mappings).toHaveLength(4);
    for (const { has: mapping } of mappings) {
      expect(mapping).toMatchObject({
        BisectBatchOnFunctionError: true,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        StartingPosition: 'TRIM_HORIZON',
      });
      expect(objectOf(objectOf(mapping.DestinationConfig).OnFailure).Destination).toBeDefined();
      const [filter] = arrayOf(objectOf(mapping.FilterCriteria).Filters);
      // Lambda filters a DynamoDB stream on this part of the record only.
      expect(Object.keys(JSON.parse(String(objectOf(filter).Pattern)))).toEqual(['dynamodb']);
    }
  });
});

describe('the edge', () => {
  const distribution = () => objectOf(properties('AWS::CloudFront::Distribution')[0]?.has.DistributionConfig);

  it('shows the API the secret, in a header that CloudFront allows', () => {
    const headers = arrayOf(distribution().Origins).flatMap((origin) =>
      arrayOf(objectOf(origin).OriginCustomHeaders),
    );
    expect(headers).toEqual([{ HeaderName: 'x-origin-secret', HeaderValue: 'the edge secret' }]);
    expect(distribution().WebACLId).toBe(parameters.WebAclArn);
  });

  it('sends files to the bucket and everything else on, always with the security headers', () => {
    const behaviors = [distribution().DefaultCacheBehavior, ...arrayOf(distribution().CacheBehaviors)].map(
      (one) => objectOf(one),
    );
    const paths = behaviors.map(({ PathPattern }) => PathPattern ?? 'default');
    expect(paths).toEqual(['default', '/api/*', '/auth/*', ...staticFiles.map(({ path }) => path)]);
    const [policy] = properties('AWS::CloudFront::ResponseHeadersPolicy');
    for (const { ResponseHeadersPolicyId, ViewerProtocolPolicy } of behaviors) {
      expect(ResponseHeadersPolicyId).toBe(policy?.resource.physicalId);
      expect(ViewerProtocolPolicy).toBe('redirect-to-https');
    }
  });

  it('caches a page for five seconds at the most, and only what calls itself public', () => {
    const [cache] = properties('AWS::CloudFront::CachePolicy');
    expect(objectOf(cache?.has.CachePolicyConfig)).toMatchObject({ MinTTL: 0, DefaultTTL: 0, MaxTTL: 5 });
  });

  it('would show what one person got to no other, even if it called itself public', () => {
    const [cache] = properties('AWS::CloudFront::CachePolicy');
    const { ParametersInCacheKeyAndForwardedToOrigin: key } = objectOf(cache?.has.CachePolicyConfig);
    expect(objectOf(key).CookiesConfig).toEqual({
      CookieBehavior: 'whitelist',
      Cookies: [cookieNames.person],
    });
  });

  it('keeps no error for the next who asks', () => {
    const kept = arrayOf(distribution().CustomErrorResponses).map((one) => objectOf(one).ErrorCachingMinTTL);
    expect(kept.length).toBeGreaterThan(5);
    expect(new Set(kept)).toEqual(new Set([0]));
  });

  it('lets a page load nothing from elsewhere and post nowhere but here and to the e-ID', () => {
    const [policy] = properties('AWS::CloudFront::ResponseHeadersPolicy');
    const security = objectOf(objectOf(policy?.has.ResponseHeadersPolicyConfig).SecurityHeadersConfig);
    const csp = String(objectOf(security.ContentSecurityPolicy).ContentSecurityPolicy);
    expect(csp.split('; ')).toContain("default-src 'none'");
    expect(csp.split('; ')).toContain("frame-ancestors 'none'");
    expect(csp.split('; ')).toContain(`form-action 'self' ${parameters.EidIssuerOrigins}`);
    expect(csp).not.toMatch(/unsafe|\*|http:/);
  });

  it('covers every file of the web build, with a type for each', () => {
    const files = readdirSync('dist/web/client', { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => `${entry.parentPath}/${entry.name}`.replace('dist/web/client', ''));
    expect(files.length).toBeGreaterThan(0);
    const prefixes = staticFiles.map(({ path }) => path.replace('*', ''));
    expect(files.filter((file) => !prefixes.some((prefix) => file.startsWith(prefix)))).toEqual([]);
    expect(files.filter((file) => !contentTypes[file.split('.').at(-1) ?? ''])).toEqual([]);
  });
});

describe('what stands beside the template', () => {
  it('gives every alarm a runbook and every runbook an alarm', () => {
    const named = properties('AWS::CloudWatch::Alarm').map(
      ({ has }) => /docs\/runbooks\/([a-z-]+)\.md$/.exec(String(has.AlarmDescription))?.[1] ?? 'none',
    );
    const written = readdirSync('docs/runbooks').filter((file) => file !== 'README.md');
    expect([...new Set(named)].map((name) => `${name}.md`).sort()).toEqual(written.sort());
  });

  it('tells in docs/deploy.md of every parameter', () => {
    const told = existsSync('docs/deploy.md') ? readFileSync('docs/deploy.md', 'utf8') : '';
    const asked = [...synthesized.template.stacks.values()]
      .flatMap((stack) => stack.parameters)
      .filter((name) => name !== 'BootstrapVersion');
    expect(asked.length).toBeGreaterThan(8);
    expect(asked.filter((name) => !told.includes(`\`${name}\``))).toEqual([]);
  });

  it('gives a reason for each finding that stands', () => {
    for (const { rule, reason } of acknowledged) expect(reason.length, rule).toBeGreaterThan(50);
  });

  it('names no resource type that is not in use', () => {
    const used = new Set(
      [...synthesized.template.stacks.values()].flatMap((s) => [...s.resources.values()].map((r) => r.type)),
    );
    expect(Object.keys(resourceTypes).filter((type) => !used.has(type))).toEqual([]);
  });

  it('is configuration: a second region makes the same stacks', () => {
    const other = synthesizeRegion('vastmanland');
    expect(
      [...other.template.stacks.keys()].map((name) => name.replace('vastmanland', 'dalarna')).sort(),
    ).toEqual([...synthesized.template.stacks.keys()].sort());
  });
});
