import * as z from 'zod';
import { staffRole } from './staff-roles.ts';
import { careUnitId, date } from './values.ts';

/** One role of the member of staff who asks, in force now. */
export const ownAssignment = z.object({
  assignmentId: z.string(),
  role: staffRole,
  careUnit: z.object({ careUnitId, name: z.string() }).optional().describe('Absent for a role in the region'),
  from: date,
  through: date.optional().describe('Last day; absent: until further notice'),
});

export const staffStartAnswer = z.object({ assignments: z.array(ownAssignment) });
