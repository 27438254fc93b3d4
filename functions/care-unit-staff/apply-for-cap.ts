import type { AnswerOf, CallOf } from '#contract/routes.ts';
import { decideApplyForCap } from '#domain/decide-cap.ts';
import { policyAt } from '#domain/policy.ts';
import { capRulesOf } from '#domain/policy-defaults.ts';
import { type ContextOf, type Problemed, problem } from '#http/call-context.ts';
import type { Database } from '#store/database.ts';
import { readPolicies } from '#store/policy-item.ts';
import { saveCapAct } from '#store/save-cap-act.ts';

/** The unit asks; the region decides. Sent twice, the second is refused: one application at a time. */
export async function applyForCap(
  database: Database,
  { params: { careUnitId }, body }: CallOf<'applyForCap'>,
  { now, ids, staff }: Pick<ContextOf<'applyForCap'>, 'now' | 'ids' | 'staff'>,
): Promise<AnswerOf<'applyForCap'> | Problemed> {
  const rules = capRulesOf(policyAt(await readPolicies(database, now), now));
  const applicationId = ids.newId();
  const by = { staffMemberId: staff.staffMemberId, role: staff.role };
  const act = { at: now, actor: { kind: 'staff', ...by }, eventId: ids.newId() } as const;
  const saved = await saveCapAct(
    database,
    careUnitId,
    (caps) => decideApplyForCap(caps, { ...body, applicationId, by }, rules, now),
    act,
  );
  if (saved.outcome === 'no-such-unit') return problem('not-found');
  return saved.outcome === 'refused' ? problem(saved.refusal.slug) : { applicationId };
}
