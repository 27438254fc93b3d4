import * as z from 'zod';
import { createHandler } from '#http/create-handler.ts';
import { openDatabase } from '#store/database.ts';
import { useStaffSession } from '#store/staff-session-item.ts';
import { capHandlers } from './cap-handlers.ts';
import { getStaffStart } from './get-staff-start.ts';

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

/** What the region's staff do, and where all staff start. */
export const handler = createHandler(
  'region-staff',
  {
    ...capHandlers(database),
    getStaffStart: (_call, context) => getStaffStart(database, context),
  },
  { environment, findStaffSession: (token, now) => useStaffSession(database, token, now) },
);
