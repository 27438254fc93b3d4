import { describe, expect, it } from 'vitest';
import { type StaffRole, staffRoles } from '#contract/staff-roles.ts';
import {
  type DecidedRoles,
  decideEndRoles,
  decideGiveRole,
  type HeldRole,
  mayGive,
  type RoleGiver,
} from '#domain/decide-staff-role.ts';
import { assignmentsAt, type StaffAssignment } from '#domain/staff-assignment.ts';

const now = new Date('2026-11-21T12:00:00.000Z');
const decider: RoleGiver = { staffMemberId: 'decider', role: 'regionDecider' };
const officer: RoleGiver = { staffMemberId: 'officer', role: 'listingOfficer' };
const manager: RoleGiver = { staffMemberId: 'manager', role: 'unitManager', careUnitId: 'falun' };

function held(staffMemberId: string, role: StaffRole, over: Partial<StaffAssignment> = {}): HeldRole {
  return { staffMemberId, assignment: { assignmentId: `${role} one`, role, from: '2026-01-01', ...over } };
}
const region = [held('decider', 'regionDecider')];
const slugOf = (decided: DecidedRoles) => (decided.ok ? 'ok' : decided.refusal.slug);
const end = (state: readonly HeldRole[], one: HeldRole, by: RoleGiver, lastDay?: string) =>
  decideEndRoles(
    state,
    {
      ends: [{ staffMemberId: one.staffMemberId, assignmentId: one.assignment.assignmentId }],
      ...(lastDay !== undefined && { lastDay }),
    },
    by,
    now,
  );

describe('who may give which role', () => {
  const units: readonly StaffRole[] = ['unitManager', 'unitDelegate', 'unitAdministrator'];
  const given: Readonly<Record<StaffRole, readonly StaffRole[]>> = {
    regionDecider: staffRoles,
    listingOfficer: units,
    unitManager: ['unitDelegate', 'unitAdministrator'],
    unitDelegate: [],
    unitAdministrator: [],
    analyst: [],
    logAuditor: [],
    support: [],
  };
  const cells = staffRoles.flatMap((giver) => staffRoles.map((role) => ({ giver, role })));
  it.each(cells)('$giver gives $role', ({ giver, role }) => {
    expect(mayGive({ staffMemberId: 'one', role: giver }, { role })).toBe(given[giver].includes(role));
  });

  it('a manager gives at the own unit only', () => {
    expect(mayGive(manager, { role: 'unitDelegate', careUnitId: 'falun' })).toBe(true);
    expect(mayGive(manager, { role: 'unitDelegate', careUnitId: 'mora' })).toBe(false);
    expect(mayGive(manager, { role: 'unitDelegate' })).toBe(false);
  });
});

describe('giving a role', () => {
  const cases: [string, HeldRole, RoleGiver, string][] = [
    ['to somebody', held('new', 'analyst', { from: '2026-11-21' }), decider, 'ok'],
    ['to oneself', held('decider', 'analyst', { from: '2026-11-21' }), decider, 'role-given-to-oneself'],
    [
      'of the region by an officer',
      held('new', 'analyst', { from: '2026-11-21' }),
      officer,
      'role-not-yours-to-give',
    ],
    ['from a day that was', held('new', 'analyst', { from: '2026-11-20' }), decider, 'role-period-invalid'],
    [
      'that ends before it begins',
      held('new', 'analyst', { from: '2026-12-02', through: '2026-12-01' }),
      decider,
      'role-period-invalid',
    ],
    ['for one day', held('new', 'analyst', { from: '2026-12-01', through: '2026-12-01' }), decider, 'ok'],
    [
      'that is held',
      held('old', 'support', { assignmentId: 'two', from: '2026-11-21' }),
      decider,
      'role-held-already',
    ],
  ];
  it.each(cases)('%s', (_, given, by, slug) => {
    const state = [...region, held('old', 'support')];
    expect(slugOf(decideGiveRole(state, given, by, now))).toBe(slug);
  });

  it('of a past holder is not held any more', () => {
    const state = [...region, held('old', 'support', { endedAt: '2026-11-21T11:00:00.000Z' })];
    const given = held('old', 'support', { assignmentId: 'two', from: '2026-11-21' });
    expect(slugOf(decideGiveRole(state, given, decider, now))).toBe('ok');
  });
});

describe('ending a role', () => {
  const support = held('old', 'support', { through: '2026-12-31' });
  const state = [...region, support];

  it('now: it counts no more at that very instant, and its days stay as they were', () => {
    const decided = end(state, support, decider);
    const after = decided.ok ? (decided.held[1]?.assignment ?? support.assignment) : support.assignment;
    expect(after).toEqual({ ...support.assignment, endedAt: now.toISOString() });
    expect(assignmentsAt([after], now)).toEqual([]);
    expect(assignmentsAt([after], new Date(now.getTime() - 1))).toEqual([after]);
    expect(decided.ok && decided.events.map(({ type }) => type)).toEqual(['staff-assignment-ended']);
  });

  it.each([
    ['2026-11-21', 'ok'],
    ['2026-12-30', 'ok'],
    ['2026-12-31', 'role-period-invalid'],
    ['2027-01-31', 'role-period-invalid'],
    ['2026-11-20', 'role-period-invalid'],
  ])('with %s as its last day: %s', (lastDay, slug) => {
    expect(slugOf(end(state, support, decider, lastDay))).toBe(slug);
  });

  it('that is over changes nothing', () => {
    const over = held('old', 'support', { through: '2026-11-20' });
    expect(slugOf(end([...region, over], over, decider))).toBe('role-ended-already');
  });

  it('ends many together or none', () => {
    const over = held('older', 'analyst', { through: '2026-11-20' });
    const both = [support, over].map(({ staffMemberId, assignment: { assignmentId } }) => ({
      staffMemberId,
      assignmentId,
    }));
    const decided = decideEndRoles([...state, over], { ends: both }, decider, now);
    expect(slugOf(decided)).toBe('role-ended-already');
  });

  it('of another unit is not a manager’s', () => {
    const other = held('old', 'unitDelegate', { careUnitId: 'mora' });
    expect(slugOf(end([...region, other], other, manager))).toBe('role-not-yours-to-give');
  });
});

describe('the region keeps a decider', () => {
  const [own = held('decider', 'regionDecider')] = region;
  const second = held('second', 'regionDecider', { assignmentId: 'second' });
  const shortly = held('third', 'regionDecider', { assignmentId: 'third', through: '2026-12-31' });
  const coming = held('fourth', 'regionDecider', { assignmentId: 'fourth', from: '2027-01-01' });

  it.each<[string, HeldRole[], HeldRole, string | undefined, string]>([
    ['the only one', [], own, undefined, 'last-region-decider'],
    ['the only one, later', [], own, '2027-06-30', 'last-region-decider'],
    ['one of two', [second], own, undefined, 'ok'],
    ['the one who stays longest', [shortly], own, undefined, 'last-region-decider'],
    ['the one who leaves first', [shortly], shortly, undefined, 'ok'],
    ['while the next has not begun', [coming], own, undefined, 'last-region-decider'],
  ])('%s', (_, others, ending, lastDay, slug) => {
    expect(slugOf(end([own, ...others], ending, decider, lastDay))).toBe(slug);
  });

  it('two cannot be ended in one act either', () => {
    const ends = [own, second].map(({ staffMemberId, assignment: { assignmentId } }) => ({
      staffMemberId,
      assignmentId,
    }));
    expect(slugOf(decideEndRoles([own, second], { ends }, decider, now))).toBe('last-region-decider');
  });
});
