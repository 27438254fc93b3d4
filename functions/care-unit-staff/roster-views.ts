import type { RosterRow } from '#contract/roster-schemas.ts';
import { ceilingAt } from '#domain/admission.ts';
import { choosability } from '#domain/choosability.ts';
import { agesTaken } from '#domain/doctor-eligibility.ts';
import type { DoctorFacts } from '#domain/named-doctor-rules.ts';
import { type DatedPolicy, policyAt } from '#domain/policy.ts';
import type { RosterDoctor } from '#domain/roster.ts';
import type { RosterPlan } from '#domain/roster-change.ts';
import { rosterDifferences } from '#domain/roster-differences.ts';
import { findEntry, listedWith, type RosterEntry, type RosterState } from '#domain/roster-entry.ts';
import { rulesOnDoctor } from '#domain/rules-ahead.ts';
import { specialities, specialityCodes } from '#domain/specialities.ts';
import { localDate } from '#domain/stockholm-time.ts';

/** A row of the roster as staff see it: with numbers, and why an entry cannot be chosen. */
export function rowOf(
  state: RosterState,
  entry: RosterEntry,
  versions: readonly DatedPolicy[],
  now: Date,
): RosterRow {
  const policy = policyAt(versions, now);
  const { doctor, acceptsNew } = entry;
  const { doctorId, kind, name, facts, share, startsOn, leavesOn, speciality, trainingYear } = doctor;
  const { visibleFrom, visibleThrough } = doctor;
  const listed = listedWith(state, doctorId);
  const ceiling = ceilingAt(entry, now);
  const ages = kind === 'doctor' ? agesTaken(facts, policy.namedDoctor) : undefined;
  const absence = nextAbsence(doctor, state.doctors, localDate(now));
  return {
    doctorId,
    kind,
    name,
    category: facts.category,
    ...(speciality && { speciality }),
    ...(trainingYear !== undefined && { trainingYear }),
    employment: facts.employment,
    share,
    listed,
    ...(ceiling !== null && { ceiling }),
    acceptsNew,
    ...(ages && { takesAges: { ...ages } }),
    ...(absence && { absence }),
    startsOn,
    ...(leavesOn !== undefined && { leavesOn }),
    ...(visibleFrom !== undefined && { visibleFrom }),
    ...(visibleThrough !== undefined && { visibleThrough }),
    choosable: choosability(entry, listed, policy, now),
    ...(kind === 'doctor' && ruledView(facts, versions, now)),
  };
}

/** Every row, in the order of names in Swedish. */
export function rowsOf(state: RosterState, versions: readonly DatedPolicy[], now: Date): RosterRow[] {
  return state.doctors
    .flatMap(({ doctorId }) => findEntry(state, doctorId) ?? [])
    .map((entry) => rowOf(state, entry, versions, now))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'sv'));
}

/** Which decided rules keep the doctor from being chosen, and which to come say otherwise. */
function ruledView(
  facts: DoctorFacts,
  versions: readonly DatedPolicy[],
  now: Date,
): Pick<RosterRow, 'ruledBy' | 'ruledNext'> {
  const rules = rulesOnDoctor(facts, versions, now);
  const said = ({ decisionId, diaryNumber }: DatedPolicy) => ({
    decisionId,
    ...(diaryNumber !== undefined && { diaryNumber }),
  });
  return {
    ...(rules.now && { ruledBy: said(rules.now.version) }),
    ...(rules.next && {
      ruledNext: {
        ...said(rules.next.version),
        from: rules.next.version.from,
        ...(rules.next.reason && { reason: rules.next.reason }),
      },
    }),
  };
}

/** Every speciality, to choose from. */
export function specialitiesTold() {
  return specialityCodes.map((code) => ({ code, ...specialities[code] }));
}

/** The absence that goes on or comes next. */
function nextAbsence({ absences }: RosterDoctor, roster: readonly RosterDoctor[], today: string) {
  const next = absences
    .filter(({ through }) => through >= today)
    .toSorted((a, b) => (a.from < b.from ? -1 : 1))[0];
  if (!next) return undefined;
  const coveredBy = roster.find(({ doctorId }) => doctorId === next.coveredByDoctorId)?.name;
  return { from: next.from, through: next.through, ...(coveredBy !== undefined && { coveredBy }) };
}

/** What a plan for many changes, and whom of those named it leaves as they are. */
export function changesView(state: RosterState, plan: RosterPlan, doctorIds: readonly string[], rev: number) {
  const moved = new Set(plan.changes.map(({ doctorId }) => doctorId));
  return {
    rev,
    changes: plan.changes.map(({ doctorId, before, after, listed }) => {
      const places = after?.ceilings.at(-1)?.value ?? null;
      return {
        doctorId,
        name: after?.doctor.name ?? '',
        listed,
        differences: rosterDifferences(before, after),
        belowListed: places !== null && places < listed,
      };
    }),
    unchanged: doctorIds
      .filter((doctorId) => !moved.has(doctorId))
      .flatMap((doctorId) => findEntry(state, doctorId) ?? [])
      .map(({ doctor: { doctorId, name } }) => ({ doctorId, name })),
  };
}
