import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planUnit } from '#domain/planning/plan-unit.ts';
import { sensitivitiesOf } from '#domain/planning/planning-range.ts';
import { planningInputs } from '#domain/planning/planning-rules.ts';
import type { DoctorInputs, PlanningInputs, UnitInputs } from '#domain/planning/planning-scenario.ts';
import { planningSteps } from '#domain/planning/planning-target.ts';
import { defaultPolicy } from '#domain/policy-defaults.ts';
import { doctorInputs, planningInputsOf, rules, unitInputs } from '#support/planning.ts';

const tenths = (min: number, max: number) => fc.integer({ min: min * 10, max: max * 10 }).map((n) => n / 10);

const units: fc.Arbitrary<UnitInputs> = fc
  .record({
    people: fc.integer({ min: 0, max: 30_000 }),
    burdenIndex: tenths(0.5, 2),
    needBasis: fc.constantFrom('ageAndBurden' as const, 'burden' as const, 'measured' as const),
    doctorPosts: tenths(0, 20),
    absencePercent: fc.integer({ min: 0, max: 60 }),
    posts: fc.record({
      nurse: tenths(0, 30),
      psychosocial: tenths(0, 10),
      physiotherapist: tenths(0, 10),
      otherProfession: tenths(0, 10),
    }),
    young: fc.integer({ min: 0, max: 50 }),
    old: fc.integer({ min: 0, max: 50 }),
  })
  .map(({ young, old, ...unit }) =>
    unitInputs({
      ...unit,
      ages: { age0to17: young, age18to64: 100 - young - old, age65to79: old, age80: 0 },
    }),
  );

const doctor = fc
  .record({
    share: fc.integer({ min: 1, max: 100 }),
    hoursPerWeek: tenths(20, 48),
    weeksAtWork: tenths(1, 52),
    absenceWeeks: tenths(0, 52),
    otherDuties: tenths(0, 20),
    supervisionGiven: tenths(0, 10),
    supervisionReceived: tenths(0, 10),
    experience: fc.constantFrom(
      'underTwoYears' as const,
      'twoToFiveYears' as const,
      'overFiveYears' as const,
    ),
    stage: fc.constantFrom(undefined, 'early' as const, 'middle' as const, 'late' as const),
    indirectPercent: fc.integer({ min: 0, max: 90 }),
    minutesPerVisit: fc.integer({ min: 5, max: 120 }),
    visitsPerPersonYear: tenths(0.1, 10),
  })
  .map(({ stage, ...own }): Omit<DoctorInputs, 'doctorId'> => ({ ...own, ...(stage && { stage }) }));

const scenarios: fc.Arbitrary<PlanningInputs> = fc
  .record({
    unit: units,
    doctors: fc.array(doctor, { minLength: 1, maxLength: 5 }),
    uncertain: fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 15, maxLength: 15 }),
  })
  .map(({ unit, doctors, uncertain }) => {
    const uncertainty = { ...rules.uncertainty };
    planningInputs.forEach((input, at) => {
      uncertainty[input] = uncertain[at] ?? 0;
    });
    return planningInputsOf({
      unit,
      doctors: doctors.map((one, at) => doctorInputs(`doc${at}`, one)),
      uncertainty,
    });
  });

const plan = (inputs: PlanningInputs) => planUnit(inputs, rules, defaultPolicy.namedDoctor.guideValues);
const people = (of: DoctorInputs, unit: UnitInputs) => planningSteps(of, unit, rules).people;
const slip = 1e-6;

describe('the planning model', () => {
  it('gives ranges that contain the number, never below nobody', () =>
    fc.assert(
      fc.property(scenarios, (inputs) => {
        const unit = plan(inputs);
        for (const { low, target, high } of [unit, ...unit.doctors]) {
          expect(low).toBeGreaterThanOrEqual(0);
          expect(target).toBeGreaterThanOrEqual(low);
          expect(high).toBeGreaterThanOrEqual(target);
        }
      }),
    ));

  it('gives the unit what its doctors are given together', () =>
    fc.assert(
      fc.property(scenarios, (inputs) => {
        const unit = plan(inputs);
        expect(unit.target).toBe(unit.doctors.reduce((sum, { target }) => sum + target, 0));
        expect(unit.guideValue).toBe(unit.doctors.reduce((sum, { guideValue }) => sum + guideValue, 0));
        expect(unit.roomFor).toBe(unit.target - inputs.unit.people);
        expect(unit.withVacantPosts).toBeGreaterThanOrEqual(unit.target);
      }),
    ));

  it('never gives fewer people for more time or less need', () =>
    fc.assert(
      fc.property(doctor, units, fc.integer({ min: 1, max: 5 }), (of, unit, more) => {
        const one = doctorInputs('doc0', of);
        const least = people(one, unit) - slip;
        const better: Partial<DoctorInputs>[] = [
          { hoursPerWeek: one.hoursPerWeek + more },
          { weeksAtWork: one.weeksAtWork + more },
          { share: Math.min(100, one.share + more) },
          { absenceWeeks: Math.max(0, one.absenceWeeks - more) },
          { otherDuties: Math.max(0, one.otherDuties - more) },
          { supervisionGiven: Math.max(0, one.supervisionGiven - more) },
          { supervisionReceived: Math.max(0, one.supervisionReceived - more) },
          { indirectPercent: Math.max(0, one.indirectPercent - more) },
          { minutesPerVisit: Math.max(5, one.minutesPerVisit - more) },
          { visitsPerPersonYear: Math.max(0.1, one.visitsPerPersonYear - more) },
        ];
        for (const change of better)
          expect(people({ ...one, ...change }, unit)).toBeGreaterThanOrEqual(least);
        const { nurse } = unit.posts;
        const lighter: Partial<UnitInputs>[] = [
          { burdenIndex: Math.max(0.3, unit.burdenIndex - more / 10) },
          { absencePercent: Math.max(0, unit.absencePercent - more) },
          { posts: { ...unit.posts, nurse: nurse + more } },
        ];
        for (const change of lighter)
          expect(people(one, { ...unit, ...change })).toBeGreaterThanOrEqual(least);
      }),
    ));

  it('is not moved by an input that nobody is unsure of, and most by the first told', () =>
    fc.assert(
      fc.property(scenarios, fc.constantFrom(...planningInputs), (inputs, sure) => {
        const told = sensitivitiesOf({ ...inputs, uncertainty: { ...inputs.uncertainty, [sure]: 0 } }, rules);
        const of = told.find(({ input }) => input === sure);
        expect((of?.high ?? 1) - (of?.low ?? 0)).toBe(0);
        const spans = told.map(({ low, high }) => high - low);
        expect(spans).toEqual(spans.toSorted((a, b) => b - a));
      }),
    ));

  it('widens its range with doubt, and has none without', () =>
    fc.assert(
      fc.property(scenarios, fc.constantFrom(...planningInputs), (inputs, input) => {
        const more = { ...inputs.uncertainty, [input]: Math.min(50, inputs.uncertainty[input] + 10) };
        const [before, after] = [plan(inputs), plan({ ...inputs, uncertainty: more })];
        expect(after.low).toBeLessThanOrEqual(before.low);
        expect(after.high).toBeGreaterThanOrEqual(before.high);
        const none = { ...inputs.uncertainty };
        for (const one of planningInputs) none[one] = 0;
        const sure = plan({ ...inputs, uncertainty: none });
        expect(sure.doctors.every(({ low, target, high }) => low === target && high - target <= 1)).toBe(
          true,
        );
      }),
    ));

  it('takes no guide value in: another one changes nothing but what stands beside', () =>
    fc.assert(
      fc.property(scenarios, fc.integer({ min: 1, max: 5_000 }), (inputs, specialist) => {
        const other = planUnit(inputs, rules, { specialist, doctorInTraining: specialist });
        const { target, low, high } = plan(inputs);
        expect({ target: other.target, low: other.low, high: other.high }).toEqual({ target, low, high });
      }),
    ));
});
