import type { Capacity } from './capacity.ts';
import { headAfter } from './event-chain.ts';
import { type AuditEvent, dataOf } from './events.ts';
import type { ChainHead, PastListing, PersonListing } from './listing.ts';
import type { DatedPolicy } from './policy.ts';
import { recount, withCounters } from './recount.ts';
import { registerCareUnit, registerDoctor } from './register.ts';
import { replayPerson } from './replay-person.ts';
import type { CareUnitProfile, RosterDoctor } from './roster.ts';

/** The tables as the events alone say they are. */
export interface Replayed {
  /** By person id. */
  readonly listings: ReadonlyMap<string, PersonListing>;
  /** By person id, in the order in which they ended. */
  readonly pasts: ReadonlyMap<string, readonly PastListing[]>;
  /** By care unit id. */
  readonly capacities: ReadonlyMap<string, Capacity>;
  readonly profiles: ReadonlyMap<string, CareUnitProfile>;
  /** By care unit id, in the order in which they were registered. */
  readonly doctors: ReadonlyMap<string, readonly RosterDoctor[]>;
  /** The region's policy, oldest decision first. */
  readonly policy: readonly DatedPolicy[];
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
  const units: UnitReplayed[] = [];
  let policy: readonly DatedPolicy[] = [];
  for (const [stream, ofStream] of streams) {
    const [kind, id = ''] = stream.split('#');
    if (kind === 'PERSON') {
      const person = replayPerson(id, ofStream);
      listings.set(id, person.listing);
      pasts.set(id, person.pasts);
    } else if (kind === 'UNIT') units.push(replayUnit(ofStream));
    else policy = ofStream.map(replayPolicy);
  }
  const counted = recount(listings.values());
  const ofUnit = <T>(of: (unit: UnitReplayed) => T) =>
    new Map(units.map((unit) => [unit.profile.careUnitId, of(unit)]));
  return {
    listings,
    pasts,
    capacities: ofUnit(({ capacity }) => withCounters(capacity, counted.get(capacity.careUnitId))),
    profiles: ofUnit(({ profile }) => profile),
    doctors: ofUnit(({ doctors }) => doctors),
    policy,
    heads: new Map([...streams].map(([stream, ofStream]) => [stream, headOf(ofStream)])),
  };
}

interface UnitReplayed {
  readonly profile: CareUnitProfile;
  readonly capacity: Capacity;
  readonly doctors: readonly RosterDoctor[];
}

function replayUnit([first, ...rest]: readonly AuditEvent[]): UnitReplayed {
  const registered = first && dataOf(first, 'care-unit-registered');
  if (!registered) throw new Error('The first event of a care unit is not its registration');
  let { capacity } = registerCareUnit(registered);
  const doctors: RosterDoctor[] = [];
  for (const event of rest) {
    const entered = dataOf(event, 'doctor-registered');
    if (!entered) throw new Error(`${event.type} does not belong to a care unit`);
    capacity = registerDoctor(capacity, entered).capacity;
    doctors.push(entered.doctor);
  }
  return { profile: registered.profile, capacity, doctors };
}

function replayPolicy(event: AuditEvent): DatedPolicy {
  const decided = dataOf(event, 'policy-decided');
  if (!decided) throw new Error(`${event.type} does not belong to the region`);
  return { from: decided.from, decisionId: decided.decisionId, policy: decided.policy };
}

function headOf(events: readonly AuditEvent[]): ChainHead {
  const last = events.at(-1);
  return last ? headAfter(last) : { sequence: 0, hash: '' };
}
