import type { StaffRole } from '#domain/staff-assignment.ts';
import type { DemoPlan } from './plan-demo.ts';

/** A member of the demo's staff in a role, at a unit where the role is one of a unit. */
export function actingIn<R extends StaffRole>({ staff }: DemoPlan, role: R, careUnitId?: string) {
  const member = staff.find(({ assignments }) =>
    assignments.some((held) => held.role === role && held.careUnitId === careUnitId),
  );
  return member && { staffMemberId: member.staffMemberId, role };
}
