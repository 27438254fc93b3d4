import { AuthorizationResponseError } from 'openid-client';
import type { CallOf } from '#contract/routes.ts';
import { localDate } from '#domain/stockholm-time.ts';
import { type Redirected, redirect } from '#http/call-context.ts';
import { clearCookie, cookieNames, setCookie } from '#http/cookies.ts';
import type { LoginRefusal } from '#http/log-lines.ts';
import type { Identity } from '#store/identity-item.ts';
import { type Login, takeLogin } from '#store/login-item.ts';
import {
  deleteSession,
  newToken,
  type SessionPerson,
  saveSession,
  startSession,
} from '#store/session-item.ts';
import type { EIdProvider, IdTokenClaims } from './e-id-provider.ts';
import { findOrRegisterPerson } from './find-or-register-person.ts';
import { type LoginFailure, loginPage, startPage } from './own-path.ts';
import { type ClaimedIdentity, readIdentityClaims } from './read-identity-claims.ts';
import type { LoginContext, Surroundings } from './surroundings.ts';

type Answer = CallOf<'finishLogin'>['query'];
interface Refused {
  readonly refused: LoginRefusal;
  readonly failure: LoginFailure;
}
type Proved = { readonly claimed: ClaimedIdentity } | Refused;

/**
 * Where the provider returns to. Opens a new session when everything holds: this browser began the login within ten
 * minutes, nobody has used it, and the provider's answer proves a person at a level asked for. Otherwise no session
 * and a page that says why. A session that the browser had before is ended: the token is always a new one.
 */
export async function finishLogin(
  around: Surroundings,
  { query }: CallOf<'finishLogin'>,
  context: LoginContext,
): Promise<Redirected> {
  const token = context.cookie(cookieNames.login);
  const login = token === undefined ? undefined : await takeLogin(around.database, token, context.now);
  const provider = around.providers.find(({ issuer }) => issuer.id === login?.issuerId);
  if (!login || !provider) {
    return endWithoutSession(around, context, { refused: 'no-login-under-way', failure: 'expired' });
  }
  const proved = await prove(provider, login, query, context.now);
  if ('refused' in proved) return endWithoutSession(around, context, proved, login);
  const identity = await findOrRegisterPerson({ ...around, newId: context.ids.newId }, proved.claimed);
  const sessionToken = await openSession(around, context, login, personOf(identity, proved.claimed));
  around.log({ message: 'login completed', requestId: context.requestId });
  return redirect(login.returnTo ?? startPage(login.locale, 'person'), [
    setCookie(cookieNames.person, sessionToken),
    clearCookie(cookieNames.login),
  ]);
}

function endWithoutSession(
  around: Surroundings,
  context: LoginContext,
  { refused, failure }: Refused,
  login?: Login,
): Redirected {
  around.log({ message: 'login refused', requestId: context.requestId, reason: refused });
  const page = loginPage(login?.locale ?? context.locale, failure, login?.returnTo);
  return redirect(page, [clearCookie(cookieNames.login)]);
}

/** Whether the answer proves a person; all that can be wrong with it ends here. */
async function prove(provider: EIdProvider, login: Login, query: Answer, now: Date): Promise<Proved> {
  const failed = (refused: LoginRefusal): Proved => ({ refused, failure: 'failed' });
  let claims: IdTokenClaims;
  try {
    claims = await provider.redeem(searchOf(query), login);
  } catch (error) {
    if (!(error instanceof AuthorizationResponseError)) return failed('answer-not-proved');
    return error.error === 'access_denied'
      ? { refused: 'cancelled', failure: 'cancelled' }
      : failed('provider-refused');
  }
  const { issuer } = provider;
  if (typeof claims.acr !== 'string' || !issuer.acrValues.includes(claims.acr))
    return failed('level-too-low');
  if (!isOfThisLogin(claims, login, now)) return failed('authentication-not-new');
  const claimed = readIdentityClaims(claims, issuer.claims, localDate(now));
  return claimed ? { claimed } : failed('no-identity');
}

/** The person identified themselves during this login: not before it began, nor in the future. One minute of skew. */
function isOfThisLogin({ auth_time: at }: IdTokenClaims, login: Login, now: Date): boolean {
  const skew = 60_000;
  return (
    typeof at === 'number' &&
    at * 1000 >= Date.parse(login.startedAt) - skew &&
    at * 1000 <= now.getTime() + skew
  );
}

/** Only what the contract names reaches the client library. */
function searchOf(query: Answer): URLSearchParams {
  return new URLSearchParams(Object.entries(query).filter(([, value]) => value !== undefined));
}

async function openSession(
  around: Surroundings,
  context: LoginContext,
  login: Login,
  person: SessionPerson,
): Promise<string> {
  const before = context.cookie(cookieNames.person);
  if (before !== undefined) await deleteSession(around.database, before);
  const token = newToken();
  await saveSession(around.database, token, startSession(person, login.issuerId, context.now));
  return token;
}

function personOf(identity: Identity, claimed: ClaimedIdentity): SessionPerson {
  const birthDate = identity.birthDate ?? claimed.birthDate;
  const { personId, protectedIdentity, preferredLanguage } = identity;
  return {
    personId,
    protectedIdentity,
    ...(birthDate !== undefined && { birthDate }),
    ...(preferredLanguage !== undefined && { language: preferredLanguage }),
  };
}
