import type { AnswerOf } from '#contract/routes.ts';
import { type Answered, answered, type SessionLimits } from '#http/call-context.ts';
import { clearCookie, cookieNames } from '#http/cookies.ts';
import { deleteSession } from '#store/session-item.ts';
import { loggedOutPage } from './own-path.ts';
import type { LoginContext, Surroundings } from './surroundings.ts';

/**
 * Ends the session: here at once, then, by the address in the answer, at the provider too. A provider that cannot be
 * reached does not keep anybody signed in here.
 */
export async function endSession(
  { database, providers, publicOrigin }: Surroundings,
  { session, cookie, locale }: LoginContext & { session: SessionLimits },
  kind: 'person' | 'staff' = 'person',
): Promise<Answered<AnswerOf<'endSession'>>> {
  await deleteSession(database, cookie(cookieNames[kind]) ?? '');
  const provider = providers.find(({ issuer }) => issuer.id === session.issuerId);
  const endSessionUrl = await provider
    ?.endSessionUrl(`${publicOrigin}${loggedOutPage(locale, kind)}`, locale)
    .catch(() => undefined);
  return answered(
    { ...(endSessionUrl !== undefined && { endSessionUrl }) },
    { cookies: [clearCookie(cookieNames[kind])] },
  );
}
