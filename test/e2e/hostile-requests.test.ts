import { beforeAll, describe, expect, inject, test } from 'vitest';
import { openBrowser } from '#support/cookie-browser.ts';
import { demoPeople } from '#support/demo-people.ts';

const service = inject('service');
const { origin, apiOrigin } = service;
const people = demoPeople(service.demoFile);
let cookie = '';
beforeAll(async () => {
  cookie = await signIn('coordination-number');
});

/** The session cookie of somebody who has just signed in. */
async function signIn(situation: string): Promise<string> {
  const browser = openBrowser();
  const asked = await browser.visit(`${origin}/auth/login?locale=sv`);
  await browser.submit(asked.addresses.at(-1) ?? '', { number: people.next(situation).number });
  const token = browser.cookie(origin, '__Host-person');
  if (!token) throw new Error('Nobody was signed in');
  return `__Host-person=${token}`;
}

const ask = (path: string, init: RequestInit = {}) =>
  fetch(origin + path, { redirect: 'manual', ...init, headers: { cookie, ...init.headers } });
const post = (path: string, fields: Record<string, string>, headers: Record<string, string> = { origin }) =>
  ask(path, { method: 'POST', body: new URLSearchParams(fields), headers });

describe('what a cache may keep', () => {
  test.each([
    '/_image?href=/sv/min-sida',
    '/_image?href=/sv/min-sida&f=svg',
    '/%5Fimage?href=/sv/min-sida',
    '/_server-islands/x?s=&e=&p=',
    '/_actions/x',
  ])('%s, a route of the framework, is no page of ours', async (path) => {
    const answer = await ask(path);
    expect(answer.status).toBe(404);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await answer.text()).not.toContain('session-warning');
  });

  test.each([
    '/sv/min-sida',
    '/sv/min-sida/',
    '/sv/min%2Dsida',
    '/s%76/min-sida',
    '/sv/min-sida?x=.css',
    '/sv/hitta?near=Leksand',
    '/sv/session/tid',
    '/api/my-page',
    '/api/session',
    '/auth/login?locale=sv',
  ])('nothing of %s, asked for by one who is signed in', async (path) => {
    const answer = await ask(path);
    expect(answer.status).toBeLessThan(400);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  test('a public page, which is the same for everyone', async () => {
    const [mine, anyones] = [await ask('/sv/om'), await fetch(`${origin}/sv/om`)];
    expect(mine.headers.get('cache-control')).toBe('public, max-age=5');
    expect(await mine.text()).toBe(await anyones.text());
  });
});

describe('a form from elsewhere', () => {
  const types = [
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'text/plain',
    'application/json',
    'application/octet-stream',
    undefined,
  ];
  test.each(['https://elsewhere.example', 'null', undefined])('with Origin %s does nothing', async (from) => {
    for (const path of ['/sv/session/logga-ut', '/sv/session/forlang', '/sv/min-sida/avbryt']) {
      for (const type of types) {
        const headers = { ...(from && { origin: from }), ...(type && { 'content-type': type }) };
        const answer = await ask(path, { method: 'POST', headers, body: Buffer.from('till=/sv/om') });
        expect([path, type, answer.status]).toEqual([path, type, 403]);
      }
    }
    expect((await ask('/api/session')).status).toBe(200);
  });

  test('is told so in the reader’s language', async () => {
    const answer = await post('/en/session/logga-ut', {}, { origin: 'https://elsewhere.example' });
    expect(await answer.text()).toContain('our own page');
  });
});

describe('a request that is none of ours', () => {
  test.each(['PUT', 'PATCH', 'DELETE', 'OPTIONS'])('%s is no method of a page', async (method) => {
    const answer = await ask('/sv/min-sida', { method, headers: { origin } });
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe('GET, HEAD, POST');
  });

  test.each([
    ['GET', '/api/nothing', 404, 'not-found'],
    ['DELETE', '/api/my-page', 405, 'method-not-allowed'],
    ['POST', '/api/receipts/x', 405, 'method-not-allowed'],
  ])('%s %s is told as the API tells', async (method, path, status, slug) => {
    const headers = { origin, 'accept-language': 'en' };
    const answer = await ask(path, { method, headers });
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(await answer.json()).toMatchObject({ type: `urn:problem:${slug}`, status });
  });

  test('the page for faults is not to be had by its address', async () => {
    expect((await ask('/500')).status).toBe(404);
  });

  test.each(['/sv/', '/sv/min-sida', '/api/rules', '/auth/login'])(
    '%s past the edge is answered by nothing',
    async (path) => {
      for (const secret of ['', 'guessed']) {
        const headers = { cookie, 'x-origin-secret': secret };
        const answer = await fetch(apiOrigin + path, { headers, redirect: 'manual' });
        expect(answer.status).toBe(404);
        expect(await answer.text()).not.toContain('<html');
      }
    },
  );
});

describe('what was typed in', () => {
  const evil = '"><script>alert(1)</script>\u202E\u0000';
  const typed = encodeURIComponent(evil);

  test.each([
    '/sv/…',
    '/sv/enhet/…',
    '/sv/kvitto/…',
    '/sv/valj/enhet/…',
    '/sv/nothing?q=…',
    `/sv/kvitto/${'a'.repeat(26)}?q=…`,
  ])('is not repeated by a refusal: %s', async (path) => {
    const answer = await ask(path.replace('…', typed));
    expect(answer.status).toBe(404);
    expect(await answer.text()).not.toContain('alert');
  });

  test.each(['q', 'near', 'sort', 'there', 'language', 'page'])(
    'is plain text in the search: %s',
    async (name) => {
      const page = await (await ask(`/sv/hitta?${name}=${typed}`)).text();
      expect([page.includes('\u202E'), page.includes('\u0000')]).toEqual([false, false]);
      expect(page.replaceAll(/"[^"]*"/g, '""')).not.toContain('<script>alert');
    },
  );

  const fields = {
    intentKey: evil,
    careUnitId: 'vardcentral-orsa',
    namedDoctor: 'later',
    conditionsVersion: evil,
    till: evil,
  };
  test.each([
    'valj/lakare',
    'valj/villkor',
    'valj/kontrollera',
    'min-sida/lakare',
    'min-sida/avbryt',
    'session/forlang',
  ])('is no fault of the service in a form: %s', async (path) => {
    for (const sent of [
      fields,
      { ...fields, namedDoctor: `doctor:${evil}` },
      { ...fields, careUnitId: evil },
    ]) {
      const answer = await post(`/sv/${path}`, sent);
      expect(answer.status).toBeLessThan(500);
      expect(await answer.text()).not.toContain('alert(1)');
    }
  });
});

test('every answer has the headers that keep a browser safe', async () => {
  const wanted = [
    'content-security-policy',
    'x-content-type-options',
    'x-frame-options',
    'referrer-policy',
    'strict-transport-security',
    'cross-origin-opener-policy',
    'cross-origin-resource-policy',
    'permissions-policy',
  ];
  const asked: [string, RequestInit?][] = [
    ['/'],
    ['/sv/'],
    ['/sv/nothing'],
    ['/sv/min-sida'],
    ['/sv/min-sida//'],
    ['/sv/min-sida', { method: 'DELETE' }],
    ['/sv/session/forlang', { method: 'POST' }],
    ['/api/rules'],
    ['/api/nothing'],
    ['/api/receipts/x'],
    ['/auth/login'],
    ['/auth/callback?code=x&state=y'],
    ['/_assets/nothing.css'],
    ['/_assets/../package.json'],
    ['/robots.txt'],
  ];
  for (const [path, init] of asked) {
    const { headers } = await ask(path, init);
    expect([path, wanted.filter((name) => !headers.has(name))]).toEqual([path, []]);
  }
});
