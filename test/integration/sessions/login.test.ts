import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openIdentityKeys } from '#keys/identity-keys.ts';
import { readIdentity, saveNewIdentity } from '#store/identity-item.ts';
import { openBrowser } from '#support/cookie-browser.ts';
import { dumpTable } from '#support/dynamodb-local.ts';
import { anna, type LoginWorld, startLoginWorld } from '#support/login-world.ts';
import { keyIds } from '#support/sessions-world.ts';

let world: LoginWorld;
beforeAll(async () => {
  world = await startLoginWorld();
});
afterAll(() => world?.stop());
beforeEach(() => {
  world.clockAhead = 0;
});

test('a person signs in, comes back to the page of before, and has one cookie', async () => {
  const browser = openBrowser();
  const { page, done } = await world.logIn(browser, { number: anna }, '?returnTo=%2Fsv%2Fenhet%2Ffalun');
  expect(page.body).toContain('Anna Andersson');
  expect(page.body).toContain('lang="sv"');
  expect(done.addresses.at(-1)?.href).toBe(`${world.site.url}/sv/enhet/falun`);
  expect(world.tokenOf(browser)).toMatch(/^[\w-]{43}$/);
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
  const { done } = await world.logIn(browser, { cancel: 'yes' }, '?locale=en&returnTo=%2Fen%2Fhitta');
  const { pathname, searchParams } = done.addresses.at(-1) ?? new URL(world.site.url);
  expect(pathname).toBe('/en/inloggning');
  expect(Object.fromEntries(searchParams)).toEqual({ fel: 'cancelled', returnTo: '/en/hitta' });
  expect(world.tokenOf(browser)).toBeUndefined();
});

test.each([
  ['199001012386', 'Numret stämmer inte'],
  ['199001012395', 'Numret stämmer inte'],
  ['', 'Numret stämmer inte'],
  // The number that everyone uses as an example: right, but not of the test series.
  ['191212121212', 'Det är inget testnummer'],
])('the test e-ID refuses the number "%s" beside its field', async (number, message) => {
  const browser = openBrowser();
  const { done } = await world.logIn(browser, { number });
  expect(done.response.status).toBe(422);
  expect(done.body).toContain(message);
  expect(done.body).toContain('aria-invalid="true"');
  expect(world.tokenOf(browser)).toBeUndefined();
});

test.each([
  ['with twelve digits', '199001032391'],
  ['with ten and a hyphen', '900103-2391'],
  ['with spaces around it', ' 19900103-2391 '],
])('a test number typed %s is one person', async (_, typed) => {
  const browser = openBrowser();
  await world.logIn(browser, { number: typed });
  const [first, second] = [
    await world.personOf(browser),
    await world.personOf(await world.signedIn('199001032391')),
  ];
  expect(first).toBe(second);
});

test('the same person is the same at every login; another is another', async () => {
  const ids = [];
  for (const number of [anna, '201301012397', anna])
    ids.push(await world.personOf(await world.signedIn(number)));
  expect(ids[0]).toBe(ids[2]);
  expect(ids[1]).not.toBe(ids[0]);
  expect(ids[0]).toMatch(/^[0-9a-hjkmnp-tv-z]{26}$/);
});

test('first logins at the same moment make one person', async () => {
  const browsers = await Promise.all([1, 2, 3].map(() => world.signedIn('189602029812')));
  const people = await Promise.all(browsers.map((browser) => world.personOf(browser)));
  expect(new Set(people).size).toBe(1);
});

test('a personal identity number that replaced a coordination number finds the same person', async () => {
  const before = await world.personOf(await world.signedIn('198801622393'));
  world.people.push({ number: '199002222397', name: 'Bo Berg', previousNumber: '198801622393' });
  const after = await world.personOf(await world.signedIn('199002222397'));
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
  world.people.push({ number, name: 'Maria Ljungberg' });
  const session = (await dumpTable(world.database, 'sessions')).find((item) => item.personId === personId);
  expect(session).toBeUndefined();
  await world.signedIn(number);
  const opened = (await dumpTable(world.database, 'sessions')).find((item) => item.personId === personId);
  expect(opened).toMatchObject({
    protectedIdentity: true,
    language: 'ar',
    birthDate: '1961-01-18',
    kind: 'person',
  });
});

test('nothing that is stored or said holds a number, a name or a token', async () => {
  const browser = await world.signedIn(anna);
  const token = world.tokenOf(browser) ?? '';
  const stored = [
    ...(await dumpTable(world.database, 'sessions')),
    ...(await dumpTable(world.database, 'identities')),
  ];
  const said = JSON.stringify([stored, world.logged]);
  for (const secret of [anna, '9001012385', 'Anna', 'Andersson', token]) expect(said).not.toContain(secret);
});

test('an unknown issuer, a foreign return address and an unknown field start nothing', async () => {
  const unknown = await world.call({ method: 'GET', path: '/auth/login', query: 'issuer=x&locale=sv' });
  expect(unknown.headers?.location).toBe('/sv/inloggning?fel=failed');
  const extra = await world.call({ method: 'GET', path: '/auth/login', query: 'locale=sv&next=/sv/' });
  expect(extra.headers?.location).toBe('/sv/inloggning?fel=failed');
  const browser = openBrowser();
  const { done } = await world.logIn(
    browser,
    { number: anna },
    '?returnTo=https%3A%2F%2Fexample.com%2Fsv%2F',
  );
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
    issuers: [{ id: 'test', name: { sv: 'Test-e-legitimation' }, audience: 'person', isTest: true }],
  });
});
