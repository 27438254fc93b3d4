import type { Capacity, CapacityDoctor, DatedCap, DatedNumber } from './capacity.ts';
import type { PlannedEvent } from './events.ts';
import type { CareUnitProfile, RosterDoctor } from './roster.ts';
import { rosterDates } from './roster-dates.ts';

/** A care unit as it enters the service, with the region's dated caps (none: not limited). */
export interface CareUnitRegistration {
  readonly profile: CareUnitProfile;
  readonly caps: readonly DatedCap[];
}

/** Someone as she or he enters a unit's roster, with the dated ceilings that the unit set (none: no ceiling). */
export interface DoctorRegistration {
  readonly doctor: RosterDoctor;
  readonly ceilings: readonly DatedNumber[];
  readonly acceptsNew: boolean;
}

/** Registers a care unit without doctors: empty counters, and listable while its basis lasts (HSL 7 kap. 3 a §). */
export function registerCareUnit({ profile, caps }: CareUnitRegistration): {
  capacity: Capacity;
  event: PlannedEvent;
} {
  const { careUnitId, basis } = profile;
  const capacity: Capacity = {
    careUnitId,
    taken: 0,
    caps,
    listableFrom: basis.from,
    ...(basis.through !== undefined && { listableThrough: basis.through }),
    doctors: {},
    declinedDoctor: 0,
    waiting: 0,
    nextSequence: 1,
    rev: 1,
  };
  const event: PlannedEvent = {
    type: 'care-unit-registered',
    sealedUnder: careUnitId,
    data: { profile, caps },
  };
  return { capacity, event };
}

/** The capacity of a unit whose facts are others: when one can be listed there follows from them. `rev` rises by one. */
export function withProfileDates(capacity: Capacity, { basis }: CareUnitProfile): Capacity {
  const { listableThrough: _, ...rest } = capacity;
  return {
    ...rest,
    listableFrom: basis.from,
    ...(basis.through !== undefined && { listableThrough: basis.through }),
    rev: capacity.rev + 1,
  };
}

/**
 * Enters a doctor on a unit's roster: a staff act, so `rev` rises by one. A placeholder list enters the roster but
 * never the capacity: nobody can choose it.
 */
export function registerDoctor(
  capacity: Capacity,
  registration: DoctorRegistration,
): { capacity: Capacity; event: PlannedEvent } {
  const { doctor, ceilings, acceptsNew } = registration;
  const event: PlannedEvent = {
    type: 'doctor-registered',
    sealedUnder: capacity.careUnitId,
    data: { doctor, ceilings, acceptsNew },
  };
  const rev = capacity.rev + 1;
  if (doctor.kind === 'placeholderList') return { capacity: { ...capacity, rev }, event };
  const entry: CapacityDoctor = {
    taken: 0,
    ceilings,
    acceptsNew,
    facts: doctor.facts,
    ...rosterDates(doctor),
  };
  return {
    capacity: { ...capacity, doctors: { ...capacity.doctors, [doctor.doctorId]: entry }, rev },
    event,
  };
}
