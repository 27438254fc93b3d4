import { createHandler } from '#http/create-handler.ts';
import { readIdentityEnvironment } from '#http/read-environment.ts';
import { openDatabase } from '#store/database.ts';
import { useStaffSession } from '#store/staff-session-item.ts';
import { choosePurpose, endPurpose, getPurpose } from './choose-purpose.ts';

const environment = readIdentityEnvironment(process.env);
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
