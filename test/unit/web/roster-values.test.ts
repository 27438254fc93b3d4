import { describe, expect, it } from 'vitest';
import { manyBody, readMany } from '../../../web/src/staff/roster/roster-many.ts';
import { newValues, readValues, wantedOf } from '../../../web/src/staff/roster/roster-values.ts';

const formOf = (fields: readonly (readonly [string, string])[]) => {
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  return form;
};

describe('the form of an entry', () => {
  it('is read as it was typed, and sent as the contract says', () => {
    const values = readValues(
      formOf([
        ['kind', 'doctor'],
        ['name', ' Maja Lind '],
        ['category', 'doctorInTraining'],
        ['employment', 'permanent'],
        ['share', '80'],
        ['languages', 'sv'],
        ['languages', 'fi'],
        ['supervisorName', 'Bo Ek'],
        ['hasAbsencePlan', 'yes'],
        ['absenceFrom', '2026-12-01'],
        ['absenceThrough', '2026-12-05'],
        ['absenceCover', 'anna1234'],
        ['absenceFrom', ''],
        ['absenceThrough', ''],
        ['absenceCover', ''],
        ['startsOn', '2026-01-01'],
        ['leavesOn', ''],
        ['acceptsNew', 'yes'],
        ['ceiling', '1 100'],
        ['ceilingFrom', '2026-12-01'],
      ]),
    );
    expect(wantedOf(values)).toEqual({
      kind: 'doctor',
      name: 'Maja Lind',
      category: 'doctorInTraining',
      employment: 'permanent',
      share: 80,
      languages: ['sv', 'fi'],
      supervisorName: 'Bo Ek',
      hasAbsencePlan: true,
      equivalenceDecided: false,
      hasLongContract: false,
      absences: [{ from: '2026-12-01', through: '2026-12-05', coveredByDoctorId: 'anna1234' }],
      startsOn: '2026-01-01',
      acceptsNew: true,
      ceiling: { value: 1_100, from: '2026-12-01' },
    });
  });

  it.each([
    ['', { value: null, from: '2026-11-21' }],
    ['12,5', { value: -1, from: '2026-11-21' }],
    ['många', { value: -1, from: '2026-11-21' }],
  ])('a ceiling of "%s"', (ceiling, sent) => {
    expect(wantedOf({ ...newValues('doctor', '2026-11-21'), ceiling }).ceiling).toEqual(sent);
  });

  it('of a list sends no ceiling', () => {
    expect(wantedOf(newValues('placeholderList', '2026-11-21'))).not.toHaveProperty('ceiling');
  });
});

it('many: what is not asked for is not sent', () => {
  const chosen = [
    ['rev', '7'],
    ['doctorIds', 'anna1234'],
    ['doctorIds', '../etc'],
    ['ceiling', '9'],
    ['ceilingFrom', '2026-12-01'],
  ] as const;
  expect(manyBody(readMany(formOf([...chosen, ['acceptsNew', 'keep']])))).toEqual({
    rev: 7,
    doctorIds: ['anna1234'],
  });
  expect(manyBody(readMany(formOf([...chosen, ['acceptsNew', 'no'], ['setCeiling', 'yes']])))).toEqual({
    rev: 7,
    doctorIds: ['anna1234'],
    acceptsNew: false,
    ceiling: { value: 9, from: '2026-12-01' },
  });
});
