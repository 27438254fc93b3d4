import type { PlannedEvent } from './events.ts';
import type { HeldExemption } from './exemption.ts';
import type { NamedDoctor, PastListing, PersonListing } from './listing.ts';
import type { PersonMessage } from './person-message.ts';
import type { WaitingPlace } from './waiting.ts';

/** What a decision does to one unit's counters. One item, one condition, whatever the size of the region. */
export interface CapacityChange {
  readonly careUnitId: string;
  readonly taken: number;
  readonly doctors: Readonly<Record<string, number>>;
  readonly declinedDoctor: number;
  /** People in the unit's waiting list and in those of its doctors: joined, or left it for an offer or for good. */
  readonly waiting?: number;
  readonly doctorsWaiting?: Readonly<Record<string, number>>;
  /** What the domain assumed; the store turns each into a condition. Absent where places are only given back. */
  readonly expects?: CapacityExpectation;
}

export interface CapacityExpectation {
  readonly rev: number;
  /** The cap: `taken` must still be below it. Absent: no cap, or an exemption that passes it. */
  readonly takenBelow?: number;
  /** The ceiling of the doctor chosen. Absent: no doctor chosen, or no ceiling. */
  readonly doctorTakenBelow?: { readonly doctorId: string; readonly below: number };
  /** Nobody may wait in the unit's list; not asked of one who is exempt. */
  readonly nobodyWaiting: boolean;
  /** Nobody may wait for the doctor chosen. */
  readonly nobodyWaitingFor?: string;
  /** The number that the next to join a list gets: of the unit's, or of a doctor's. It rises by one. */
  readonly nextSequence?: { readonly doctorId?: string | undefined; readonly is: number };
}

/** What is to be saved in one transaction. */
export interface Plan {
  /** Next state: version raised by one; `chain` is still the old head, the store sets the new one. */
  readonly listing: PersonListing;
  readonly past?: PastListing;
  /** At most one for each unit. */
  readonly capacity: readonly CapacityChange[];
  /** Messages to the person that are new, or read by this. */
  readonly messages?: readonly PersonMessage[];
  /** Entries of waiting lists that begin, change by an offer, or end. */
  readonly entries?: readonly WaitingEntryChange[];
  readonly event: PlannedEvent;
  /** The registered exemption that the choice leans on: saved only while it still stands. */
  readonly leansOn?: HeldExemption;
}

/** An entry of a waiting list as it will be, or that it is gone. */
export interface WaitingEntryChange {
  readonly place: WaitingPlace;
  readonly ended: boolean;
}

/** What a place holds: the unit's place and, where answered so, the doctor's place or the count of declined. */
interface Place {
  readonly careUnitId: string;
  readonly namedDoctor: NamedDoctor;
}

/** The counters that a new place takes. */
export function takePlace(place: Place, expects: CapacityExpectation): CapacityChange {
  return { ...moved(place, 1), expects };
}

/** The counters of a place that already exists elsewhere: taken over whatever the cap. */
export function importPlace(place: Place): CapacityChange {
  return moved(place, 1);
}

/** The counters that a place gives back: nothing is assumed, so nothing can fail. */
export function releasePlace(place: Place): CapacityChange {
  return moved(place, -1);
}

function moved({ careUnitId, namedDoctor }: Place, by: -1 | 1): CapacityChange {
  return {
    careUnitId,
    taken: by,
    doctors: namedDoctor.kind === 'doctor' ? { [namedDoctor.doctorId]: by } : {},
    declinedDoctor: namedDoctor.kind === 'declined' ? by : 0,
  };
}
