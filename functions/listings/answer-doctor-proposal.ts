import type { AnswerOf, CallOf } from '#contract/routes.ts';
import { decideAnswerProposal } from '#domain/decide-answer-proposal.ts';
import type { Problemed } from '#http/call-context.ts';
import type { Database } from '#store/database.ts';
import { type ActContext, actOnce, outcomeText } from './act-once.ts';

type Answer = AnswerOf<'answerDoctorProposal'>;
type Outcome = { readonly [K in keyof Answer]: Answer[K] };

/**
 * Says yes or no to the doctor whom one's unit registered or proposes; costs no change. Refusals: those of
 * `decideAnswerProposal`, and `idempotency-key-reused`.
 */
export function answerDoctorProposal(
  database: Database,
  { params, body }: CallOf<'answerDoctorProposal'>,
  context: ActContext,
): Promise<Outcome | Problemed> {
  const { person, now, ids } = context;
  const { messageId } = params;
  const { careUnitId, answer } = body;
  const command = { person, messageId, answer, receiptId: ids.newId() };
  return actOnce<Outcome>(database, context, {
    route: 'answerDoctorProposal',
    body: { ...body, messageId },
    careUnitId,
    decide: (state, policy) => decideAnswerProposal(state, command, policy, now),
    outcomeOf: () => ({ answer }),
    readOutcome: (outcome) => ({
      answer: outcomeText(outcome, 'answer') === 'accept' ? 'accept' : 'decline',
    }),
  });
}
