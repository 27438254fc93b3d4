import type { AnswerOf, CallOf } from '#contract/routes.ts';
import { decideApplyTarget } from '#domain/planning/decide-apply-target.ts';
import {
  decideRecordReview,
  decideRemoveScenario,
  decideSaveScenario,
  type PlanningDecided,
  type PlanningState,
} from '#domain/planning/decide-planning.ts';
import { planningRulesOf } from '#domain/planning/planning-defaults.ts';
import type { PlanningRefusal } from '#domain/planning/planning-fault.ts';
import type { RosterRefusal } from '#domain/roster-fault.ts';
import { type Problemed, problem } from '#http/call-context.ts';
import type { Database } from '#store/database.ts';
import {
  readPlanning,
  type StoredPlanning,
  saveAppliedTarget,
  savePlanningAct,
} from '#store/save-planning.ts';
import { type RosterContext, readPolicyNow, rosterProblem } from './roster-state.ts';

type Saved = AnswerOf<'changePlanningScenario'> | Problemed;

/** Saves a new scenario. Sent twice, the second is refused: its name is taken. */
export function addPlanningScenario(
  database: Database,
  { params: { careUnitId }, body }: CallOf<'addPlanningScenario'>,
  context: RosterContext,
): Promise<Saved> {
  const scenarioId = context.ids.newId();
  const command = { scenarioId, version: 0, wanted: body.scenario, by: context.staff };
  return act(database, { careUnitId, scenarioId }, context, (state) =>
    decideSaveScenario(state, command, context.now),
  );
}

/** Changes a scenario; its reviews are void. Refusals: those of `decideSaveScenario`. */
export function changePlanningScenario(
  database: Database,
  { params, body }: CallOf<'changePlanningScenario'>,
  context: RosterContext,
): Promise<Saved> {
  const { scenarioId } = params;
  // Version 0 is of a scenario that is not there yet; no stored one has it.
  const command = {
    scenarioId,
    version: Math.max(1, body.version),
    wanted: body.scenario,
    by: context.staff,
  };
  return act(database, params, context, (state) => decideSaveScenario(state, command, context.now));
}

/** Takes a scenario out of the comparison. */
export function removePlanningScenario(
  database: Database,
  { params, body }: CallOf<'removePlanningScenario'>,
  context: RosterContext,
): Promise<Saved> {
  const command = { scenarioId: params.scenarioId, version: body.version };
  return act(database, params, context, (state) => decideRemoveScenario(state, command));
}

/** Records the joint review of a doctor's number. Refusals: those of `decideRecordReview`. */
export async function recordPlanningReview(
  database: Database,
  { params, body }: CallOf<'recordPlanningReview'>,
  context: RosterContext,
): Promise<Saved> {
  const rules = planningRulesOf(await readPolicyNow(database, context.now));
  const { version, target, ...wanted } = body;
  const { scenarioId, doctorId } = params;
  const command = { scenarioId, doctorId, version, target, wanted, by: context.staff };
  return act(database, params, context, (state) => decideRecordReview(state, command, rules, context.now));
}

/**
 * Makes a reviewed number the doctor's ceiling, in one transaction with the roster's change. Sent twice, the second is
 * `roster-changed`: the page it came from is older than the roster.
 */
export async function applyPlanningTarget(
  database: Database,
  { params, body }: CallOf<'applyPlanningTarget'>,
  { now, staff, ids }: RosterContext,
): Promise<AnswerOf<'applyPlanningTarget'> | Problemed> {
  const { careUnitId, scenarioId, doctorId } = params;
  const [stored, policy] = await Promise.all([
    readPlanning(database, careUnitId),
    readPolicyNow(database, now),
  ]);
  if (!stored) return problem('not-found');
  if (stored.unit.capacity.rev !== body.rev) return problem('roster-changed');
  const { version, from } = body;
  const command = { scenarioId, doctorId, version, from };
  const decided = decideApplyTarget(stateOf(stored), stored.unit, command, planningRulesOf(policy), now);
  if (!decided.ok) return planningProblem(decided.refusal);
  const { staffMemberId, role } = staff;
  const saved = await saveAppliedTarget(database, stored, decided, {
    at: now,
    staffMemberId,
    role,
    newId: ids.newId,
  });
  if (saved.outcome !== 'saved') return problem('roster-changed');
  const [change] = decided.plan.changes;
  return { doctorId, target: change?.after?.ceilings.at(-1)?.value ?? 0 };
}

const stateOf = ({ unit, scenarios }: StoredPlanning): PlanningState => ({
  careUnitId: unit.profile.careUnitId,
  scenarios,
  doctors: unit.doctors,
});

async function act(
  database: Database,
  { careUnitId, scenarioId }: { careUnitId: string; scenarioId: string },
  { now, staff, ids }: RosterContext,
  decide: (state: PlanningState) => PlanningDecided,
): Promise<Saved> {
  const { staffMemberId, role } = staff;
  const saved = await savePlanningAct(database, careUnitId, (stored) => decide(stateOf(stored)), {
    at: now,
    actor: { kind: 'staff', staffMemberId, role },
    eventId: ids.newId(),
  });
  if (saved.outcome === 'no-such-unit') return problem('not-found');
  return saved.outcome === 'refused' ? planningProblem(saved.refusal) : { scenarioId };
}

/** The problem of a refusal; faults of fields are told by pointer and reason, never by what was typed. */
function planningProblem(refusal: PlanningRefusal | RosterRefusal): Problemed {
  if (refusal.slug === 'roster-entry-invalid') return rosterProblem(refusal);
  if (refusal.slug !== 'planning-inputs-invalid') return problem(refusal.slug);
  const errors = refusal.faults.map(({ field, reason }) => ({
    pointer: `/body/${field.replaceAll('.', '/')}`,
    reason,
  }));
  return problem(refusal.slug, { errors });
}
