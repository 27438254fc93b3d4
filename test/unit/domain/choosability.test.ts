import { describe, expect, it } from 'vitest';
import { type Choosability, choosability } from '#domain/choosability.ts';
import type { DoctorFacts } from '#domain/named-doctor-rules.ts';
import { defaultPolicy, namedDoctorPresets } from '#domain/policy-defaults.ts';
import { rosterDifferences } from '#domain/roster-differences.ts';
import { findEntry, type RosterEntry, restoreCeilings, withCeiling } from '#domain/roster-entry.ts';
import type { DoctorOptions } from '#support/builders.ts';
import { rosterOf } from '#support/roster.ts';

const now = new Date('2026-11-21T12:00:00Z');
const entryOf = (doctor: DoctorOptions): RosterEntry => {
  const entry = findEntry(rosterOf({ anna: doctor }), 'anna');
  if (!entry) throw new Error('Not on the roster');
  return entry;
};
const permanent = (category: DoctorFacts['category'], also: Partial<DoctorFacts> = {}): DoctorFacts => ({
  category,
  employment: 'permanent',
  ...also,
});

describe('whether patients can choose', () => {
  it.each<[string, DoctorOptions, number, Choosability]>([
    ['a specialist', {}, 0, 'choosable'],
    ['a list', { kind: 'placeholderList' }, 0, 'placeholder-list'],
    ['today is the last day', { leavesOn: '2026-11-21' }, 0, 'choosable'],
    ['yesterday was', { leavesOn: '2026-11-20' }, 0, 'has-left'],
    ['begins tomorrow', { startsOn: '2026-11-22' }, 0, 'not-begun'],
    ['takes nobody new', { acceptsNew: false }, 0, 'not-accepting'],
    ['one place left', { ceiling: 5 }, 4, 'choosable'],
    ['at the ceiling', { ceiling: 5 }, 5, 'full'],
    ['over a lowered ceiling', { ceiling: 5 }, 9, 'full'],
    ['a locum', { facts: { category: 'gpSpecialist', employment: 'locum' } }, 0, 'employment-not-allowed'],
    ['any licensed doctor', { facts: permanent('licensedDoctor') }, 0, 'category-not-allowed'],
    ['ST without supervisor', { facts: permanent('doctorInTraining') }, 0, 'supervisor-missing'],
    [
      'ST without a plan',
      { facts: permanent('doctorInTraining', { hasSupervisor: true }) },
      0,
      'absence-plan-missing',
    ],
    ['equivalent, not decided', { facts: permanent('equivalentCompetence') }, 0, 'equivalence-not-decided'],
    ['full and takes nobody', { ceiling: 5, acceptsNew: false }, 5, 'not-accepting'],
    ['has left, and full', { ceiling: 5, leavesOn: '2026-11-20' }, 5, 'has-left'],
  ])('%s', (_what, doctor, taken, said) => {
    expect(choosability(entryOf(doctor), taken, defaultPolicy, now)).toBe(said);
  });

  it('follows the region’s policy: a locum with a short contract under the permissive rule', () => {
    const policy = { ...defaultPolicy, namedDoctor: namedDoctorPresets.permissive };
    const locum = { category: 'licensedDoctor', employment: 'locum' } as const;
    expect(choosability(entryOf({ facts: locum }), 0, policy, now)).toBe('locum-contract-too-short');
    const long = entryOf({ facts: { ...locum, hasLongContract: true } });
    expect(choosability(long, 0, policy, now)).toBe('choosable');
  });
});

describe('dated ceilings', () => {
  const old = { from: '2020-01-01T00:00:00.000Z', value: 10 };
  const lapsed = { from: '2019-01-01T00:00:00.000Z', value: 3 };
  const later = { from: '2027-01-01T00:00:00.000Z', value: 20 };
  it('keep what is in force, drop what is past, replace what would come after', () => {
    const next = { from: '2026-12-01T00:00:00.000Z', value: 15 };
    expect(withCeiling([lapsed, old, later], next, now)).toEqual([old, next]);
  });
  it('stay the same where nothing new is said', () => {
    expect(withCeiling([old], { from: '2026-12-01T00:00:00.000Z', value: 10 }, now)).toEqual([old]);
    expect(withCeiling([], { from: now.toISOString(), value: null }, now)).toEqual([]);
  });
  it('move a coming one to another day', () => {
    const moved = { ...later, from: '2027-02-01T00:00:00.000Z' };
    expect(withCeiling([old, later], moved, now)).toEqual([old, moved]);
    const more = { ...moved, value: 30 };
    expect(withCeiling([old, later], more, now)).toEqual([old, later, more]);
  });
  it('come back from now on: what applied meanwhile did apply', () => {
    const meanwhile = { from: '2026-11-21T11:00:00.000Z', value: 2 };
    expect(restoreCeilings([old, later], [old, meanwhile], now)).toEqual([
      meanwhile,
      { from: now.toISOString(), value: 10 },
      later,
    ]);
    expect(restoreCeilings([], [meanwhile], now)).toEqual([
      meanwhile,
      { from: now.toISOString(), value: null },
    ]);
    expect(restoreCeilings([old], [old, later], now)).toEqual([old]);
  });
});

describe('differences', () => {
  it('tell each field that differs, and nothing else', () => {
    const absences = [{ from: '2026-12-01', through: '2026-12-05', coveredByDoctorId: 'bert' }];
    expect(rosterDifferences(entryOf({ ceiling: 5 }), entryOf({ absences, acceptsNew: false }))).toEqual([
      { field: 'absences', after: '2026-12-01/2026-12-05/bert' },
      { field: 'acceptsNew', before: 'yes', after: 'no' },
      { field: 'ceiling', before: '5 2020-01-01T00:00:00.000Z' },
    ]);
    expect(rosterDifferences(entryOf({}), entryOf({}))).toEqual([]);
  });
  it('of a list tell its name and dates alone', () => {
    const fields = rosterDifferences(undefined, entryOf({ kind: 'placeholderList' })).map(
      ({ field }) => field,
    );
    expect(fields).toEqual(['name', 'startsOn']);
  });
});
