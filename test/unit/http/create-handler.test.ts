import { expect, test } from 'vitest';
import { originSecretHeader } from '#contract/origin-secret.ts';
import { answered, problem, redirect } from '#http/call-context.ts';
import { type ApiRequest, apiEvent, lambdaContext } from '#support/api-events.ts';
import {
  liveSession,
  personToken,
  publicOrigin,
  type Stubbed,
  stubCapability,
} from '#support/stub-handlers.ts';

const send = (stubbed: Stubbed, request: ApiRequest) => stubbed.handler(apiEvent(request), lambdaContext);
const signedIn = [`__Host-person=${personToken}`];
const write = { origin: publicOrigin, 'content-type': 'application/json' };
const choose = {
  method: 'POST',
  path: '/api/listing-choices',
  headers: { ...write, 'idempotency-key': 'k'.repeat(26) },
  cookies: signedIn,
  body: JSON.stringify({ careUnitId: 'falun', namedDoctor: { kind: 'later' }, conditionsVersion: '1' }),
};
const chosen = { receiptId: 'r'.repeat(26), effectiveFrom: '2026-11-21T23:00:00.000Z' };

test('a handler gets parsed parts and a context, and its answer is sent with the headers of all answers', async () => {
  const stubbed = stubCapability('listings', () => chosen);
  const answer = await send(stubbed, choose);
  expect(answer).toMatchObject({ statusCode: 201, body: JSON.stringify(chosen) });
  expect(answer.headers).toMatchObject({
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'session-idle-until': liveSession.idleUntil,
    'session-absolute-until': liveSession.absoluteUntil,
  });
  expect(stubbed.calls).toEqual([
    {
      name: 'chooseCareUnit',
      call: { params: undefined, query: undefined, body: JSON.parse(choose.body) },
      context: expect.objectContaining({
        now: new Date('2026-11-21T12:00:00.000Z'),
        person: liveSession.person,
        idempotencyKey: 'k'.repeat(26),
        locale: 'sv',
      }),
    },
  ]);
});

test('what an answer does not declare is stripped, at every depth', async () => {
  const secret = { ...chosen, number: '199001012385', nested: { name: 'x' } };
  const answer = await send(
    stubCapability('listings', () => secret),
    choose,
  );
  expect(JSON.parse(answer.body ?? '')).toEqual(chosen);
});

test('only what comes through the edge is heard', async () => {
  const stubbed = stubCapability('listings', () => chosen);
  for (const secret of ['', 'wrong', 'the-secret-of-the-edge ']) {
    const answer = await send(stubbed, {
      ...choose,
      headers: { ...choose.headers, [originSecretHeader]: secret },
    });
    expect(answer.statusCode).toBe(404);
    expect(answer.headers).not.toHaveProperty('session-idle-until');
  }
  const open = stubCapability('listings', () => chosen, {
    environment: { PUBLIC_ORIGIN: publicOrigin, EDGE_SECRET: '' },
  });
  const answer = await send(open, { ...choose, headers: { ...choose.headers, [originSecretHeader]: '' } });
  expect(answer.statusCode).toBe(404);
  expect(stubbed.calls).toEqual([]);
});

test('a path of nobody is not found, a method of nobody is not allowed, another capability is not served', async () => {
  const stubbed = stubCapability('listings', () => chosen);
  const event = (routeKey: string) => ({ ...apiEvent({ method: 'GET', path: '/' }), routeKey });
  for (const [routeKey, status] of [
    ['$default', 404],
    ['GET /api/nothing', 404],
    ['DELETE /api/my-page', 405],
    ['GET /api/care-units', 404],
    ['GET /api/session', 404],
    ['constructor', 404],
    ['', 404],
  ] as const) {
    expect((await stubbed.handler(event(routeKey), lambdaContext)).statusCode).toBe(status);
  }
});

test('without a cookie one is not signed in; with a dead one the session has ended', async () => {
  const stubbed = stubCapability('listings', () => chosen);
  const statusAndSlug = async (cookies: string[]) => {
    const answer = await send(stubbed, { method: 'GET', path: '/api/my-page', cookies });
    return [answer.statusCode, JSON.parse(answer.body ?? '').type];
  };
  const not = [401, 'urn:problem:not-signed-in'];
  expect(await statusAndSlug([])).toEqual(not);
  expect(await statusAndSlug([`__Host-person=${personToken}`, `__Host-person=${personToken}`])).toEqual(not);
  expect(await statusAndSlug([`__host-person=${personToken}`])).toEqual(not);
  expect(await statusAndSlug([`person=${personToken}`])).toEqual(not);
  expect(await statusAndSlug([`__Host-staff=${personToken}`])).toEqual(not);
  expect(await statusAndSlug([`__Host-person=${'x'.repeat(300)}`])).toEqual(not);
  expect(await statusAndSlug([`__Host-person="${personToken}"`])).toEqual(not);
  expect(await statusAndSlug([`__Host-person=${'D'.repeat(43)}`])).toEqual([
    401,
    'urn:problem:session-ended',
  ]);
  expect(stubbed.calls).toEqual([]);
});

test('a capability that was given no way to find sessions refuses everybody', async () => {
  const stubbed = stubCapability('listings', () => chosen, { findSession: async () => undefined });
  expect((await send(stubbed, choose)).statusCode).toBe(401);
});

test('a log line says what and how long, and has no room for anything else', async () => {
  const stubbed = stubCapability('directory', () => ({ careUnits: 1 }));
  await send(stubbed, {
    method: 'GET',
    path: '/api/care-units',
    query: 'near=Hemligvägen',
    headers: { cookie: 'x' },
  });
  expect(JSON.stringify(stubbed.logged)).not.toMatch(/Hemlig|cookie/);
  expect(Object.keys(stubbed.logged[0] ?? {}).toSorted()).toEqual(
    ['fault', 'message', 'ms', 'reference', 'requestId', 'route', 'slug', 'status'].toSorted(),
  );
});

test('public answers may be cached for five seconds and know no session', async () => {
  const stubbed = stubCapability('directory', () => ({ openapi: '3.1.0' }));
  const answer = await send(stubbed, { method: 'GET', path: '/api/openapi.json', cookies: signedIn });
  expect(answer.headers).toMatchObject({ 'cache-control': 'public, max-age=5' });
  expect(answer.headers).not.toHaveProperty('session-idle-until');
  expect(stubbed.calls[0]?.context).not.toHaveProperty('person');
  const refused = await send(stubbed, { method: 'GET', path: '/api/care-units', query: 'x=1' });
  expect(refused.headers?.['cache-control']).toBe('no-store');
});

test('an answer may set cookies and tell new limits; a redirect is 303', async () => {
  const extended = { ...liveSession, idleUntil: '2026-11-21T12:30:00.000Z' };
  const limits = { idleUntil: extended.idleUntil, absoluteUntil: extended.absoluteUntil };
  const sessions = stubCapability('sessions', (name) =>
    name === 'startLogin'
      ? redirect('https://id.example.se/', ['a=b'])
      : answered(limits, { cookies: ['c=d'], session: extended }),
  );
  const answer = await send(sessions, {
    method: 'POST',
    path: '/api/session/extension',
    headers: write,
    cookies: signedIn,
  });
  expect(answer).toMatchObject({ statusCode: 200, cookies: ['c=d'] });
  expect(answer.headers?.['session-idle-until']).toBe(extended.idleUntil);
  const moved = await send(sessions, { method: 'GET', path: '/auth/login' });
  expect(moved).toMatchObject({ statusCode: 303, cookies: ['a=b'], body: '' });
  expect(moved.headers).toMatchObject({ location: 'https://id.example.se/', 'cache-control': 'no-store' });
});

test('a browser that navigates is sent to a page, whatever was wrong', async () => {
  const problemPage = (slug: string, locale: string) => `/${locale}/${slug}`;
  const refusing = stubCapability('sessions', () => problem('temporarily-unavailable'), { problemPage });
  const faulty = stubCapability(
    'sessions',
    () => {
      throw new Error('x');
    },
    { problemPage },
  );
  const where = async (stubbed: Stubbed, query: string) =>
    (await send(stubbed, { method: 'GET', path: '/auth/login', query })).headers?.location;
  expect(await where(refusing, '')).toBe('/sv/temporarily-unavailable');
  expect(await where(refusing, 'unknown=1')).toBe('/sv/invalid-request');
  expect(await where(faulty, '')).toBe('/sv/unexpected-fault');
});

test('a call that would outlive its function is answered before', async () => {
  const stubbed = stubCapability('listings', () => new Promise(() => undefined));
  const answer = await stubbed.handler(apiEvent(choose), {
    ...lambdaContext,
    getRemainingTimeInMillis: () => 201,
  });
  expect(answer.statusCode).toBe(503);
  expect(stubbed.logged[0]).toMatchObject({ message: 'request failed', slug: 'temporarily-unavailable' });
});
