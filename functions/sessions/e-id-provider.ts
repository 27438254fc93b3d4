import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  buildEndSessionUrl,
  type Configuration,
  calculatePKCECodeChallenge,
  discovery,
  enableNonRepudiationChecks,
} from 'openid-client';
import { type EIdIssuer, isLoopback } from '#contract/e-id-issuers.ts';
import { findLocale } from '#http/choose-locale.ts';
import type { ClientKey } from '#keys/client-key.ts';
import type { Login } from '#store/login-item.ts';
import { authenticateClient } from './authenticate-client.ts';

/** Seconds to wait for one answer of a provider; a login makes at most three such calls within the function's time. */
const patience = 4;
/** A provider's description is asked for again after this long, milliseconds. */
const keepDescription = 15 * 60_000;
/** An authentication older than this, seconds, is not this login's. */
const maxAuthenticationAge = 300;

/** One e-ID provider, as a login needs it. */
export interface EIdProvider {
  readonly issuer: EIdIssuer;
  /** Where the person is sent to identify themselves. */
  readonly askUrl: (login: Login) => Promise<URL>;
  /**
   * Trades the answer for claims. It has been verified that state, issuer, audience, nonce, time and signature
   * are right; level and identity are the caller's to judge.
   *
   * @throws an error of openid-client when anything is not.
   */
  readonly redeem: (answer: URLSearchParams, login: Login) => Promise<IdTokenClaims>;
  /** The provider's own logout, which leads back to `returnUrl`; undefined where it has none. */
  readonly endSessionUrl: (returnUrl: string, locale: string) => Promise<string | undefined>;
}

export type IdTokenClaims = Readonly<Record<string, unknown>>;

export function createProvider(
  issuer: EIdIssuer,
  { clientKey, publicOrigin }: { clientKey: ClientKey; publicOrigin: string },
): EIdProvider {
  const redirectUri = `${publicOrigin}/auth/callback`;
  const describe = createDescription(issuer, clientKey);
  return {
    issuer,
    askUrl: async (login) => {
      const configuration = await describe();
      return buildAuthorizationUrl(configuration, await questionOf(issuer, login, redirectUri));
    },
    redeem: async (answer, login) => {
      const tokens = await authorizationCodeGrant(await describe(), new URL(`${redirectUri}?${answer}`), {
        expectedState: login.state,
        expectedNonce: login.nonce,
        pkceCodeVerifier: login.codeVerifier,
        maxAge: maxAuthenticationAge,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (!claims) throw new Error('The provider answered without an ID token');
      return claims;
    },
    endSessionUrl: async (returnUrl, locale) => {
      const configuration = await describe();
      if (!configuration.serverMetadata().end_session_endpoint) return undefined;
      // No id_token_hint: an ID token holds the person's number, and an address must never.
      return buildEndSessionUrl(configuration, {
        post_logout_redirect_uri: returnUrl,
        ui_locales: languagesOf(locale),
      }).href;
    },
  };
}

async function questionOf(
  issuer: EIdIssuer,
  login: Login,
  redirectUri: string,
): Promise<Record<string, string>> {
  const acr = { essential: true, values: issuer.acrValues };
  return {
    redirect_uri: redirectUri,
    scope: issuer.audience === 'staff' ? 'openid' : personScopes,
    state: login.state,
    nonce: login.nonce,
    code_challenge: await calculatePKCECodeChallenge(login.codeVerifier),
    code_challenge_method: 'S256',
    prompt: 'login',
    ui_locales: languagesOf(login.locale),
    claims: JSON.stringify({
      id_token: { acr, auth_time: { essential: true }, ...wantedClaims(issuer) },
    }),
  };
}

const personScopes = [
  'openid',
  'https://id.oidc.se/scope/naturalPersonNumber',
  'https://id.oidc.se/scope/naturalPersonInfo',
].join(' ');

/**
 * Of staff only who they are and where they are employed. No claim of a commission: a provider refuses one together
 * with the organisation, and would make them pick one at each login. Roles are the region's own, with dates.
 */
function wantedClaims({ audience, claims, staffClaims }: EIdIssuer): Record<string, unknown> {
  if (audience === 'person') return { [claims.birthDate]: null };
  const essential = { essential: true };
  return { [staffClaims.employeeHsaId]: essential, [staffClaims.organizationHsaId]: essential, name: null };
}

/** The reader's language, then the two that real providers speak. */
function languagesOf(locale: string): string {
  const language = findLocale(locale)?.lang ?? 'sv';
  return Array.from(new Set([language, ...(language === 'sv' ? ['sv', 'en'] : ['en', 'sv'])])).join(' ');
}

/** The provider's description of itself, kept a while; a failure is not kept. */
function createDescription(issuer: EIdIssuer, clientKey: ClientKey): () => Promise<Configuration> {
  let kept: { readonly since: number; readonly description: Promise<Configuration> } | undefined;
  return () => {
    if (kept && performance.now() - kept.since < keepDescription) return kept.description;
    const description = readDescription(issuer, clientKey);
    const current = { since: performance.now(), description };
    kept = current;
    description.catch(() => {
      if (kept === current) kept = undefined;
    });
    return description;
  };
}

async function readDescription(issuer: EIdIssuer, clientKey: ClientKey): Promise<Configuration> {
  const insecure = new URL(issuer.issuer).protocol === 'http:' && isLoopback(issuer.issuer);
  const configuration = await discovery(
    new URL(issuer.issuer),
    issuer.clientId,
    {},
    authenticateClient(clientKey),
    // Without the last, an ID token's signature would be taken on trust in TLS alone.
    {
      timeout: patience,
      execute: [...(insecure ? [allowInsecureRequests] : []), enableNonRepudiationChecks],
    },
  );
  checkDescription(configuration, issuer.issuer, insecure);
  return configuration;
}

/** A description that a login could not be made by is none: it is asked for again, not kept. */
function checkDescription(configuration: Configuration, issuer: string, insecure: boolean): void {
  const described = configuration.serverMetadata();
  if (described.issuer !== issuer)
    throw new Error('The provider names itself differently from its configuration');
  for (const name of ['authorization_endpoint', 'token_endpoint', 'jwks_uri'] as const) {
    const address = described[name] ?? '';
    const secure = URL.canParse(address) && new URL(address).protocol === 'https:';
    if (!secure && !(insecure && isLoopback(address)))
      throw new Error(`The provider's ${name} is missing or not safe`);
  }
}
