import type { HandlersOf } from '#http/call-context.ts';
import type { Database } from '#store/database.ts';
import { findCapApplications } from './find-cap-applications.ts';
import { getCapApplication } from './get-cap-application.ts';
import { decideOnCap, endCap, extendCap, recordConsultation } from './rule-on-cap.ts';
import { simulateCapOf } from './simulate-cap.ts';
import { takeUpCap } from './take-up-cap.ts';

type CapRoutes =
  | 'findCapApplications'
  | 'getCapApplication'
  | 'takeUpCap'
  | 'simulateCap'
  | 'recordConsultation'
  | 'decideCap'
  | 'endCap'
  | 'extendCap';

/** The handlers of the region's caps, for the capability's own handler. */
export function capHandlers(database: Database): Pick<HandlersOf<'region-staff'>, CapRoutes> {
  return {
    findCapApplications: (call, context) => findCapApplications(database, call, context),
    getCapApplication: (call, context) => getCapApplication(database, call, context),
    takeUpCap: (call, context) => takeUpCap(database, call, context),
    simulateCap: (call, context) => simulateCapOf(database, call, context),
    recordConsultation: (call, context) => recordConsultation(database, call, context),
    decideCap: (call, context) => decideOnCap(database, call, context),
    endCap: (call, context) => endCap(database, call, context),
    extendCap: (call, context) => extendCap(database, call, context),
  };
}
