import { ceilingAt, isVisible } from './admission.ts';
import { notEligible, takesNobody } from './doctor-eligibility.ts';
import type { NotEligible } from './named-doctor-rules.ts';
import type { Policy } from './policy.ts';
import { rosterDates } from './roster-dates.ts';
import type { RosterEntry } from './roster-entry.ts';
import { localDate } from './stockholm-time.ts';

/** Whether patients can choose an entry now, or the first reason why not; said to staff. */
export type Choosability =
  | 'choosable'
  | 'placeholder-list'
  | 'has-left'
  | 'not-begun'
  /** At the unit, but not shown to patients today. */
  | 'not-shown'
  | NotEligible
  /** The doctor's own ages have none in common with the region's rule. */
  | 'takes-nobody'
  | 'not-accepting'
  | 'full';

/**
 * In the order in which a member of staff would mend it: who it is, the dates, the region's rule, what the unit
 * decides, the places. Depends on dated facts, the policy and the clock alone; whom the doctor takes by age is told
 * beside it.
 */
export function choosability(
  { doctor, ceilings, acceptsNew }: RosterEntry,
  taken: number,
  policy: Policy,
  now: Date,
): Choosability {
  if (doctor.kind === 'placeholderList') return 'placeholder-list';
  const today = localDate(now);
  if (doctor.leavesOn !== undefined && doctor.leavesOn < today) return 'has-left';
  const notPassed = notEligible(doctor.facts, policy.namedDoctor);
  if (notPassed) return notPassed;
  if (takesNobody(doctor.facts, policy.namedDoctor)) return 'takes-nobody';
  if (doctor.startsOn > today) return 'not-begun';
  if (!isVisible(rosterDates(doctor), today)) return 'not-shown';
  if (!acceptsNew) return 'not-accepting';
  const ceiling = ceilingAt({ ceilings }, now);
  return ceiling !== null && taken >= ceiling ? 'full' : 'choosable';
}
