import { describe, expect, test } from 'vitest';
import { notEligible, takesPerson } from '#domain/doctor-eligibility.ts';
import type { DoctorFacts } from '#domain/named-doctor-rules.ts';
import { namedDoctorPresets } from '#domain/policy-defaults.ts';

const { vastmanland, permissive } = namedDoctorPresets;
const passes = undefined;

const cases: readonly (readonly [string, DoctorFacts, string | undefined, string | undefined])[] = [
  [
    'specialist in general practice (21 of 21 regions)',
    { category: 'gpSpecialist', employment: 'permanent' },
    passes,
    passes,
  ],
  [
    'specialist employed for a time',
    { category: 'gpSpecialist', employment: 'fixedTerm' },
    'employment-not-allowed',
    passes,
  ],
  [
    'locum',
    { category: 'gpSpecialist', employment: 'locum' },
    'employment-not-allowed',
    'locum-contract-too-short',
  ],
  [
    'locum with a long contract (4 of 21 regions)',
    { category: 'gpSpecialist', employment: 'locum', hasLongContract: true },
    'employment-not-allowed',
    passes,
  ],
  [
    'in training, with supervisor and absence plan',
    { category: 'doctorInTraining', employment: 'permanent', hasSupervisor: true, hasAbsencePlan: true },
    passes,
    passes,
  ],
  [
    'in training, without supervisor',
    { category: 'doctorInTraining', employment: 'permanent', hasAbsencePlan: true },
    'supervisor-missing',
    'supervisor-missing',
  ],
  [
    'in training, without absence plan',
    { category: 'doctorInTraining', employment: 'permanent', hasSupervisor: true },
    'absence-plan-missing',
    passes,
  ],
  ['geriatrician', { category: 'geriatrician', employment: 'permanent' }, passes, passes],
  ['paediatrician', { category: 'paediatrician', employment: 'permanent' }, passes, passes],
  [
    'equivalent competence by decision',
    { category: 'equivalentCompetence', employment: 'permanent', equivalenceDecided: true },
    passes,
    passes,
  ],
  [
    'equivalent competence without decision',
    { category: 'equivalentCompetence', employment: 'permanent' },
    'equivalence-not-decided',
    passes,
  ],
  [
    'another specialist',
    { category: 'otherSpecialist', employment: 'permanent' },
    'category-not-allowed',
    passes,
  ],
  [
    'a licensed doctor (3 of 21 regions)',
    { category: 'licensedDoctor', employment: 'permanent' },
    'category-not-allowed',
    passes,
  ],
];

describe('who may be a named doctor (Region Västmanland 23 November 2021; Socialstyrelsen, data 2024)', () => {
  test.each(cases)('%s', (_, facts, byDefault, permissively) => {
    expect(notEligible(facts, vastmanland)).toBe(byDefault);
    expect(notEligible(facts, permissive)).toBe(permissively);
  });
});

test('a region may take locums without asking for a long contract', () => {
  const locum: DoctorFacts = { category: 'gpSpecialist', employment: 'locum' };
  expect(notEligible(locum, { ...permissive, locumNeedsLongContract: false })).toBe(passes);
});

describe('whom a doctor takes', () => {
  const paediatrician: DoctorFacts = { category: 'paediatrician', employment: 'permanent' };
  const geriatrician: DoctorFacts = { category: 'geriatrician', employment: 'permanent' };
  const specialist: DoctorFacts = { category: 'gpSpecialist', employment: 'permanent' };

  test.each([
    ['a paediatrician, a newborn', paediatrician, '2026-11-21', true],
    ['a paediatrician, the day before the 19th birthday', paediatrician, '2007-11-22', true],
    ['a paediatrician, on the 19th birthday', paediatrician, '2007-11-21', false],
    ['a geriatrician, the day before the 65th birthday', geriatrician, '1961-11-22', false],
    ['a geriatrician, on the 65th birthday', geriatrician, '1961-11-21', true],
    ['a paediatrician, an unknown date of birth', paediatrician, undefined, false],
    ['a specialist in general practice, an unknown date of birth', specialist, undefined, true],
    ['a specialist in general practice, anyone', specialist, '1990-01-01', true],
  ] as const)('%s', (_, facts, birthDate, takes) => {
    expect(takesPerson(facts, vastmanland, birthDate === undefined ? {} : { birthDate }, '2026-11-21')).toBe(
      takes,
    );
  });

  test('a geriatrician also takes who has home nursing or lives in a care home, where that is known', () => {
    const younger = { birthDate: '1990-01-01', inHomeNursingOrCareHome: true };
    expect(takesPerson(geriatrician, vastmanland, younger, '2026-11-21')).toBe(true);
    expect(takesPerson(paediatrician, vastmanland, younger, '2026-11-21')).toBe(false);
    const without = { ...vastmanland.categories.geriatrician, alsoInHomeNursingOrCareHome: false };
    const rules = { ...vastmanland, categories: { ...vastmanland.categories, geriatrician: without } };
    expect(takesPerson(geriatrician, rules, younger, '2026-11-21')).toBe(false);
  });
});
