import { refuseCap } from '#domain/cap-application.ts';
import { decideApplyForCap } from '#domain/decide-cap.ts';
import { capRulesOf } from '#domain/policy-defaults.ts';
import { addDays, localDate } from '#domain/stockholm-time.ts';
import type { Database } from '#store/database.ts';
import { saveCapAct } from '#store/save-cap-act.ts';
import type { DemoPlan } from './plan-demo.ts';

/** How long the application has waited when the demo begins, in milliseconds: twelve days. */
const waited = 12 * 86_400_000;

/**
 * One application for a cap that waits for the region: of the second unit with staff, by its manager, through the rules
 * as any other. Where the unit has applied before, it is left.
 */
export async function writeCapApplication(
  database: Database,
  { staffed, staff, listings, policy, now }: DemoPlan,
  newId: () => string,
): Promise<void> {
  const careUnitId = staffed[1]?.careUnitId;
  const manager = staff.find(({ assignments }) =>
    assignments.some((held) => held.role === 'unitManager' && held.careUnitId === careUnitId),
  );
  if (careUnitId === undefined || !manager) return;
  const at = new Date(now.getTime() - waited);
  const by = { staffMemberId: manager.staffMemberId, role: 'unitManager' } as const;
  const today = localDate(now);
  const rules = capRulesOf(policy);
  const command = {
    applicationId: newId(),
    by,
    reasons: 'Två av fem läkare slutar i vår. De som är kvar hinner inte ta emot fler.',
    actionPlan: 'Vi annonserar efter två läkare och börjar med gruppmottagning för uppföljning.',
    wished: {
      number: listings.filter(({ current }) => current?.careUnitId === careUnitId).length,
      from: addDays(today, 14),
      through: addDays(today, 190),
      exemptions: [...rules.exemptions],
    },
  };
  await saveCapAct(
    database,
    careUnitId,
    (caps) =>
      caps.applications.length > 0
        ? refuseCap('cap-application-open')
        : decideApplyForCap(caps, command, rules, at),
    { at, actor: { kind: 'staff', ...by }, eventId: newId() },
  );
}
