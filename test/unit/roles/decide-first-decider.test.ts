import { describe, expect, it } from 'vitest';
import { decideFirstDecider } from '#domain/decide-first-decider.ts';
import type { StaffAssignment } from '#domain/staff-assignment.ts';

const now = new Date('2026-11-21T09:00:00Z');
const role = (assignmentId: string, over: Partial<StaffAssignment> = {}) => ({
  staffMemberId: assignmentId,
  assignment: { assignmentId, role: 'regionDecider', from: '2026-01-01', ...over } as const,
});
const first = role('first', { from: '2026-11-21' });

describe('the first decider of a region', () => {
  it.each<[string, Partial<StaffAssignment>[], boolean]>([
    ['nobody has a role', [], true],
    ['others have other roles', [{ role: 'listingOfficer' }], true],
    ['the last decider’s days ran out yesterday', [{ through: '2026-11-20' }], true],
    ['the only decider was withdrawn', [{ endedAt: '2026-11-21T08:00:00.000Z' }], true],
    ['the only decider begins tomorrow', [{ from: '2026-11-22' }], true],
    ['somebody decides', [{}], false],
    ['somebody decides through today', [{ through: '2026-11-21' }], false],
  ])('where %s', (_name, others, given) => {
    const held = others.map((over, at) => role(`other${at}`, over));
    const decided = decideFirstDecider(held, first, now);
    expect(decided).toEqual(
      given
        ? {
            ok: true,
            held: [...held, first],
            events: [{ type: 'staff-assigned', sealedUnder: 'REGION', data: first }],
          }
        : { ok: false, refusal: { slug: 'role-held-already' } },
    );
  });
});
