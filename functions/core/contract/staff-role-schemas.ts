import * as z from 'zod';
import { staffRole, staffRoles, unitRoles } from './staff-roles.ts';
import { careUnitId, date, instant, writtenLine } from './values.ts';

/** Ids of staff and of their assignments: 26 lower-case base 32 characters. */
export const staffMemberId = z.string().regex(/^[a-z0-9]{26}$/);
const assignmentId = z.string().regex(/^[a-z0-9]{26}$/);

/** An HSA-id as somebody writes it; case does not matter. */
const hsaId = z
  .string()
  .trim()
  .regex(/^se\d{10}-[a-z0-9]{1,18}$/i);
const name = writtenLine(80).min(2);

/** Where a role stands today. */
export const roleStanding = z.enum(['inForce', 'coming', 'over']);

const roleTold = z.object({
  staffMemberId,
  assignmentId,
  name: z.string().describe('Opened for this answer only; empty where it cannot be'),
  hsaId: z.string(),
  role: staffRole,
  careUnit: z.object({ careUnitId, name: z.string() }).optional(),
  from: date,
  through: date.optional(),
  endedAt: instant.optional(),
  standing: roleStanding,
  isOwn: z.boolean(),
  mayEnd: z.boolean(),
});

export const findRolesQuery = z.strictObject({
  role: staffRole.optional(),
  careUnitId: careUnitId.optional(),
  show: z.enum(['now', 'coming', 'over', 'all']).default('now'),
  sort: z.enum(['role', 'careUnit', 'from', 'through']).default('role'),
  descending: z.stringbool().default(false),
  page: z.coerce.number().int().min(1).max(1_000).default(1),
});

/** How many roles stand on a page: each name is opened by a call of its own, so a page is short. */
export const rolesAtOnce = 25;

const mayGive = z.array(staffRole).describe('Roles that the reader may give');

export const rolesAnswer = z.object({
  today: date,
  roles: z.array(roleTold),
  mayGive,
  careUnits: z.array(z.object({ careUnitId, name: z.string() })).describe('To choose from, by name'),
  total: z.int(),
  page: z.int(),
  pages: z.int(),
});

const days = { from: date, through: date.optional() };
const who = { hsaId, name: name.describe('Kept only where nobody is known by the HSA-id') };

export const giveRoleBody = z.strictObject({
  ...who,
  role: z.enum(staffRoles),
  careUnitId: careUnitId.optional(),
  ...days,
});
export const giveUnitRoleBody = z.strictObject({ ...who, role: z.enum(unitRoles), ...days });
export const roleGiven = z.object({ staffMemberId, assignmentId });

export const endRolesBody = z.strictObject({
  ends: z.array(z.strictObject({ staffMemberId, assignmentId })).min(1).max(rolesAtOnce),
  lastDay: date.optional().describe('Left out: at once'),
  confirm: z.boolean().describe('False: says what would change, and changes nothing'),
});
export const rolesEnded = z.object({
  ended: z.array(
    z.object({
      staffMemberId,
      name: z.string(),
      role: staffRole,
      careUnit: z.object({ careUnitId, name: z.string() }).optional(),
      before: date.optional(),
      after: date.optional().describe('Absent: at once'),
    }),
  ),
});

export const findStaffMemberBody = z.strictObject({ hsaId });
export const staffMemberFound = z.object({ staffMemberId });

/** One who holds or held roles, with every change of them. */
export const staffMemberAnswer = z.object({
  staffMemberId,
  name: z.string(),
  hsaId: z.string(),
  today: date,
  isOwn: z.boolean(),
  roles: z.array(roleTold),
  history: z.array(
    z.object({
      at: instant,
      kind: z.enum(['given', 'ended']),
      role: staffRole,
      careUnit: z.object({ careUnitId, name: z.string() }).optional(),
      from: date,
      through: date.optional(),
      endedAt: instant.optional(),
      byRole: staffRole.optional().describe('Absent: when the region was set up'),
    }),
  ),
});
export const staffMemberParams = z.strictObject({ staffMemberId });
export const unitRolesParams = z.strictObject({ careUnitId });
export const unitRolesQuery = z.strictObject({
  show: z.enum(['now', 'coming', 'over', 'all']).default('now'),
});
export const unitRolesAnswer = z.object({
  today: date,
  careUnit: z.object({ careUnitId, name: z.string() }),
  roles: z.array(roleTold),
  mayGive,
});
