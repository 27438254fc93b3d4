import type { AnswerOf, CallOf } from '#contract/routes.ts';
import { decideChooseCareUnit } from '#domain/decide-choose-care-unit.ts';
import type { Problemed } from '#http/call-context.ts';
import type { Database } from '#store/database.ts';
import { type ActContext, actOnce, outcomeText } from './act-once.ts';

type Chosen = { readonly [K in keyof AnswerOf<'chooseCareUnit'>]: string };

/**
 * Takes a place at a care unit, with the answer on a named doctor (HSL 7 kap. 3 a §). One choice however often it
 * is sent. Refusals: those of `decideChooseCareUnit`, and `idempotency-key-reused`.
 */
export function chooseCareUnit(
  database: Database,
  { body }: Pick<CallOf<'chooseCareUnit'>, 'body'>,
  context: ActContext,
): Promise<Chosen | Problemed> {
  const { person, now, ids } = context;
  const command = { ...body, person, receiptId: ids.newId() };
  return actOnce<Chosen>(database, context, {
    route: 'chooseCareUnit',
    body,
    careUnitId: body.careUnitId,
    decide: (state, policy) => decideChooseCareUnit(state, command, policy, now),
    outcomeOf: ({ listing: { pending, current } }) => ({
      receiptId: command.receiptId,
      effectiveFrom: pending?.effectiveFrom ?? current?.since ?? now.toISOString(),
    }),
    readOutcome: (outcome) => ({
      receiptId: outcomeText(outcome, 'receiptId'),
      effectiveFrom: outcomeText(outcome, 'effectiveFrom'),
    }),
  });
}
