import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { originSecretHeader } from '#contract/origin-secret.ts';
import type { Route } from '#contract/route.ts';
import { type RouteName, routes } from '#contract/routes.ts';

export const edgeSecret = 'the-secret-of-the-edge';

/** An HTTP request as a client writes it. */
export interface ApiRequest {
  readonly method: string;
  readonly path: string;
  /** Without the question mark, as it stands in the address. */
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cookies?: readonly string[];
  readonly body?: string | Uint8Array;
}

/** Lambda's context, as far as our handlers look at it. */
export const lambdaContext = {} as Context;

let requests = 0;

/** The event that API Gateway makes of a request that came through the edge. */
export function apiEvent({
  method,
  path,
  query = '',
  headers = {},
  cookies,
  body,
}: ApiRequest): APIGatewayProxyEventV2 {
  const matched = matchPath(method, path);
  requests += 1;
  return {
    version: '2.0',
    routeKey: matched ? `${method} ${matched.path}` : '$default',
    rawPath: path,
    rawQueryString: query,
    headers: { [originSecretHeader]: edgeSecret, ...headers },
    ...(cookies && { cookies: [...cookies] }),
    ...(matched && { pathParameters: matched.params }),
    ...(body !== undefined && {
      body: typeof body === 'string' ? body : Buffer.from(body).toString('base64'),
    }),
    isBase64Encoded: body !== undefined && typeof body !== 'string',
    requestContext: {
      accountId: '000000000000',
      apiId: 'api',
      domainName: 'localhost',
      domainPrefix: 'localhost',
      http: { method, path, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'test' },
      requestId: `request-${requests}`,
      routeKey: matched ? `${method} ${matched.path}` : '$default',
      stage: '$default',
      time: '',
      timeEpoch: 0,
    },
  };
}

/** Every route of the contract with its name. */
export const namedRoutes = Object.entries<Route>(routes) as [RouteName, Route][];

function matchPath(method: string, path: string) {
  for (const [, route] of namedRoutes) {
    const names = Array.from(route.path.matchAll(/\{(\w+)\}/g), ([, name = '']) => name);
    const pattern = new RegExp(`^${route.path.replace(/\{\w+\}/g, '([^/]+)')}$`);
    const values = pattern.exec(path)?.slice(1);
    if (values && route.method === method) {
      const params = Object.fromEntries(names.map((name, index) => [name, decode(values[index] ?? '')]));
      return { path: route.path, params };
    }
  }
  return undefined;
}

/** API Gateway hands over what it cannot decode as it came. */
function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
