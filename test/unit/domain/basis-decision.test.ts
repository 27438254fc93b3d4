import { describe, expect, test } from 'vitest';
import { checkListable, isListable } from '#domain/admission.ts';
import { decideBasis, withBasis } from '#domain/basis-decision.ts';
import { capacity, profile } from '#support/builders.ts';

const now = new Date('2026-11-23T09:00:00Z');
const unit = { profile: profile('falun'), capacity: capacity('falun', { taken: 900 }) };
const command = {
  decisionId: 'd1',
  by: { staffMemberId: 'd', role: 'regionDecider' },
  rev: unit.capacity.rev,
  basis: { kind: 'ownRun', from: '2020-01-01', through: '2027-03-31' },
  reasons: 'The unit closes.',
  diaryNumber: 'RS 2026/8',
  decidedOn: '2026-11-20',
  announcedOn: '2026-11-23',
} as const;
const decided = (over: object = {}) => decideBasis(unit, { ...command, ...over }, now);

describe('the region decides a unit’s basis and its days (HSL 7 kap. 3 a §)', () => {
  test('the last day is the last on which one can be listed; nobody listed is removed', () => {
    const answer = decided();
    if (!answer.ok) throw new Error(answer.refusal.slug);
    const { decision } = answer.event.data;
    expect(decision).toMatchObject({
      before: { kind: 'ownRun', from: '2020-01-01' },
      challengeThrough: '2026-12-14',
    });
    const after = withBasis(unit, decision);
    expect(isListable(after.capacity, '2027-03-31')).toBe(true);
    expect(checkListable(after.capacity, '2027-04-01')?.slug).toBe('care-unit-not-listable');
    expect(after.capacity).toMatchObject({ taken: 900, rev: unit.capacity.rev + 1 });
    expect(after.profile.basis).toEqual(command.basis);
  });

  test('a contract until further notice takes an earlier last day away', () => {
    const ending = withBasis(unit, { basis: command.basis });
    const answer = decideBasis(
      ending,
      { ...command, rev: ending.capacity.rev, basis: { kind: 'contract', from: '2020-01-01' } },
      now,
    );
    if (!answer.ok) throw new Error(answer.refusal.slug);
    const after = withBasis(ending, answer.event.data.decision);
    expect(after.capacity).not.toHaveProperty('listableThrough');
    expect(after.profile.basis).toEqual({ kind: 'contract', from: '2020-01-01' });
  });

  test.each([
    ['by an officer', { by: { staffMemberId: 'o', role: 'listingOfficer' } }, 'role-not-allowed'],
    ['by the unit itself', { by: { staffMemberId: 'm', role: 'unitManager' } }, 'role-not-allowed'],
    ['on an older state of the unit', { rev: unit.capacity.rev - 1 }, 'care-unit-changed'],
    ['that is so already', { basis: unit.profile.basis }, 'basis-unchanged'],
    [
      'that ends before it begins',
      { basis: { kind: 'ownRun', from: '2027-01-02', through: '2027-01-01' } },
      'basis-invalid',
    ],
    [
      'that ended the day before yesterday',
      { basis: { kind: 'ownRun', from: '2020-01-01', through: '2026-11-21' } },
      'basis-invalid',
    ],
    ['decided tomorrow', { decidedOn: '2026-11-24', announcedOn: '2026-11-24' }, 'basis-invalid'],
    ['announced before it was decided', { announcedOn: '2026-11-19' }, 'basis-invalid'],
  ])('not %s', (_, over, slug) => {
    const answer = decided(over);
    expect(answer.ok ? undefined : answer.refusal.slug).toBe(slug);
  });

  test('yesterday can be the last day: nobody new from this moment', () => {
    expect(decided({ basis: { ...command.basis, through: '2026-11-22' } }).ok).toBe(true);
  });
});
