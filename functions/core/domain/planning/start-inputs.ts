import type { RosterDoctor } from '#domain/roster.ts';
import type { RosterState } from '#domain/roster-entry.ts';
import type { PlanningRules } from './planning-rules.ts';
import type { DoctorInputs, PlanningInputs } from './planning-scenario.ts';

/**
 * What a new scenario begins with: who is at the unit on a local date or comes later, how many are listed, and the
 * region's coefficients. Care burden is 1 and there are no other professions until somebody says so.
 */
export function startInputs(
  { capacity, doctors }: RosterState,
  { start, uncertainty }: PlanningRules,
  today: string,
): Omit<PlanningInputs, 'name'> {
  const here = doctors
    .filter(({ kind, leavesOn }) => kind === 'doctor' && (leavesOn === undefined || leavesOn >= today))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'sv'));
  const hasTraining = here.some(({ facts }) => facts.category === 'doctorInTraining');
  return {
    unit: {
      people: capacity.taken,
      ages: { ...start.ages },
      burdenIndex: 1,
      needBasis: 'ageAndBurden',
      doctorPosts: here.reduce((sum, { share }) => sum + share, 0) / 100,
      absencePercent: start.absencePercent,
      posts: { nurse: 0, psychosocial: 0, physiotherapist: 0, otherProfession: 0 },
    },
    doctors: here.map((doctor) => startOf(doctor, start, hasTraining)),
    uncertainty: { ...uncertainty },
  };
}

function startOf(
  { doctorId, share, facts }: RosterDoctor,
  start: PlanningRules['start'],
  hasTraining: boolean,
): DoctorInputs {
  const inTraining = facts.category === 'doctorInTraining';
  return {
    doctorId,
    share,
    hoursPerWeek: start.hoursPerWeek,
    weeksAtWork: start.weeksAtWork,
    absenceWeeks: 0,
    otherDuties: Math.min(start.otherDuties, (start.hoursPerWeek * share) / 200),
    supervisionGiven: hasTraining && !inTraining ? start.supervisionGiven : 0,
    supervisionReceived: inTraining ? start.supervisionReceived : 0,
    experience: 'overFiveYears',
    ...(inTraining && { stage: 'middle' }),
    indirectPercent: start.indirectPercent,
    minutesPerVisit: start.minutesPerVisit,
    visitsPerPersonYear: start.visitsPerPersonYear,
  };
}
