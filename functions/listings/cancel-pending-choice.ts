import type { AnswerOf } from '#contract/routes.ts';
import { decideCancelPending } from '#domain/decide-cancel-pending.ts';
import type { Problemed } from '#http/call-context.ts';
import type { Database } from '#store/database.ts';
import { type ActContext, actOnce, outcomeText } from './act-once.ts';

type Cancelled = { readonly [K in keyof AnswerOf<'cancelPendingChoice'>]: string };

/**
 * Cancels the choice that waits for midnight, at no cost: its place is given back, the old listing was never touched.
 * Refusals: those of `decideCancelPending`, and `idempotency-key-reused`.
 */
export function cancelPendingChoice(database: Database, context: ActContext): Promise<Cancelled | Problemed> {
  const { person, now } = context;
  return actOnce<Cancelled>(database, context, {
    route: 'cancelPendingChoice',
    body: {},
    decide: (state, policy) => decideCancelPending(state, { person }, policy, now),
    outcomeOf: (_plan, before) => ({ cancelledReceiptId: before.pending?.receipt.receiptId ?? '' }),
    readOutcome: (outcome) => ({ cancelledReceiptId: outcomeText(outcome, 'cancelledReceiptId') }),
  });
}
