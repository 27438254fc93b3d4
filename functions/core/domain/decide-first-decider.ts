import type { DecidedRoles, HeldRole } from './decide-staff-role.ts';
import { isInForce } from './staff-assignment.ts';

/**
 * Gives the region its first decider, who gives every other role: the one role that nobody could give. Refused with
 * `role-held-already` where somebody holds it now, so it can neither add a second nor replace one; a region that lost
 * its deciders to their last days can begin anew.
 */
export function decideFirstDecider(held: readonly HeldRole[], given: HeldRole, now: Date): DecidedRoles {
  if (hasDecider(held, now)) return { ok: false, refusal: { slug: 'role-held-already' } };
  const event = { type: 'staff-assigned', sealedUnder: 'REGION', data: given } as const;
  return { ok: true, held: [...held, given], events: [event] };
}

/** Whether somebody can give roles at an instant. */
export function hasDecider(held: readonly HeldRole[], now: Date): boolean {
  return held.some(({ assignment }) => assignment.role === 'regionDecider' && isInForce(assignment, now));
}
