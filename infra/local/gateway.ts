import { randomBytes } from 'node:crypto';
import type { Invoked } from './function-pool.ts';
import type { Log } from './log.ts';
import { accessSource } from './log.ts';
import type { Resolver } from './resolve.ts';
import { isObject, type Json, resourcesOf, type Template } from './template.ts';

export interface HttpRequest {
  readonly method: string;
  /** Path and query as they came. */
  readonly target: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly sourceIp: string;
}

export interface HttpResponse {
  readonly status: number;
  /** Lower-case names; a list is several headers of one name. */
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: Buffer;
}

export interface GatewayRoute {
  readonly routeKey: string;
  readonly method: string;
  readonly segments: readonly string[];
  readonly functionName: string;
}

export type Gateway = (request: HttpRequest) => Promise<HttpResponse>;

/** API Gateway takes ten million bytes. */
const largestBody = 10_000_000;

/** The routes of the template with the function that each one's integration names. */
export function readRoutes(template: Template, resolver: Resolver): GatewayRoute[] {
  const functionOf = new Map<string, string>();
  for (const integration of resourcesOf(template, 'AWS::ApiGatewayV2::Integration')) {
    const uri = String(resolver.properties(integration).IntegrationUri);
    functionOf.set(`integrations/${integration.physicalId}`, uri.split(':function:').at(-1) ?? '');
  }
  return resourcesOf(template, 'AWS::ApiGatewayV2::Route').map((route) => {
    const { RouteKey, Target } = resolver.properties(route);
    const routeKey = String(RouteKey);
    const functionName = functionOf.get(String(Target));
    if (functionName === undefined) throw new Error(`Route ${routeKey} has no function`);
    const [method = '', path = ''] = routeKey.split(' ');
    return { routeKey, method, segments: path.split('/'), functionName };
  });
}

/** Plays the HTTP API: finds the route, makes the event (payload format 2.0), invokes, makes the response. */
export function createGateway(
  routes: readonly GatewayRoute[],
  invoke: (functionName: string, event: unknown) => Promise<Invoked>,
  log: Log,
): Gateway {
  return async (request) => {
    const requestId = randomBytes(12).toString('base64url');
    const [path = '/', query = ''] = split(request.target, '?');
    const found = findRoute(routes, request.method, path);
    if (!found) return plain(404, { message: 'Not Found' }, requestId);
    if (request.body.length > largestBody) return plain(413, { message: 'Request Too Long' }, requestId);
    const { route, parameters } = found;
    const invoked = await invoke(
      route.functionName,
      eventOf(request, { route, parameters, path, query, requestId }),
    );
    const response = invoked.ok ? readResult(invoked.result, requestId) : faultOf(invoked, requestId);
    // What the API's access log holds on AWS: neither path nor query.
    log(accessSource, JSON.stringify({ requestId, route: route.routeKey, status: response.status }));
    return response;
  };
}

function faultOf(invoked: Extract<Invoked, { ok: false }>, requestId: string): HttpResponse {
  return invoked.why === 'timed-out'
    ? plain(503, { message: 'Service Unavailable' }, requestId)
    : plain(500, { message: 'Internal Server Error' }, requestId);
}

/** The most specific route: each segment as written before a parameter; `$default` when none fits. */
export function findRoute(routes: readonly GatewayRoute[], method: string, path: string) {
  const asked = path.split('/');
  const fitting = routes
    .filter((route) => (route.method === method || route.method === 'ANY') && fits(route.segments, asked))
    .sort((a, b) => countParameters(a.segments) - countParameters(b.segments));
  const route = fitting[0] ?? routes.find(({ routeKey }) => routeKey === '$default');
  if (!route) return undefined;
  const parameters: Record<string, string> = {};
  for (const [index, segment] of route.segments.entries()) {
    if (isParameter(segment)) parameters[segment.slice(1, -1)] = decode(asked[index] ?? '');
  }
  return { route, parameters };
}

function fits(segments: readonly string[], asked: readonly string[]): boolean {
  if (segments.length !== asked.length) return false;
  return segments.every((segment, i) => (isParameter(segment) ? asked[i] !== '' : segment === asked[i]));
}

interface Found {
  readonly route: GatewayRoute;
  readonly parameters: Readonly<Record<string, string>>;
  readonly path: string;
  readonly query: string;
  readonly requestId: string;
}

function eventOf(request: HttpRequest, { route, parameters, path, query, requestId }: Found) {
  const { cookie, ...headers } = request.headers;
  const queryParameters = new URLSearchParams(query);
  const queryNames = [...new Set(queryParameters.keys())];
  const now = new Date();
  const asText = isText(headers['content-type']);
  return {
    version: '2.0',
    routeKey: route.routeKey,
    rawPath: path,
    rawQueryString: query,
    ...(cookie !== undefined && { cookies: cookie.split(/;\s*/) }),
    headers,
    ...(queryNames.length > 0 && {
      queryStringParameters: Object.fromEntries(
        queryNames.map((name) => [name, queryParameters.getAll(name).join(',')]),
      ),
    }),
    ...(Object.keys(parameters).length > 0 && { pathParameters: parameters }),
    requestContext: {
      accountId: '000000000000',
      apiId: 'local',
      domainName: headers.host ?? 'localhost',
      domainPrefix: 'local',
      http: {
        method: request.method,
        path,
        protocol: 'HTTP/1.1',
        sourceIp: request.sourceIp,
        userAgent: headers['user-agent'] ?? '',
      },
      requestId,
      routeKey: route.routeKey,
      stage: '$default',
      time: now.toUTCString(),
      timeEpoch: now.getTime(),
    },
    ...(request.body.length > 0 && { body: request.body.toString(asText ? 'utf8' : 'base64') }),
    isBase64Encoded: request.body.length > 0 && !asText,
  };
}

/** An HTTP API hands text and JSON on as text and everything else, forms too, as base64. */
function isText(contentType = ''): boolean {
  return /^(text\/|application\/(json|javascript|xml)\b)/.test(contentType);
}

function readResult(result: unknown, requestId: string): HttpResponse {
  const answer = result as Json;
  if (!isObject(answer) || typeof answer.statusCode !== 'number')
    return plain(200, answer ?? null, requestId);
  const headers: Record<string, string | readonly string[]> = { 'apigw-requestid': requestId };
  for (const [name, value] of Object.entries(isObject(answer.headers) ? answer.headers : {})) {
    headers[name.toLowerCase()] = String(value);
  }
  if (Array.isArray(answer.cookies) && answer.cookies.length > 0) {
    headers['set-cookie'] = answer.cookies.map(String);
  }
  const text = typeof answer.body === 'string' ? answer.body : '';
  const body = Buffer.from(text, answer.isBase64Encoded === true ? 'base64' : 'utf8');
  if (headers['content-type'] === undefined && body.length > 0)
    headers['content-type'] = 'text/plain;charset=utf-8';
  return { status: answer.statusCode, headers, body };
}

function plain(status: number, body: Json, requestId: string): HttpResponse {
  return {
    status,
    headers: { 'content-type': 'application/json', 'apigw-requestid': requestId },
    body: Buffer.from(JSON.stringify(body)),
  };
}

function countParameters(segments: readonly string[]): number {
  return segments.filter(isParameter).length;
}

function isParameter(segment: string): boolean {
  return segment.startsWith('{');
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function split(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}
