import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { deleteSession, extendSession, readSession } from '#store/session-item.ts';
import { openBrowser } from '#support/cookie-browser.ts';
import { anna, type LoginWorld, startLoginWorld } from '#support/login-world.ts';

let world: LoginWorld;
beforeAll(async () => {
  world = await startLoginWorld();
});
afterAll(() => world?.stop());
beforeEach(() => {
  world.clockAhead = 0;
});

test('a session held before is ended by a login, and a token that somebody planted is not taken over', async () => {
  const browser = await world.signedIn(anna);
  const old = world.tokenOf(browser) ?? '';
  await world.logIn(browser, { number: '201301012397' });
  expect(world.tokenOf(browser)).not.toBe(old);
  expect((await world.ask('GET', '/api/session', old)).statusCode).toBe(401);

  const planted = openBrowser();
  planted.setCookie(world.site.url, '__Host-person', 'A'.repeat(43));
  await world.logIn(planted, { number: anna });
  expect(world.tokenOf(planted)).not.toBe('A'.repeat(43));
  expect((await world.ask('GET', '/api/session', 'A'.repeat(43))).statusCode).toBe(401);
});

test('a logout is at once, goes on to the provider, and comes back', async () => {
  const browser = await world.signedIn(anna);
  const token = world.tokenOf(browser) ?? '';
  const ended = await world.ask('POST', '/api/session/end', token, { 'accept-language': 'en' });
  expect(ended.statusCode).toBe(200);
  expect(ended.cookies).toEqual(['__Host-person=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Lax']);
  expect((await world.ask('GET', '/api/session', token)).statusCode).toBe(401);
  const { endSessionUrl } = JSON.parse(ended.body ?? '');
  expect(endSessionUrl).not.toMatch(/id_token_hint|\d{12}/);
  const page = await browser.visit(endSessionUrl);
  expect(page.body).toContain('Log out from the test e-ID');
  const back = await browser.submit(new URL(action(page.body), world.provider.issuer), {
    xsrf: hidden(page.body),
    logout: 'yes',
  });
  expect(back.addresses.at(-1)?.href).toBe(`${world.site.url}/en/utloggad`);
  // Visited again there is nothing to end, and still no script is needed.
  expect((await browser.visit(endSessionUrl)).body).not.toContain('<script');
});

test('idle ends a session; asking does not extend it, use does', async () => {
  const token = world.tokenOf(await world.signedIn(anna)) ?? '';
  const first = limits(await world.ask('GET', '/api/session', token));
  expect(Date.parse(first.absoluteUntil) - Date.parse(first.idleUntil)).toBe(40 * 60_000);
  world.clockAhead = 19 * 60_000;
  expect(limits(await world.ask('GET', '/api/session', token))).toEqual(first);
  world.clockAhead = 20 * 60_000;
  expect((await world.ask('GET', '/api/session', token)).statusCode).toBe(401);
  expect((await world.ask('POST', '/api/session/extension', token)).statusCode).toBe(401);
  expect((await world.ask('POST', '/api/session/end', token)).statusCode).toBe(401);
});

test('the absolute limit holds however much a session is used and extended', async () => {
  const token = world.tokenOf(await world.signedIn(anna)) ?? '';
  const { absoluteUntil } = limits(await world.ask('GET', '/api/session', token));
  for (const minutes of [15, 30, 45]) {
    world.clockAhead = minutes * 60_000;
    const extended = await world.ask('POST', '/api/session/extension', token);
    expect(extended.headers?.['session-idle-until']).toBe(limits(extended).idleUntil);
    expect(limits(extended).absoluteUntil).toBe(absoluteUntil);
  }
  const { idleUntil } = limits(await world.ask('GET', '/api/session', token));
  expect(idleUntil).toBe(absoluteUntil);
  world.clockAhead = 60 * 60_000;
  expect((await world.ask('GET', '/api/session', token)).statusCode).toBe(401);
  expect((await world.ask('POST', '/api/session/extension', token)).statusCode).toBe(401);
});

test('a session that was ended is not brought back by a use at the same moment', async () => {
  const token = world.tokenOf(await world.signedIn(anna)) ?? '';
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
    world.provider.moveClock(25 * hours);
    const { done } = await world.logIn(browser, { number: anna });
    expect(done.addresses.at(-1)?.search).toBe('?fel=failed');
    expect(Math.abs(Date.now() - performance.timeOrigin - performance.now())).toBeLessThan(hours);
  } finally {
    world.provider.moveClock(0);
  }
  await world.logIn(browser, { number: anna });
  expect(world.tokenOf(browser)).toBeDefined();
});

function limits(answer: { body?: string | undefined }): { idleUntil: string; absoluteUntil: string } {
  return JSON.parse(answer.body ?? '');
}

function action(html: string): string {
  return /action="([^"]+)"/.exec(html)?.[1] ?? '';
}

function hidden(html: string): string {
  return /name="xsrf" value="([^"]+)"/.exec(html)?.[1] ?? '';
}
