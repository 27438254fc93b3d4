import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  type EidProvider,
  levelOfAssurance3,
  startEidProvider,
} from '#infra/local/e-id-provider/start-eid-provider.ts';
import type { TestPerson } from '#infra/local/e-id-provider/test-people.ts';
import { openIdentityKeys } from '#keys/identity-keys.ts';
import { readIdentity, saveNewIdentity } from '#store/identity-item.ts';
import { deleteSession, extendSession, readSession } from '#store/session-item.ts';
import { type CookieBrowser, openBrowser } from '#support/cookie-browser.ts';
import { dumpTable } from '#support/dynamodb-local.ts';
import { keyIds, type SessionsWorld, startSessionsWorld } from '#support/sessions-world.ts';

let world: SessionsWorld;
let provider: EidProvider;

const anna = '199001012385';
/** People may be added while the provider runs. */
const people: TestPerson[] = [];
const situations = [
  {
    key: 'not-listed',
    title: { sv: 'Inte listad', en: 'Not listed' },
    people: [{ number: anna, name: 'Anna Andersson' }],
  },
  {
    key: 'new-number',
    title: { sv: 'Har fått personnummer', en: 'Has got a personal identity number' },
    people: [{ number: '199001032391', name: 'Bo <b>Berg', previousNumber: '198801622393' }],
  },
  { key: 'later', title: { sv: 'Senare', en: 'Later' }, people },
];

beforeAll(async () => {
  world = await startSessionsWorld();
  provider = await startEidProvider({
    clientJwksUri: `${world.site.url}/auth/jwks`,
    redirectUris: [`${world.site.url}/auth/callback`],
    postLogoutRedirectUris: ['sv', 'en'].map((tag) => `${world.site.url}/${tag}/utloggad`),
    situations,
  });
  world.configure([
    {
      id: 'test',
      name: { sv: 'Test-e-legitimation' },
      issuer: provider.issuer,
      clientId: 'listningstjanst',
      acrValues: [levelOfAssurance3],
      isTest: true,
    },
  ]);
});
beforeEach(() => {
  world.clockAhead = 0;
});
afterAll(async () => {
  await provider?.stop();
  await world?.stop();
});

async function logIn(browser: CookieBrowser, fields: Record<string, string>, query = '') {
  const page = await browser.visit(`${world.site.url}/auth/login${query}`);
  return { page, done: await browser.submit(page.addresses.at(-1) ?? '', fields) };
}

function sessionOf(browser: CookieBrowser) {
  return browser.cookie(world.site.url, '__Host-person');
}

test('a person signs in, comes back to the page of before, and has one cookie', async () => {
  const browser = openBrowser();
  const { page, done } = await logIn(browser, { number: anna }, '?returnTo=%2Fsv%2Fenhet%2Ffalun');
  expect(page.body).toContain('Anna Andersson');
  expect(page.body).toContain('lang="sv"');
  expect(done.addresses.at(-1)?.href).toBe(`${world.site.url}/sv/enhet/falun`);
  expect(sessionOf(browser)).toMatch(/^[\w-]{43}$/);
  expect(browser.cookie(world.site.url, '__Host-login')).toBeUndefined();
});

test('the test e-ID says what it is in the reader’s language, and works without script', async () => {
  const page = await openBrowser().visit(`${world.site.url}/auth/login?locale=en-easy`);
  expect(page.body).toContain('lang="en"');
  expect(page.body).toContain('This is not a real e-ID');
  expect(page.body).not.toContain('<script');
  expect(page.body).toContain('Bo &lt;b&gt;Berg');
  expect(page.response.headers.get('content-security-policy')).toContain("default-src 'none'");
});

test('one who cancels comes to a page that says so and knows the way back', async () => {
  const browser = openBrowser();
  const { done } = await logIn(browser, { cancel: 'yes' }, '?locale=en&returnTo=%2Fen%2Fhitta');
  const { pathname, searchParams } = done.addresses.at(-1) ?? new URL(world.site.url);
  expect(pathname).toBe('/en/inloggning');
  expect(Object.fromEntries(searchParams)).toEqual({ fel: 'cancelled', returnTo: '/en/hitta' });
  expect(sessionOf(browser)).toBeUndefined();
});

test.each([
  ['199001012386', 'Numret stämmer inte'],
  ['199001012395', 'Numret stämmer inte'],
  ['', 'Numret stämmer inte'],
  // The number that everyone uses as an example: right, but not of the test series.
  ['191212121212', 'Det är inget testnummer'],
])('the test e-ID refuses the number "%s" beside its field', async (number, message) => {
  const browser = openBrowser();
  const { done } = await logIn(browser, { number });
  expect(done.response.status).toBe(422);
  expect(done.body).toContain(message);
  expect(done.body).toContain('aria-invalid="true"');
  expect(sessionOf(browser)).toBeUndefined();
});

test.each(['199001032391', '900103-2391', ' 19900103-2391 '])(
  'a test number typed as "%s" is one person',
  async (typed) => {
    const browser = openBrowser();
    await logIn(browser, { number: typed });
    const [first, second] = [
      await personOf(browser),
      await personOf(openedBy(await signedIn('199001032391'))),
    ];
    expect(first).toBe(second);
  },
);

test('the same person is the same at every login; another is another', async () => {
  const ids = [];
  for (const number of [anna, '201301012397', anna])
    ids.push(await personOf(openedBy(await signedIn(number))));
  expect(ids[0]).toBe(ids[2]);
  expect(ids[1]).not.toBe(ids[0]);
  expect(ids[0]).toMatch(/^[0-9a-hjkmnp-tv-z]{26}$/);
});

test('two first logins at the same moment make one person', async () => {
  const [a, b, c] = await Promise.all([1, 2, 3].map(() => signedIn('189602029812')));
  const people = await Promise.all([a, b, c].map((browser) => personOf(openedBy(browser))));
  expect(new Set(people).size).toBe(1);
});

test('a personal identity number that replaced a coordination number finds the same person', async () => {
  const before = await personOf(openedBy(await signedIn('198801622393')));
  const replaced = { ...situations[1]?.people[0], number: '199002222397' };
  people.push({ ...replaced, name: 'Bo Berg' });
  const after = await personOf(openedBy(await signedIn('199002222397')));
  expect(after).toBe(before);
  const identity = await readIdentity(world.database, after);
  expect(identity?.birthDate).toBe('1990-02-22');
  const keys = openIdentityKeys(keyIds, world.kms);
  expect(await keys.unseal(identity?.sealed ?? new Uint8Array(), after)).toEqual({
    number: '199002222397',
    name: 'Bo Berg',
  });
});

test('what is known of a person comes with the session', async () => {
  const number = '196101182803';
  const keys = openIdentityKeys(keyIds, world.kms);
  const personId = 'abcdefghjkmnpqrstvwxyz0123';
  await saveNewIdentity(world.database, {
    personId,
    pointer: await keys.pointerOf(number),
    sealed: await keys.seal({ number }, personId),
    protectedIdentity: true,
    preferredLanguage: 'ar',
  });
  people.push({ number, name: 'Maria Ljungberg' });
  const session = (await dumpTable(world.database, 'sessions')).find((item) => item.personId === personId);
  expect(session).toBeUndefined();
  await signedIn(number);
  const opened = (await dumpTable(world.database, 'sessions')).find((item) => item.personId === personId);
  expect(opened).toMatchObject({
    protectedIdentity: true,
    language: 'ar',
    birthDate: '1961-01-18',
    kind: 'person',
  });
});

test('nothing that is stored or said holds a number, a name or a token', async () => {
  const browser = await signedIn(anna);
  const token = sessionOf(browser) ?? '';
  const stored = [
    ...(await dumpTable(world.database, 'sessions')),
    ...(await dumpTable(world.database, 'identities')),
  ];
  const said = JSON.stringify([stored, world.logged]);
  for (const secret of [anna, '9001012385', 'Anna', 'Andersson', token]) expect(said).not.toContain(secret);
});

test('a session held before is ended by a login, and a token that somebody planted is not taken over', async () => {
  const browser = await signedIn(anna);
  const old = sessionOf(browser) ?? '';
  await logIn(browser, { number: '201301012397' });
  expect(sessionOf(browser)).not.toBe(old);
  expect((await ask('GET', '/api/session', old)).statusCode).toBe(401);

  const planted = openBrowser();
  planted.setCookie(world.site.url, '__Host-person', 'A'.repeat(43));
  await logIn(planted, { number: anna });
  expect(sessionOf(planted)).not.toBe('A'.repeat(43));
  expect((await ask('GET', '/api/session', 'A'.repeat(43))).statusCode).toBe(401);
});

test('a logout is at once, goes on to the provider, and comes back', async () => {
  const browser = await signedIn(anna);
  const token = sessionOf(browser) ?? '';
  const ended = await ask('POST', '/api/session/end', token, { 'accept-language': 'en' });
  expect(ended.statusCode).toBe(200);
  expect(ended.cookies).toEqual(['__Host-person=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Lax']);
  expect((await ask('GET', '/api/session', token)).statusCode).toBe(401);
  const { endSessionUrl } = JSON.parse(ended.body ?? '');
  expect(endSessionUrl).not.toMatch(/id_token_hint|\d{12}/);
  const page = await browser.visit(endSessionUrl);
  expect(page.body).toContain('Log out from the test e-ID');
  const back = await browser.submit(new URL(action(page.body), provider.issuer), {
    xsrf: hidden(page.body),
    logout: 'yes',
  });
  expect(back.addresses.at(-1)?.href).toBe(`${world.site.url}/en/utloggad`);
  // Visited again there is nothing to end, and still no script is needed.
  expect((await browser.visit(endSessionUrl)).body).not.toContain('<script');
});

test('idle ends a session; asking does not extend it, use does', async () => {
  const token = sessionOf(await signedIn(anna)) ?? '';
  const first = limits(await ask('GET', '/api/session', token));
  expect(Date.parse(first.absoluteUntil) - Date.parse(first.idleUntil)).toBe(40 * 60_000);
  world.clockAhead = 19 * 60_000;
  expect(limits(await ask('GET', '/api/session', token))).toEqual(first);
  world.clockAhead = 20 * 60_000;
  expect((await ask('GET', '/api/session', token)).statusCode).toBe(401);
  expect((await ask('POST', '/api/session/extension', token)).statusCode).toBe(401);
  expect((await ask('POST', '/api/session/end', token)).statusCode).toBe(401);
});

test('the absolute limit holds however much a session is used and extended', async () => {
  const token = sessionOf(await signedIn(anna)) ?? '';
  const { absoluteUntil } = limits(await ask('GET', '/api/session', token));
  for (const minutes of [15, 30, 45]) {
    world.clockAhead = minutes * 60_000;
    const extended = await ask('POST', '/api/session/extension', token);
    expect(extended.headers?.['session-idle-until']).toBe(limits(extended).idleUntil);
    expect(limits(extended).absoluteUntil).toBe(absoluteUntil);
  }
  const { idleUntil } = limits(await ask('GET', '/api/session', token));
  expect(idleUntil).toBe(absoluteUntil);
  world.clockAhead = 60 * 60_000;
  expect((await ask('GET', '/api/session', token)).statusCode).toBe(401);
  expect((await ask('POST', '/api/session/extension', token)).statusCode).toBe(401);
});

test('a session that was ended is not brought back by a use at the same moment', async () => {
  const token = sessionOf(await signedIn(anna)) ?? '';
  const session = await readSession(world.database, token, new Date());
  await deleteSession(world.database, token);
  const later = new Date(Date.now() + 5 * 60_000);
  expect(session && (await extendSession(world.database, token, session, later))).toBeUndefined();
  expect(await readSession(world.database, token, later)).toBeUndefined();
});

test('a provider whose clock has been moved says so in its tokens, and they are not believed today', async () => {
  const browser = openBrowser();
  const hours = 3_600_000;
  try {
    provider.moveClock(25 * hours);
    const { done } = await logIn(browser, { number: anna });
    expect(done.addresses.at(-1)?.search).toBe('?fel=failed');
    expect(Math.abs(Date.now() - performance.timeOrigin - performance.now())).toBeLessThan(hours);
  } finally {
    provider.moveClock(0);
  }
  await logIn(browser, { number: anna });
  expect(sessionOf(browser)).toBeDefined();
});

test('an unknown issuer, a foreign return address and an unknown field start nothing', async () => {
  const unknown = await world.call({ method: 'GET', path: '/auth/login', query: 'issuer=x&locale=sv' });
  expect(unknown.headers?.location).toBe('/sv/inloggning?fel=failed');
  const extra = await world.call({ method: 'GET', path: '/auth/login', query: 'locale=sv&next=/sv/' });
  expect(extra.headers?.location).toBe('/sv/inloggning?fel=failed');
  const browser = openBrowser();
  const { done } = await logIn(browser, { number: anna }, '?returnTo=https%3A%2F%2Fexample.com%2Fsv%2F');
  expect(done.addresses.at(-1)?.href).toBe(`${world.site.url}/sv/min-sida`);
});

test('our public key is where the providers look for it, and only the public half', async () => {
  const { keys } = JSON.parse((await world.call({ method: 'GET', path: '/auth/jwks' })).body ?? '');
  expect(keys).toEqual([
    expect.objectContaining({ kty: 'EC', crv: 'P-256', alg: 'ES256', use: 'sig', kid: expect.any(String) }),
  ]);
  expect(keys[0]).not.toHaveProperty('d');
});

test('the issuers one can choose are told without their secrets of configuration', async () => {
  const answer = await world.call({ method: 'GET', path: '/api/e-id-issuers' });
  expect(JSON.parse(answer.body ?? '')).toEqual({
    issuers: [{ id: 'test', name: { sv: 'Test-e-legitimation' }, isTest: true }],
  });
});

async function signedIn(number: string): Promise<CookieBrowser> {
  const browser = openBrowser();
  await logIn(browser, { number });
  return browser;
}

/** The token of the session a browser has. */
function openedBy(browser: CookieBrowser | undefined): string {
  return (browser && sessionOf(browser)) ?? '';
}

async function personOf(session: CookieBrowser | string): Promise<string> {
  const token = typeof session === 'string' ? session : openedBy(session);
  return (await readSession(world.database, token, new Date()))?.person.personId ?? '';
}

function ask(method: 'GET' | 'POST', path: string, token: string, headers: Record<string, string> = {}) {
  const write = { origin: world.site.url, 'content-type': 'application/json' };
  return world.call({
    method,
    path,
    headers: { ...(method === 'POST' && write), ...headers },
    cookies: [`__Host-person=${token}`],
  });
}

function limits(answer: { body?: string | undefined }): { idleUntil: string; absoluteUntil: string } {
  return JSON.parse(answer.body ?? '');
}

function action(html: string): string {
  return /action="([^"]+)"/.exec(html)?.[1] ?? '';
}

function hidden(html: string): string {
  return /name="xsrf" value="([^"]+)"/.exec(html)?.[1] ?? '';
}
