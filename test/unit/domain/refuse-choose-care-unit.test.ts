import { describe, expect, test } from 'vitest';
import { capacity, changesAt, current, person } from '#support/builders.ts';
import { decide, type Given, midnight, pendingAt, refusal } from './choosing.ts';

describe('refusals, each with what the person needs to know', () => {
  const used = changesAt('2025-12-01T10:00:00Z', '2026-03-01T10:00:00Z');
  const doctor = { kind: 'doctor', doctorId: 'ek01' } as const;
  const cases: readonly (readonly [string, Given, object])[] = [
    [
      'guardian-chooses: under 13',
      { command: { person: person({ birthDate: '2014-01-01' }) } },
      { slug: 'guardian-chooses' },
    ],
    [
      'guardian-confirms: 13 to 15',
      { command: { person: person({ birthDate: '2012-01-01' }) } },
      { slug: 'guardian-confirms' },
    ],
    [
      'conditions-changed: others were told',
      { command: { conditionsVersion: '2026-10' } },
      { slug: 'conditions-changed', currentVersion: '2026-11' },
    ],
    [
      'already-listed-here: current (HSL 7 kap. 3 a §, one listing)',
      { listing: { current: current('falun') } },
      { slug: 'already-listed-here', careUnitId: 'falun' },
    ],
    [
      'already-listed-here: current, while another waits (cancel that instead)',
      { listing: { current: current('falun'), pending: pendingAt('mora', true) } },
      { slug: 'already-listed-here', careUnitId: 'falun' },
    ],
    [
      'already-listed-here: waiting for midnight',
      { listing: { pending: pendingAt('falun', false) } },
      { slug: 'already-listed-here', careUnitId: 'falun' },
    ],
    [
      'care-unit-not-listable: there is no such unit',
      { unit: undefined },
      { slug: 'care-unit-not-listable', careUnitId: 'falun' },
    ],
    [
      'care-unit-not-listable: the contract ends tonight (HSL 7 kap. 3 a §)',
      { unit: capacity('falun', { basis: { through: '2026-11-21' } }) },
      { slug: 'care-unit-not-listable', careUnitId: 'falun' },
    ],
    [
      'rechoice-limit-reached: two changes (HSL 7 kap. 3 a §)',
      { listing: { current: current('mora'), changes: used } },
      { slug: 'rechoice-limit-reached', nextAllowedOn: '2026-12-01' },
    ],
    [
      'care-unit-full: the cap (HSL 7 kap. 3 c §)',
      { unit: capacity('falun', { cap: 100, taken: 100 }) },
      { slug: 'care-unit-full', careUnitId: 'falun' },
    ],
    [
      'care-unit-full: people wait',
      { unit: capacity('falun', { cap: 100, taken: 1, waiting: 3 }) },
      { slug: 'care-unit-full', careUnitId: 'falun' },
    ],
    [
      'doctor-not-choosable',
      { command: { namedDoctor: doctor } },
      { slug: 'doctor-not-choosable', doctorId: 'ek01' },
    ],
    [
      'doctor-takes-others: a paediatrician',
      {
        unit: capacity('falun', {
          doctors: { ek01: { facts: { category: 'paediatrician', employment: 'permanent' } } },
        }),
        command: { namedDoctor: doctor },
      },
      { slug: 'doctor-takes-others', doctorId: 'ek01' },
    ],
    [
      'doctor-full: the ceiling',
      {
        unit: capacity('falun', { doctors: { ek01: { taken: 5, ceiling: 5 } } }),
        command: { namedDoctor: doctor },
      },
      { slug: 'doctor-full', doctorId: 'ek01' },
    ],
  ];

  test.each(cases)('%s', (_, given, expected) => {
    expect(refusal(given)).toEqual(expected);
  });

  test('the order: what is nearest to the person first, what staff or others can change last', () => {
    const everything: Given = {
      listing: { current: current('falun'), changes: used },
      unit: capacity('falun', { cap: 1, taken: 1, basis: { through: '2026-11-21' } }),
      command: { person: person({ birthDate: '2014-01-01' }), conditionsVersion: 'old', namedDoctor: doctor },
    };
    const adult = { ...everything.command, person: person() };
    const told = { ...adult, conditionsVersion: '2026-11' };
    const elsewhere = { current: current('mora'), changes: used };
    const listable = capacity('falun', { cap: 1, taken: 1 });
    const steps: readonly Given[] = [
      everything,
      { ...everything, command: adult },
      { ...everything, command: told },
      { ...everything, command: told, listing: elsewhere },
      { ...everything, command: told, listing: elsewhere, unit: listable },
      { ...everything, command: told, listing: { current: current('mora') }, unit: listable },
      { ...everything, command: told, listing: { current: current('mora') }, unit: capacity('falun') },
    ];
    expect(steps.map((step) => refusal(step)?.slug)).toEqual([
      'guardian-chooses',
      'conditions-changed',
      'already-listed-here',
      'care-unit-not-listable',
      'rechoice-limit-reached',
      'care-unit-full',
      'doctor-not-choosable',
    ]);
  });

  test('a doctor is judged on the day the choice takes effect: 19 tomorrow is too old for a paediatrician', () => {
    const paediatrician = { category: 'paediatrician', employment: 'permanent' } as const;
    const unit = capacity('falun', {
      doctors: { ek01: { facts: paediatrician }, ek02: { leavesOn: '2026-11-21' } },
    });
    const choose = (doctorId: string, birthDate: string) =>
      refusal({ unit, command: { namedDoctor: { kind: 'doctor', doctorId }, person: person({ birthDate }) } })
        ?.slug;
    expect(choose('ek01', '2007-11-22')).toBe('doctor-takes-others');
    expect(choose('ek01', '2007-11-23')).toBeUndefined();
    expect(choose('ek02', '1990-01-01')).toBe('doctor-not-choosable');
  });

  test('a due choice is settled first: deciding on it is a fault', () => {
    expect(() => decide({ listing: { pending: pendingAt('mora', true) }, now: new Date(midnight) })).toThrow(
      'settled',
    );
  });
});
