import type { AnswerOf, CallOf } from '#contract/routes.ts';
import { decideJoinWaitingList, decideLeaveWaitingList } from '#domain/decide-waiting.ts';
import type { Problemed } from '#http/call-context.ts';
import type { Database } from '#store/database.ts';
import { type ActContext, actOnce, outcomeText } from './act-once.ts';

type Acted = { readonly [K in keyof AnswerOf<'joinWaitingList'>]: string };

/**
 * Joins a waiting list: one place however often it is sent. Refusals: those of `decideJoinWaitingList`, and
 * `idempotency-key-reused`.
 */
export function joinWaitingList(
  database: Database,
  { body }: Pick<CallOf<'joinWaitingList'>, 'body'>,
  context: ActContext,
): Promise<Acted | Problemed> {
  const { person, now } = context;
  return actOnce<Acted>(database, context, {
    route: 'joinWaitingList',
    body,
    careUnitId: body.careUnitId,
    decide: (state, policy) => decideJoinWaitingList(state, { ...body, person }, policy, now),
    outcomeOf: () => ({ careUnitId: body.careUnitId }),
    readOutcome: (outcome) => ({ careUnitId: outcomeText(outcome, 'careUnitId') }),
  });
}

/** Leaves a waiting list, or declines the place that is held. Refusals: `not-waiting`, `idempotency-key-reused`. */
export function leaveWaitingList(
  database: Database,
  { body }: Pick<CallOf<'leaveWaitingList'>, 'body'>,
  context: ActContext,
): Promise<Acted | Problemed> {
  return actOnce<Acted>(database, context, {
    route: 'leaveWaitingList',
    body,
    decide: (state) => decideLeaveWaitingList(state, body),
    outcomeOf: () => ({ careUnitId: body.careUnitId }),
    readOutcome: (outcome) => ({ careUnitId: outcomeText(outcome, 'careUnitId') }),
  });
}
