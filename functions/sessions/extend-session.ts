import type { AnswerOf } from '#contract/routes.ts';
import { type Answered, answered, type LiveSession, type Problemed, problem } from '#http/call-context.ts';
import { cookieNames } from '#http/cookies.ts';
import type { Database } from '#store/database.ts';
import { extendSession as moveIdleLimit } from '#store/session-item.ts';
import type { LoginContext } from './surroundings.ts';

/**
 * Gives the idle limit its full time again from now, never past the absolute one (WCAG 2.2.1). A session that was
 * ended at the same moment stays ended.
 */
export async function extendSession(
  database: Database,
  { session, now, cookie }: Pick<LoginContext, 'now' | 'cookie'> & { session: LiveSession },
): Promise<Answered<AnswerOf<'extendSession'>> | Problemed> {
  const token = cookie(cookieNames.person) ?? '';
  const extended = await moveIdleLimit(database, token, session, now);
  return extended ? answered(limitsOf(extended), { session: extended }) : problem('session-ended');
}

/** The two limits, for the page that shows them. */
export function limitsOf({ idleUntil, absoluteUntil }: LiveSession): AnswerOf<'getSession'> {
  return { idleUntil, absoluteUntil };
}
