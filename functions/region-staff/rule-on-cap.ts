import type { AnswerOf, CallOf } from '#contract/routes.ts';
import type { ActingStaff, CareUnitCaps } from '#domain/cap-application.ts';
import type { DecidedCap } from '#domain/cap-ruling.ts';
import { decideCap, decideRecordConsultation } from '#domain/decide-cap.ts';
import { decideEndCap, decideExtendCap } from '#domain/decide-cap-end.ts';
import { policyAt } from '#domain/policy.ts';
import { capRulesOf } from '#domain/policy-defaults.ts';
import { type ContextOf, type Problemed, problem } from '#http/call-context.ts';
import { findCareUnitOfApplication } from '#store/cap-item.ts';
import type { Database } from '#store/database.ts';
import { readPolicies } from '#store/policy-item.ts';
import { saveCapAct } from '#store/save-cap-act.ts';

type Acting = Pick<ContextOf<'decideCap'>, 'now' | 'ids' | 'staff'>;

/** The region grants, or refuses wholly or in part. */
export async function decideOnCap(
  database: Database,
  { params: { applicationId }, body }: CallOf<'decideCap'>,
  context: Acting,
): Promise<AnswerOf<'decideCap'> | Problemed> {
  const rules = capRulesOf(policyAt(await readPolicies(database, context.now), context.now));
  return rule(database, applicationId, context, (caps, ids) =>
    decideCap(caps, { ...body, ...ids }, rules, context.now),
  );
}

/** The region lifts a cap before its last day. */
export function endCap(
  database: Database,
  { params: { applicationId }, body }: CallOf<'endCap'>,
  context: Acting,
): Promise<AnswerOf<'endCap'> | Problemed> {
  return rule(database, applicationId, context, (caps, ids) =>
    decideEndCap(caps, { ...body, ...ids }, context.now),
  );
}

/** The region lets a cap go on past its last day. */
export function extendCap(
  database: Database,
  { params: { applicationId }, body }: CallOf<'extendCap'>,
  context: Acting,
): Promise<AnswerOf<'extendCap'> | Problemed> {
  return rule(database, applicationId, context, (caps, ids) =>
    decideExtendCap(caps, { ...body, ...ids }, context.now),
  );
}

/** The region writes down its talks with the provider: no decision, but one may have to wait for it. */
export async function recordConsultation(
  database: Database,
  { params: { applicationId }, body }: CallOf<'recordConsultation'>,
  context: Acting,
): Promise<AnswerOf<'recordConsultation'> | Problemed> {
  const ruled = await rule(database, applicationId, context, (caps, { by }) =>
    decideRecordConsultation(caps, { ...body, applicationId, by }, context.now),
  );
  return 'outcome' in ruled ? ruled : { applicationId };
}

interface RulingIds {
  readonly applicationId: string;
  readonly decisionId: string;
  readonly by: ActingStaff;
}

async function rule(
  database: Database,
  applicationId: string,
  { now, ids, staff }: Acting,
  decide: (caps: CareUnitCaps, ids: RulingIds) => DecidedCap,
): Promise<{ applicationId: string; decisionId: string } | Problemed> {
  const careUnitId = await findCareUnitOfApplication(database, applicationId);
  if (careUnitId === undefined) return problem('not-found');
  const decisionId = ids.newId();
  const by = { staffMemberId: staff.staffMemberId, role: staff.role };
  const act = { at: now, actor: { kind: 'staff', ...by }, eventId: ids.newId() } as const;
  const saved = await saveCapAct(
    database,
    careUnitId,
    (caps) => decide(caps, { applicationId, decisionId, by }),
    act,
  );
  if (saved.outcome === 'no-such-unit') return problem('not-found');
  return saved.outcome === 'refused' ? problem(saved.refusal.slug) : { applicationId, decisionId };
}
