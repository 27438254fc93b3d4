import type { AnswerOf, CallOf } from '#contract/routes.ts';
import type { RulesFault } from '#domain/check-named-doctor-rules.ts';
import {
  type DecidedPolicy,
  decideNamedDoctorRules,
  decideWithdrawPolicy,
  type PolicyCommand,
} from '#domain/decide-policy.ts';
import type { DatedPolicy } from '#domain/policy.ts';
import { type ContextOf, type Problemed, problem } from '#http/call-context.ts';
import type { Database } from '#store/database.ts';
import { savePolicyDecision } from '#store/save-policy-decision.ts';

type Acting = Pick<ContextOf<'decideNamedDoctorRules'>, 'now' | 'ids' | 'staff'>;
type Decided = AnswerOf<'decideNamedDoctorRules'> | Problemed;
type Ids = Pick<PolicyCommand, 'decisionId' | 'by'>;

/** The region decides new rules on who may be a named doctor. */
export function decideRules(
  database: Database,
  { body }: CallOf<'decideNamedDoctorRules'>,
  context: Acting,
): Promise<Decided> {
  return decide(database, context, (versions, ids) =>
    decideNamedDoctorRules(versions, { ...body, ...ids }, context.now),
  );
}

/** The region takes back rules that have not begun. */
export function withdrawRules(
  database: Database,
  { params: { decisionId: withdraws }, body }: CallOf<'withdrawNamedDoctorRules'>,
  context: Acting,
): Promise<Decided> {
  return decide(database, context, (versions, ids) =>
    decideWithdrawPolicy(versions, { ...body, ...ids, withdraws }, context.now),
  );
}

/** The problem of rules that do not hold together: fields by pointer and reason, never what was typed. */
export function rulesProblem(faults: readonly RulesFault[]): Problemed {
  const errors = faults.map(({ field, reason }) => ({ pointer: `/body/rules/${field}`, reason }));
  return problem('policy-rules-invalid', { errors });
}

async function decide(
  database: Database,
  { now, ids, staff }: Acting,
  ask: (versions: readonly DatedPolicy[], ids: Ids) => DecidedPolicy,
): Promise<Decided> {
  const decisionId = ids.newId();
  const by = { staffMemberId: staff.staffMemberId, role: staff.role };
  const act = { at: now, actor: { kind: 'staff', ...by }, eventId: ids.newId() } as const;
  const saved = await savePolicyDecision(database, (versions) => ask(versions, { decisionId, by }), act);
  if (saved.outcome === 'saved') return { decisionId, from: saved.version.from };
  const { refusal } = saved;
  return refusal.slug === 'policy-rules-invalid' ? rulesProblem(refusal.faults) : problem(refusal.slug);
}
