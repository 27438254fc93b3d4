import type { PlanningScenario } from '#domain/planning/planning-scenario.ts';
import { afterPlanningEvent } from '#domain/planning/replay-planning.ts';
import { type AccessEntry, accessOf } from './access-log.ts';
import { type BasisDecision, withBasis } from './basis-decision.ts';
import type { CapApplication, CapRuling } from './cap-application.ts';
import type { CapReminder } from './cap-reminders.ts';
import type { Capacity } from './capacity.ts';
import { headAfter } from './event-chain.ts';
import { type AuditEvent, dataOf, type EventData } from './events.ts';
import type { ExemptionRegistration, HeldExemption } from './exemption.ts';
import type { ChainHead, PastListing, PersonListing } from './listing.ts';
import type { PersonMessage } from './person-message.ts';
import type { DatedPolicy } from './policy.ts';
import type { RegionPolicy } from './policy-decision.ts';
import { recount, withCounters } from './recount.ts';
import { registerCareUnit, registerDoctor, withProfileDates } from './register.ts';
import { afterCapEvent, capsOf } from './replay-caps.ts';
import { replayPerson } from './replay-person.ts';
import { afterPolicyEvent, decisionIn, noPolicy } from './replay-policy.ts';
import { afterRosterEvent } from './replay-roster.ts';
import { nextSequences } from './replay-waiting.ts';
import type { CareUnitProfile, RosterDoctor } from './roster.ts';
import type { StaffAssignment } from './staff-assignment.ts';

/** The tables as the events alone say they are. */
export interface Replayed {
  /** By person id. */
  readonly listings: ReadonlyMap<string, PersonListing>;
  /** By person id, in the order in which they ended. */
  readonly pasts: ReadonlyMap<string, readonly PastListing[]>;
  /** What each person holds, in no order; and what stands at the units, in the order of registering. */
  readonly exemptions: readonly (HeldExemption & { readonly personId: string })[];
  readonly exemptionRegistrations: readonly ExemptionRegistration[];
  /** By person id. */
  readonly messages: ReadonlyMap<string, readonly PersonMessage[]>;
  /** By care unit id. */
  readonly capacities: ReadonlyMap<string, Capacity>;
  readonly profiles: ReadonlyMap<string, CareUnitProfile>;
  /** By care unit id, in the order in which they were registered. */
  readonly doctors: ReadonlyMap<string, readonly RosterDoctor[]>;
  /** Applications for caps, decisions on them and reminders of their end, of every unit. */
  readonly capApplications: readonly CapApplication[];
  readonly capRulings: readonly CapRuling[];
  readonly capReminders: readonly CapReminder[];
  /** Planning scenarios, by care unit id. */
  readonly scenarios: ReadonlyMap<string, readonly PlanningScenario[]>;
  /** Every version of the region's policy, oldest decision first. */
  readonly policy: readonly DatedPolicy[];
  /** The versions that are kept with the policy, and the decisions that made them. */
  readonly regionPolicy: RegionPolicy;
  /** Decisions on what units are run by and how long, of every unit. */
  readonly basisDecisions: readonly BasisDecision[];
  /** By staff member id, in the order in which they were given. */
  readonly assignments: ReadonlyMap<string, readonly StaffAssignment[]>;
  /** Every access of staff to a person, in the order of each person's chain. */
  readonly accesses: readonly AccessEntry[];
  /** The last event of each stream. */
  readonly heads: ReadonlyMap<string, ChainHead>;
}

/**
 * Replays every event from the first: what comes out equals the tables, or something changed an item without an event
 * (trust I9). Streams may come mixed and in any order; within a stream the sequence decides. Counters are what the
 * replayed listings add up to.
 *
 * @throws for an event that cannot follow the ones before it.
 */
export function replay(events: readonly AuditEvent[]): Replayed {
  const streams = Map.groupBy(
    events.toSorted((a, b) => a.sequence - b.sequence),
    (event) => event.stream,
  );
  const listings = new Map<string, PersonListing>();
  const pasts = new Map<string, readonly PastListing[]>();
  const exemptions: Replayed['exemptions'][number][] = [];
  const messages = new Map<string, readonly PersonMessage[]>();
  const units: UnitReplayed[] = [];
  const accesses: AccessEntry[] = [];
  let policy: readonly DatedPolicy[] = [];
  let regionPolicy = noPolicy;
  let assignments: Replayed['assignments'] = new Map();
  for (const [stream, ofStream] of streams) {
    const [kind, id = ''] = stream.split('#');
    if (kind === 'PERSON') {
      const person = replayPerson(id, ofStream);
      listings.set(id, person.listing);
      pasts.set(id, person.pasts);
      for (const held of person.exemptions.values()) exemptions.push({ ...held, personId: id });
      messages.set(id, person.messages);
    } else if (kind === 'UNIT') {
      units.push(replayUnit(ofStream));
    } else if (kind === 'ACCESS') {
      accesses.push(...ofStream.map(accessOf));
    } else {
      policy = ofStream.flatMap(replayPolicy);
      for (const event of ofStream) {
        regionPolicy = afterPolicyEvent(regionPolicy, event, new Date(event.at)) ?? regionPolicy;
      }
      assignments = replayAssignments(ofStream);
    }
  }
  const counted = recount(listings.values());
  const sequences = nextSequences(events);
  const ofUnit = <T>(of: (unit: UnitReplayed) => T) =>
    new Map(units.map((unit) => [unit.profile.careUnitId, of(unit)]));
  return {
    listings,
    pasts,
    exemptions,
    exemptionRegistrations: units.flatMap(({ registrations }) => registrations),
    messages,
    capacities: ofUnit(({ capacity }) =>
      withCounters(withSequences(capacity, sequences), counted.get(capacity.careUnitId)),
    ),
    profiles: ofUnit(({ profile }) => profile),
    doctors: ofUnit(({ doctors }) => doctors),
    capApplications: units.flatMap(({ applications }) => applications),
    capRulings: units.flatMap(({ rulings }) => rulings),
    capReminders: units.flatMap(({ reminders }) => reminders),
    scenarios: ofUnit(({ scenarios }) => scenarios),
    policy,
    regionPolicy,
    basisDecisions: units.flatMap(({ basisDecisions }) => basisDecisions),
    assignments,
    accesses,
    heads: new Map([...streams].map(([stream, ofStream]) => [stream, headOf(ofStream)])),
  };
}

/** The next numbers of the unit's waiting lists, as joining says they are. */
function withSequences(capacity: Capacity, sequences: ReadonlyMap<string, number>): Capacity {
  const { careUnitId } = capacity;
  const prefix = `${careUnitId}#`;
  const lists = [...sequences]
    .filter(([list]) => list.startsWith(prefix))
    .map(([list, nextSequence]) => [list.slice(prefix.length), { waiting: 0, nextSequence }] as const);
  return {
    ...capacity,
    nextSequence: sequences.get(careUnitId) ?? 1,
    ...(lists.length > 0 && { doctorLists: Object.fromEntries(lists) }),
  };
}

interface UnitReplayed {
  readonly profile: CareUnitProfile;
  readonly capacity: Capacity;
  readonly doctors: readonly RosterDoctor[];
  readonly applications: readonly CapApplication[];
  readonly rulings: readonly CapRuling[];
  readonly reminders: readonly CapReminder[];
  readonly registrations: readonly ExemptionRegistration[];
  readonly scenarios: readonly PlanningScenario[];
  readonly basisDecisions: readonly BasisDecision[];
}

function replayUnit([first, ...rest]: readonly AuditEvent[]): UnitReplayed {
  const registered = first && dataOf(first, 'care-unit-registered');
  if (!registered) throw new Error('The first event of a care unit is not its registration');
  let unit: UnitReplayed = {
    profile: registered.profile,
    capacity: registerCareUnit(registered).capacity,
    doctors: [],
    applications: [],
    rulings: [],
    reminders: [],
    registrations: [],
    scenarios: [],
    basisDecisions: [],
  };
  for (const event of rest) unit = afterUnitEvent(unit, event);
  return unit;
}

function afterUnitEvent(unit: UnitReplayed, event: AuditEvent): UnitReplayed {
  const { profile, capacity, applications, rulings } = unit;
  const entered = dataOf(event, 'doctor-registered');
  if (entered) {
    return {
      ...unit,
      capacity: registerDoctor(capacity, entered).capacity,
      doctors: [...unit.doctors, entered.doctor],
    };
  }
  const changed = dataOf(event, 'care-unit-changed');
  if (changed) {
    return {
      ...unit,
      profile: changed.profile,
      capacity: withProfileDates(capacity, changed.profile),
    };
  }
  const roster = afterRosterEvent(unit, event);
  if (roster) return { ...unit, ...roster };
  const reminded = dataOf(event, 'cap-reminder-given');
  if (reminded) return { ...unit, reminders: [...unit.reminders, reminded.reminder] };
  const registered = dataOf(event, 'exemption-registered');
  if (registered) return { ...unit, registrations: [...unit.registrations, registered.registration] };
  const withdrawn = dataOf(event, 'exemption-withdrawn');
  if (withdrawn) return { ...unit, registrations: withdraw(unit.registrations, withdrawn) };
  const scenarios = afterPlanningEvent(unit.scenarios, event);
  if (scenarios) return { ...unit, scenarios };
  const based = dataOf(event, 'basis-decided');
  if (based) {
    const { decision } = based;
    return { ...unit, ...withBasis(unit, decision), basisDecisions: [...unit.basisDecisions, decision] };
  }
  const before = capsOf(profile, capacity, applications, rulings);
  const after = afterCapEvent(before, event, new Date(event.at));
  if (!after) throw new Error(`${event.type} does not belong to a care unit`);
  return {
    ...unit,
    profile: after.told === before.told ? profile : { ...profile, capDecisions: after.told },
    capacity: { ...capacity, caps: after.caps, rev: after.rev },
    applications: after.applications,
    rulings: after.rulings,
  };
}

function withdraw(
  registrations: readonly ExemptionRegistration[],
  { registrationId, withdrawnAt }: { readonly registrationId: string; readonly withdrawnAt: string },
): ExemptionRegistration[] {
  return registrations.map((one) => (one.registrationId === registrationId ? { ...one, withdrawnAt } : one));
}

function replayPolicy(event: AuditEvent): DatedPolicy[] {
  const decided = decisionIn(event);
  if (
    !decided &&
    event.type !== 'staff-assigned' &&
    event.type !== 'staff-assignment-ended' &&
    event.type !== 'access-log-read'
  )
    throw new Error(`${event.type} does not belong to the region`);
  return decided ? [decided.version] : [];
}

function replayAssignments(events: readonly AuditEvent[]): Replayed['assignments'] {
  const given = new Map<string, EventData['staff-assigned']>();
  for (const event of events) {
    const role = dataOf(event, 'staff-assigned') ?? dataOf(event, 'staff-assignment-ended');
    // One that is ended keeps its place.
    if (role) given.set(`${role.staffMemberId} ${role.assignment.assignmentId}`, role);
  }
  const byMember = Map.groupBy([...given.values()], ({ staffMemberId }) => staffMemberId);
  return new Map(
    [...byMember].map(([staffMemberId, of]) => [staffMemberId, of.map(({ assignment }) => assignment)]),
  );
}

function headOf(events: readonly AuditEvent[]): ChainHead {
  const last = events.at(-1);
  return last ? headAfter(last) : { sequence: 0, hash: '' };
}
