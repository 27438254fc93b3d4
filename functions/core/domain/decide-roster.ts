import { checkRosterEntry } from './check-roster-entry.ts';
import type { RosterDoctor } from './roster.ts';
import {
  type MadeRosterChange,
  planChange,
  planOf,
  type RosterDecided,
  type RosterEntryWanted,
  refuseRoster,
} from './roster-change.ts';
import {
  findEntry,
  isSameEntry,
  listedWith,
  placeholderFacts,
  type RosterEntry,
  type RosterState,
  restoreCeilings,
  withCeiling,
} from './roster-entry.ts';
import type { RosterFault } from './roster-fault.ts';
import { isSpeciality } from './specialities.ts';
import { isDate, localDate, midnightOf } from './stockholm-time.ts';

/** Enters a doctor or a placeholder list on the roster. Refusals: `roster-entry-invalid`. */
export function decideAddRosterEntry(
  state: RosterState,
  { doctorId, wanted }: { readonly doctorId: string; readonly wanted: RosterEntryWanted },
  now: Date,
): RosterDecided {
  const faults = checkRosterEntry(wanted, state.doctors, undefined, now);
  if (faults.length > 0) return refuseRoster({ slug: 'roster-entry-invalid', faults });
  return planOf(state, [planChange(state, 'added', doctorId, entryOf(doctorId, wanted, [], now))]);
}

/**
 * Changes an entry. A last day is only taken away or moved later here; to end somebody's time is an act of its own.
 * Lowering a ceiling removes nobody. Refusals: `roster-entry-invalid`, `roster-unchanged`.
 */
export function decideChangeRosterEntry(
  state: RosterState,
  { entry, wanted }: { readonly entry: RosterEntry; readonly wanted: RosterEntryWanted },
  now: Date,
): RosterDecided {
  const { doctorId, kind, leavesOn } = entry.doctor;
  const faults: RosterFault[] = checkRosterEntry(wanted, state.doctors, doctorId, now);
  if (wanted.kind !== kind) faults.push({ field: 'kind', reason: 'kind-fixed' });
  if (wanted.leavesOn !== undefined && (leavesOn === undefined || wanted.leavesOn < leavesOn)) {
    faults.push({ field: 'leavesOn', reason: 'end-elsewhere' });
  }
  if (faults.length > 0) return refuseRoster({ slug: 'roster-entry-invalid', faults });
  const after = keepSuccessor(entryOf(doctorId, wanted, entry.ceilings, now), entry);
  if (isSameEntry(after, entry)) return refuseRoster({ slug: 'roster-unchanged' });
  return planOf(state, [planChange(state, 'changed', doctorId, after)]);
}

/**
 * Ends someone's time at the unit on a last day, which may have been: nobody new can choose her or him from now on.
 * Those who have the doctor stay listed at the unit, and their listings keep the doctor's id: after the last day they
 * are people without a named doctor, whom the unit proposes another: the successor, where one is named. Refusals: `roster-entry-invalid`,
 * `roster-unchanged`.
 */
export function decideEndRosterEntry(
  state: RosterState,
  {
    entry,
    lastDay,
    successorDoctorId,
  }: {
    readonly entry: RosterEntry;
    readonly lastDay: string;
    readonly successorDoctorId?: string | undefined;
  },
): RosterDecided {
  const { doctorId, startsOn } = entry.doctor;
  const reason = !isDate(lastDay) ? 'date-not-valid' : lastDay < startsOn ? 'ends-before-start' : undefined;
  if (reason) {
    return refuseRoster({ slug: 'roster-entry-invalid', faults: [{ field: 'leavesOn', reason }] });
  }
  if (successorDoctorId !== undefined && !canSucceed(state, doctorId, successorDoctorId, lastDay)) {
    const faults = [{ field: 'successorDoctorId', reason: 'successor-not-there' }] as const;
    return refuseRoster({ slug: 'roster-entry-invalid', faults });
  }
  const { successorDoctorId: _, visibleThrough, ...doctor } = entry.doctor;
  const shown = visibleThrough !== undefined && visibleThrough < lastDay && { visibleThrough };
  const successor = successorDoctorId !== undefined && { successorDoctorId };
  const after = {
    ...entry,
    doctor: { ...doctor, leavesOn: lastDay, ...shown, ...successor },
    acceptsNew: false,
  };
  if (isSameEntry(after, entry)) return refuseRoster({ slug: 'roster-unchanged' });
  return planOf(state, [planChange(state, 'ended', doctorId, after)]);
}

/** Whether somebody can be proposed to those whom a colleague leaves: a doctor who is there after that day. */
function canSucceed(
  { doctors }: RosterState,
  doctorId: string,
  successorId: string,
  lastDay: string,
): boolean {
  const successor = doctors.find((one) => one.doctorId === successorId);
  if (successor?.kind !== 'doctor' || successorId === doctorId) return false;
  return successor.leavesOn === undefined || successor.leavesOn > lastDay;
}

/**
 * Takes the latest change of an entry back by an event that says so; nothing is erased. A ceiling is put back from
 * now on, for people may have chosen under the other one. Built on, and so refused: as many people as then no longer
 * have the doctor (somebody chose or left), or a colleague's cover leans on an entry that would go.
 * Refusals: `nothing-to-undo`, `roster-change-built-on`.
 */
export function decideUndoRosterChange(
  state: RosterState,
  { latest, sequence }: { readonly latest: MadeRosterChange | undefined; readonly sequence: number },
  now: Date,
): RosterDecided {
  if (!latest || latest.sequence !== sequence || latest.kind === 'undone') {
    return refuseRoster({ slug: 'nothing-to-undo' });
  }
  if (isBuiltOn(state, latest)) return refuseRoster({ slug: 'roster-change-built-on' });
  const { doctorId, before } = latest;
  const present = findEntry(state, doctorId)?.ceilings ?? [];
  const after = before && { ...before, ceilings: restoreCeilings(before.ceilings, present, now) };
  return planOf(state, [planChange(state, 'undone', doctorId, after, sequence)], true);
}

/** Whether an undo of the change would be refused: the page offers it only where it would not. */
export function isBuiltOn(state: RosterState, { doctorId, before, listed }: MadeRosterChange): boolean {
  if (listedWith(state, doctorId) !== listed) return true;
  const colleagues = state.doctors.filter((one) => one.doctorId !== doctorId);
  if (!before) return colleagues.some((one) => covers(one, doctorId));
  return before.doctor.absences.some(
    ({ coveredByDoctorId: by }) => by !== undefined && !colleagues.some((one) => one.doctorId === by),
  );
}

function covers({ absences }: RosterDoctor, doctorId: string): boolean {
  return absences.some(({ coveredByDoctorId }) => coveredByDoctorId === doctorId);
}

/** Whoever still leaves is still followed by the one who was named. */
function keepSuccessor(after: RosterEntry, { doctor: { successorDoctorId } }: RosterEntry): RosterEntry {
  if (after.doctor.leavesOn === undefined || successorDoctorId === undefined) return after;
  return { ...after, doctor: { ...after.doctor, successorDoctorId } };
}

/** The entry as it is stored: a fact that is not so is left out, and a list has nothing of a doctor's. */
function entryOf(
  doctorId: string,
  wanted: RosterEntryWanted,
  ceilings: RosterEntry['ceilings'],
  now: Date,
): RosterEntry {
  const { kind, startsOn, leavesOn, acceptsNew, share } = wanted;
  const name = wanted.name.trim().replaceAll(/\s+/g, ' ');
  const common = { doctorId, kind, name, startsOn, ...(leavesOn !== undefined && { leavesOn }) };
  if (kind === 'placeholderList') {
    const nobody = { facts: placeholderFacts, share: 100, languages: ['sv'], absences: [] };
    return { doctor: { ...common, ...nobody }, ceilings: [], acceptsNew: false };
  }
  const supervisorName = wanted.supervisorName?.trim();
  const takesNote = wanted.takesNote?.trim().replaceAll(/\s+/g, ' ');
  const { speciality, trainingYear, visibleFrom, visibleThrough } = wanted;
  const isInTraining = wanted.category === 'doctorInTraining';
  return {
    doctor: {
      ...common,
      ...(visibleFrom !== undefined && visibleFrom !== startsOn && { visibleFrom }),
      ...(visibleThrough !== undefined && visibleThrough !== leavesOn && { visibleThrough }),
      facts: factsOf(wanted),
      share,
      languages: [...new Set(wanted.languages)],
      absences: wanted.absences.toSorted((a, b) => (a.from < b.from ? -1 : 1)),
      ...(speciality !== undefined && isSpeciality(speciality) && { speciality }),
      ...(isInTraining && trainingYear !== undefined && { trainingYear }),
      ...(takesNote && { takesNote }),
      ...(supervisorName && { supervisorName }),
    },
    ceilings: wanted.ceiling ? withCeiling(ceilings, ceilingFrom(wanted.ceiling, now), now) : ceilings,
    acceptsNew,
  };
}

function factsOf(wanted: RosterEntryWanted): RosterDoctor['facts'] {
  const { from, through } = wanted.takesAges ?? {};
  return {
    category: wanted.category,
    employment: wanted.employment,
    ...(wanted.supervisorName?.trim() && { hasSupervisor: true }),
    ...(wanted.hasAbsencePlan && { hasAbsencePlan: true }),
    ...(wanted.equivalenceDecided && { equivalenceDecided: true }),
    ...(wanted.hasLongContract && { hasLongContract: true }),
    ...((from ?? through) !== undefined && {
      takesAges: { ...(from !== undefined && { from }), ...(through !== undefined && { through }) },
    }),
  };
}

/** From today is from this instant, never from this morning: people have chosen since. A later day begins at its midnight. */
export function ceilingFrom({ value, from }: NonNullable<RosterEntryWanted['ceiling']>, now: Date) {
  const instant = from <= localDate(now) ? now : midnightOf(from);
  return { from: instant.toISOString(), value };
}
