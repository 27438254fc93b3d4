import { checkCeiling } from './check-roster-entry.ts';
import { ceilingFrom } from './decide-roster.ts';
import {
  planChange,
  planOf,
  type RosterDecided,
  type RosterEntryWanted,
  refuseRoster,
} from './roster-change.ts';
import { findEntry, isSameEntry, type RosterEntry, type RosterState, withCeiling } from './roster-entry.ts';

/** What is to be the same for many: what is left out stays as it is. */
export interface ManyWanted {
  readonly doctorIds: readonly string[];
  readonly acceptsNew?: boolean | undefined;
  readonly ceiling?: RosterEntryWanted['ceiling'];
}

/**
 * Changes many entries together or none: accepts new, ceiling. Placeholder lists have neither and are left as they
 * are, as is whoever has it so already; the preview is the plan itself. Refusals: `roster-entry-invalid`,
 * `roster-unchanged`.
 */
export function decideChangeRosterEntries(state: RosterState, wanted: ManyWanted, now: Date): RosterDecided {
  const faults = checkCeiling(wanted.ceiling, now);
  const nothing = wanted.acceptsNew === undefined && wanted.ceiling === undefined;
  if (nothing) faults.push({ field: 'ceiling', reason: 'nothing-chosen' });
  if (wanted.doctorIds.length === 0) faults.push({ field: 'doctorIds', reason: 'nothing-chosen' });
  if (faults.length > 0) return refuseRoster({ slug: 'roster-entry-invalid', faults });
  const changes = [...new Set(wanted.doctorIds)].flatMap((doctorId) => {
    const before = findEntry(state, doctorId);
    if (before?.doctor.kind !== 'doctor') return [];
    const after = changed(before, wanted, now);
    return isSameEntry(after, before) ? [] : [planChange(state, 'changed', doctorId, after)];
  });
  return changes.length === 0 ? refuseRoster({ slug: 'roster-unchanged' }) : planOf(state, changes);
}

function changed(entry: RosterEntry, { acceptsNew, ceiling }: ManyWanted, now: Date): RosterEntry {
  return {
    ...entry,
    ...(acceptsNew !== undefined && { acceptsNew }),
    ...(ceiling && { ceilings: withCeiling(entry.ceilings, ceilingFrom(ceiling, now), now) }),
  };
}
