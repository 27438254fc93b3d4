import { describe, expect, it } from 'vitest';
import { decideChangeRosterEntry } from '#domain/decide-roster.ts';
import { projectCareUnit } from '#domain/directory-projection.ts';
import { rosterAfter } from '#domain/roster-change.ts';
import { rosterDifferences } from '#domain/roster-differences.ts';
import { findEntry, type RosterEntry } from '#domain/roster-entry.ts';
import { isSpeciality, specialities, specialityCodes } from '#domain/specialities.ts';
import { policy, profile } from '#support/builders.ts';
import { faultsOf, planned, rosterOf, wanted } from '#support/roster.ts';

const now = new Date('2026-11-21T12:00:00.000Z');
const state = rosterOf({ d001: {} });
function entry(of = state): RosterEntry {
  const found = findEntry(of, 'd001');
  if (!found) throw new Error('No entry');
  return found;
}
const change = (over: Parameters<typeof wanted>[0]) =>
  decideChangeRosterEntry(state, { entry: entry(), wanted: wanted(over) }, now);

describe('speciality, year of training and whom a doctor takes', () => {
  it('the list is closed, each with a name in both languages', () => {
    expect(specialityCodes.length).toBe(45);
    expect(isSpeciality('allmänmedicin')).toBe(false);
    expect(new Set(Object.values(specialities).map(({ sv }) => sv)).size).toBe(45);
  });

  it.each([
    ['speciality', { speciality: 'magic' }, 'speciality speciality-unknown'],
    ['year', { category: 'doctorInTraining', trainingYear: 8 }, 'trainingYear training-year-unknown'],
    ['note', { takesNote: 'x'.repeat(121) }, 'takesNote note-too-long'],
    ['number in the note', { takesNote: 'Ring 070-123 45 67' }, 'takesNote list-name-has-number'],
  ] as const)('a %s that cannot be is told at its field', (_, over, fault) => {
    expect(faultsOf(change(over))).toEqual([fault]);
  });

  it('are kept, and the history names them', () => {
    const over = {
      category: 'doctorInTraining' as const,
      speciality: 'generalMedicine',
      trainingYear: 3,
      takesNote: ' Tar  boende på Solgården ',
    };
    const after = entry(rosterAfter(state, planned(change(over))));
    expect(after.doctor).toMatchObject({ speciality: 'generalMedicine', trainingYear: 3 });
    expect(after.doctor.takesNote).toBe('Tar boende på Solgården');
    const fields = rosterDifferences(entry(), after).map(({ field }) => field);
    expect(fields).toEqual(expect.arrayContaining(['speciality', 'trainingYear', 'takesNote']));
  });

  it('a specialist is in no year of training', () => {
    const after = rosterAfter(state, planned(change({ trainingYear: 3 })));
    expect(entry(after).doctor.trainingYear).toBeUndefined();
  });

  it.each([
    ['gpSpecialist', undefined],
    ['otherSpecialist', { sv: 'kardiologi', en: 'cardiology' }],
  ] as const)(
    'patients are told the speciality of %s where the category does not say it',
    (category, told) => {
      const rules = policy();
      const { namedDoctor } = rules;
      const allowed = { allowed: true, employments: ['permanent'] as const };
      const permissive = {
        ...rules,
        namedDoctor: {
          ...namedDoctor,
          categories: { ...namedDoctor.categories, [category]: allowed },
        },
      };
      const after = rosterAfter(
        state,
        planned(change({ category, speciality: 'cardiology', takesNote: 'Tar barn' })),
      );
      const unit = projectCareUnit(profile('falun'), after.capacity, after.doctors, permissive, now);
      expect(unit?.doctors[0]).toMatchObject({ takesNote: 'Tar barn' });
      expect(unit?.doctors[0]?.speciality).toEqual(told);
      expect(unit?.doctors[0]).not.toHaveProperty('trainingYear');
    },
  );
});
