import type { Capacity } from './capacity.ts';
import type { NamedDoctor, PersonListing } from './listing.ts';

/** A unit's counters, counted from the listings one by one. */
export interface Counted {
  taken: number;
  declinedDoctor: number;
  /** By doctor id; a doctor nobody has is not there. */
  readonly doctors: Map<string, number>;
}

/**
 * Counts every unit's places: current listings and pending ones (a person with a choice waiting elsewhere counts at
 * both until midnight). Units without a listing are not in the answer.
 */
export function recount(listings: Iterable<PersonListing>): Map<string, Counted> {
  const counted = new Map<string, Counted>();
  for (const { current, pending } of listings) {
    if (current) count(counted, current);
    if (pending) count(counted, pending);
  }
  return counted;
}

/** The capacity with counted counters in the place of its own. Doctors who are not on it are left out. */
export function withCounters(capacity: Capacity, counted: Counted | undefined): Capacity {
  const doctors = Object.entries(capacity.doctors).map(
    ([doctorId, doctor]) => [doctorId, { ...doctor, taken: counted?.doctors.get(doctorId) ?? 0 }] as const,
  );
  return {
    ...capacity,
    taken: counted?.taken ?? 0,
    declinedDoctor: counted?.declinedDoctor ?? 0,
    doctors: Object.fromEntries(doctors),
  };
}

function count(
  counted: Map<string, Counted>,
  { careUnitId, namedDoctor }: { readonly careUnitId: string; readonly namedDoctor: NamedDoctor },
): void {
  const unit = counted.get(careUnitId) ?? { taken: 0, declinedDoctor: 0, doctors: new Map<string, number>() };
  counted.set(careUnitId, unit);
  unit.taken += 1;
  if (namedDoctor.kind === 'declined') unit.declinedDoctor += 1;
  if (namedDoctor.kind === 'doctor') {
    unit.doctors.set(namedDoctor.doctorId, (unit.doctors.get(namedDoctor.doctorId) ?? 0) + 1);
  }
}
