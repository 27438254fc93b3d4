import type { AnswerOf } from '#contract/routes.ts';
import { type Answered, answered, type Problemed, problem, type SessionLimits } from '#http/call-context.ts';
import { cookieNames } from '#http/cookies.ts';
import type { Database } from '#store/database.ts';
import { extendSession as moveIdleLimit, personSessionLimits } from '#store/session-item.ts';
import { staffSessionLimits } from '#store/staff-session-item.ts';
import type { LoginContext } from './surroundings.ts';

/**
 * Gives the idle limit its full time again from now, never past the absolute one (WCAG 2.2.1). A session that was
 * ended at the same moment stays ended.
 */
export async function extendSession(
  database: Database,
  { session, now, cookie }: Pick<LoginContext, 'now' | 'cookie'> & { session: SessionLimits },
  kind: 'person' | 'staff' = 'person',
): Promise<Answered<AnswerOf<'extendSession'>> | Problemed> {
  const token = cookie(cookieNames[kind]) ?? '';
  const { idleMinutes } = kind === 'staff' ? staffSessionLimits : personSessionLimits;
  const extended = await moveIdleLimit(database, token, session, now, idleMinutes);
  return extended ? answered(limitsOf(extended), { session: extended }) : problem('session-ended');
}

/** The two limits, for the page that shows them. */
export function limitsOf({ idleUntil, absoluteUntil }: SessionLimits): AnswerOf<'getSession'> {
  return { idleUntil, absoluteUntil };
}
