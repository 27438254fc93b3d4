import { createHmac, randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import Provider from 'oidc-provider';
import { localDate } from '#domain/stockholm-time.ts';
import { listen } from '../listen.ts';
import { answerInteraction } from './answer-interaction.ts';
import { createOwnClock } from './own-clock.ts';
import { logoutPage, pageHeaders } from './pages.ts';
import { configure, logoutOf } from './provider-configuration.ts';
import { hasTestBirthNumber, type Situation, type TestPerson } from './test-people.ts';
import { vouchesFor } from './vouches.ts';

export interface EidProviderOptions {
  /** 0 takes a free one. */
  readonly port?: number;
  readonly clientId?: string;
  /** Where the client publishes its keys: `{publicOrigin}/auth/jwks`. */
  readonly clientJwksUri: string;
  readonly redirectUris: readonly string[];
  readonly postLogoutRedirectUris: readonly string[];
  /** The demo people to choose from, as the seeding found them for today. */
  readonly situations: readonly Situation[];
  /** Which other numbers may be typed; absent: those whose birth number is kept for tests. */
  readonly isTestNumber?: (canonicalNumber: string) => boolean;
  readonly acr?: string;
  /** Whom it vouches for. */
  readonly audience?: 'person' | 'staff';
}

export interface EidProvider {
  /** Issuer identifier: `http://127.0.0.1:<port>`. */
  readonly issuer: string;
  readonly port: number;
  /** Follows the functions' clock when it is moved: tokens of another day are believed by nobody. */
  readonly moveClock: (ahead: number) => void;
  readonly stop: () => Promise<void>;
}

/** Level of assurance that a person's login needs at least (Sweden Connect). */
export const levelOfAssurance3 = 'http://id.elegnamnden.se/loa/1.0/loa3';

/**
 * A test e-ID on this machine, after the Swedish OpenID Connect profile: one chooses an invented person, types a test
 * number, or cancels. It stands on `127.0.0.1` while the site is `localhost`, so that their cookies do not mix.
 */
export async function startEidProvider(options: EidProviderOptions): Promise<EidProvider> {
  const { situations, isTestNumber = hasTestBirthNumber, acr = levelOfAssurance3 } = options;
  const vouches = vouchesFor[options.audience ?? 'person'];
  const known = new Map<string, TestPerson>();
  const secret = randomBytes(32);
  const subOf = (person: TestPerson) => {
    const sub = createHmac('sha256', secret).update(person.number).digest('base64url');
    known.set(sub, person);
    return sub;
  };
  const returnOrigins = originsOf([...options.redirectUris, ...options.postLogoutRedirectUris]);
  const headers = pageHeaders(returnOrigins);
  const today = () => localDate(new Date(Date.now()));
  const clock = createOwnClock();

  const server = await listen(
    (incoming, outgoing) => clock.run(() => answer(incoming, outgoing)),
    options.port,
  );
  const provider = new Provider(
    server.url,
    configure({
      clientId: options.clientId ?? 'listningstjanst',
      clientJwksUri: options.clientJwksUri,
      redirectUris: options.redirectUris,
      postLogoutRedirectUris: options.postLogoutRedirectUris,
      acr,
      returnOrigins,
      personOf: (sub) => known.get(sub),
      today,
      vouches,
    }),
  );
  provider.use(async (context, next) => {
    await next();
    // Without a session of its own the provider answers a page that needs a script: ours does not.
    if (context.oidc?.route === 'end_session' && context.status === 200 && !context.oidc.session?.accountId) {
      const { language, action, xsrf } = logoutOf(context.oidc);
      context.set(headers);
      context.body = logoutPage(language, action, xsrf);
    }
  });
  const answerProtocol = provider.callback();
  const people = { situations, isTestNumber };
  const interactions = { provider, people, vouches, acr, headers, subOf, today };

  async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    if (incoming.url?.startsWith('/interaction/')) await answerInteraction(interactions, incoming, outgoing);
    else await answerProtocol(incoming, outgoing);
  }

  return { issuer: server.url, port: server.port, moveClock: clock.set, stop: server.stop };
}

function originsOf(addresses: readonly string[]): string[] {
  return Array.from(new Set(addresses.map((address) => new URL(address).origin)));
}
