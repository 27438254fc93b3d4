import { describe, expect, expectTypeOf, test } from 'vitest';
import { type DirectoryCareUnit, directoryCareUnit } from '#contract/directory-schemas.ts';
import { type PublicCareUnit, projectCareUnit, publicAvailability } from '#domain/directory-projection.ts';
import type { RosterDoctor } from '#domain/roster.ts';
import { capacity, gpSpecialist, policy, profile, rosterDoctor } from '#support/builders.ts';

const now = new Date('2026-11-21T12:00:00+01:00');
const project = (
  doctors: readonly RosterDoctor[],
  options: Parameters<typeof capacity>[1] = {},
  overrides: Parameters<typeof profile>[1] = {},
) => projectCareUnit(profile('falun', overrides), capacity('falun', options), doctors, policy(), now);

describe('four public states, never a number (trust I11)', () => {
  test.each([
    ['no limit', { taken: 9_000, limit: null }, true, 'open'],
    ['26 free', { taken: 74, limit: 100 }, true, 'open'],
    ['25 free', { taken: 75, limit: 100 }, true, 'fewPlaces'],
    ['1 free', { taken: 99, limit: 100 }, true, 'fewPlaces'],
    ['none free', { taken: 100, limit: 100 }, true, 'full'],
    ['more than a lowered limit', { taken: 140, limit: 100 }, true, 'full'],
    ['not accepting, though free', { taken: 0, limit: 100 }, false, 'notAccepting'],
    ['not known: not free', undefined, true, 'unknown'],
  ] as const)('%s', (_, places, accepts, state) => {
    expect(publicAvailability(places, 25, accepts)).toBe(state);
  });
});

describe('a care unit in the directory', () => {
  test('is what the contract says, and no more', () => {
    expectTypeOf<PublicCareUnit>().toExtend<DirectoryCareUnit>();
    const unit = project(
      [
        rosterDoctor('ek01', {
          supervisorName: 'Bo Ek',
          absences: [{ from: '2026-12-01', through: '2026-12-31' }],
          leavesOn: '2027-06-30',
        }),
      ],
      { cap: 100, taken: 99, doctors: { ek01: { taken: 1, ceiling: 100 } } },
      { capDecisions: [{ from: '2026-06-01', through: '2026-12-31', decisionNumber: 'RD26/01' }] },
    );
    expect(directoryCareUnit.strict().parse(unit)).toEqual(unit);
    expect(unit).toMatchObject({
      availability: 'fewPlaces',
      cap: { from: '2026-06-01', through: '2026-12-31', decisionNumber: 'RD26/01' },
    });
    expect(JSON.stringify(unit)).not.toMatch(/taken|99|DEMO/);
  });

  test.each([
    ['from today', { from: '2026-11-21' }, 'open'],
    ['from tomorrow, when a choice made now takes effect', { from: '2026-11-22' }, 'open'],
    ['from the day after', { from: '2026-11-23' }, undefined],
    ['the contract ends tonight: told, not chosen', { through: '2026-11-21' }, 'notAccepting'],
    ['the contract ended yesterday', { through: '2026-11-20' }, undefined],
  ])('%s (HSL 7 kap. 3 a §)', (_, basis, availability) => {
    expect(project([], { basis })?.availability).toBe(availability);
  });

  test('a decision on a cap is told with whom it lets past, but for priority that the region does not allow', () => {
    const capDecisions = [{ from: '2026-06-01', decisionNumber: 'RD26/01' }];
    const told = project(
      [],
      { cap: 100, taken: 100, exemptions: ['newborn', 'medicalPriority'] },
      { capDecisions },
    );
    expect(told?.cap).toEqual({ ...capDecisions[0], exemptions: ['newborn'] });
  });

  test('a decision on a cap is told in its period', () => {
    const told = (from: string, through?: string) =>
      project([], {}, { capDecisions: [{ from, decisionNumber: 'RD26/01', ...(through && { through }) }] })
        ?.cap;
    expect(told('2026-11-21')).toBeDefined();
    expect(told('2026-01-01', '2026-11-21')).toBeDefined();
    expect(told('2026-11-22')).toBeUndefined();
    expect(told('2026-01-01', '2026-11-20')).toBeUndefined();
  });

  test('people who wait make it full', () => {
    expect(project([], { cap: 100, taken: 1, waiting: 1 })?.availability).toBe('full');
  });

  test('the cap is that of the clock', () => {
    const caps = [{ from: '2026-11-21T11:00:00.000Z', value: 10 }];
    const at = (instant: string) =>
      projectCareUnit(
        profile('falun'),
        capacity('falun', { caps, taken: 10 }),
        [],
        policy(),
        new Date(instant),
      )?.availability;
    expect(at('2026-11-21T10:59:59.999Z')).toBe('open');
    expect(at('2026-11-21T11:00:00.000Z')).toBe('full');
  });

  test('without a capacity nothing is known, and nothing is called free', () => {
    const unit = projectCareUnit(profile('falun'), undefined, [rosterDoctor('ek01')], policy(), now);
    expect(unit?.availability).toBe('unknown');
    expect(unit?.doctors[0]?.availability).toBe('unknown');
  });

  test('own-run and private units differ in nothing but what they are (LOV: equal treatment)', () => {
    const own = project([rosterDoctor('ek01')], { doctors: { ek01: {} } });
    const run = project([rosterDoctor('ek01')], { doctors: { ek01: {} } }, { runBy: 'private' });
    expect({ ...run, runBy: 'region' }).toEqual(own);
  });
});

describe('the doctors of a unit', () => {
  const shown = (roster: readonly RosterDoctor[]) =>
    project(roster, { doctors: Object.fromEntries(roster.map((one) => [one.doctorId, one])) })?.doctors ?? [];

  test.each([
    ['one who passes the rule', {}, ['ek01']],
    ['one who does not (rules 2.5)', { facts: { ...gpSpecialist, employment: 'locum' as const } }, []],
    ['a placeholder list is never shown', { kind: 'placeholderList' as const }, []],
    ['one who left yesterday', { leavesOn: '2026-11-20' }, []],
    ['one who has not started', { startsOn: '2026-11-22' }, []],
    ['one who leaves today', { leavesOn: '2026-11-21' }, ['ek01']],
  ])('%s', (_, overrides, ids) => {
    expect(shown([rosterDoctor('ek01', overrides)]).map(({ doctorId }) => doctorId)).toEqual(ids);
  });

  test('stand in the order of their names, and of nothing else', () => {
    const roster = ['Örn', 'Ahl', 'Zorn', 'Åberg'].map((name, index) =>
      rosterDoctor(`doc${index}`, { name, share: 25 * (index + 1) }),
    );
    expect(shown(roster).map(({ name }) => name)).toEqual(['Ahl', 'Zorn', 'Åberg', 'Örn']);
  });

  test.each([
    ['no ceiling', {}, 'open'],
    ['ten free', { taken: 0, ceiling: 10 }, 'fewPlaces'],
    ['full', { taken: 10, ceiling: 10 }, 'full'],
    ['not accepting', { acceptsNew: false }, 'notAccepting'],
    ['leaves before a choice made now would take effect', { leavesOn: '2026-11-21' }, 'notAccepting'],
  ])('%s', (_, options, availability) => {
    const roster = [rosterDoctor('ek01', 'leavesOn' in options ? { leavesOn: options.leavesOn } : {})];
    expect(project(roster, { doctors: { ek01: options } })?.doctors[0]?.availability).toBe(availability);
  });

  test('say whom they take, and who stands by a doctor in training', () => {
    const [paediatrician, training] = shown([
      rosterDoctor('ek01', { name: 'A', facts: { category: 'paediatrician', employment: 'permanent' } }),
      rosterDoctor('ek02', {
        name: 'B',
        facts: {
          category: 'doctorInTraining',
          employment: 'permanent',
          hasSupervisor: true,
          hasAbsencePlan: true,
        },
        supervisorName: 'A',
      }),
    ]);
    expect(paediatrician?.takesAges).toEqual({ from: 0, through: 18 });
    expect(training).toMatchObject({ supervisorName: 'A', category: 'doctorInTraining' });
    expect(training?.takesAges).toBeUndefined();
  });
});

describe('an absence: until when and who covers, never why', () => {
  const absence = (from: string, through: string, coveredByDoctorId?: string) => {
    const roster = [
      rosterDoctor('ek01', {
        name: 'A',
        absences: [{ from, through, ...(coveredByDoctorId && { coveredByDoctorId }) }],
      }),
      rosterDoctor('ek02', { name: 'Bo Berg' }),
      rosterDoctor('list1', { name: 'Lista 1', kind: 'placeholderList' }),
    ];
    return project(roster, { doctors: { ek01: {}, ek02: {} } })?.doctors[0]?.absence;
  };

  test.each([
    ['going on', '2026-11-01', '2026-11-30', true],
    ['its last day', '2026-11-01', '2026-11-21', true],
    ['over', '2026-11-01', '2026-11-20', false],
    ['in 60 days', '2027-01-20', '2027-02-01', true],
    ['in 61 days', '2027-01-21', '2027-02-01', false],
  ])('%s', (_, from, through, isShown) => {
    expect(absence(from, through)).toEqual(isShown ? { from, through } : undefined);
  });

  test('who covers is a colleague, never a placeholder list', () => {
    expect(absence('2026-11-01', '2026-11-30', 'ek02')).toMatchObject({ coveredBy: 'Bo Berg' });
    expect(absence('2026-11-01', '2026-11-30', 'list1')).not.toHaveProperty('coveredBy');
  });

  test('the nearest of several', () => {
    const absences = [
      { from: '2026-12-20', through: '2027-01-06' },
      { from: '2026-10-01', through: '2026-10-05' },
      { from: '2026-12-01', through: '2026-12-02' },
    ];
    expect(shownAbsence(absences)).toEqual({ from: '2026-12-01', through: '2026-12-02' });
  });

  const shownAbsence = (absences: RosterDoctor['absences']) =>
    project([rosterDoctor('ek01', { absences })], { doctors: { ek01: {} } })?.doctors[0]?.absence;
});
