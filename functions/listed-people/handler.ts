import * as z from 'zod';
import { createHandler } from '#http/create-handler.ts';
import { openDatabase } from '#store/database.ts';
import { useStaffSession } from '#store/staff-session-item.ts';
import { choosePurpose, endPurpose, getPurpose } from './choose-purpose.ts';

const environment = z
  .object({
    TABLE_MAIN: z.string(),
    TABLE_EVENTS: z.string(),
    TABLE_IDENTITIES: z.string(),
    TABLE_SESSIONS: z.string(),
    KMS_IDENTITY_HMAC: z.string(),
    KMS_IDENTITY_SEAL: z.string(),
    PUBLIC_ORIGIN: z.string(),
    EDGE_SECRET: z.string(),
  })
  .parse(process.env);
const database = openDatabase(environment);

/** Where staff see people. */
export const handler = createHandler(
  'listed-people',
  {
    getPurpose: (_call, context) => getPurpose(database, context),
    choosePurpose: (call, context) => choosePurpose(database, call, context),
    endPurpose: (_call, context) => endPurpose(database, context),
  },
  { environment, findStaffSession: (token, now) => useStaffSession(database, token, now) },
);
