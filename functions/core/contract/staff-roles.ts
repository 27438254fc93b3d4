import * as z from 'zod';
import type { RegionRole, UnitRole } from '#domain/staff-assignment.ts';

/** Roles in the region: not bound to a care unit. */
export const regionRoles = [
  'listingOfficer',
  'regionDecider',
  'analyst',
  'logAuditor',
  'support',
] as const satisfies readonly RegionRole[];

/** Roles at one care unit; whoever holds one at two units holds two assignments. */
export const unitRoles = [
  'unitManager',
  'unitDelegate',
  'unitAdministrator',
] as const satisfies readonly UnitRole[];

export const staffRoles = [...regionRoles, ...unitRoles] as const;
export type StaffRole = (typeof staffRoles)[number];
export const staffRole = z.enum(staffRoles);

/** Whether a role is bound to a care unit. */
export function isUnitRole(role: StaffRole): role is UnitRole {
  return unitRoles.some((one) => one === role);
}
