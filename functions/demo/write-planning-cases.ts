import { decideRecordReview, decideSaveScenario, targetOf } from '#domain/planning/decide-planning.ts';
import { planningRulesOf } from '#domain/planning/planning-defaults.ts';
import type { PlanningInputs } from '#domain/planning/planning-scenario.ts';
import { startInputs } from '#domain/planning/start-inputs.ts';
import { addDays, localDate } from '#domain/stockholm-time.ts';
import type { Database } from '#store/database.ts';
import { readPlanning, type StoredPlanning, savePlanningAct } from '#store/save-planning.ts';
import { actingIn } from './acting-in.ts';
import type { DemoPlan } from './plan-demo.ts';

const day = 86_400_000;

/** People a full-time doctor has at the demo's units: invented, and of real size though the demo has fewer people. */
const peopleEach = 1_250;

/**
 * Planning for staff to meet, through the rules as any other: the first unit with staff has two scenarios, and in the
 * first of them one specialist's number is reviewed. A unit that has scenarios is left as it is.
 */
export async function writePlanningCases(
  database: Database,
  plan: DemoPlan,
  newId: () => string,
): Promise<void> {
  const careUnitId = plan.staffed[0]?.careUnitId;
  const by = careUnitId === undefined ? undefined : actingIn(plan, 'unitManager', careUnitId);
  const stored = careUnitId === undefined ? undefined : await readPlanning(database, careUnitId);
  if (!careUnitId || !by || !stored || stored.scenarios.length > 0) return;
  const at = new Date(plan.now.getTime() - 9 * day);
  const rules = planningRulesOf(plan.policy);
  const [asItIs, withHelp] = inputsOf(stored, plan, at);
  const act = () => ({ at, actor: { kind: 'staff', ...by } as const, eventId: newId() });
  const save = async (wanted: PlanningInputs) => {
    const command = { scenarioId: newId(), version: 0, wanted, by };
    const decide = (state: StoredPlanning) => decideSaveScenario(stateOf(careUnitId, state), command, at);
    await savePlanningAct(database, careUnitId, decide, act());
    return command.scenarioId;
  };
  const scenarioId = await save(asItIs);
  await save(withHelp);
  const doctorId = asItIs.doctors.find(({ stage }) => stage === undefined)?.doctorId;
  if (doctorId === undefined) return;
  await savePlanningAct(
    database,
    careUnitId,
    (state) => {
      const scenario = state.scenarios.find((one) => one.scenarioId === scenarioId);
      const target = (scenario && targetOf(scenario, doctorId, rules)) ?? 0;
      const present = { manager: true, doctor: true, supervisor: false, studyDirector: 'notNeeded' } as const;
      const wanted = { heldOn: addDays(localDate(at), -1), ...present };
      const command = { scenarioId, doctorId, version: 1, target, wanted, by };
      return decideRecordReview(stateOf(careUnitId, state), command, rules, at);
    },
    act(),
  );
}

const stateOf = (careUnitId: string, { unit, scenarios }: StoredPlanning) => ({
  careUnitId,
  scenarios,
  doctors: unit.doctors,
});

/** The unit as it is, and the unit with less time at the desk and a team that takes more. */
function inputsOf(
  { unit }: StoredPlanning,
  { policy }: DemoPlan,
  at: Date,
): readonly [PlanningInputs, PlanningInputs] {
  const start = startInputs(unit, planningRulesOf(policy), localDate(at));
  const people = Math.round((start.unit.doctorPosts * peopleEach) / 100) * 100;
  const thousands = people / 1_000;
  const asItIs: PlanningInputs = {
    ...start,
    name: 'Som i dag',
    unit: {
      ...start.unit,
      people,
      burdenIndex: 1.08,
      doctorPosts: Math.ceil(start.unit.doctorPosts) + 1,
      posts: {
        nurse: Math.round(thousands * 8) / 10,
        psychosocial: Math.round(thousands * 2) / 10,
        physiotherapist: Math.round(thousands * 3) / 10,
        otherProfession: 0,
      },
    },
  };
  const withHelp: PlanningInputs = {
    ...asItIs,
    name: 'Mindre tid vid skrivbordet',
    unit: { ...asItIs.unit, posts: { ...asItIs.unit.posts, otherProfession: 2 } },
    doctors: asItIs.doctors.map((doctor) => ({ ...doctor, indirectPercent: 38 })),
  };
  return [asItIs, withHelp];
}
