import type { AnswerOf, CallOf } from '#contract/routes.ts';
import { capAt } from '#domain/admission.ts';
import { capTransitions } from '#domain/cap-application.ts';
import { termsOf } from '#domain/cap-ruling.ts';
import { policyAt } from '#domain/policy.ts';
import { capRulesOf } from '#domain/policy-defaults.ts';
import { localDate } from '#domain/stockholm-time.ts';
import { type ContextOf, type Problemed, problem } from '#http/call-context.ts';
import { findCareUnitOfApplication, readCaps } from '#store/cap-item.ts';
import type { Database } from '#store/database.ts';
import { readPolicies } from '#store/policy-item.ts';

/** One application as the region reads it, with what may be done with it next and by this reader. */
export async function getCapApplication(
  database: Database,
  { params: { applicationId } }: CallOf<'getCapApplication'>,
  { now, staff }: Pick<ContextOf<'getCapApplication'>, 'now' | 'staff'>,
): Promise<AnswerOf<'getCapApplication'> | Problemed> {
  const careUnitId = await findCareUnitOfApplication(database, applicationId);
  const [stored, policies] = await Promise.all([
    careUnitId === undefined ? undefined : readCaps(database, careUnitId),
    readPolicies(database, now),
  ]);
  const application = stored?.caps.applications.find((one) => one.applicationId === applicationId);
  if (!stored || !application) return problem('not-found');
  const { profile, capacity, caps } = stored;
  const today = localDate(now);
  const cap = capAt(capacity, now);
  const next = capTransitions[application.status];
  const decides = staff.role === 'regionDecider';
  const through = termsOf(caps, applicationId)?.through;
  const goesOn = through === undefined || through >= today;
  return {
    careUnit: { careUnitId: profile.careUnitId, name: profile.name },
    today,
    now: { taken: capacity.taken, waiting: capacity.waiting, ...(cap !== null && { cap }) },
    rules: capRulesOf(policyAt(policies, now)),
    application,
    decisions: caps.rulings.filter((ruling) => ruling.applicationId === applicationId).toReversed(),
    can: {
      recordConsultation: next.recordConsultation !== undefined,
      decide: decides && next.grant !== undefined,
      endEarly: decides && next.endEarly !== undefined && goesOn,
      extend: decides && next.extend !== undefined && through !== undefined && goesOn,
    },
  };
}
