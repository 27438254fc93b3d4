import { describe, expect, it, test } from 'vitest';
import { checkDoctor } from '#domain/admission.ts';
import { leavesAgeGroup } from '#domain/age-group.ts';
import { choosability } from '#domain/choosability.ts';
import { decideChangeRosterEntry, decideEndRosterEntry } from '#domain/decide-roster.ts';
import { projectCareUnit } from '#domain/directory-projection.ts';
import { agesTaken, takesPerson } from '#domain/doctor-eligibility.ts';
import { hasLeft } from '#domain/doctor-proposal.ts';
import type { DoctorFacts } from '#domain/named-doctor-rules.ts';
import { rosterAfter } from '#domain/roster-change.ts';
import { rosterDifferences } from '#domain/roster-differences.ts';
import { findEntry, type RosterEntry, type RosterState } from '#domain/roster-entry.ts';
import { capacity, type DoctorOptions, person, policy, profile } from '#support/builders.ts';
import { faultsOf, planned, rosterOf, wanted } from '#support/roster.ts';

const now = new Date('2026-11-21T12:00:00.000Z');
const tomorrow = '2026-11-22';
const rules = policy().namedDoctor;
const gp: DoctorFacts = { category: 'gpSpecialist', employment: 'permanent' };
const state = rosterOf({ d001: {} });
function entry(of: RosterState = state): RosterEntry {
  const found = findEntry(of, 'd001');
  if (!found) throw new Error('No entry');
  return found;
}
const change = (over: Parameters<typeof wanted>[0], of = state) =>
  decideChangeRosterEntry(of, { entry: entry(of), wanted: wanted(over) }, now);

describe('when patients see a doctor', () => {
  test.each<[string, DoctorOptions, string | undefined, readonly string[]]>([
    ['the same days, unless said', {}, undefined, ['d001']],
    ['shown from today', { visibleFrom: '2026-11-21' }, undefined, ['d001']],
    ['hidden until tomorrow', { visibleFrom: '2026-11-22' }, 'doctor-not-choosable', []],
    ['hidden from tomorrow', { visibleThrough: '2026-11-21' }, 'doctor-not-choosable', ['d001']],
    ['hidden since today', { visibleThrough: '2026-11-20' }, 'doctor-not-choosable', []],
    [
      'shown long before the first day',
      { startsOn: '2027-01-01', visibleFrom: '2026-11-01' },
      'doctor-not-choosable',
      ['d001'],
    ],
    [
      'shown ahead, works from tomorrow',
      { startsOn: tomorrow, visibleFrom: '2026-11-01' },
      undefined,
      ['d001'],
    ],
    [
      'gone, whatever is said',
      { leavesOn: '2026-11-20', visibleThrough: '2027-01-01' },
      'doctor-not-choosable',
      [],
    ],
  ])('%s', (_, options, slug, shown) => {
    const roster = rosterOf({ d001: options });
    expect(checkDoctor(roster.capacity, 'd001', person(), policy(), now, tomorrow)?.slug).toBe(slug);
    const unit = projectCareUnit(profile('falun'), roster.capacity, roster.doctors, policy(), now);
    expect(unit?.doctors.map(({ doctorId }) => doctorId)).toEqual(shown);
  });

  it('one who is shown ahead is shown with the first day, as taking nobody', () => {
    const roster = rosterOf({ d001: { startsOn: '2027-01-01', visibleFrom: '2026-11-01' } });
    const unit = projectCareUnit(profile('falun'), roster.capacity, roster.doctors, policy(), now);
    expect(unit?.doctors[0]).toMatchObject({ startsOn: '2027-01-01', availability: 'notAccepting' });
  });

  it('one who is hidden has not left those who have her or him', () => {
    const hidden = capacity('falun', { doctors: { d001: { visibleThrough: '2026-11-01' } } });
    expect(hasLeft(hidden, 'd001', now)).toBe(false);
    const gone = { leavesOn: '2026-11-20', visibleThrough: '2026-11-01' };
    expect(hasLeft(capacity('falun', { doctors: { d001: gone } }), 'd001', now)).toBe(true);
  });

  it('staff are told why a hidden doctor cannot be chosen', () => {
    const of = entry(rosterOf({ d001: { visibleThrough: '2026-11-20' } }));
    expect(choosability(of, 0, policy(), now)).toBe('not-shown');
  });

  it.each([
    [{ visibleFrom: 'snart' }, 'visibleFrom date-not-valid'],
    [{ visibleThrough: '2025-01-01' }, 'visibleThrough shown-reversed'],
    [{ visibleFrom: '2027-02-01', visibleThrough: '2027-01-01' }, 'visibleThrough shown-reversed'],
  ])('%o cannot be', (over, fault) => {
    expect(faultsOf(change(over))).toEqual([fault]);
  });

  it('nobody is shown after the last day, and an end cuts what was to be shown after it', () => {
    const leaving = rosterOf({ d001: { leavesOn: '2027-06-30' } });
    expect(faultsOf(change({ leavesOn: '2027-06-30', visibleThrough: '2027-07-01' }, leaving))).toEqual([
      'visibleThrough shown-after-end',
    ]);
    const shown = rosterAfter(state, planned(change({ visibleThrough: '2027-07-01' })));
    const ended = decideEndRosterEntry(shown, { entry: entry(shown), lastDay: '2027-01-31' });
    expect(entry(rosterAfter(shown, planned(ended))).doctor).not.toHaveProperty('visibleThrough');
  });
});

describe('whom a doctor takes, within the region’s rule', () => {
  const takes = (facts: Partial<DoctorFacts>, birthDate: string | undefined, inHome = false) =>
    takesPerson(
      { ...gp, ...facts },
      rules,
      { ...(birthDate && { birthDate }), inHomeNursingOrCareHome: inHome },
      '2026-11-21',
    );

  // Ages on 21 November 2026. The default rules: a paediatrician 0–18, a geriatrician from 65 or in home nursing.
  test.each<[string, Partial<DoctorFacts>, string | undefined, boolean, boolean]>([
    ['everyone, unless said', {}, undefined, false, true],
    ['through six: the day before seven', { takesAges: { through: 6 } }, '2019-11-22', false, true],
    ['through six: seven today', { takesAges: { through: 6 } }, '2019-11-21', false, false],
    ['from 18: eighteen today', { takesAges: { from: 18 } }, '2008-11-21', false, true],
    ['a known age is needed', { takesAges: { from: 18 } }, undefined, false, false],
    [
      'never wider than the rule',
      { category: 'paediatrician', takesAges: { through: 25 } },
      '2007-01-01',
      false,
      false,
    ],
    [
      'narrower than the rule',
      { category: 'paediatrician', takesAges: { through: 6 } },
      '2015-01-01',
      false,
      false,
    ],
    ['both rules at once', { category: 'paediatrician', takesAges: { from: 7 } }, '2015-01-01', false, true],
    ['home nursing passes the rule', { category: 'geriatrician' }, '1970-01-01', true, true],
    [
      'and not the own group',
      { category: 'geriatrician', takesAges: { from: 75 } },
      '1970-01-01',
      true,
      false,
    ],
    [
      'home nursing within the own group',
      { category: 'geriatrician', takesAges: { from: 50 } },
      '1970-01-01',
      true,
      true,
    ],
  ])('%s', (_, facts, birthDate, inHome, taken) => {
    expect(takes(facts, birthDate, inHome)).toBe(taken);
  });

  it.each([
    [gp, undefined],
    [{ ...gp, takesAges: { through: 6 } }, { through: 6 }],
    [
      { category: 'paediatrician', takesAges: { from: 7, through: 30 } },
      { from: 7, through: 18 },
    ],
    [{ category: 'geriatrician', takesAges: { from: 20 } }, { from: 65 }],
  ] as const)('%o takes %o', (facts, ages) => {
    expect(agesTaken(facts, rules)).toEqual(ages);
  });

  it('is told to patients, and kept with its history', () => {
    const after = rosterAfter(state, planned(change({ takesAges: { from: 0, through: 6 } })));
    const unit = projectCareUnit(profile('falun'), after.capacity, after.doctors, policy(), now);
    expect(unit?.doctors[0]?.takesAges).toEqual({ from: 0, through: 6 });
    expect(rosterDifferences(entry(), entry(after))).toContainEqual({ field: 'takesAges', after: '0-6' });
    expect(after.capacity.rev).toBe(state.capacity.rev + 1);
  });

  it('a group outside the rule takes nobody: staff are told, patients see no ages', () => {
    const facts: DoctorFacts = {
      category: 'paediatrician',
      employment: 'permanent',
      takesAges: { from: 40 },
    };
    const roster = rosterOf({ d001: { facts } });
    expect(choosability(entry(roster), 0, policy(), now)).toBe('takes-nobody');
    const [shown] =
      projectCareUnit(profile('falun'), roster.capacity, roster.doctors, policy(), now)?.doctors ?? [];
    expect(shown?.availability).toBe('notAccepting');
    expect(shown).not.toHaveProperty('takesAges');
  });

  it('whoever will grow out of it is told ahead, and keeps the doctor', () => {
    const versions = [{ from: '2022-06-30T22:00:00.000Z', decisionId: 'first', policy: policy() }];
    const own: DoctorFacts = { ...gp, takesAges: { through: 6 } };
    const told = leavesAgeGroup({ birthDate: '2019-12-01' }, own, versions, now);
    expect(told).toEqual({ on: '2026-12-01', throughAge: 6, passed: false });
    expect(leavesAgeGroup({ birthDate: '2019-12-01' }, gp, versions, now)).toBeUndefined();
  });

  it.each([
    [{ from: -1 }, 'agesFrom age-out-of-range'],
    [{ through: 121 }, 'agesThrough age-out-of-range'],
    [{ from: 12, through: 6 }, 'agesThrough ages-reversed'],
  ])('%o cannot be', (takesAges, fault) => {
    expect(faultsOf(change({ takesAges }))).toEqual([fault]);
  });
});
