import * as z from 'zod';
import { createHandler } from '#http/create-handler.ts';
import { openDatabase } from '#store/database.ts';
import { useStaffSession } from '#store/staff-session-item.ts';
import { capHandlers } from './cap-handlers.ts';
import { planningHandlers } from './planning-handlers.ts';
import { rosterHandlers } from './roster-handlers.ts';

const environment = z
  .object({
    TABLE_MAIN: z.string(),
    TABLE_EVENTS: z.string(),
    TABLE_SESSIONS: z.string(),
    PUBLIC_ORIGIN: z.string(),
    EDGE_SECRET: z.string(),
  })
  .parse(process.env);
const database = openDatabase(environment);

/** What staff do at their own care unit. */
export const handler = createHandler(
  'care-unit-staff',
  { ...capHandlers(database), ...rosterHandlers(database), ...planningHandlers(database) },
  { environment, findStaffSession: (token, now) => useStaffSession(database, token, now) },
);
