import { createHandler } from '#http/create-handler.ts';
import { readIdentityEnvironment } from '#http/read-environment.ts';
import { openIdentityKeys } from '#keys/identity-keys.ts';
import { openDatabase } from '#store/database.ts';
import { useStaffSession } from '#store/staff-session-item.ts';
import { assignNamedDoctor } from './assign-named-doctor.ts';
import { choosePurpose, endPurpose, getPurpose } from './choose-purpose.ts';
import { exemptionHandlers } from './exemption-handlers.ts';
import { getListedPerson, getPerson, openProtectedPerson } from './get-person.ts';
import { lookUpListedPerson, lookUpPerson } from './look-up-person.ts';

const environment = readIdentityEnvironment(process.env);
const database = openDatabase(environment);
const lookup = { database, identityKeys: openIdentityKeys(environment) };

/** Where staff see people. */
export const handler = createHandler(
  'listed-people',
  {
    ...exemptionHandlers(database, lookup.identityKeys),
    getPurpose: (_call, context) => getPurpose(database, context),
    choosePurpose: (call, context) => choosePurpose(database, call, context),
    endPurpose: (_call, context) => endPurpose(database, context),
    lookUpListedPerson: (call, context) => lookUpListedPerson(lookup, call, context),
    getListedPerson: (call, context) => getListedPerson(lookup, call, context),
    assignNamedDoctor: (call, context) => assignNamedDoctor(database, call, context),
    lookUpPerson: ({ body }, context) => lookUpPerson(lookup, body, context),
    getPerson: (call, context) => getPerson(lookup, call, context),
    openProtectedPerson: (call, context) => openProtectedPerson(lookup, call, context),
  },
  { environment, findStaffSession: (token, now) => useStaffSession(database, token, now) },
);
