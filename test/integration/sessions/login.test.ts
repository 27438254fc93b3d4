import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type EidProvider,
  levelOfAssurance3,
  startEidProvider,
} from '#infra/local/e-id-provider/start-eid-provider.ts';
import { openIdentityKeys } from '#keys/identity-keys.ts';
import { readIdentity, saveNewIdentity } from '#store/identity-item.ts';
import { type CookieBrowser, openBrowser } from '#support/cookie-browser.ts';
import { dumpTable } from '#support/dynamodb-local.ts';
import { keyIds, type SessionsWorld, startSessionsWorld } from '#support/sessions-world.ts';

let world: SessionsWorld;
let provider: EidProvider;

const anna = '199001012385';
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
