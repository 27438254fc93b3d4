import { describe, expect, test } from 'vitest';
import { leavesAgeGroup } from '#domain/age-group.ts';
import type { DatedPolicy, Policy } from '#domain/policy.ts';
import { defaultPolicy } from '#domain/policy-defaults.ts';

const now = new Date('2026-11-22T09:00:00Z');
const dated = (from: string, policy: Policy): DatedPolicy => ({ from, decisionId: from, policy });
const first = dated('2022-06-30T22:00:00.000Z', defaultPolicy);
const paediatrician = { category: 'paediatrician' } as const;

/** The default rules with another oldest age of a paediatrician's patients. */
function throughAge(through: number | undefined): Policy {
  const { categories } = defaultPolicy.namedDoctor;
  const paediatric = { allowed: true, employments: ['permanent'] as const };
  const rule = through === undefined ? paediatric : { ...paediatric, patientAges: { from: 0, through } };
  return {
    ...defaultPolicy,
    namedDoctor: { ...defaultPolicy.namedDoctor, categories: { ...categories, paediatrician: rule } },
  };
}

describe('a person who leaves a paediatrician’s group (Västmanland: 0–18, our reading through the day before 19)', () => {
  test.each([
    ['91 days before the birthday', '2008-02-21', undefined],
    ['90 days before', '2008-02-20', { on: '2027-02-20', throughAge: 18, passed: false }],
    ['the day before', '2007-11-23', { on: '2026-11-23', throughAge: 18, passed: false }],
    ['on the birthday', '2007-11-22', { on: '2026-11-22', throughAge: 18, passed: true }],
    ['years after', '1990-01-01', { on: '2009-01-01', throughAge: 18, passed: true }],
    ['born on a leap day (lag 1930:173, 1 §)', '2008-02-29', undefined],
    ['with an unknown date of birth', undefined, undefined],
  ])('%s', (_, birthDate, told) => {
    const person = birthDate === undefined ? {} : { birthDate };
    expect(leavesAgeGroup(person, paediatrician, [first], now)).toEqual(told);
  });

  test('nobody grows out of a geriatrician’s group or of no group', () => {
    for (const category of ['geriatrician', 'gpSpecialist'] as const) {
      expect(leavesAgeGroup({ birthDate: '1930-01-01' }, { category }, [first], now)).toBeUndefined();
    }
  });

  test('the region sets how long ahead it is told', () => {
    const policy = { ...defaultPolicy, ageGroups: { noticeDays: 10 } };
    const told = (birthDate: string) =>
      leavesAgeGroup({ birthDate }, paediatrician, [dated(first.from, policy)], now)?.on;
    expect(told('2007-12-02')).toBe('2026-12-02');
    expect(told('2007-12-03')).toBeUndefined();
  });

  test.each([
    ['lowered, passed already by the new age', throughAge(15), '2009-05-05', '2027-01-01'],
    ['lowered, passed after it begins', throughAge(15), '2011-01-15', '2027-01-15'],
    ['raised, in time', throughAge(20), '2008-02-02', undefined],
    ['raised, too late for the birthday', throughAge(20), '2007-12-24', '2026-12-24'],
    ['dropped, in time', throughAge(undefined), '2008-01-02', undefined],
  ])('coming rules with the age %s', (_, policy, birthDate, on) => {
    const versions = [first, dated('2026-12-31T23:00:00.000Z', policy)];
    expect(leavesAgeGroup({ birthDate }, paediatrician, versions, now)?.on).toBe(on);
  });

  test('who has home nursing or lives in a care home stays where the rule takes them at any age', () => {
    const { categories } = defaultPolicy.namedDoctor;
    const rule = { ...categories.paediatrician, alsoInHomeNursingOrCareHome: true };
    const namedDoctor = { ...defaultPolicy.namedDoctor, categories: { ...categories, paediatrician: rule } };
    const versions = [dated(first.from, { ...defaultPolicy, namedDoctor })];
    const person = { birthDate: '2000-01-01', inHomeNursingOrCareHome: true };
    expect(leavesAgeGroup(person, paediatrician, versions, now)).toBeUndefined();
  });
});
