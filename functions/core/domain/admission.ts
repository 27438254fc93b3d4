import type { CapExemption } from './cap-exemption.ts';
import type { Capacity, CapacityDoctor, DatedNumber } from './capacity.ts';
import { type GroupFacts, notEligible, takesPerson } from './doctor-eligibility.ts';
import type { Policy } from './policy.ts';
import type { Refusal } from './refusals.ts';
import { localDate } from './stockholm-time.ts';

/** What is in force at an instant; nothing before the first one. */
export function datedAt<T extends DatedNumber>(numbers: readonly T[], now: Date): T | undefined {
  const at = now.toISOString();
  let latest: T | undefined;
  for (const number of numbers) {
    if (number.from <= at && (!latest || number.from >= latest.from)) latest = number;
  }
  return latest;
}

/** The number in force at an instant; `null` is no limit, also before the first one. */
export function numberAt(numbers: readonly DatedNumber[], now: Date): number | null {
  return datedAt(numbers, now)?.value ?? null;
}

/** The unit's cap by the clock: people, `null` where the region has not limited listing (HSL 7 kap. 3 c §). */
export function capAt(capacity: Pick<Capacity, 'caps'>, now: Date): number | null {
  return numberAt(capacity.caps, now);
}

/** Who may be listed past the unit's cap, by the decision in force by the clock; nobody where there is no cap. */
export function exemptionsAt(capacity: Pick<Capacity, 'caps'>, now: Date): readonly CapExemption[] {
  const cap = datedAt(capacity.caps, now);
  return cap?.value == null ? [] : (cap.exemptions ?? []);
}

/** The doctor's ceiling by the clock: people, `null` for none. The unit sets it; it never blocks listing. */
export function ceilingAt(doctor: Pick<CapacityDoctor, 'ceilings'>, now: Date): number | null {
  return numberAt(doctor.ceilings, now);
}

/** Whether a local date lies between two local dates, both included. */
function within(from: string, through: string | undefined, date: string): boolean {
  return from <= date && (through === undefined || date <= through);
}

/** Run by the region or under contract on that local date, so that one can be listed there (HSL 7 kap. 3 a §). */
export function isListable(
  capacity: Pick<Capacity, 'listableFrom' | 'listableThrough'>,
  on: string,
): boolean {
  return within(capacity.listableFrom, capacity.listableThrough, on);
}

/** On the roster and shown on that local date. */
export function isVisible(
  doctor: Pick<CapacityDoctor, 'visibleFrom' | 'visibleThrough'>,
  on: string,
): boolean {
  return within(doctor.visibleFrom, doctor.visibleThrough, on);
}

/** Works at the unit on that local date, whether patients see the doctor then or not. */
export function isEmployed(
  {
    visibleFrom,
    visibleThrough,
    employed,
  }: Pick<CapacityDoctor, 'visibleFrom' | 'visibleThrough' | 'employed'>,
  on: string,
): boolean {
  return employed ? within(employed.from, employed.through, on) : within(visibleFrom, visibleThrough, on);
}

/** Refuses a unit that is not listable on the day the choice would take effect: `care-unit-not-listable`. */
export function checkListable(capacity: Capacity, effectiveOn: string): Refusal | undefined {
  if (isListable(capacity, effectiveOn)) return undefined;
  return { slug: 'care-unit-not-listable', careUnitId: capacity.careUnitId };
}

/**
 * Refuses a unit without a free place: `care-unit-full`. Nobody lists past people who wait (trust I6), so a unit
 * with a waiting list is full even where a place is free. An exemption passes both, but only one that the decision in
 * force names (HSL 7 kap. 3 c §, trust I1).
 */
export function checkPlace(capacity: Capacity, now: Date, exemption?: CapExemption): Refusal | undefined {
  const cap = capAt(capacity, now);
  if (capacity.waiting === 0 && (cap === null || capacity.taken < cap)) return undefined;
  if (exemption !== undefined && exemptionsAt(capacity, now).includes(exemption)) return undefined;
  return { slug: 'care-unit-full', careUnitId: capacity.careUnitId };
}

/**
 * Refuses a doctor whom this person cannot choose, in this order: `doctor-not-choosable` (not shown today and on the day
 * of effect, not at the unit on that day, not accepting, or not passing the region's rule), `doctor-takes-others` (age, judged on the day
 * of effect), `doctor-full`. `effectiveOn` is the local date on which the doctor would become the named doctor;
 * today where it is left out.
 */
export function checkDoctor(
  capacity: Capacity,
  doctorId: string,
  person: GroupFacts,
  policy: Policy,
  now: Date,
  effectiveOn: string = localDate(now),
): Refusal | undefined {
  const refusal = checkDoctorOpen(capacity, doctorId, policy, now, effectiveOn);
  const facts = capacity.doctors[doctorId]?.facts;
  if (refusal?.slug === 'doctor-not-choosable' || !facts) return refusal;
  if (!takesPerson(facts, policy.namedDoctor, person, effectiveOn)) {
    return { slug: 'doctor-takes-others', doctorId };
  }
  // Nobody takes a doctor's place past those who wait for it (trust I6).
  return refusal ?? (waitingFor(capacity, doctorId) > 0 ? { slug: 'doctor-full', doctorId } : undefined);
}

/** People who wait for a doctor. */
export function waitingFor({ doctorLists = {} }: Pick<Capacity, 'doctorLists'>, doctorId: string): number {
  return Object.hasOwn(doctorLists, doctorId) ? (doctorLists[doctorId]?.waiting ?? 0) : 0;
}

/** The same for nobody in particular: `doctor-not-choosable` or `doctor-full`. */
export function checkDoctorOpen(
  capacity: Capacity,
  doctorId: string,
  policy: Policy,
  now: Date,
  effectiveOn: string = localDate(now),
): Refusal | undefined {
  const doctor = Object.hasOwn(capacity.doctors, doctorId) ? capacity.doctors[doctorId] : undefined;
  if (
    !doctor?.acceptsNew ||
    !isVisible(doctor, localDate(now)) ||
    !isVisible(doctor, effectiveOn) ||
    !isEmployed(doctor, effectiveOn) ||
    notEligible(doctor.facts, policy.namedDoctor)
  ) {
    return { slug: 'doctor-not-choosable', doctorId };
  }
  const ceiling = ceilingAt(doctor, now);
  return ceiling !== null && doctor.taken >= ceiling ? { slug: 'doctor-full', doctorId } : undefined;
}
