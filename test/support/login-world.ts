import type { Response as ApiResponse } from '#http/build-response.ts';
import {
  type EidProvider,
  levelOfAssurance3,
  startEidProvider,
} from '#infra/local/e-id-provider/start-eid-provider.ts';
import type { TestPerson } from '#infra/local/e-id-provider/test-people.ts';
import { readSession } from '#store/session-item.ts';
import { type CookieBrowser, openBrowser, type Visited } from './cookie-browser.ts';
import { type SessionsWorld, startSessionsWorld } from './sessions-world.ts';

/** The sessions function before the test e-ID that people meet on their own machines. */
export interface LoginWorld extends SessionsWorld {
  readonly provider: EidProvider;
  /** People to choose from, beside those that are always there; may be added while it runs. */
  readonly people: TestPerson[];
  /** Goes to the provider's page and sends its form. */
  logIn(
    browser: CookieBrowser,
    fields: Readonly<Record<string, string>>,
    query?: string,
  ): Promise<{ page: Visited; done: Visited }>;
  /** A browser in which a person has signed in. */
  signedIn(number: string): Promise<CookieBrowser>;
  /** The session's token, which a browser keeps and never shows. */
  tokenOf(browser: CookieBrowser): string | undefined;
  personOf(browser: CookieBrowser): Promise<string>;
  /** A call of the API with a session's token. */
  ask(
    method: 'GET' | 'POST',
    path: string,
    token: string | undefined,
    headers?: Record<string, string>,
  ): Promise<ApiResponse>;
}

export const anna = '199001012385';
const alwaysThere = [
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

export async function startLoginWorld(): Promise<LoginWorld> {
  const base = await startSessionsWorld();
  const { url } = base.site;
  const people: TestPerson[] = [];
  const provider = await startEidProvider({
    clientJwksUri: `${url}/auth/jwks`,
    redirectUris: [`${url}/auth/callback`],
    postLogoutRedirectUris: ['sv', 'en'].map((tag) => `${url}/${tag}/utloggad`),
    situations: [...alwaysThere, { key: 'later', title: { sv: 'Senare', en: 'Later' }, people }],
  });
  base.configure([
    {
      id: 'test',
      name: { sv: 'Test-e-legitimation' },
      issuer: provider.issuer,
      clientId: 'listningstjanst',
      acrValues: [levelOfAssurance3],
      isTest: true,
    },
  ]);
  const tokenOf = (browser: CookieBrowser) => browser.cookie(url, '__Host-person');
  const logIn: LoginWorld['logIn'] = async (browser, fields, query = '') => {
    const page = await browser.visit(`${url}/auth/login${query}`);
    return { page, done: await browser.submit(page.addresses.at(-1) ?? '', fields) };
  };
  const stopBase = base.stop;
  return Object.assign(base, {
    provider,
    people,
    logIn,
    tokenOf,
    signedIn: async (number: string) => {
      const browser = openBrowser();
      await logIn(browser, { number });
      return browser;
    },
    personOf: async (browser: CookieBrowser) => {
      const session = await readSession(base.database, tokenOf(browser) ?? '', new Date());
      if (!session) throw new Error('Nobody is signed in there');
      return session.person.personId;
    },
    ask: (method: 'GET' | 'POST', path: string, token = '', headers: Record<string, string> = {}) => {
      const write = { origin: url, 'content-type': 'application/json' };
      const given = { ...(method === 'POST' && write), ...headers };
      return base.call({ method, path, headers: given, cookies: [`__Host-person=${token}`] });
    },
    stop: async () => {
      await provider.stop();
      await stopBase();
    },
  });
}
