import { brotliDecompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { compress } from '#infra/local/compress.ts';
import type { Invoked } from '#infra/local/function-pool.ts';
import { createGateway, findRoute, type GatewayRoute, type HttpRequest } from '#infra/local/gateway.ts';
import type { JsonObject } from '#infra/local/template.ts';

function route(routeKey: string, functionName: string): GatewayRoute {
  const [method = '', path = ''] = routeKey.split(' ');
  return { routeKey, method, segments: path.split('/'), functionName };
}

const routes = [
  route('GET /api/care-units/{careUnitId}', 'directory'),
  route('GET /api/care-units/map', 'map'),
  route('POST /api/choices', 'listings'),
  route('$default', 'web'),
];

describe('the route of a request', () => {
  it.each([
    ['GET', '/api/care-units/falun', 'directory', { careUnitId: 'falun' }],
    ['GET', '/api/care-units/fal%C3%A5n', 'directory', { careUnitId: 'falån' }],
    ['GET', '/api/care-units/map', 'map', {}],
    ['GET', '/api/care-units/', 'web', {}],
    ['GET', '/api/care-units/falun/x', 'web', {}],
    ['PUT', '/api/choices', 'web', {}],
    ['POST', '/api/choices', 'listings', {}],
    ['GET', '/', 'web', {}],
  ])('%s %s goes to %s', (method, path, functionName, parameters) => {
    const found = findRoute(routes, method, path);
    expect(found?.route.functionName).toBe(functionName);
    expect(found?.parameters).toEqual(parameters);
  });
});

function request(given: Partial<HttpRequest>): HttpRequest {
  return {
    method: 'GET',
    target: '/',
    headers: {},
    body: Buffer.alloc(0),
    sourceIp: '127.0.0.1',
    ...given,
  };
}

/** What a function would get for a request, and what comes back for what it answers. */
async function pass(
  given: Partial<HttpRequest>,
  invoked: Invoked = { ok: true, result: { statusCode: 204 } },
) {
  const events: JsonObject[] = [];
  const lines: string[] = [];
  const invoke = async (_: string, event: unknown) => {
    events.push(JSON.parse(JSON.stringify(event)));
    return invoked;
  };
  const gateway = createGateway(routes, invoke, (_, line) => lines.push(line));
  const response = await gateway(request(given));
  return { event: events[0], response, lines };
}

describe('the event of a request', () => {
  it('takes path, query, cookies and parameters apart as API Gateway does', async () => {
    const { event } = await pass({
      target: '/api/care-units/falun?q=a%20b&q=c&near=',
      headers: { host: 'localhost', cookie: 'a=1; b=2', accept: 'text/html' },
    });
    expect(event).toMatchObject({
      version: '2.0',
      routeKey: 'GET /api/care-units/{careUnitId}',
      rawPath: '/api/care-units/falun',
      rawQueryString: 'q=a%20b&q=c&near=',
      queryStringParameters: { q: 'a b,c', near: '' },
      pathParameters: { careUnitId: 'falun' },
      cookies: ['a=1', 'b=2'],
      headers: { host: 'localhost', accept: 'text/html' },
      isBase64Encoded: false,
    });
    expect(event).not.toHaveProperty('body');
    expect(event?.headers).not.toHaveProperty('cookie');
  });

  it.each([
    ['application/json', false],
    ['text/plain', false],
    ['application/x-www-form-urlencoded', true],
    ['image/png', true],
  ])('hands a body of %s on as base64: %s', async (type, base64) => {
    const body = Buffer.from('{"å":1}');
    const { event } = await pass({
      method: 'POST',
      target: '/api/choices',
      headers: { 'content-type': type },
      body,
    });
    expect(event?.isBase64Encoded).toBe(base64);
    expect(event?.body).toBe(body.toString(base64 ? 'base64' : 'utf8'));
  });

  it('refuses a body that API Gateway would not take', async () => {
    const { event, response } = await pass({ method: 'POST', target: '/x', body: Buffer.alloc(10_000_001) });
    expect(event).toBeUndefined();
    expect(response.status).toBe(413);
  });
});

describe('the answer to a request', () => {
  it('keeps status, headers, cookies and bytes', async () => {
    const result = {
      statusCode: 303,
      headers: { Location: '/sv/' },
      cookies: ['a=1; Path=/', 'b=2'],
      body: Buffer.from('å').toString('base64'),
      isBase64Encoded: true,
    };
    const { response } = await pass({}, { ok: true, result });
    expect(response.status).toBe(303);
    expect(response.headers).toMatchObject({ location: '/sv/', 'set-cookie': ['a=1; Path=/', 'b=2'] });
    expect(response.body.toString('utf8')).toBe('å');
  });

  it.each([
    ['failed', 500],
    ['timed-out', 503],
  ] as const)('of a function that %s is %i and says nothing of why', async (why, status) => {
    const { response } = await pass({}, { ok: false, why, message: 'a secret' });
    expect(response.status).toBe(status);
    expect(response.body.toString('utf8')).not.toContain('secret');
  });

  it('is logged by its route, without path or query', async () => {
    const { lines } = await pass({ target: '/api/care-units/falun?near=Falun' });
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      route: 'GET /api/care-units/{careUnitId}',
      status: 204,
    });
    expect(lines[0]?.toLowerCase()).not.toContain('falun');
  });

  it('is compressed when it is a text of a kilobyte or more', async () => {
    const body = Buffer.from('<p>å</p>'.repeat(200));
    const page = { status: 200, headers: { 'content-type': 'text/html' }, body };
    const compressed = await compress(page, 'gzip, deflate, br');
    expect(compressed.headers['content-encoding']).toBe('br');
    expect(brotliDecompressSync(compressed.body).equals(body)).toBe(true);
    expect((await compress(page, 'gzip')).headers['content-encoding']).toBe('gzip');
    expect((await compress(page, '')).body).toBe(body);
    expect((await compress({ ...page, body: Buffer.from('<p>') }, 'br')).headers).not.toHaveProperty(
      'content-encoding',
    );
    const picture = { ...page, headers: { 'content-type': 'image/png' } };
    expect((await compress(picture, 'br')).body).toBe(body);
  });
});
