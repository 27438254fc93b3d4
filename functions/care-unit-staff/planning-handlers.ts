import type { HandlersOf } from '#http/call-context.ts';
import type { Database } from '#store/database.ts';
import {
  addPlanningScenario,
  applyPlanningTarget,
  changePlanningScenario,
  recordPlanningReview,
  removePlanningScenario,
} from './change-planning.ts';
import { findPlanningScenarios, getPlanningScenario, getPlanningStart } from './get-planning.ts';

type PlanningRoutes =
  | 'findPlanningScenarios'
  | 'getPlanningStart'
  | 'getPlanningScenario'
  | 'addPlanningScenario'
  | 'changePlanningScenario'
  | 'removePlanningScenario'
  | 'recordPlanningReview'
  | 'applyPlanningTarget';

/** The handlers of dimensioning, for the capability's own handler. */
export function planningHandlers(database: Database): Pick<HandlersOf<'care-unit-staff'>, PlanningRoutes> {
  return {
    findPlanningScenarios: (call, context) => findPlanningScenarios(database, call, context),
    getPlanningStart: (call, context) => getPlanningStart(database, call, context),
    getPlanningScenario: (call, context) => getPlanningScenario(database, call, context),
    addPlanningScenario: (call, context) => addPlanningScenario(database, call, context),
    changePlanningScenario: (call, context) => changePlanningScenario(database, call, context),
    removePlanningScenario: (call, context) => removePlanningScenario(database, call, context),
    recordPlanningReview: (call, context) => recordPlanningReview(database, call, context),
    applyPlanningTarget: (call, context) => applyPlanningTarget(database, call, context),
  };
}
