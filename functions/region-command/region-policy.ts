import * as z from 'zod';
import { namedDoctorRules } from '#contract/policy-schemas.ts';
import { capExemption } from '#contract/values.ts';
import { planningRulesOf } from '#domain/planning/planning-defaults.ts';
import type { Policy } from '#domain/policy.ts';
import {
  capRulesOf,
  defaultPolicy,
  exemptionRulesOf,
  namedDoctorPresets,
  peopleRulesOf,
} from '#domain/policy-defaults.ts';
import { midnightOf } from '#domain/stockholm-time.ts';

/** The first policy applies from the day the law on listing came into force: before any instant that is asked about. */
export const firstPolicyFrom = midnightOf('2022-07-01').toISOString();

const share = z.number().min(0).max(100);
const factor = z.number().positive();
const ages = <T extends z.ZodType>(of: T) =>
  z.strictObject({ age0to17: of, age18to64: of, age65to79: of, age80: of });

/** Coefficients of planning, group by group: a group that is given is given whole. */
const planningRules = z
  .strictObject({
    start: z.strictObject({
      hoursPerWeek: factor,
      weeksAtWork: factor,
      absencePercent: share,
      otherDuties: z.number().min(0),
      supervisionGiven: z.number().min(0),
      supervisionReceived: z.number().min(0),
      indirectPercent: share,
      minutesPerVisit: factor,
      visitsPerPersonYear: factor,
      ages: ages(share),
    }),
    pace: z.strictObject({
      underTwoYears: factor,
      twoToFiveYears: factor,
      overFiveYears: factor,
      early: factor,
      middle: factor,
      late: factor,
    }),
    ageWeights: ages(factor),
    relief: z.strictObject({
      perPost: z.strictObject({
        nurse: share,
        psychosocial: share,
        physiotherapist: share,
        otherProfession: share,
      }),
      atMost: z.number().min(0).max(95),
    }),
  })
  .partial();

/**
 * A region's `policy.json`: what it has decided otherwise than `domain/policy-defaults.ts`, section by section, and the
 * decision that says so. `namedDoctor` is a preset by name or the region's own definition.
 */
export const regionPolicySchema = z.strictObject({
  decisionId: z.string().max(40).optional(),
  effect: z.enum(['next-day', 'at-once']).optional(),
  changes: z
    .strictObject({ limit: z.int(), windowMonths: z.int(), countFirstChoice: z.boolean() })
    .partial()
    .optional(),
  ages: z
    .strictObject({ actsFrom: z.int(), choosesAloneFrom: z.int(), adultFrom: z.int() })
    .partial()
    .optional(),
  availability: z.strictObject({ fewPlacesUnit: z.int(), fewPlacesDoctor: z.int() }).partial().optional(),
  caps: z
    .strictObject({
      requireThrough: z.boolean(),
      consultation: z.boolean(),
      exemptions: z.array(capExemption),
    })
    .partial()
    .optional(),
  people: z.strictObject({ purposeMinutes: z.int(), lookUpsAnHour: z.int() }).partial().optional(),
  planning: planningRules.optional(),
  exemptions: z
    .strictObject({ validDays: z.int(), movedInDays: z.int(), medicalPriority: z.boolean() })
    .partial()
    .optional(),
  namedDoctor: z.union([z.enum(['vastmanland', 'permissive']), namedDoctorRules]).optional(),
  ageGroups: z.strictObject({ noticeDays: z.int() }).optional(),
  conditionsVersion: z.string().max(20).optional(),
});
export type RegionPolicy = z.infer<typeof regionPolicySchema>;

/** The policy that holds in a region: its own decisions on top of the defaults. */
export function policyOf(own: RegionPolicy): Policy {
  const { namedDoctor } = own;
  return {
    effect: own.effect ?? defaultPolicy.effect,
    changes: { ...defaultPolicy.changes, ...own.changes },
    ages: { ...defaultPolicy.ages, ...own.ages },
    availability: { ...defaultPolicy.availability, ...own.availability },
    namedDoctor:
      typeof namedDoctor === 'string'
        ? namedDoctorPresets[namedDoctor]
        : (namedDoctor ?? defaultPolicy.namedDoctor),
    ...(own.caps && { caps: { ...capRulesOf({}), ...own.caps } }),
    ...(own.people && { people: { ...peopleRulesOf({}), ...own.people } }),
    ...(own.planning && { planning: { ...planningRulesOf({}), ...own.planning } }),
    ...(own.exemptions && { exemptions: { ...exemptionRulesOf({}), ...own.exemptions } }),
    ...(own.ageGroups && { ageGroups: own.ageGroups }),
    conditionsVersion: own.conditionsVersion ?? defaultPolicy.conditionsVersion,
  };
}
