import { expect, test } from 'vitest';
import { originSecretHeader } from '#contract/origin-secret.ts';
import { routes } from '#contract/routes.ts';
import { type ApiContext, createApi } from '../../../web/src/api/client.ts';
import { paths } from '../../../web/src/api/paths.ts';

interface Sent {
  readonly url: string;
  readonly method: string | undefined;
  readonly headers: Headers;
  readonly body: unknown;
}

/** A client whose network is a function, and what it sent. */
function clientOf(respond: () => Response | Promise<Response>, more: Partial<ApiContext> = {}) {
  const sent: Sent[] = [];
  const api = createApi({
    apiOrigin: 'https://api.example',
    publicOrigin: 'https://public.example',
    edgeSecret: 'edge',
    tag: 'sv-ung',
    cookies: 'a=1; __Host-person=token; __Host-staff=other',
    fetch: async (url, init) => {
      sent.push({
        url: String(url),
        method: init?.method,
        headers: new Headers(init?.headers),
        body: init?.body,
      });
      return respond();
    },
    ...more,
  });
  return { api, sent };
}
const json = (body: unknown, init?: ResponseInit) => Response.json(body, init);

test('every route that answers JSON can be called, where the contract says', () => {
  const called = Object.entries(routes)
    .filter(([, route]) => route.kind === 'json')
    .map(([name, { method, path, access }]) => [name, { method, path, access }]);
  expect(paths).toEqual(Object.fromEntries(called));
});

test('a public route gets no cookie, a person’s route only the person’s', async () => {
  const { api, sent } = clientOf(() => json({}));
  await api.call('findCareUnits', { query: { q: 'falun', page: 2 } });
  await api.call('getMyPage');
  expect(sent.map(({ headers }) => headers.get('cookie'))).toEqual([null, '__Host-person=token']);
  expect(sent[0]?.url).toBe('https://api.example/api/care-units?q=falun&page=2');
});

test('a session cookie that came twice is passed on twice, for the API to believe neither', async () => {
  const { api, sent } = clientOf(() => json({}), { cookies: '__Host-person=one; a=1; __Host-person=two' });
  await api.call('getMyPage');
  expect(sent[0]?.headers.get('cookie')).toBe('__Host-person=one; __Host-person=two');
});

test('each call says who sends it and in which language the reader reads', async () => {
  const { api, sent } = clientOf(() => json({}));
  await api.call('getReceipt', { params: { receiptId: 'a/b' } });
  expect(sent[0]?.url).toBe('https://api.example/api/receipts/a%2Fb');
  expect(sent[0]?.headers.get(originSecretHeader)).toBe('edge');
  expect(sent[0]?.headers.get('accept-language')).toBe('sv-ung');
  expect(sent[0]?.headers.get('origin')).toBeNull();
});

test('a write carries its origin, its key and a JSON body', async () => {
  const { api, sent } = clientOf(() => json({ cancelledReceiptId: 'x' }));
  await api.call('cancelPendingChoice', { idempotencyKey: 'key-1' });
  const [write] = sent;
  expect(write?.method).toBe('POST');
  expect(write?.headers.get('origin')).toBe('https://public.example');
  expect(write?.headers.get('content-type')).toBe('application/json');
  expect(write?.headers.get('idempotency-key')).toBe('key-1');
  expect(write?.body).toBe('{}');
});

test('the session’s limits and cookies of an answer come with it', async () => {
  const headers = new Headers({
    'session-idle-until': '2026-11-21T10:20:00.000Z',
    'session-absolute-until': '2026-11-21T11:00:00.000Z',
  });
  headers.append('set-cookie', '__Host-person=; Max-Age=0');
  const { api } = clientOf(() => json({}, { headers }));
  const ended = await api.call('endSession');
  expect(ended).toMatchObject({
    ok: true,
    session: { idleUntil: '2026-11-21T10:20:00.000Z', absoluteUntil: '2026-11-21T11:00:00.000Z' },
    setCookies: ['__Host-person=; Max-Age=0'],
  });
});

test('a problem is told by its slug; one we do not know is a fault', async () => {
  const respond = (type: string) => () =>
    json(
      { type, title: 't', status: 409, detail: 'd', reference: 'r' },
      {
        status: 409,
        headers: { 'content-type': 'application/problem+json; charset=utf-8' },
      },
    );
  const full = await clientOf(respond('urn:problem:care-unit-full')).api.call('getMyPage');
  const unknown = await clientOf(respond('urn:problem:toString')).api.call('getMyPage');
  expect(full).toMatchObject({ ok: false, slug: 'care-unit-full', status: 409, problem: { detail: 'd' } });
  expect(unknown).toMatchObject({ ok: false, slug: 'unexpected-fault' });
});

test.each([
  [
    'no answer in time',
    () => Promise.reject(new DOMException('late', 'TimeoutError')),
    'temporarily-unavailable',
  ],
  ['a gateway’s own 503', () => new Response('busy', { status: 503 }), 'temporarily-unavailable'],
  ['a page instead of an answer', () => new Response('<html>', { status: 502 }), 'unexpected-fault'],
  ['an answer that breaks off', () => new Response('{"a":', { status: 200 }), 'temporarily-unavailable'],
])('%s is a problem, never an exception', async (_, respond, slug) => {
  const { api } = clientOf(respond);
  expect(await api.call('getMyPage')).toMatchObject({ ok: false, slug });
});

test('whoever renders the page hears of each call and whose it was', async () => {
  const heard: string[] = [];
  const { api } = clientOf(() => json({}), {
    heard: (called, access) => heard.push(`${access} ${called.ok}`),
  });
  await api.call('findIssuers');
  await api.call('getSession');
  expect(heard).toEqual(['public true', 'person true']);
});
