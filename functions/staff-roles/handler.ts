import { createHandler } from '#http/create-handler.ts';
import { readIdentityEnvironment } from '#http/read-environment.ts';
import { openIdentityKeys } from '#keys/identity-keys.ts';
import { openDatabase } from '#store/database.ts';
import { useStaffSession } from '#store/staff-session-item.ts';
import { endRoles, endUnitRoles } from './end-roles.ts';
import { findAccesses } from './find-accesses.ts';
import { findRoles, findUnitRoles } from './find-roles.ts';
import { followStaffMember } from './follow-staff-member.ts';
import { findStaffMember, getStaffMember } from './get-staff-member.ts';
import { giveRole, giveUnitRole } from './give-role.ts';
import type { Surroundings } from './surroundings.ts';

const environment = readIdentityEnvironment(process.env);
const database = openDatabase(environment);
const around: Surroundings = { database, identityKeys: openIdentityKeys(environment) };

/** Who holds which role: the only function beside login that knows staff by name. */
export const handler = createHandler(
  'staff-roles',
  {
    findRoles: (call, context) => findRoles(around, call, context),
    giveRole: (call, context) => giveRole(around, call, context),
    endRoles: (call, context) => endRoles(around, call, context),
    findStaffMember: (call) => findStaffMember(around, call),
    getStaffMember: (call, context) => getStaffMember(around, call, context),
    findAccesses: (call, context) => findAccesses(around, call, context),
    followStaffMember: (call, context) => followStaffMember(around, call, context),
    findUnitRoles: (call, context) => findUnitRoles(around, call, context),
    giveUnitRole: (call, context) => giveUnitRole(around, call, context),
    endUnitRoles: (call, context) => endUnitRoles(around, call, context),
  },
  { environment, findStaffSession: (token, now) => useStaffSession(database, token, now) },
);
