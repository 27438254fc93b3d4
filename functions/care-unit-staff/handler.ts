import { createHandler } from '#http/create-handler.ts';
import { readEnvironment } from '#http/read-environment.ts';
import { openDatabase } from '#store/database.ts';
import { useStaffSession } from '#store/staff-session-item.ts';
import { capHandlers } from './cap-handlers.ts';
import { planningHandlers } from './planning-handlers.ts';
import { rosterHandlers } from './roster-handlers.ts';

const environment = readEnvironment(process.env);
const database = openDatabase(environment);

/** What staff do at their own care unit. */
export const handler = createHandler(
  'care-unit-staff',
  { ...capHandlers(database), ...rosterHandlers(database), ...planningHandlers(database) },
  { environment, findStaffSession: (token, now) => useStaffSession(database, token, now) },
);
