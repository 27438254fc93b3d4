import { randomBytes } from 'node:crypto';
import { keyVariables, tableVariables } from '#infra/environment.ts';
import { startAwsEndpoint } from './aws-endpoint.ts';
import { createEdge } from './edge.ts';
import { createFunctionPool, type FunctionPool, type Invoked } from './function-pool.ts';
import { createGateway, type Gateway, readRoutes } from './gateway.ts';
import { createGrantCheck } from './grant-check.ts';
import type { Log } from './log.ts';
import { addSourceMaps, readFunctions } from './read-functions.ts';
import { createResolver, type Resolver } from './resolve.ts';
import { pseudoParameters } from './resource-types.ts';
import type { StopOrder } from './stop-order.ts';
import { resourcesOf, type Template } from './template.ts';

export interface CloudOptions {
  readonly template: Template;
  /** Parameters of the template, as whoever deploys would give them. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly endpoints: { readonly dynamodb: string; readonly kms: string };
  /** Folder of the repository. */
  readonly root: string;
  readonly log: Log;
  readonly stopOrder: StopOrder;
}

export interface Cloud {
  readonly resolver: Resolver;
  /** The HTTP API, behind its own domain. */
  readonly gateway: Gateway;
  /** The distribution. */
  readonly edge: Gateway;
  /** By the function's name in `infra/functions.ts` or in the template. */
  readonly invoke: (functionName: string, event: unknown) => Promise<Invoked>;
  /** Sets every function's clock ahead. */
  readonly moveClock: (ahead: number) => Promise<void>;
  /** Names of tables and ids of keys by the functions' variables, for who may do anything: seeding and tests. */
  readonly names: Readonly<Record<string, string>>;
}

/** Turns the template into something that answers: functions with their rights, the API and the edge before it. */
export async function createCloud(options: CloudOptions): Promise<Cloud> {
  const { template, parameters, endpoints, root, log, stopOrder } = options;
  const secrets = new Map(
    resourcesOf(template, 'AWS::SecretsManager::Secret').map(({ physicalId }) => [
      physicalId,
      randomBytes(36).toString('base64url'),
    ]),
  );
  const resolver = createResolver(template, {
    parameters,
    secretOf: (id) => {
      const secret = secrets.get(id);
      if (!secret) throw new Error(`The template has no secret ${id}`);
      return secret;
    },
  });
  const aws = stopOrder.add(
    await startAwsEndpoint({
      check: createGrantCheck(template, resolver),
      ...endpoints,
      onRefused: (line) => log('grants', line),
    }),
  );
  const functions = readFunctions(template, resolver, aws.url);
  addSourceMaps(functions, root);
  const pools = new Map<string, FunctionPool>();
  for (const fn of functions) pools.set(fn.name, stopOrder.add(createFunctionPool(fn, log)));
  const invoke = (name: string, event: unknown) => {
    const [, pool] = [...pools].find(([full]) => full === name || full.endsWith(`-stateless-${name}`)) ?? [];
    if (!pool) throw new Error(`The template has no function ${name}`);
    return pool.invoke(event);
  };
  const gateway = createGateway(readRoutes(template, resolver), invoke, log);
  return {
    resolver,
    gateway,
    edge: createEdge(template, resolver, gateway, `${root}dist/web/client`),
    invoke,
    moveClock: async (ahead) => {
      await Promise.all([...pools.values()].map((pool) => pool.restart(ahead)));
    },
    names: namesOf(template),
  };
}

/** Logical ids begin with the names that `infra/grants.ts` uses: `MainTable…`, `IdentityHmacKey…`. */
function namesOf(template: Template): Record<string, string> {
  const names: Record<string, string> = { AWS_REGION: String(pseudoParameters['AWS::Region']) };
  const find = (type: string, name: string, ending: string) =>
    resourcesOf(template, type).find(({ logicalId }) =>
      logicalId.toLowerCase().startsWith(`${name}${ending}`.toLowerCase()),
    )?.physicalId;
  for (const [table, variable] of Object.entries(tableVariables)) {
    names[variable] = find('AWS::DynamoDB::Table', table, 'Table') ?? '';
  }
  for (const [key, variable] of Object.entries(keyVariables)) {
    names[variable] = find('AWS::KMS::Key', key, 'Key') ?? '';
  }
  return names;
}
