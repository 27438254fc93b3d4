import { describe, expect, test } from 'vitest';
import { capAt, ceilingAt, checkDoctor, checkListable, checkPlace } from '#domain/admission.ts';
import { capacity, gpSpecialist, person, policy } from '#support/builders.ts';

const now = new Date('2026-11-21T12:00:00+01:00');

describe('dated limits, by the clock', () => {
  const caps = [
    { from: '2026-12-01T00:00:00.000Z', value: 90 },
    { from: '2026-06-01T00:00:00.000Z', value: 100 },
    { from: '2027-01-01T00:00:00.000Z', value: null },
  ];

  test.each<[string, number | null, string]>([
    ['2026-05-31T23:59:59.999Z', null, 'before the first decision: no cap'],
    ['2026-06-01T00:00:00.000Z', 100, 'at its first instant'],
    ['2026-11-30T23:59:59.999Z', 100, 'until the next one'],
    ['2026-12-01T00:00:00.000Z', 90, 'the next one, whatever the order of the list'],
    ['2027-01-01T00:00:00.000Z', null, 'a decision that lifts the cap'],
  ])('%s: %s (%s)', (at, value) => {
    expect(capAt({ caps }, new Date(at))).toBe(value);
    expect(ceilingAt({ ceilings: caps }, new Date(at))).toBe(value);
  });
});

describe('a place at the unit (HSL 7 kap. 3 c §)', () => {
  const full = { slug: 'care-unit-full', careUnitId: 'falun' };
  test.each([
    ['under the cap', { cap: 100, taken: 99 }, undefined],
    ['at the cap', { cap: 100, taken: 100 }, full],
    ['above a cap that was lowered', { cap: 100, taken: 140 }, full],
    ['a cap of none', { cap: 0, taken: 0 }, full],
    ['no cap', { taken: 90_000 }, undefined],
    ['a free place, but people wait (trust I6)', { cap: 100, taken: 50, waiting: 1 }, full],
  ])('%s', (_, options, refusal) => {
    expect(checkPlace(capacity('falun', options), now)).toEqual(refusal);
  });
});

describe('own-run or under contract on the day of effect (HSL 7 kap. 3 a §)', () => {
  const refused = { slug: 'care-unit-not-listable', careUnitId: 'falun' };
  test.each([
    ['from its first day', { from: '2026-11-22' }, undefined],
    ['not the day before', { from: '2026-11-23' }, refused],
    ['through its last day', { through: '2026-11-22' }, undefined],
    ['not when the contract ends tonight', { through: '2026-11-21' }, refused],
  ])('%s', (_, basis, refusal) => {
    expect(checkListable(capacity('falun', { basis }), '2026-11-22')).toEqual(refusal);
  });
});

describe('a named doctor at the unit (patientlagen 6 kap. 3 §)', () => {
  const check = (doctor: Parameters<typeof capacity>[1], birthDate?: string, on = '2026-11-22') =>
    checkDoctor(capacity('falun', doctor), 'ek01', person({ birthDate }), policy(), now, on)?.slug;
  const doctor = (options: object) => ({ doctors: { ek01: options } });

  test.each([
    ['without a ceiling', doctor({ taken: 9_000 }), undefined],
    ['under the ceiling', doctor({ taken: 9, ceiling: 10 }), undefined],
    ['at the ceiling', doctor({ taken: 10, ceiling: 10 }), 'doctor-full'],
    ['not on the roster', {}, 'doctor-not-choosable'],
    ['not accepting new people', doctor({ acceptsNew: false }), 'doctor-not-choosable'],
    ['not started yet', doctor({ startsOn: '2026-11-22' }), 'doctor-not-choosable'],
    ['last day before the choice takes effect', doctor({ leavesOn: '2026-11-21' }), 'doctor-not-choosable'],
    ['last day when it takes effect', doctor({ leavesOn: '2026-11-22' }), undefined],
    [
      'not passing the region’s rule',
      doctor({ facts: { ...gpSpecialist, employment: 'locum' } }),
      'doctor-not-choosable',
    ],
    ['a placeholder list is nobody', doctor({ kind: 'placeholderList' }), 'doctor-not-choosable'],
  ])('%s', (_, options, slug) => {
    expect(check(options)).toBe(slug);
  });

  test('ids that are names of everything are not doctors', () => {
    const refusal = checkDoctor(capacity('falun'), 'constructor', person(), policy(), now);
    expect(refusal).toEqual({ slug: 'doctor-not-choosable', doctorId: 'constructor' });
  });

  test('age is judged on the day of effect: 19 tomorrow is too old for a paediatrician from tomorrow', () => {
    const paediatrician = doctor({ facts: { category: 'paediatrician', employment: 'permanent' } });
    expect(check(paediatrician, '2007-11-22', '2026-11-21')).toBeUndefined();
    expect(check(paediatrician, '2007-11-22', '2026-11-22')).toBe('doctor-takes-others');
    expect(check(paediatrician, '2007-11-23', '2026-11-22')).toBeUndefined();
  });

  test('one who takes others is told so, also when full', () => {
    const paediatrician = { category: 'paediatrician', employment: 'permanent' } as const;
    expect(check(doctor({ facts: paediatrician, taken: 10, ceiling: 10 }), '1990-01-01')).toBe(
      'doctor-takes-others',
    );
  });
});
