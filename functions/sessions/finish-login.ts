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
import { saveStaffSession, startStaffSession } from '#store/staff-session-item.ts';
import type { EIdProvider, IdTokenClaims } from './e-id-provider.ts';
import { findOrRegisterPerson } from './find-or-register-person.ts';
import { findStaffMember, readStaffClaims } from './find-staff-member.ts';
import { type Audience, type LoginFailure, loginPage, startPage } from './own-path.ts';
import { type ClaimedIdentity, readIdentityClaims } from './read-identity-claims.ts';
import type { LoginContext, Surroundings } from './surroundings.ts';

type Answer = CallOf<'finishLogin'>['query'];
interface Refused {
  readonly refused: LoginRefusal;
  readonly failure: LoginFailure;
}
type Proved = { readonly claims: IdTokenClaims } | Refused;
/** The cookie that opens the session which was begun. */
type Opened = { readonly cookie: string } | Refused;

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
  if ('refused' in proved) return endWithoutSession(around, context, proved, login, provider.issuer.audience);
  const { audience } = provider.issuer;
  const open = audience === 'staff' ? openStaffSession : openPersonSession;
  const opened = await open(around, context, provider, proved.claims);
  if ('refused' in opened) return endWithoutSession(around, context, opened, login, audience);
  around.log({ message: 'login completed', requestId: context.requestId });
  return redirect(login.returnTo ?? startPage(login.locale, audience), [
    opened.cookie,
    clearCookie(cookieNames.login),
  ]);
}

function endWithoutSession(
  around: Surroundings,
  context: LoginContext,
  { refused, failure }: Refused,
  login?: Login,
  audience: Audience = 'person',
): Redirected {
  around.log({ message: 'login refused', requestId: context.requestId, reason: refused });
  const page = loginPage(login?.locale ?? context.locale, failure, login?.returnTo, audience);
  return redirect(page, [clearCookie(cookieNames.login)]);
}

/** Whether the answer proves somebody at the level asked for, in this very login. */
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
  return { claims };
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

async function openPersonSession(
  around: Surroundings,
  { now, cookie, ids }: LoginContext,
  { issuer }: EIdProvider,
  claims: IdTokenClaims,
): Promise<Opened> {
  const claimed = readIdentityClaims(claims, issuer.claims, localDate(now));
  if (!claimed) return { refused: 'no-identity', failure: 'failed' };
  const identity = await findOrRegisterPerson({ ...around, newId: ids.newId }, claimed);
  await endEarlier(around, cookie(cookieNames.person));
  const token = newToken();
  await saveSession(around.database, token, startSession(personOf(identity, claimed), issuer.id, now));
  return { cookie: setCookie(cookieNames.person, token) };
}

/** Opens a session for somebody who has a role in force. What they are as a person plays no part. */
async function openStaffSession(
  around: Surroundings,
  { now, cookie }: LoginContext,
  { issuer }: EIdProvider,
  claims: IdTokenClaims,
): Promise<Opened> {
  const hsaId = readStaffClaims(claims, issuer.staffClaims);
  if (hsaId === undefined) return { refused: 'no-identity', failure: 'failed' };
  const staffMemberId = await findStaffMember(around, hsaId, now);
  if (staffMemberId === undefined) return { refused: 'no-role', failure: 'no-role' };
  await endEarlier(around, cookie(cookieNames.staff));
  const token = newToken();
  await saveStaffSession(around.database, token, startStaffSession(staffMemberId, issuer.id, now));
  return { cookie: setCookie(cookieNames.staff, token) };
}

/** The token of a session is always a new one; the one that the browser had is dead. */
async function endEarlier({ database }: Surroundings, token: string | undefined): Promise<void> {
  if (token !== undefined) await deleteSession(database, token);
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
