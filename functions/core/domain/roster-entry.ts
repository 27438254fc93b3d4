import { ceilingAt } from './admission.ts';
import type { Capacity, CapacityDoctor, DatedNumber } from './capacity.ts';
import { canonicalJson } from './event-chain.ts';
import type { DoctorFacts } from './named-doctor-rules.ts';
import type { RosterDoctor } from './roster.ts';
import { rosterDates } from './roster-dates.ts';

/**
 * Someone on the roster with what the unit decides about places: the whole state that a roster change replaces.
 * A type alias: it is said in events as a plain map.
 */
export type RosterEntry = {
  readonly doctor: RosterDoctor;
  /** Dated; the unit sets them. Always none for a placeholder list. */
  readonly ceilings: readonly DatedNumber[];
  readonly acceptsNew: boolean;
};

/** A unit's roster as a decision meets it. */
export interface RosterState {
  readonly capacity: Capacity;
  readonly doctors: readonly RosterDoctor[];
}

/** A placeholder list is nobody: these facts say nothing and are shown nowhere. */
export const placeholderFacts: DoctorFacts = { category: 'licensedDoctor', employment: 'locum' };

/** One entry of the roster, or nothing where there is none by that id. */
export function findEntry({ capacity, doctors }: RosterState, doctorId: string): RosterEntry | undefined {
  const doctor = doctors.find((one) => one.doctorId === doctorId);
  if (!doctor) return undefined;
  const places = Object.hasOwn(capacity.doctors, doctorId) ? capacity.doctors[doctorId] : undefined;
  return { doctor, ceilings: places?.ceilings ?? [], acceptsNew: places?.acceptsNew ?? false };
}

/** Whether two states of an entry say the same. */
export function isSameEntry(a: RosterEntry, b: RosterEntry): boolean {
  return canonicalJson(a) === canonicalJson(b);
}

/** People who have the doctor or have chosen her or him for the next midnight; nobody has a placeholder list. */
export function listedWith({ capacity }: Pick<RosterState, 'capacity'>, doctorId: string): number {
  return Object.hasOwn(capacity.doctors, doctorId) ? (capacity.doctors[doctorId]?.taken ?? 0) : 0;
}

/**
 * The capacity with one entry put, replaced or (without `entry`) taken away: a staff act, so `rev` rises by one.
 * Counters stay as they are; a placeholder list never stands here.
 */
export function withEntry(capacity: Capacity, doctorId: string, entry: RosterEntry | undefined): Capacity {
  const rev = capacity.rev + 1;
  const { [doctorId]: old, ...others } = capacity.doctors;
  if (entry?.doctor.kind !== 'doctor') return { ...capacity, doctors: others, rev };
  const { doctor, ceilings, acceptsNew } = entry;
  const places: CapacityDoctor = {
    taken: old?.taken ?? 0,
    ceilings,
    acceptsNew,
    facts: doctor.facts,
    ...rosterDates(doctor),
  };
  return { ...capacity, doctors: { ...others, [doctorId]: places }, rev };
}

/** The roster with one entry put, replaced in its place, or taken away. */
export function withDoctor(
  doctors: readonly RosterDoctor[],
  doctorId: string,
  doctor: RosterDoctor | undefined,
): readonly RosterDoctor[] {
  if (!doctor) return doctors.filter((one) => one.doctorId !== doctorId);
  const known = doctors.some((one) => one.doctorId === doctorId);
  return known ? doctors.map((one) => (one.doctorId === doctorId ? doctor : one)) : [...doctors, doctor];
}

/**
 * The ceilings with one more, from an instant; the same ceilings where it says nothing new. What was in force before it stays as it was; what would have begun at
 * or after it is replaced, and what no longer applies to any coming choice is dropped (the history keeps it).
 */
export function withCeiling(
  ceilings: readonly DatedNumber[],
  next: DatedNumber,
  now: Date,
): readonly DatedNumber[] {
  const at = now.toISOString();
  const last = ceilings.at(-1);
  const saysSame = (last?.value ?? null) === next.value;
  if (saysSame && (!last || last.from === next.from || last.from <= at)) return ceilings;
  // The same number on another day is the last one moved; another number is one more.
  const kept = (saysSame ? ceilings.slice(0, -1) : ceilings).filter(({ from }) => from < next.from);
  return [...coming(kept, now), next];
}

/**
 * The ceilings of an earlier state, made to apply from now on: what was in force meanwhile stays so, for people chose
 * under it.
 */
export function restoreCeilings(
  earlier: readonly DatedNumber[],
  present: readonly DatedNumber[],
  now: Date,
): readonly DatedNumber[] {
  const at = now.toISOString();
  const again = { from: at, value: ceilingAt({ ceilings: earlier }, now) };
  const held = coming(present, now).filter(({ from }) => from < at);
  const later = earlier.filter(({ from }) => from > at);
  if (ceilingAt({ ceilings: present }, now) === again.value) return [...held, ...later];
  return [...held, again, ...later];
}

/** The one in force and those to come. */
function coming(ceilings: readonly DatedNumber[], now: Date): readonly DatedNumber[] {
  const at = now.toISOString();
  const inOrder = ceilings.toSorted((a, b) => (a.from < b.from ? -1 : 1));
  const inForce = inOrder.findLastIndex(({ from }) => from <= at);
  return inOrder.slice(Math.max(inForce, 0));
}
