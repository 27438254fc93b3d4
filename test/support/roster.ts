import { decideAddRosterEntry } from '#domain/decide-roster.ts';
import type {
  MadeRosterChange,
  RosterDecided,
  RosterEntryWanted,
  RosterPlan,
} from '#domain/roster-change.ts';
import { rosterAfter } from '#domain/roster-change.ts';
import type { RosterState } from '#domain/roster-entry.ts';
import { capacity, type DoctorOptions, rosterDoctor } from './builders.ts';

/** What a form says of an ordinary doctor, unless said otherwise. */
export function wanted(overrides: Partial<RosterEntryWanted> = {}): RosterEntryWanted {
  return {
    kind: 'doctor',
    name: 'Maja Lind',
    category: 'gpSpecialist',
    employment: 'permanent',
    share: 80,
    languages: ['sv', 'en'],
    hasAbsencePlan: false,
    equivalenceDecided: false,
    hasLongContract: false,
    absences: [],
    startsOn: '2026-01-01',
    acceptsNew: true,
    ...overrides,
  };
}

/** A roster with these doctors, all on it since 2020. */
export function rosterOf(doctors: Readonly<Record<string, DoctorOptions>>): RosterState {
  const roster = Object.entries(doctors).map(
    ([doctorId, { taken: _t, ceiling: _c, ceilings: _s, acceptsNew: _a, ...doctor }]) =>
      rosterDoctor(doctorId, doctor),
  );
  return { capacity: capacity('falun', { doctors }), doctors: roster };
}

/** The plan of a decision that must not be refused. */
export function planned(decided: RosterDecided): RosterPlan {
  if (!decided.ok) throw new Error(`Refused: ${JSON.stringify(decided.refusal)}`);
  return decided.plan;
}

/** The faults of a refusal, as `field reason`. */
export function faultsOf(decided: RosterDecided): string[] {
  if (decided.ok || decided.refusal.slug !== 'roster-entry-invalid') return [];
  return decided.refusal.faults.map(({ field, reason }) => `${field} ${reason}`);
}

/** The first change of a plan as the history would keep it. */
export function madeOf(plan: RosterPlan, sequence: number, now: Date): MadeRosterChange {
  const change = plan.changes[0];
  if (!change) throw new Error('A plan without changes');
  return { ...change, sequence, at: now.toISOString() };
}

/** A roster with one more doctor, entered as staff do. */
export function withAdded(state: RosterState, doctorId: string, now: Date, entry = wanted()): RosterState {
  return rosterAfter(state, planned(decideAddRosterEntry(state, { doctorId, wanted: entry }, now)));
}
