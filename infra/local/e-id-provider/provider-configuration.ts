import { generateKeyPairSync, randomBytes } from 'node:crypto';
import type { Configuration } from 'oidc-provider';
import { createMemoryStorage } from './memory-storage.ts';
import { chooseLanguage } from './page-texts.ts';
import { errorPage, loggedOutPage, logoutPage, pageHeaders } from './pages.ts';
import type { TestPerson } from './test-people.ts';
import type { Vouches } from './vouches.ts';

export interface ProviderSettings {
  readonly clientId: string;
  readonly clientJwksUri: string;
  readonly redirectUris: readonly string[];
  readonly postLogoutRedirectUris: readonly string[];
  readonly acr: string;
  readonly returnOrigins: readonly string[];
  /** The person behind a subject. */
  readonly personOf: (sub: string) => TestPerson | undefined;
  readonly today: () => string;
  /** What this e-ID can say, and of whom. */
  readonly vouches: Vouches;
}

/** The Swedish profile 1.0 as a configuration: code flow, PKCE, `private_key_jwt` by ES256, acr by claims, nothing else. */
export function configure(settings: ProviderSettings): Configuration {
  const headers = pageHeaders(settings.returnOrigins);
  const { claimsByScope, claimsOf } = settings.vouches;
  return {
    adapter: createMemoryStorage(),
    clients: [clientOf(settings)],
    acrValues: [settings.acr],
    claims: claimsByScope,
    // The profile wants the number in the ID token itself.
    conformIdTokenClaims: false,
    scopes: ['openid', ...Object.keys(claimsByScope).filter((scope) => scope.startsWith('https://'))],
    clientAuthMethods: ['private_key_jwt'],
    pkce: { required: () => true },
    responseTypes: ['code'],
    subjectTypes: ['public'],
    enabledJWA: { clientAuthSigningAlgValues: ['ES256'], idTokenSigningAlgValues: ['ES256'] },
    jwks: { keys: [signingKey()] },
    cookies: { keys: [randomBytes(32).toString('hex')], long: { signed: true }, short: { signed: true } },
    ttl: {
      AuthorizationCode: 60,
      AccessToken: 300,
      IdToken: 300,
      Interaction: 600,
      Session: 3600,
      Grant: 3600,
    },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    // The client's keys are on this very machine, which the provider would otherwise refuse to ask.
    fetch: (url, options) =>
      fetch(url, {
        method: options?.method ?? 'GET',
        headers: options?.headers ?? {},
        signal: options?.signal ?? null,
        redirect: 'manual',
      }),
    features: {
      claimsParameter: { enabled: true },
      devInteractions: { enabled: false },
      userinfo: { enabled: false },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (context) => {
          context.set(headers);
          const { language, action, xsrf } = logoutOf(context.oidc);
          context.body = logoutPage(language, action, xsrf);
        },
        postLogoutSuccessSource: (context) => {
          context.set(headers);
          context.body = loggedOutPage('sv');
        },
      },
    },
    findAccount: (_context, sub) => {
      const person = settings.personOf(sub);
      return person && { accountId: sub, claims: () => ({ sub, ...claimsOf(person, settings.today()) }) };
    },
    // Nobody is asked to consent: who is asked has just chosen who to be.
    loadExistingGrant: async ({ oidc }) => {
      const grant = new oidc.provider.Grant({
        clientId: oidc.client?.clientId ?? '',
        accountId: oidc.session?.accountId ?? '',
      });
      grant.addOIDCScope(String(oidc.params?.scope));
      grant.addOIDCClaims(Object.entries(claimsByScope).flatMap(([name, names]) => names ?? [name]));
      await grant.save();
      return grant;
    },
    renderError: (context, { error }) => {
      context.set(headers);
      context.body = errorPage('sv', error);
    },
  };
}

interface LogoutContext {
  readonly params?: Record<string, unknown> | undefined;
  readonly session?: { readonly state?: Record<string, unknown> | undefined } | undefined;
  readonly urlFor: (name: string) => string;
}

/** What the logout page needs of the provider's context: its language, where its form goes, and its secret. */
export function logoutOf(oidc: LogoutContext) {
  return {
    language: chooseLanguage(oidc.params?.ui_locales),
    action: oidc.urlFor('end_session_confirm'),
    xsrf: String(oidc.session?.state?.secret),
  };
}

function clientOf(settings: ProviderSettings) {
  return {
    client_id: settings.clientId,
    client_name: 'Listningstjänst',
    application_type: 'web' as const,
    token_endpoint_auth_method: 'private_key_jwt' as const,
    token_endpoint_auth_signing_alg: 'ES256' as const,
    id_token_signed_response_alg: 'ES256' as const,
    jwks_uri: settings.clientJwksUri,
    grant_types: ['authorization_code'],
    response_types: ['code' as const],
    redirect_uris: [...settings.redirectUris],
    post_logout_redirect_uris: [...settings.postLogoutRedirectUris],
  };
}

/** A new key each start: whoever signed in before has to sign in again, which is what a restart should mean. */
function signingKey() {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const jwk = privateKey.export({ format: 'jwk' });
  return {
    ...jwk,
    kty: 'EC' as const,
    kid: randomBytes(8).toString('hex'),
    alg: 'ES256' as const,
    use: 'sig' as const,
  };
}
