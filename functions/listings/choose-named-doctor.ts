import type { AnswerOf, CallOf } from '#contract/routes.ts';
import { decideChooseNamedDoctor } from '#domain/decide-choose-named-doctor.ts';
import type { Problemed } from '#http/call-context.ts';
import type { Database } from '#store/database.ts';
import { type ActContext, actOnce, outcomeText } from './act-once.ts';

type Chosen = { readonly [K in keyof AnswerOf<'chooseNamedDoctor'>]: string };

/**
 * Chooses or changes doctor at the unit where one is listed, or will be from midnight (patientlagen 6 kap. 3 §). Costs
 * no change. Refusals: those of `decideChooseNamedDoctor`, and `idempotency-key-reused`.
 */
export function chooseNamedDoctor(
  database: Database,
  { body }: Pick<CallOf<'chooseNamedDoctor'>, 'body'>,
  context: ActContext,
): Promise<Chosen | Problemed> {
  const { person, now, ids } = context;
  const command = { ...body, person, receiptId: ids.newId() };
  return actOnce<Chosen>(database, context, {
    route: 'chooseNamedDoctor',
    body,
    careUnitId: body.careUnitId,
    decide: (state, policy) => decideChooseNamedDoctor(state, command, policy, now),
    outcomeOf: ({ listing: { pending } }) => ({
      receiptId: command.receiptId,
      // Rides on the pending choice where that is of this unit; else it applies at once.
      effectiveFrom: pending?.careUnitId === body.careUnitId ? pending.effectiveFrom : now.toISOString(),
    }),
    readOutcome: (outcome) => ({
      receiptId: outcomeText(outcome, 'receiptId'),
      effectiveFrom: outcomeText(outcome, 'effectiveFrom'),
    }),
  });
}
