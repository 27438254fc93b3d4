import type { AnswerOf, CallOf } from '#contract/routes.ts';
import { capAt } from '#domain/admission.ts';
import { isOpen } from '#domain/cap-application.ts';
import { remindersNow } from '#domain/cap-reminders.ts';
import { policyAt } from '#domain/policy.ts';
import { capRulesOf } from '#domain/policy-defaults.ts';
import { localDate } from '#domain/stockholm-time.ts';
import { type CallContext, type Problemed, problem } from '#http/call-context.ts';
import { readCaps } from '#store/cap-item.ts';
import type { Database } from '#store/database.ts';
import { readPolicies } from '#store/policy-item.ts';

/** The unit's own view of its caps: where it stands, what it asked for, what was decided and why. */
export async function findCapsOfUnit(
  database: Database,
  { params: { careUnitId } }: CallOf<'findCapsOfUnit'>,
  { now }: Pick<CallContext, 'now'>,
): Promise<AnswerOf<'findCapsOfUnit'> | Problemed> {
  const [stored, policies] = await Promise.all([readCaps(database, careUnitId), readPolicies(database, now)]);
  if (!stored) return problem('not-found');
  const { profile, capacity, caps, reminders } = stored;
  const cap = capAt(capacity, now);
  return {
    careUnit: { careUnitId, name: profile.name },
    today: localDate(now),
    now: { taken: capacity.taken, waiting: capacity.waiting, ...(cap !== null && { cap }) },
    rules: capRulesOf(policyAt(policies, now)),
    mayApply: !caps.applications.some(isOpen),
    applications: caps.applications.toReversed(),
    decisions: caps.rulings.toReversed(),
    earlier: caps.told.filter(({ applicationId }) => applicationId === undefined),
    reminders: remindersNow(reminders, caps.told, now).map((reminder) => ({
      ...reminder,
      careUnitName: profile.name,
    })),
  };
}
