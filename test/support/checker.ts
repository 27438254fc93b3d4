import type { AccessEntry } from '#domain/access-log.ts';
import type { BasisDecision } from '#domain/basis-decision.ts';
import type { CapApplication, CapRuling } from '#domain/cap-application.ts';
import { type CapReminder, reminderId } from '#domain/cap-reminders.ts';
import type { Capacity } from '#domain/capacity.ts';
import { canonicalJson, verifyChain } from '#domain/event-chain.ts';
import { type AuditEvent, dataOf } from '#domain/events.ts';
import type { ExemptionRegistration, HeldExemption } from '#domain/exemption.ts';
import type { ChainHead, PastListing, PersonListing } from '#domain/listing.ts';
import type { PersonMessage } from '#domain/person-message.ts';
import type { PlanningScenario } from '#domain/planning/planning-scenario.ts';
import type { DatedPolicy } from '#domain/policy.ts';
import type { PolicyDecision } from '#domain/policy-decision.ts';
import { recount, withCounters } from '#domain/recount.ts';
import { type Replayed, replay } from '#domain/replay.ts';
import type { CareUnitProfile, RosterDoctor } from '#domain/roster.ts';
import { type Seal, verifySeals } from '#domain/seal.ts';
import type { StaffAssignment } from '#domain/staff-assignment.ts';
import { checkAdmissions, checkQuota } from './check-history.ts';
import { checkEntries, checkOrder, type EntryRow } from './check-waiting.ts';

/** Everything a store holds, as domain objects: rows of the main table, events and seals. Any order. */
export interface Dump {
  readonly listings: readonly PersonListing[];
  readonly pasts: readonly { readonly personId: string; readonly past: PastListing }[];
  /** Left out where a test has none. */
  readonly messages?: readonly { readonly personId: string; readonly message: PersonMessage }[];
  readonly capacities: readonly Capacity[];
  readonly profiles: readonly CareUnitProfile[];
  readonly doctors: readonly { readonly careUnitId: string; readonly doctor: RosterDoctor }[];
  readonly policy: readonly DatedPolicy[];
  /** Entries of waiting lists; left out where a test has no store. */
  readonly waiting?: readonly EntryRow[];
  /** Left out where a test has no store. */
  readonly caps?: CapRows;
  /** Left out where a test has no staff: what people hold, and what stands at the units. */
  readonly exemptions?: readonly (HeldExemption & { readonly personId: string })[];
  readonly exemptionRegistrations?: readonly ExemptionRegistration[];
  /** Planning scenarios; left out where a test has no store. */
  readonly scenarios?: readonly { readonly careUnitId: string; readonly scenario: PlanningScenario }[];
  /** Decisions of the region on its policy and on what units are run on; left out where a test has no store. */
  readonly decisions?: DecisionRows;
  /** Left out where a test has no staff. */
  readonly assignments?: readonly {
    readonly staffMemberId: string;
    readonly assignment: StaffAssignment;
  }[];
  /** The access log by person, and the same entries by unit and day; left out where a test has no store. */
  readonly accesses?: { readonly byPerson: readonly AccessEntry[]; readonly byUnit: readonly AccessEntry[] };
  readonly events: readonly AuditEvent[];
  /** Chain heads as they stand on profiles and on the policy; left out where a test has no store. */
  readonly heads?: readonly { readonly stream: string; readonly head: ChainHead }[];
  /** Left out where no sealing worker ran. */
  readonly seals?: readonly Seal[];
  /** Receipts that were acknowledged to somebody; each must have its event. */
  readonly acknowledged?: readonly string[];
}

/** What the region decided in the service, beside caps. */
export interface DecisionRows {
  readonly policy: readonly PolicyDecision[];
  readonly bases: readonly BasisDecision[];
}

/** What has been applied for, decided and reminded of, of every unit. */
export interface CapRows {
  readonly capApplications: readonly CapApplication[];
  readonly capRulings: readonly CapRuling[];
  readonly capReminders: readonly CapReminder[];
}

/** A broken invariant (trust.md): which, and of what. Ids only. */
export interface Violation {
  readonly invariant: 'I1' | 'I2' | 'I3' | 'I4' | 'I5' | 'I6' | 'I7' | 'I8' | 'I9';
  readonly of: string;
  readonly what: string;
}

export interface CheckOptions {
  /**
   * How much later than its own time an event may have been committed, in milliseconds: a place given back so shortly
   * after a choice may have been free in time for it. 0 where one clock moved between commits.
   */
  readonly commitDelay?: number;
}

/** Verifies I1–I9 on a dump. Empty: all hold. */
export function findViolations(dump: Dump, { commitDelay = 0 }: CheckOptions = {}): Violation[] {
  const fromRows = [
    ...checkChains(dump),
    ...checkSeals(dump),
    ...checkCounters(dump),
    ...checkOneListing(dump),
    ...checkDoctorsFit(dump),
    ...checkReceipts(dump),
    ...(dump.waiting ? checkEntries(dump.listings, dump.waiting) : []),
  ];
  const told = tryReplay(dump.events);
  if ('invariant' in told) return [...fromRows, told];
  return [
    ...fromRows,
    ...checkReplay(dump, told),
    ...checkAdmissions(dump.events, told.capacities, told.policy, commitDelay),
    ...checkQuota(dump.events, told.policy),
    ...checkOrder(dump.events),
  ];
}

/** Events that cannot have happened in their order tell nothing: that is the violation. */
function tryReplay(events: readonly AuditEvent[]): Replayed | Violation {
  try {
    return replay(events);
  } catch (error) {
    return { invariant: 'I9', of: 'events', what: error instanceof Error ? error.message : 'no replay' };
  }
}

function checkChains({ events }: Dump): Violation[] {
  return [...Map.groupBy(events, (event) => event.stream).values()]
    .flatMap(verifyChain)
    .map(({ stream, sequence, fault }) => ({ invariant: 'I9', of: `${stream} ${sequence}`, what: fault }));
}

function checkSeals({ seals, events }: Dump): Violation[] {
  if (!seals) return [];
  return verifySeals(seals, events).map(({ sealedUnder, sequence, fault }) => ({
    invariant: 'I9',
    of: `SEAL ${sealedUnder} ${sequence}`,
    what: fault,
  }));
}

function checkCounters({ listings, capacities }: Dump): Violation[] {
  const counted = recount(listings);
  return capacities
    .filter((row) => canonicalJson(row) !== canonicalJson(withCounters(row, counted.get(row.careUnitId))))
    .map((row) => ({ invariant: 'I2', of: row.careUnitId, what: 'counters differ from a recount' }));
}

function checkOneListing({ listings }: Dump): Violation[] {
  const of = (listing: PersonListing) => `PERSON#${listing.personId}`;
  const doubled = [...Map.groupBy(listings, of)].filter(([, rows]) => rows.length > 1);
  const samePlace = listings.filter(
    ({ current, pending }) => current && current.careUnitId === pending?.careUnitId,
  );
  return [
    ...doubled.map(([person]) => ({ invariant: 'I3' as const, of: person, what: 'two listings' })),
    ...samePlace.map((row) => ({ invariant: 'I3' as const, of: of(row), what: 'two places at one unit' })),
  ];
}

function checkDoctorsFit({ listings, capacities }: Dump): Violation[] {
  const rosters = new Map(capacities.map((row) => [row.careUnitId, row.doctors]));
  const fits = (place: PersonListing['current'] | PersonListing['pending']) => {
    if (!place) return true;
    const roster = rosters.get(place.careUnitId);
    const { namedDoctor } = place;
    return roster && (namedDoctor.kind !== 'doctor' || Object.hasOwn(roster, namedDoctor.doctorId));
  };
  return listings
    .filter(({ current, pending }) => !fits(current) || !fits(pending))
    .map(({ personId }) => ({ invariant: 'I4', of: `PERSON#${personId}`, what: 'not on the roster' }));
}

function checkReceipts({ events, acknowledged = [] }: Dump): Violation[] {
  const receipts = events.flatMap((event) => {
    const data =
      dataOf(event, 'care-unit-chosen') ??
      dataOf(event, 'pending-choice-replaced') ??
      dataOf(event, 'named-doctor-chosen');
    return data ? [data.receiptId] : [];
  });
  const written = new Set<string>();
  const doubled = receipts.filter((receipt) => written.size === written.add(receipt).size);
  return [
    ...doubled.map((of) => ({ invariant: 'I8' as const, of, what: 'two events' })),
    ...acknowledged
      .filter((receipt) => !written.has(receipt))
      .map((of) => ({ invariant: 'I8' as const, of, what: 'acknowledged without an event' })),
  ];
}

function checkReplay(dump: Dump, replayed: Replayed): Violation[] {
  const told = itemsTold(replayed, dump.heads !== undefined);
  const held = itemsHeld(dump);
  return [...new Set([...told.keys(), ...held.keys()])]
    .filter((of) => told.get(of) !== held.get(of))
    .map((of) => ({
      invariant: 'I9',
      of,
      what: !told.has(of) ? 'no event made it' : !held.has(of) ? 'lost' : 'differs from its events',
    }));
}

/** Every item the events tell of, by name, in one spelling. */
function itemsTold(told: Replayed, withHeads: boolean): Map<string, string> {
  const heads = [...told.heads].filter(([stream]) => !stream.startsWith('PERSON#'));
  return spelled([
    ...[...told.listings].map(([id, row]) => [`LISTING ${id}`, row] as const),
    ...[...told.pasts].flatMap(([id, pasts]) => pasts.map((past) => pastItem(id, past))),
    ...[...told.messages].flatMap(([id, rows]) => rows.map((row) => messageItem(id, row))),
    ...[...told.capacities].map(([id, row]) => [`CAPACITY ${id}`, row] as const),
    ...[...told.profiles].map(([id, row]) => [`PROFILE ${id}`, row] as const),
    ...[...told.doctors].flatMap(([id, rows]) => rows.map((doctor) => doctorItem(id, doctor))),
    ...told.regionPolicy.versions.map((row) => [`POLICY ${row.decisionId}`, row] as const),
    ...decisionItems({ policy: told.regionPolicy.decisions, bases: told.basisDecisions }),
    ...capItems(told),
    ...exemptionItems(told),
    ...[...told.scenarios].flatMap(([id, rows]) => rows.map((row) => scenarioItem(id, row))),
    ...[...told.assignments].flatMap(([id, rows]) => rows.map((row) => assignmentItem(id, row))),
    ...accessItems({ byPerson: told.accesses, byUnit: told.accesses }),
    ...(withHeads ? heads.map(([stream, head]) => [`HEAD ${stream}`, head] as const) : []),
  ]);
}

/** Every item the dump holds, named and spelled alike. */
function itemsHeld(dump: Dump) {
  const {
    listings,
    pasts,
    capacities,
    profiles,
    doctors,
    policy,
    assignments = [],
    messages = [],
    accesses,
    heads = [],
  } = dump;
  return spelled([
    ...listings.map((row) => [`LISTING ${row.personId}`, row] as const),
    ...pasts.map(({ personId, past }) => pastItem(personId, past)),
    ...messages.map(({ personId, message }) => messageItem(personId, message)),
    ...capacities.map((row) => [`CAPACITY ${row.careUnitId}`, row] as const),
    ...profiles.map((row) => [`PROFILE ${row.careUnitId}`, row] as const),
    ...doctors.map(({ careUnitId, doctor }) => doctorItem(careUnitId, doctor)),
    ...policy.map((row) => [`POLICY ${row.decisionId}`, row] as const),
    ...(dump.caps ? capItems(dump.caps) : []),
    ...exemptionItems(dump),
    ...(dump.scenarios ?? []).map(({ careUnitId, scenario }) => scenarioItem(careUnitId, scenario)),
    ...(dump.decisions ? decisionItems(dump.decisions) : []),
    ...assignments.map(({ staffMemberId, assignment }) => assignmentItem(staffMemberId, assignment)),
    ...(accesses ? accessItems(accesses) : []),
    ...heads.map(({ stream, head }) => [`HEAD ${stream}`, head] as const),
  ]);
}

function pastItem(personId: string, past: PastListing): readonly [string, unknown] {
  return [`PAST ${personId} ${past.until} ${past.careUnitId}`, past];
}

function messageItem(personId: string, message: PersonMessage): readonly [string, unknown] {
  return [`MESSAGE ${personId} ${message.messageId}`, message];
}

function capItems({ capApplications, capRulings, capReminders }: CapRows) {
  return [
    ...capApplications.map((row) => [`CAPAPPLICATION ${row.applicationId}`, row] as const),
    ...capRulings.map((row) => [`DECISION ${row.decisionId}`, row] as const),
    ...capReminders.map((row) => [`TASK ${row.careUnitId} ${reminderId(row)}`, row] as const),
  ];
}

function exemptionItems({
  exemptions = [],
  exemptionRegistrations = [],
}: Pick<Dump, 'exemptions' | 'exemptionRegistrations'>) {
  return [
    ...exemptions.map((row) => [`EXEMPTION ${row.personId} ${row.careUnitId}`, row] as const),
    ...exemptionRegistrations.map((row) => [`REGISTRATION ${row.registrationId}`, row] as const),
  ];
}

function scenarioItem(careUnitId: string, scenario: PlanningScenario): readonly [string, unknown] {
  return [`SCENARIO ${careUnitId} ${scenario.scenarioId}`, scenario];
}

function decisionItems({ policy, bases }: DecisionRows) {
  return [
    ...policy.map((row) => [`RULEDECISION ${row.version.decisionId}`, row] as const),
    ...bases.map((row) => [`BASISDECISION ${row.decisionId}`, row] as const),
  ];
}

function assignmentItem(id: string, row: StaffAssignment): readonly [string, unknown] {
  return [`ASSIGNMENT ${id} ${row.assignmentId}`, row];
}

function accessItems({ byPerson, byUnit }: NonNullable<Dump['accesses']>) {
  return [
    ...byPerson.map((row) => [`ACCESS ${row.accessId}`, row] as const),
    ...byUnit.map((row) => [`ACCESSOF ${row.accessId}`, row] as const),
  ];
}

function doctorItem(careUnitId: string, doctor: RosterDoctor): readonly [string, unknown] {
  return [`DOCTOR ${careUnitId} ${doctor.doctorId}`, doctor];
}

function spelled(items: readonly (readonly [string, unknown])[]): Map<string, string> {
  return new Map(items.map(([name, item]) => [name, canonicalJson(item)]));
}
