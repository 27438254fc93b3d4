import type { Policy } from '#domain/policy.ts';
import type { PlanningRules } from './planning-rules.ts';

/**
 * Coefficients of planning. Socialstyrelsen's planning tool says which facts to talk about, not what each weighs: its
 * sheets were not among our sources. So every figure here is our own assumption, to be replaced by the region's, with
 * round values that can be followed by hand; none is set so that the answer becomes the guide value (ADR 15). Ages are
 * the country's mix, rounded by us.
 */
const planningRules: PlanningRules = {
  start: {
    hoursPerWeek: 40,
    // 52 weeks less six of holiday, two of public holidays and two of study.
    weeksAtWork: 42,
    absencePercent: 5,
    otherDuties: 4,
    supervisionGiven: 1,
    supervisionReceived: 4,
    indirectPercent: 45,
    minutesPerVisit: 30,
    visitsPerPersonYear: 1.6,
    ages: { age0to17: 20, age18to64: 60, age65to79: 14, age80: 6 },
  },
  pace: {
    underTwoYears: 0.85,
    twoToFiveYears: 0.95,
    overFiveYears: 1,
    early: 0.5,
    middle: 0.65,
    late: 0.8,
  },
  // With the ages above they make 1 together.
  ageWeights: { age0to17: 0.6, age18to64: 0.9, age65to79: 1.4, age80: 2.4 },
  relief: {
    perPost: { nurse: 10, psychosocial: 10, physiotherapist: 10, otherProfession: 5 },
    atMost: 30,
  },
  uncertainty: {
    hoursPerWeek: 0,
    share: 0,
    weeksAtWork: 3,
    plannedAbsence: 20,
    absence: 30,
    otherDuties: 20,
    supervisionGiven: 20,
    supervisionReceived: 20,
    indirectTime: 10,
    minutesPerVisit: 10,
    pace: 10,
    visitsPerPersonYear: 10,
    ages: 5,
    burdenIndex: 5,
    teamRelief: 30,
  },
};

/** The region's coefficients of planning, or the defaults where its policy does not say. */
export function planningRulesOf(policy: Pick<Policy, 'planning'>): PlanningRules {
  return policy.planning ?? planningRules;
}
