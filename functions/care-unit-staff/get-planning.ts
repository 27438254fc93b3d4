import type { AnswerOf, CallOf } from '#contract/routes.ts';
import { planningBounds } from '#domain/planning/check-planning-inputs.ts';
import { scenariosAtMost } from '#domain/planning/decide-planning.ts';
import { planningRulesOf } from '#domain/planning/planning-defaults.ts';
import { startInputs } from '#domain/planning/start-inputs.ts';
import { localDate } from '#domain/stockholm-time.ts';
import { type Problemed, problem } from '#http/call-context.ts';
import { readCareUnit, type StoredCareUnit } from '#store/care-unit-item.ts';
import type { Database } from '#store/database.ts';
import { readPlanning } from '#store/save-planning.ts';
import { doctorView, inputsView, plannedOf, unitView } from './planning-views.ts';
import { type RosterContext, readPolicyNow } from './roster-state.ts';

/** What every answer begins with. */
function pageOf({ profile }: StoredCareUnit, { now, staff }: RosterContext) {
  return {
    careUnit: { careUnitId: profile.careUnitId, name: profile.name },
    today: localDate(now),
    mayChange: staff.role === 'unitManager' || staff.role === 'unitDelegate',
  };
}

/** A unit's scenarios side by side, worked out by the coefficients of now. */
export async function findPlanningScenarios(
  database: Database,
  { params: { careUnitId } }: CallOf<'findPlanningScenarios'>,
  context: RosterContext,
): Promise<AnswerOf<'findPlanningScenarios'> | Problemed> {
  const [stored, policy] = await Promise.all([
    readPlanning(database, careUnitId),
    readPolicyNow(database, context.now),
  ]);
  if (!stored) return problem('not-found');
  return {
    ...pageOf(stored.unit, context),
    scenarios: stored.scenarios.map((scenario) => {
      const planned = plannedOf(scenario, policy);
      const { scenarioId, version, name, savedAt, savedBy } = scenario;
      return {
        scenarioId,
        version,
        name,
        savedAt,
        savedBy,
        unit: unitView(scenario, planned),
        doctors: planned.doctors.map((one) => doctorView(stored.unit, scenario, one, context.now)),
        inputs: inputsView(scenario),
      };
    }),
    atMost: scenariosAtMost,
    guideValues: { ...policy.namedDoctor.guideValues },
  };
}

/** What a new scenario begins with. */
export async function getPlanningStart(
  database: Database,
  { params: { careUnitId } }: CallOf<'getPlanningStart'>,
  context: RosterContext,
): Promise<AnswerOf<'getPlanningStart'> | Problemed> {
  const [unit, policy] = await Promise.all([
    readCareUnit(database, careUnitId),
    readPolicyNow(database, context.now),
  ]);
  if (!unit) return problem('not-found');
  const { name: _, ...inputs } = inputsView({
    name: '',
    ...startInputs(unit, planningRulesOf(policy), localDate(context.now)),
  });
  return {
    ...pageOf(unit, context),
    inputs,
    bounds: planningBounds,
    doctors: doctorsOf(unit),
  };
}

/** One scenario with everything that leads to its numbers. */
export async function getPlanningScenario(
  database: Database,
  { params: { careUnitId, scenarioId } }: CallOf<'getPlanningScenario'>,
  context: RosterContext,
): Promise<AnswerOf<'getPlanningScenario'> | Problemed> {
  const [stored, policy] = await Promise.all([
    readPlanning(database, careUnitId),
    readPolicyNow(database, context.now),
  ]);
  const scenario = stored?.scenarios.find((one) => one.scenarioId === scenarioId);
  if (!stored || !scenario) return problem('not-found');
  const planned = plannedOf(scenario, policy);
  const { pace, ageWeights, relief } = planningRulesOf(policy);
  const { version, name, savedAt, savedBy } = scenario;
  return {
    ...pageOf(stored.unit, context),
    scenarioId,
    version,
    name,
    savedAt,
    savedBy,
    rev: stored.unit.capacity.rev,
    inputs: inputsView(scenario),
    bounds: planningBounds,
    unit: {
      ...unitView(scenario, planned),
      sensitivities: planned.sensitivities.map((one) => ({ ...one })),
    },
    doctors: planned.doctors.map((one) => doctorView(stored.unit, scenario, one, context.now)),
    coefficients: {
      pace: { ...pace },
      ageWeights: { ...ageWeights },
      reliefPerPost: { ...relief.perPost },
      reliefAtMost: relief.atMost,
    },
    guideValues: { ...policy.namedDoctor.guideValues },
  };
}

function doctorsOf({ doctors }: StoredCareUnit) {
  return doctors
    .filter(({ kind }) => kind === 'doctor')
    .map(({ doctorId, name, facts }) => ({ doctorId, name, category: facts.category }))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'sv'));
}
