import { decideAddRosterEntry, decideChangeRosterEntry } from './decide-roster.ts';
import {
  planChange,
  planOf,
  type RosterDecided,
  type RosterEntryWanted,
  type RosterPlan,
  refuseRoster,
} from './roster-change.ts';
import { isSameEntry, type RosterEntry, type RosterState } from './roster-entry.ts';

/**
 * What a register's word does to an entry of a roster. It is judged as if it had been typed on the roster's page, but
 * for one thing: an earlier last day, which there is an act of its own, is part of the row here.
 * Refusals: `roster-entry-invalid`, `roster-unchanged`.
 */
export function decideImportedDoctor(
  state: RosterState,
  given: {
    readonly doctorId: string;
    readonly entry: RosterEntry | undefined;
    readonly wanted: RosterEntryWanted;
  },
  now: Date,
): RosterDecided {
  const { doctorId, entry, wanted } = given;
  if (!entry) return decideAddRosterEntry(state, { doctorId, wanted }, now);
  const { leavesOn } = entry.doctor;
  const ends = wanted.leavesOn !== undefined && (leavesOn === undefined || wanted.leavesOn < leavesOn);
  if (!ends) return decideChangeRosterEntry(state, { entry, wanted }, now);
  const { leavesOn: last, ...others } = wanted;
  const asBefore = leavesOn === undefined ? others : { ...others, leavesOn };
  const decided = decideChangeRosterEntry(state, { entry, wanted: asBefore }, now);
  if (!decided.ok && decided.refusal.slug !== 'roster-unchanged') return decided;
  const changed = (decided.ok ? decided.plan.changes[0]?.after : undefined) ?? entry;
  const after: RosterEntry = {
    ...changed,
    doctor: { ...changed.doctor, ...(last !== undefined && { leavesOn: last }) },
    acceptsNew: false,
  };
  if (isSameEntry(after, entry)) return refuseRoster({ slug: 'roster-unchanged' });
  return planOf(state, [planChange(state, 'ended', doctorId, after)]);
}

/** Plans made one after another on a state, as one that is made together or not at all. */
export function joinPlans(
  state: RosterState,
  plans: readonly RosterPlan[],
  expectsListed = false,
): RosterPlan {
  return planOf(
    state,
    plans.flatMap(({ changes }) => changes),
    expectsListed,
  ).plan;
}
