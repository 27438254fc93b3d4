import { type CapTerms, refuseCap } from '#domain/cap-application.ts';
import type { DecidedCap } from '#domain/cap-ruling.ts';
import { decideApplyForCap, decideCap } from '#domain/decide-cap.ts';
import { capRulesOf } from '#domain/policy-defaults.ts';
import { addDays, localDate } from '#domain/stockholm-time.ts';
import type { Database } from '#store/database.ts';
import { saveCapAct } from '#store/save-cap-act.ts';
import { actingIn } from './acting-in.ts';
import type { DemoPlan } from './plan-demo.ts';

const day = 86_400_000;

/**
 * Two cases for staff to meet, through the rules as any other: the first unit with staff was refused a cap a month ago,
 * the second has an application that has waited twelve days. A unit that has applied before is left as it is.
 */
export async function writeCapCases(database: Database, plan: DemoPlan, newId: () => string): Promise<void> {
  const [first, second] = plan.staffed;
  if (first) {
    const applicationId = await apply(database, plan, first.careUnitId, 60, newId);
    if (applicationId !== undefined) await refuse(database, plan, first.careUnitId, applicationId, newId);
  }
  if (second) await apply(database, plan, second.careUnitId, 12, newId);
}

async function apply(
  database: Database,
  plan: DemoPlan,
  careUnitId: string,
  daysAgo: number,
  newId: () => string,
): Promise<string | undefined> {
  const by = actingIn(plan, 'unitManager', careUnitId);
  if (!by) return undefined;
  const { policy, listings, now } = plan;
  const at = new Date(now.getTime() - daysAgo * day);
  const rules = capRulesOf(policy);
  const from = addDays(localDate(at), 26);
  const wished: CapTerms = {
    number: listings.filter(({ current }) => current?.careUnitId === careUnitId).length,
    from,
    through: addDays(from, 176),
    exemptions: [...rules.exemptions],
  };
  const applicationId = newId();
  const command = {
    applicationId,
    by,
    reasons: 'Två av fem läkare slutar i vår. De som är kvar hinner inte ta emot fler.',
    actionPlan: 'Vi annonserar efter två läkare och börjar med gruppmottagning för uppföljning.',
    wished,
  };
  const saved = await saveCapAct(
    database,
    careUnitId,
    (caps): DecidedCap =>
      caps.applications.length > 0
        ? refuseCap('cap-application-open')
        : decideApplyForCap(caps, command, rules, at),
    { at, actor: { kind: 'staff', ...by }, eventId: newId() },
  );
  return saved.outcome === 'saved' ? applicationId : undefined;
}

async function refuse(
  database: Database,
  plan: DemoPlan,
  careUnitId: string,
  applicationId: string,
  newId: () => string,
): Promise<void> {
  const by = actingIn(plan, 'regionDecider');
  if (!by) return;
  const at = new Date(plan.now.getTime() - 30 * day);
  const command = {
    applicationId,
    decisionId: newId(),
    by,
    outcome: 'refuseWholly' as const,
    reasons: 'Enheten har fler läkartimmar per listad person än snittet i regionen.',
    specialReasons: 'Närmaste andra vårdcentral är full, och det är mer än sex mil till nästa.',
    diaryNumber: `DEMO ${localDate(at).slice(0, 4)}/201`,
    announcedOn: localDate(at),
  };
  const rules = capRulesOf(plan.policy);
  await saveCapAct(database, careUnitId, (caps) => decideCap(caps, command, rules, at), {
    at,
    actor: { kind: 'staff', ...by },
    eventId: newId(),
  });
}
