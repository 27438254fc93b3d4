import type { AnswerOf } from '#contract/routes.ts';
import { type Answered, answered, type LiveSession } from '#http/call-context.ts';
import { clearCookie, cookieNames } from '#http/cookies.ts';
import { deleteSession } from '#store/session-item.ts';
import type { LoginContext, Surroundings } from './surroundings.ts';

/**
 * Ends the session: here at once, then, by the address in the answer, at the provider too. A provider that cannot be
 * reached does not keep anybody signed in here.
 */
export async function endSession(
  { database, providers, publicOrigin }: Surroundings,
  { session, cookie, locale }: LoginContext & { session: LiveSession },
): Promise<Answered<AnswerOf<'endSession'>>> {
  await deleteSession(database, cookie(cookieNames.person) ?? '');
  const provider = providers.find(({ issuer }) => issuer.id === session.issuerId);
  const endSessionUrl = await provider
    ?.endSessionUrl(`${publicOrigin}/${locale}/utloggad`, locale)
    .catch(() => undefined);
  return answered(
    { ...(endSessionUrl !== undefined && { endSessionUrl }) },
    { cookies: [clearCookie(cookieNames.person)] },
  );
}
