import type { AnswerOf, CallOf } from '#contract/routes.ts';
import { decideTakeUpCap } from '#domain/take-up-cap.ts';
import { type ContextOf, type Problemed, problem } from '#http/call-context.ts';
import type { Database } from '#store/database.ts';
import { saveCapAct } from '#store/save-cap-act.ts';

/** Makes a cap from before the service a case, on whose page the region ends or extends it. */
export async function takeUpCap(
  database: Database,
  { params: { careUnitId }, body }: CallOf<'takeUpCap'>,
  { now, ids, staff }: Pick<ContextOf<'takeUpCap'>, 'now' | 'ids' | 'staff'>,
): Promise<AnswerOf<'takeUpCap'> | Problemed> {
  const applicationId = ids.newId();
  const by = { staffMemberId: staff.staffMemberId, role: staff.role };
  const saved = await saveCapAct(
    database,
    careUnitId,
    (caps) => decideTakeUpCap(caps, { ...body, applicationId, by }, now),
    { at: now, actor: { kind: 'staff', ...by }, eventId: ids.newId() },
  );
  if (saved.outcome === 'no-such-unit') return problem('not-found');
  return saved.outcome === 'refused' ? problem(saved.refusal.slug) : { applicationId };
}
