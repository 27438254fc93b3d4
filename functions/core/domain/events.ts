import type { AppliedTarget, PlanningReview, PlanningScenario } from '#domain/planning/planning-scenario.ts';
import type { AccessData } from './access-log.ts';
import type { BasisDecision } from './basis-decision.ts';
import type { CapApplication, CapRuling, Consultation } from './cap-application.ts';
import type { CapExemption } from './cap-exemption.ts';
import type { CapReminder } from './cap-reminders.ts';
import type { DatedCap, DatedNumber } from './capacity.ts';
import type { ExemptionGiven, ExemptionRegistration } from './exemption.ts';
import type { Change, CurrentListing, DoctorProposal, NamedDoctorAnswer, PastListing } from './listing.ts';
import type { Actor } from './person.ts';
import type { Policy } from './policy.ts';
import type { PolicyRuling } from './policy-decision.ts';
import type { CareUnitProfile, RosterDoctor } from './roster.ts';
import type { RosterEntry } from './roster-entry.ts';
import type { StaffAssignment } from './staff-assignment.ts';
import type { WaitingEnd, WaitingPlace } from './waiting.ts';

/**
 * What each event says, and no more than replay needs: what follows from the events before it (which place is given
 * back, which listing ended) is not said again, so that a person's event stays under 1 kB with its hashes.
 * Type aliases, not interfaces: they are stored as plain maps.
 */
export type EventData = {
  'care-unit-registered': { readonly profile: CareUnitProfile; readonly caps: readonly DatedCap[] };
  'care-unit-changed': { readonly profile: CareUnitProfile };
  'doctor-registered': {
    readonly doctor: RosterDoctor;
    readonly ceilings: readonly DatedNumber[];
    readonly acceptsNew: boolean;
  };
  'doctor-added': RosterEntry;
  'doctor-changed': RosterEntry;
  'doctor-ended': RosterEntry;
  'roster-change-undone': RosterChangeUndone;
  'policy-decided': {
    readonly from: string;
    readonly decisionId: string;
    readonly diaryNumber?: string;
    readonly policy: Policy;
    /** Absent for a version from setting up the region. */
    readonly ruling?: PolicyRuling;
  };
  'basis-decided': { readonly decision: BasisDecision };
  'staff-assigned': { readonly staffMemberId: string; readonly assignment: StaffAssignment };
  /**
   * A log auditor read whom a unit's staff saw on a day, or with `through` whom one member saw from that day at every
   * unit (`*`); nothing follows from it.
   */
  'access-log-read': {
    readonly unit: string;
    readonly day: string;
    readonly through?: string;
    readonly staffMemberId?: string;
  };
  /** The whole assignment as it then is: with an earlier last day, or the instant from which it is withdrawn. */
  'staff-assignment-ended': { readonly staffMemberId: string; readonly assignment: StaffAssignment };
  'listing-imported': {
    readonly current?: CurrentListing;
    readonly changes: readonly Change[];
    readonly pasts: readonly PastListing[];
  };
  'listing-corrected': ListingCorrected;
  'listing-import-undone': ListingImportUndone;
  'care-unit-chosen': ChoiceData;
  'pending-choice-replaced': ChoiceData;
  'pending-choice-cancelled': { readonly careUnitId: string; readonly receiptId: string };
  'listing-took-effect': { readonly careUnitId: string };
  'named-doctor-chosen': {
    readonly careUnitId: string;
    readonly namedDoctor: NamedDoctorAnswer;
    readonly receiptId: string;
    readonly conditionsVersion: string;
  };
  'exemption-given': ExemptionGiven;
  'exemption-taken-back': { readonly careUnitId: string; readonly registrationId: string };
  'exemption-registered': { readonly registration: ExemptionRegistration };
  'exemption-withdrawn': { readonly registrationId: string; readonly withdrawnAt: string };
  'named-doctor-assigned': {
    readonly careUnitId: string;
    readonly doctorId: string;
    readonly kind: DoctorProposal['kind'];
    readonly messageId: string;
  };
  'proposed-doctor-declined': { readonly careUnitId: string; readonly doctorId: string };
  'waiting-list-joined': { readonly place: WaitingPlace };
  'waiting-place-offered': {
    readonly careUnitId: string;
    readonly doctorId?: string;
    readonly sequence: number;
    readonly until: string;
  };
  'waiting-ended': {
    readonly careUnitId: string;
    readonly doctorId?: string;
    readonly sequence: number;
    readonly why: WaitingEnd;
  };
  'cap-applied-for': { readonly application: CapApplication };
  /** A cap from before the service became a case. */
  'cap-taken-up': { readonly application: CapApplication };
  'cap-consultation-recorded': { readonly applicationId: string; readonly consultation: Consultation };
  'cap-decided': { readonly ruling: CapRuling };
  'cap-reminder-given': { readonly reminder: CapReminder };
  'person-accessed': AccessData;
  'planning-scenario-saved': { readonly scenario: PlanningScenario };
  'planning-scenario-removed': { readonly scenarioId: string };
  'planning-reviewed': { readonly scenarioId: string; readonly review: PlanningReview };
  'planning-target-applied': { readonly scenarioId: string; readonly applied: AppliedTarget };
};

/** The latest change of an entry was taken back: the entry as it is again, or nothing where it was new and is gone. */
export type RosterChangeUndone = {
  readonly doctorId: string;
  /** Sequence, in the same stream, of the event that is taken back. */
  readonly undoes: number;
  readonly entry?: RosterEntry;
};

/** An import said otherwise of a listing: as it is now, and the listing that ended where the unit is another. */
export type ListingCorrected = { readonly current: CurrentListing; readonly past?: PastListing };

/** An import was taken back: the listing as it was before, none where it was new. */
export type ListingImportUndone = {
  readonly current?: CurrentListing;
  /** Sequence, in the same stream, of the event that is taken back. */
  readonly undoes: number;
  /** `until` of the earlier listing that the import had ended, and that is no longer one. */
  readonly resumed?: string;
};

/** A choice of care unit. `effectiveFrom` is the instant of the event itself where it took effect at once. */
export type ChoiceData = {
  readonly careUnitId: string;
  readonly namedDoctor: NamedDoctorAnswer;
  readonly receiptId: string;
  readonly conditionsVersion: string;
  readonly counted: boolean;
  readonly effectiveFrom: string;
  /** Changes up to this instant no longer counted, and were dropped. */
  readonly windowFrom: string;
  /** By the region's policy the choice gave up the places in waiting lists of other units. */
  readonly leavesLists?: boolean;
  /** The exemption by which the choice passed a cap or a waiting list; absent where there was a free place. */
  readonly exemption?: CapExemption;
};

/** What happened, in the past tense. Replaying a stream of these gives the tables (trust.md I9). */
export type EventType = keyof EventData;

/** An event as the domain decides it; the store adds stream, sequence, id, time, actor and chain. */
export type PlannedEvent = {
  [T in EventType]: { readonly type: T; readonly sealedUnder: string; readonly data: EventData[T] };
}[EventType];

/**
 * One audit event as stored. `stream` is `PERSON#id`, `ACCESS#id` (of a person), `UNIT#id` or `REGION`; `sequence` counts from 1 in its stream.
 */
export interface AuditEvent {
  readonly stream: string;
  readonly sequence: number;
  readonly eventId: string;
  readonly type: EventType;
  readonly at: string;
  readonly actor: Actor;
  /** The unit whose minute seals it; the region's own acts use `REGION`. */
  readonly sealedUnder: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly previousHash: string;
  readonly hash: string;
}

/** The event's data, typed by its type: the one place that trusts that what was stored under a type has its shape. */
export function dataOf<T extends EventType>(
  event: Pick<AuditEvent, 'type' | 'data'>,
  type: T,
): EventData[T] | undefined {
  return event.type === type ? (event.data as EventData[T]) : undefined;
}
