import type { Capacity } from './capacity.ts';
import type { NamedDoctor, PersonListing } from './listing.ts';
import type { WaitingPlace } from './waiting.ts';

/** A unit's counters, counted from the listings one by one. */
export interface Counted {
  taken: number;
  declinedDoctor: number;
  /** By doctor id; a doctor nobody has is not there. */
  readonly doctors: Map<string, number>;
  waiting: number;
  /** People who wait for a doctor, by doctor id. */
  readonly doctorsWaiting: Map<string, number>;
}

/**
 * Counts every unit's places: current listings, pending ones (a person with a choice waiting elsewhere counts at
 * both until midnight) and open offers; and those who wait. Units without any of it are not in the answer.
 */
export function recount(listings: Iterable<PersonListing>): Map<string, Counted> {
  const counted = new Map<string, Counted>();
  for (const { current, pending, waiting = [] } of listings) {
    if (current) count(counted, current);
    if (pending) count(counted, pending);
    for (const place of waiting) countWaiting(counted, place);
  }
  return counted;
}

/** The capacity with counted counters in the place of its own. Doctors who are not on it are left out. */
export function withCounters(capacity: Capacity, counted: Counted | undefined): Capacity {
  const doctors = Object.entries(capacity.doctors).map(
    ([doctorId, doctor]) => [doctorId, { ...doctor, taken: counted?.doctors.get(doctorId) ?? 0 }] as const,
  );
  const lists = Object.entries(capacity.doctorLists ?? {}).map(
    ([doctorId, list]) =>
      [doctorId, { ...list, waiting: counted?.doctorsWaiting.get(doctorId) ?? 0 }] as const,
  );
  return {
    ...capacity,
    taken: counted?.taken ?? 0,
    waiting: counted?.waiting ?? 0,
    declinedDoctor: counted?.declinedDoctor ?? 0,
    doctors: Object.fromEntries(doctors),
    ...(lists.length > 0 && { doctorLists: Object.fromEntries(lists) }),
  };
}

function count(
  counted: Map<string, Counted>,
  { careUnitId, namedDoctor }: { readonly careUnitId: string; readonly namedDoctor: NamedDoctor },
): void {
  const unit = unitOf(counted, careUnitId);
  unit.taken += 1;
  if (namedDoctor.kind === 'declined') unit.declinedDoctor += 1;
  if (namedDoctor.kind === 'doctor') {
    addOne(unit.doctors, namedDoctor.doctorId);
  }
}

/** A place in a list counts as waiting until it is offered; then the place it holds counts as taken. */
function countWaiting(counted: Map<string, Counted>, { careUnitId, doctorId, offer }: WaitingPlace): void {
  const unit = unitOf(counted, careUnitId);
  if (doctorId !== undefined) addOne(offer ? unit.doctors : unit.doctorsWaiting, doctorId);
  else if (offer) unit.taken += 1;
  else unit.waiting += 1;
}

function addOne(counters: Map<string, number>, of: string): void {
  counters.set(of, (counters.get(of) ?? 0) + 1);
}

function unitOf(counted: Map<string, Counted>, careUnitId: string): Counted {
  const unit = counted.get(careUnitId) ?? {
    taken: 0,
    declinedDoctor: 0,
    doctors: new Map<string, number>(),
    waiting: 0,
    doctorsWaiting: new Map<string, number>(),
  };
  counted.set(careUnitId, unit);
  return unit;
}
