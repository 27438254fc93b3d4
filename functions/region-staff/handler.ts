import { createHandler } from '#http/create-handler.ts';
import { readEnvironment } from '#http/read-environment.ts';
import { openDatabase } from '#store/database.ts';
import { useStaffSession } from '#store/staff-session-item.ts';
import { basisHandlers } from './basis-handlers.ts';
import { capHandlers } from './cap-handlers.ts';
import { getListingFigures } from './get-listing-figures.ts';
import { getServiceState } from './get-service-state.ts';
import { getStaffStart } from './get-staff-start.ts';
import { policyDecisionHandlers } from './policy-decision-handlers.ts';

const environment = readEnvironment(process.env);
const database = openDatabase(environment);

/** What the region's staff do, and where all staff start. */
export const handler = createHandler(
  'region-staff',
  {
    ...capHandlers(database),
    ...policyDecisionHandlers(database),
    ...basisHandlers(database),
    getListingFigures: (_call, context) => getListingFigures(database, context),
    getServiceState: (_call, context) => getServiceState(database, context),
    getStaffStart: (_call, context) => getStaffStart(database, context),
  },
  { environment, findStaffSession: (token, now) => useStaffSession(database, token, now) },
);
