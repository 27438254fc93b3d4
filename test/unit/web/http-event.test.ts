import { describe, expect, it } from 'vitest';
import {
  bareResult,
  type HttpEvent,
  isFromEdge,
  LARGEST_BODY,
  requestOf,
  resultOf,
} from '../../../web/adapter/http-event.ts';

const origin = 'https://listning.example';

function event(facts: Partial<HttpEvent> & { method?: string }): HttpEvent {
  const { method = 'GET', ...rest } = facts;
  return { rawPath: '/sv/', requestContext: { requestId: 'r-1', http: { method } }, ...rest };
}

describe('an event of the HTTP API as a request', () => {
  it('takes its address from the configured origin, not from what the client sent', () => {
    const headers = { host: 'evil.example', 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'http' };
    const request = requestOf(event({ headers, rawPath: '/sv/hitta', rawQueryString: 'q=mora' }), origin);
    expect(request?.url).toBe('https://listning.example/sv/hitta?q=mora');
  });

  it.each(['//evil.example/sv', '/\\evil.example', '/..//evil.example'])(
    'keeps %s a path of ours',
    (rawPath) => {
      expect(new URL(requestOf(event({ rawPath }), origin)?.url ?? '').origin).toBe(origin);
    },
  );

  it('puts the cookies, which the event lists, in one header', () => {
    expect(requestOf(event({ cookies: ['a=1', 'b=2'] }), origin)?.headers.get('cookie')).toBe('a=1; b=2');
  });

  it('reads a form, also when the gateway encoded it', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const plain = event({ method: 'POST', headers, body: 'ort=%C3%84lvdalen' });
    const body = Buffer.from('ort=%C3%84lvdalen').toString('base64');
    const encoded = event({ method: 'POST', headers, body, isBase64Encoded: true });
    for (const sent of [plain, encoded]) {
      expect((await requestOf(sent, origin)?.formData())?.get('ort')).toBe('Älvdalen');
    }
  });

  it('refuses a body larger than any form of ours, and takes the largest', () => {
    const post = (size: number) => requestOf(event({ method: 'POST', body: 'x'.repeat(size) }), origin);
    expect(post(LARGEST_BODY)).toBeDefined();
    expect(post(LARGEST_BODY + 1)).toBeUndefined();
  });
});

describe('what did not come through the edge', () => {
  it.each([undefined, {}, { 'x-origin-secret': '' }, { 'x-origin-secret': 'secreu' }])(
    'is not ours: %j',
    (headers) => {
      expect(isFromEdge(event(headers ? { headers } : {}), 'secret')).toBe(false);
    },
  );

  it('and nothing is, where no secret is set', () => {
    expect(isFromEdge(event({ headers: { 'x-origin-secret': '' } }), '')).toBe(false);
  });

  it('but the edge is, and no page learns the secret', () => {
    const headers = { 'x-origin-secret': 'secret', accept: 'text/html' };
    expect(isFromEdge(event({ headers }), 'secret')).toBe(true);
    expect([...(requestOf(event({ headers }), origin)?.headers ?? [])]).toEqual([['accept', 'text/html']]);
  });
});

describe('a response as the HTTP API wants it', () => {
  it('lists each Set-Cookie on its own', async () => {
    const headers = new Headers({ location: '/sv/' });
    headers.append('set-cookie', 'a=1; Path=/');
    headers.append('set-cookie', 'b=; Max-Age=0');
    const result = await resultOf(new Response(null, { status: 303, headers }));
    expect(result).toMatchObject({ statusCode: 303, headers: { location: '/sv/' }, body: '' });
    expect(result.cookies).toEqual(['a=1; Path=/', 'b=; Max-Age=0']);
    expect(result.headers['set-cookie']).toBeUndefined();
  });

  it('sends text as text with its charset, and bytes in base64', async () => {
    const page = await resultOf(new Response('<p>å</p>', { headers: { 'content-type': 'text/html' } }));
    expect(page).toMatchObject({ body: '<p>å</p>', isBase64Encoded: false });
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    const image = new Response(new Uint8Array([0, 255, 128]), { headers: { 'content-type': 'image/png' } });
    expect(await resultOf(image)).toMatchObject({ body: 'AP+A', isBase64Encoded: true });
  });

  it('is kept nowhere unless it says otherwise', async () => {
    const kept = new Response(null, { headers: { 'cache-control': 'public, max-age=5' } });
    expect((await resultOf(kept)).headers['cache-control']).toBe('public, max-age=5');
    for (const bare of [await resultOf(new Response(null, { status: 301 })), bareResult(413)]) {
      expect(bare.headers['cache-control']).toBe('no-store');
    }
  });
});
