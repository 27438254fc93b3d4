import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { Route } from '#contract/route.ts';
import { type ApiRequest, apiEvent, lambdaContext, namedRoutes } from '#support/api-events.ts';
import { honestBodies, honestCall, honestParams } from '#support/honest-calls.ts';
import { publicOrigin, stubCapability } from '#support/stub-handlers.ts';

async function statusOf(name: string, route: Route, request: ApiRequest, event: object = {}) {
  const { handler, calls } = stubCapability(route.capability, () => undefined, {
    problemPage: (slug) => `/sv/inloggning?fel=${slug}`,
  });
  const answer = await handler({ ...apiEvent(request), ...event }, lambdaContext);
  const reached = calls.some((call) => call.name === name);
  const slug = String(answer.headers?.location ?? '').split('fel=')[1];
  return { reached, status: answer.statusCode, body: answer.body ?? '', slug };
}

/** The schema of one field of a route's body. */
function fieldOf({ body }: Route, field: string): z.ZodType {
  const schema: unknown = body?.shape[field];
  if (!(schema instanceof z.ZodType)) throw new Error(`The body has no field ${field}`);
  return schema;
}

const deep = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;
const large = (bytes: number) => JSON.stringify({ padding: 'x'.repeat(bytes - 14) });
const texts = [
  '\u202e',
  '\u0000',
  '<script>alert(1)</script>',
  '=1+1',
  'é',
  'e\u0301',
  'ｆａｌｕｎ',
  '../../etc',
  "' OR 1=1",
];

describe.each(namedRoutes)('%s', (name, route) => {
  const good = honestCall(name, route);
  const limit = (route.largestBody ?? 32) * 1024;

  test('reaches its handler when nothing is wrong', async () => {
    expect((await statusOf(name, route, good)).reached).toBe(true);
  });

  const queries: readonly string[] = [
    'unknown=1',
    '__proto__=1',
    'constructor=1',
    'q=1&q=2',
    'q=%',
    'q=%ff',
    'q=%E0%A4%A',
    '%00=1',
    `x=${'y'.repeat(5000)}`,
    ...texts.map((text) => `unknown=${encodeURIComponent(text)}`),
  ];
  // The provider's answer may hold parameters we do not know (their sizes are the edge's affair).
  const tolerant = name === 'finishLogin';
  test.each(tolerant ? queries.filter((query) => /%$|%ff|%E0|&/.test(query)) : queries)(
    'refuses the query %j',
    async (query) => {
      const { reached, status, slug, body } = await statusOf(name, route, { ...good, query });
      expect(reached).toBe(false);
      expect([status, slug]).toEqual(route.kind === 'redirect' ? [303, 'invalid-request'] : [400, undefined]);
      expect(body).not.toMatch(/script|OR 1=1|\u202e/);
    },
  );

  if (route.params) {
    test.each(['', ' ', '..', '../x', 'FALUN', 'a', 'å', 'x'.repeat(61), '%', '\u0000', 'falun\n', '*'])(
      'does not find %j',
      async (value) => {
        const pathParameters = { [Object.keys(route.params?.shape ?? {})[0] ?? '']: value };
        const { reached, status } = await statusOf(name, route, good, { pathParameters });
        expect([reached, status]).toEqual([false, 404]);
      },
    );
    test('does not find what has no name, or two', async () => {
      expect((await statusOf(name, route, good, { pathParameters: undefined })).status).toBe(404);
      const two = { ...honestParams, other: 'x' };
      expect((await statusOf(name, route, good, { pathParameters: two })).status).toBe(404);
    });
  }

  if (route.method === 'GET') {
    test('refuses a body', async () => {
      const { reached, status } = await statusOf(name, route, { ...good, body: '{}' });
      expect([reached, status]).toEqual([false, route.kind === 'redirect' ? 303 : 400]);
    });
    return;
  }

  test.each([
    undefined,
    'https://example.com',
    'null',
    `${publicOrigin}/`,
    `${publicOrigin}:443`,
    publicOrigin.toUpperCase(),
    `${publicOrigin}.example.com`,
    publicOrigin.replace('https', 'http'),
    `${publicOrigin}, ${publicOrigin}`,
  ])('refuses the origin %s', async (origin) => {
    const { origin: _, ...headers } = good.headers;
    const given = { ...headers, ...(origin !== undefined && { origin }) };
    const { reached, status } = await statusOf(name, route, { ...good, headers: given });
    expect([reached, status]).toEqual([false, 403]);
  });

  test.each([
    undefined,
    '',
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/jsonp',
    'application/json; charset=latin1',
    'application/json, text/plain',
    'application/problem+json',
  ])('refuses the type %s', async (type) => {
    const { 'content-type': _, ...headers } = good.headers;
    const given = { ...headers, ...(type !== undefined && { 'content-type': type }) };
    const { reached, status } = await statusOf(name, route, { ...good, headers: given });
    expect([reached, status]).toEqual([false, 415]);
  });

  test('takes the type with its character set', async () => {
    const headers = { ...good.headers, 'content-type': 'application/json; charset=UTF-8' };
    expect((await statusOf(name, route, { ...good, headers })).reached).toBe(true);
  });

  const mutated = (changes: object) => JSON.stringify({ ...honestBodies[name], ...changes });
  const wrong: readonly (readonly [string, string | Uint8Array])[] = [
    ['not JSON', 'x'],
    ['half of it', '{"careUnitId":"fal'],
    ['two values', '{}{}'],
    ['a list', '[]'],
    ['nothing at all, in JSON', 'null'],
    ['a text', '"falun"'],
    ['a number', '1e999'],
    ['a byte order mark', '\ufeff{}'],
    ['an unknown field', mutated({ personId: 'x' })],
    ['a field of another person', mutated({ actor: { kind: 'system' } })],
    ['a prototype', `{"__proto__":{"careUnitId":"falun"},${mutated({}).slice(1)}`.replace(',}', '}')],
    ['a constructor', mutated({ constructor: { prototype: {} } })],
    ['a key twice', '{"careUnitId":"falun","careUnitId":"falun"}'],
    ['a key twice in other letters', '{"careUnitId":"falun","care\\u0055nitId":"falun"}'],
    ['nesting', deep(9)],
    ['deep nesting', deep(2000)],
    ['deep lists', '['.repeat(7000) + ']'.repeat(7000)],
    ['an unpaired surrogate', '{"careUnitId":"\\ud800"}'],
    ['broken bytes', Uint8Array.from([0x7b, 0xff, 0xfe, 0x7d])],
    ['overlong bytes', Uint8Array.from([0x22, 0xc0, 0xaf, 0x22])],
    ['UTF-16', Buffer.from('{}', 'utf16le')],
  ];
  test.each(wrong)('refuses a body that is %s', async (_name, body) => {
    const { reached, status } = await statusOf(name, route, { ...good, body });
    expect([reached, status]).toEqual([false, 400]);
  });

  test.each([
    [limit, 400],
    [limit + 1, 413],
    [5_000_000, 413],
  ])('measures %i bytes before it reads them: %i', async (bytes, expected) => {
    const { reached, status } = await statusOf(name, route, { ...good, body: large(bytes) });
    expect([reached, status]).toEqual([false, expected]);
    const encoded = Buffer.from(large(bytes));
    expect((await statusOf(name, route, { ...good, body: encoded })).status).toBe(expected);
  });

  test('measures bytes, not characters', async () => {
    const body = JSON.stringify({ padding: 'å'.repeat(limit / 2) });
    expect((await statusOf(name, route, { ...good, body })).status).toBe(413);
  });

  if (route.body) {
    test.each(Object.keys(honestBodies[name] ?? {}))(
      'refuses every other kind of value in %s',
      async (field) => {
        for (const value of [
          null,
          1,
          -1,
          1.5,
          true,
          [],
          {},
          '',
          [[]],
          { kind: 'x' },
          'x'.repeat(300),
          ...texts,
        ]) {
          // A free text, and a whole number where one is asked for, are right in form; another kind never is.
          const isRight = fieldOf(route, field).safeParse(value).success;
          const honestValue: unknown = Object.entries(honestBodies[name] ?? {}).find(
            ([key]) => key === field,
          )?.[1];
          if (typeof value !== typeof honestValue) expect(isRight).toBe(false);
          const { reached, status, body } = await statusOf(name, route, {
            ...good,
            body: mutated({ [field]: value }),
          });
          expect([value, reached]).toEqual([value, isRight]);
          if (isRight) continue;
          expect([value, status]).toEqual([value, 400]);
          expect(JSON.parse(body).errors[0].pointer).toMatch(new RegExp(`^/body/${field}`));
        }
      },
    );
    test('refuses a body that is missing', async () => {
      const { body: _, ...without } = good;
      expect((await statusOf(name, route, without)).status).toBe(400);
    });
  } else {
    test('needs no body', async () => {
      const { body: _, ...without } = good;
      expect((await statusOf(name, route, without)).reached).toBe(true);
    });
  }

  const badKeys = [
    '',
    'short',
    'k'.repeat(65),
    'key with spaces in it',
    'ключключключключ',
    'k'.repeat(26).concat(', b'),
  ];
  test.each(badKeys)('refuses the idempotency key %j', async (key) => {
    const headers = { ...good.headers, 'idempotency-key': key };
    const { reached, status } = await statusOf(name, route, { ...good, headers });
    expect([reached, status]).toEqual([false, 400]);
  });
  if (route.idempotent) {
    test('needs an idempotency key', async () => {
      const { 'idempotency-key': _, ...headers } = good.headers;
      const { reached, status, body } = await statusOf(name, route, { ...good, headers });
      expect([reached, status]).toEqual([false, 400]);
      expect(JSON.parse(body).type).toBe('urn:problem:idempotency-key-missing');
    });
  }
});
