import { describe, expect, test } from 'vitest';
import { type DatedPolicy, policyAt } from '#domain/policy.ts';
import { defaultPolicy, namedDoctorPresets } from '#domain/policy-defaults.ts';
import { previewRules } from '#domain/preview-rules.ts';
import { rulesOnDoctor } from '#domain/rules-ahead.ts';
import { capacity, profile, rosterDoctor } from '#support/builders.ts';

const { permissive, vastmanland } = namedDoctorPresets;
const at = new Date('2026-12-31T23:00:00Z');
const other = { category: 'otherSpecialist', employment: 'permanent' } as const;
const geriatrician = { category: 'geriatrician', employment: 'permanent' } as const;

const roster = {
  gpaa: {},
  othr: { facts: other },
  geri: { facts: geriatrician },
  left: { facts: other, leavesOn: '2026-12-31' },
  shut: { facts: other },
};
const doctors = {
  gpaa: { taken: 700 },
  othr: { ...roster.othr, taken: 12 },
  geri: { ...roster.geri, taken: 40 },
  left: { ...roster.left, taken: 3 },
  shut: { ...roster.shut, acceptsNew: false },
};
const list = rosterDoctor('list', { kind: 'placeholderList', name: 'Norberg 1' });
const unit = {
  profile: profile('falun'),
  capacity: capacity('falun', { doctors }),
  doctors: [...Object.entries(roster).map(([id, over]) => rosterDoctor(id, over)), list],
};

describe('what other rules would do', () => {
  test('who gains, whose group changes, how many people they have; others are not told of', () => {
    const told = previewRules([unit], defaultPolicy, permissive, at);
    expect(
      told.map(({ doctorId, effect, listed, before, after }) => [doctorId, effect, listed, before, after]),
    ).toEqual([
      ['othr', 'gains', 12, 'category-not-allowed', 'choosable'],
      ['geri', 'group', 40, 'choosable', 'choosable'],
      ['shut', 'gains', 0, 'category-not-allowed', 'not-accepting'],
    ]);
    expect(told[1]?.agesBefore).toEqual({ from: 65 });
    expect(told[1]?.agesAfter).toBeUndefined();
  });

  test('who loses, with the reason', () => {
    const told = previewRules([unit], { ...defaultPolicy, namedDoctor: permissive }, vastmanland, at);
    expect(
      told.filter(({ effect }) => effect === 'loses').map(({ doctorId, after }) => [doctorId, after]),
    ).toEqual([
      ['othr', 'category-not-allowed'],
      ['shut', 'category-not-allowed'],
    ]);
  });

  test('the same rules touch nobody', () => {
    expect(previewRules([unit], defaultPolicy, vastmanland, at)).toEqual([]);
  });
});

describe('the roster tells ahead', () => {
  const now = new Date('2026-11-22T09:00:00Z');
  const first: DatedPolicy = { from: '2020-01-01T00:00:00.000Z', decisionId: 'first', policy: defaultPolicy };
  const wide: DatedPolicy = {
    from: '2026-12-31T23:00:00.000Z',
    decisionId: 'wide',
    policy: { ...defaultPolicy, namedDoctor: permissive },
  };
  const narrow: DatedPolicy = { ...first, decisionId: 'narrow', from: '2027-05-31T22:00:00.000Z' };
  const locum = { category: 'gpSpecialist', employment: 'locum' } as const;

  test.each([
    [
      'passes now and later',
      { category: 'gpSpecialist', employment: 'permanent' } as const,
      [first, wide],
      {},
    ],
    [
      'will pass',
      other,
      [first, wide, narrow],
      { now: { reason: 'category-not-allowed', version: first }, next: { version: wide } },
    ],
    [
      'never passes, for one reason and then another',
      locum,
      [first, wide],
      { now: { reason: 'employment-not-allowed', version: first } },
    ],
    [
      'will not pass',
      other,
      [{ ...wide, from: first.from }, narrow],
      { next: { reason: 'category-not-allowed', version: narrow } },
    ],
  ])('%s', (_, facts, versions, told) => {
    expect(rulesOnDoctor(facts, versions, now)).toEqual(told);
    expect(policyAt(versions, now)).toBeDefined();
  });
});
