import type { PlanningWanted } from '#domain/planning/check-planning-inputs.ts';
import { planningRulesOf } from '#domain/planning/planning-defaults.ts';
import type { DoctorInputs, PlanningInputs, UnitInputs } from '#domain/planning/planning-scenario.ts';
import { defaultPolicy } from '#domain/policy-defaults.ts';

/** The default coefficients. */
export const rules = planningRulesOf(defaultPolicy);

/** An ordinary unit: 6,000 people, the country's ages, no other professions. */
export function unitInputs(overrides: Partial<UnitInputs> = {}): UnitInputs {
  return {
    people: 6_000,
    ages: { age0to17: 20, age18to64: 60, age65to79: 14, age80: 6 },
    burdenIndex: 1,
    needBasis: 'ageAndBurden',
    doctorPosts: 1,
    absencePercent: 5,
    posts: { nurse: 0, psychosocial: 0, physiotherapist: 0, otherProfession: 0 },
    ...overrides,
  };
}

/** An ordinary full-time specialist. */
export function doctorInputs(doctorId = 'anna', overrides: Partial<DoctorInputs> = {}): DoctorInputs {
  return {
    doctorId,
    share: 100,
    hoursPerWeek: 40,
    weeksAtWork: 42,
    absenceWeeks: 0,
    otherDuties: 4,
    supervisionGiven: 0,
    supervisionReceived: 0,
    experience: 'overFiveYears',
    indirectPercent: 45,
    minutesPerVisit: 30,
    visitsPerPersonYear: 1.6,
    ...overrides,
  };
}

/** A scenario of one ordinary doctor at an ordinary unit, as unsure as the defaults say. */
export function planningInputsOf(overrides: Partial<PlanningInputs> = {}): PlanningInputs {
  return {
    name: 'As it is now',
    unit: unitInputs(),
    doctors: [doctorInputs()],
    uncertainty: { ...rules.uncertainty },
    ...overrides,
  };
}

/** The same as a form says it. */
export function scenarioWanted(overrides: Partial<PlanningWanted> = {}) {
  const { name, unit, doctors, uncertainty } = { ...planningInputsOf(), ...overrides };
  return {
    name,
    unit: { ...unit, ages: { ...unit.ages }, posts: { ...unit.posts } },
    doctors: doctors.map((doctor) => ({ ...doctor })),
    uncertainty: { ...uncertainty },
  };
}
