import { randomNonce, randomPKCECodeVerifier, randomState } from 'openid-client';
import type { CallOf } from '#contract/routes.ts';
import { type Redirected, redirect } from '#http/call-context.ts';
import { findLocale } from '#http/choose-locale.ts';
import { cookieNames, setCookie } from '#http/cookies.ts';
import { type Login, loginMinutes, saveLogin } from '#store/login-item.ts';
import { newToken } from '#store/session-item.ts';
import { loginPage, ownPath } from './own-path.ts';
import type { LoginContext, Surroundings } from './surroundings.ts';

/**
 * Begins a login: keeps what will be asked (state, nonce, PKCE) under a token that only this browser gets, and
 * sends it to the provider. With several providers for people and none named, the login page lets the person choose;
 * staff name theirs always.
 */
export async function startLogin(
  around: Surroundings,
  { query }: CallOf<'startLogin'>,
  { now, locale: readersLocale, requestId }: LoginContext,
): Promise<Redirected> {
  const locale = findLocale(query.locale ?? '')?.tag ?? readersLocale;
  const forPeople = around.providers.filter(({ issuer }) => issuer.audience === 'person');
  const [only, ...others] = forPeople;
  const provider =
    query.issuer === undefined && others.length === 0
      ? only
      : around.providers.find(({ issuer }) => issuer.id === query.issuer);
  const audience = provider?.issuer.audience ?? 'person';
  const returnTo = ownPath(query.returnTo, audience);
  if (!provider) {
    return redirect(loginPage(locale, query.issuer === undefined ? undefined : 'failed', returnTo));
  }
  const login: Login = {
    issuerId: provider.issuer.id,
    state: randomState(),
    nonce: randomNonce(),
    codeVerifier: randomPKCECodeVerifier(),
    startedAt: now.toISOString(),
    locale,
    ...(returnTo !== undefined && { returnTo }),
  };
  const question = await provider.askUrl(login).catch(() => undefined);
  if (!question) {
    around.log({ message: 'login refused', requestId, reason: 'provider-unreachable' });
    return redirect(loginPage(locale, 'failed', returnTo, audience));
  }
  const token = newToken();
  await saveLogin(around.database, token, login);
  return redirect(question.href, [setCookie(cookieNames.login, token, loginMinutes * 60)]);
}
