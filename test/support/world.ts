import type { CapExemption } from '#domain/cap-exemption.ts';
import type { Capacity } from '#domain/capacity.ts';
import {
  decideRegisterExemption,
  decideWithdrawExemption,
  type ExemptionPlan,
} from '#domain/decide-exemption.ts';
import { chainEvent, headAfter } from '#domain/event-chain.ts';
import type { AuditEvent, PlannedEvent } from '#domain/events.ts';
import type { ExemptionRegistration, HeldExemption } from '#domain/exemption.ts';
import { type ImportedListing, importListing } from '#domain/import-listing.ts';
import { type ChainHead, noListing, type PastListing, type PersonListing } from '#domain/listing.ts';
import type { Actor } from '#domain/person.ts';
import type { PersonMessage } from '#domain/person-message.ts';
import type { CapacityChange, Plan } from '#domain/plan.ts';
import { type DatedPolicy, type Policy, policyAt } from '#domain/policy.ts';
import { exemptionRulesOf } from '#domain/policy-defaults.ts';
import {
  type CareUnitRegistration,
  type DoctorRegistration,
  registerCareUnit,
  registerDoctor,
} from '#domain/register.ts';
import type { CareUnitProfile, RosterDoctor } from '#domain/roster.ts';
import { makeSeals } from './builders.ts';
import type { Dump } from './checker.ts';

/** A store in memory that keeps to the plans' conditions: the domain's own proving ground, not a DynamoDB. */
export interface World {
  readonly listings: Map<string, PersonListing>;
  readonly pasts: { personId: string; past: PastListing }[];
  readonly messages: { personId: string; message: PersonMessage }[];
  readonly capacities: Map<string, Capacity>;
  readonly profiles: Map<string, CareUnitProfile>;
  readonly doctors: { careUnitId: string; doctor: RosterDoctor }[];
  readonly policy: DatedPolicy[];
  /** By person and unit. */
  readonly exemptions: Map<string, HeldExemption & { readonly personId: string }>;
  readonly exemptionRegistrations: ExemptionRegistration[];
  readonly events: AuditEvent[];
  readonly heads: Map<string, ChainHead>;
}

/** Ways to break the store on purpose: the checker must catch each (trust.md, canaries). */
export interface Canary {
  readonly ignoreCapacity?: boolean;
  readonly ignoreVersion?: boolean;
  readonly forgetReleases?: boolean;
  readonly forgetPasts?: boolean;
  readonly forgetEvents?: boolean;
}

const began = '2026-01-01T00:00:00.000Z';

/** A region with a policy from the beginning of 2026 and nothing else. */
export function newWorld(decided: Policy): World {
  const world: World = {
    listings: new Map(),
    pasts: [],
    messages: [],
    capacities: new Map(),
    profiles: new Map(),
    doctors: [],
    policy: [],
    exemptions: new Map(),
    exemptionRegistrations: [],
    events: [],
    heads: new Map(),
  };
  const policy = { from: began, decisionId: 'decision-1', policy: decided };
  world.policy.push(policy);
  record(world, 'REGION', { type: 'policy-decided', sealedUnder: 'REGION', data: policy }, began, seeding);
  return world;
}

const seeding: Actor = { kind: 'system', process: 'seeding' };

/** Registers a unit and its roster. */
export function open(
  world: World,
  unit: CareUnitRegistration,
  doctors: readonly DoctorRegistration[] = [],
): void {
  const { careUnitId } = unit.profile;
  const registered = registerCareUnit(unit);
  world.profiles.set(careUnitId, unit.profile);
  record(world, `UNIT#${careUnitId}`, registered.event, began, seeding);
  let { capacity } = registered;
  for (const entry of doctors) {
    const entered = registerDoctor(capacity, entry);
    capacity = entered.capacity;
    world.doctors.push({ careUnitId, doctor: entry.doctor });
    record(world, `UNIT#${careUnitId}`, entered.event, began, seeding);
  }
  world.capacities.set(careUnitId, capacity);
}

/** Takes over a person's listing. */
export function takeOver(world: World, imported: ImportedListing): void {
  const { listing, pasts, capacity, event } = importListing(imported);
  const { personId } = listing;
  const chain = record(world, `PERSON#${personId}`, event, began, seeding);
  world.listings.set(personId, { ...listing, chain });
  world.pasts.push(...pasts.map((past) => ({ personId, past })));
  for (const change of capacity) apply(world, change);
}

/** What somebody holds at a unit. */
export function heldBy(world: World, personId: string, careUnitId: string): HeldExemption | undefined {
  const row = world.exemptions.get(`${personId} ${careUnitId}`);
  if (!row) return undefined;
  const { personId: _whose, ...held } = row;
  return held;
}

/** Staff register that somebody is exempt, or withdraw the latest registration of anybody; what is refused does nothing. */
export function exempt(
  world: World,
  personId: string,
  careUnitId: string,
  code: CapExemption | 'withdraw',
  now: Date,
): void {
  const latest = world.exemptionRegistrations.at(-1);
  const [at, whose] =
    code === 'withdraw' && latest ? [latest.careUnitId, latest.personId ?? personId] : [careUnitId, personId];
  const capacity = world.capacities.get(at);
  if (!capacity) return;
  const holder = { listing: stored(world, whose), held: heldBy(world, whose, at) };
  const rules = exemptionRulesOf(policyOf(world, now));
  const registrationId = `x${world.exemptionRegistrations.length}`;
  const decided =
    code !== 'withdraw'
      ? decideRegisterExemption(
          { capacity, holder },
          { registrationId, code, role: 'unitAdministrator' },
          rules,
          now,
        )
      : latest && decideWithdrawExemption(latest, holder, now);
  if (decided?.ok) saveExemption(world, decided, now);
}

function saveExemption(world: World, { registration, unitEvent, person }: ExemptionPlan, now: Date): void {
  const at = now.toISOString();
  const actor: Actor = { kind: 'staff', staffMemberId: 's', role: 'unitAdministrator' };
  record(world, `UNIT#${registration.careUnitId}`, unitEvent, at, actor);
  const { exemptionRegistrations: rows } = world;
  const known = rows.findIndex(({ registrationId }) => registrationId === registration.registrationId);
  rows.splice(known < 0 ? rows.length : known, 1, registration);
  if (!person) return;
  const { personId } = person.listing;
  const chain = record(world, `PERSON#${personId}`, person.event, at, actor);
  world.listings.set(personId, { ...person.listing, chain });
  const key = `${personId} ${registration.careUnitId}`;
  if (person.given) world.exemptions.set(key, { ...person.given, personId, sequence: chain.sequence });
  else world.exemptions.delete(key);
}

/** The policy in force. */
export function policyOf(world: World, now: Date): Policy {
  return policyAt(world.policy, now);
}

/** The person's listing as stored; empty where nothing is. */
export function stored(world: World, personId: string): PersonListing {
  return world.listings.get(personId) ?? noListing(personId);
}

/** Saves a plan if everything it assumed still holds: all of it, or nothing. */
export function save(
  world: World,
  plan: Plan,
  now: Date,
  actor: Actor,
  canary: Canary = {},
): 'saved' | 'listing-changed' | 'capacity-changed' {
  const { personId, version } = plan.listing;
  if (!canary.ignoreVersion && stored(world, personId).version !== version - 1) return 'listing-changed';
  const holds = plan.capacity.every((change) => stillHolds(world.capacities.get(change.careUnitId), change));
  if (!canary.ignoreCapacity && !holds) return 'capacity-changed';
  for (const change of plan.capacity) {
    if (change.taken >= 0 || !canary.forgetReleases) apply(world, change);
  }
  const stream = `PERSON#${personId}`;
  const chain = canary.forgetEvents
    ? plan.listing.chain
    : record(world, stream, plan.event, now.toISOString(), actor);
  world.listings.set(personId, { ...plan.listing, chain });
  for (const message of plan.messages ?? []) tell(world, personId, message);
  if (plan.past && !canary.forgetPasts) world.pasts.push({ personId, past: plan.past });
  return 'saved';
}

/** Everything the world holds, for the checker; sealed as the worker would. */
export function dumpOf(world: World): Dump {
  return {
    ...world,
    listings: [...world.listings.values()],
    capacities: [...world.capacities.values()],
    profiles: [...world.profiles.values()],
    exemptions: [...world.exemptions.values()],
    heads: [...world.heads]
      .filter(([stream]) => !stream.startsWith('PERSON#'))
      .map(([stream, head]) => ({ stream, head })),
    seals: makeSeals(world.events),
  };
}

function stillHolds(capacity: Capacity | undefined, { expects }: CapacityChange): boolean {
  if (!expects) return true;
  if (!capacity || capacity.rev !== expects.rev) return false;
  if (expects.takenBelow !== undefined && capacity.taken >= expects.takenBelow) return false;
  if (expects.nobodyWaiting && capacity.waiting > 0) return false;
  const { doctorTakenBelow: limit } = expects;
  return !limit || (capacity.doctors[limit.doctorId]?.taken ?? 0) < limit.below;
}

/** A message that is new, or read now, in the place of the one before. */
function tell({ messages }: World, personId: string, message: PersonMessage): void {
  const known = messages.findIndex((one) => one.message.messageId === message.messageId);
  if (known >= 0) messages.splice(known, 1);
  messages.push({ personId, message });
}

function apply(world: World, { careUnitId, taken, doctors, declinedDoctor }: CapacityChange): void {
  const capacity = world.capacities.get(careUnitId);
  if (!capacity) throw new Error('A place at a unit that is not there');
  const moved = Object.entries(capacity.doctors).map(
    ([doctorId, doctor]) =>
      [doctorId, { ...doctor, taken: doctor.taken + (doctors[doctorId] ?? 0) }] as const,
  );
  world.capacities.set(careUnitId, {
    ...capacity,
    taken: capacity.taken + taken,
    declinedDoctor: capacity.declinedDoctor + declinedDoctor,
    doctors: Object.fromEntries(moved),
  });
}

function record(world: World, stream: string, event: PlannedEvent, at: string, actor: Actor): ChainHead {
  const head = world.heads.get(stream) ?? { sequence: 0, hash: '' };
  const eventId = `e${String(world.events.length).padStart(25, '0')}`;
  const chained = chainEvent(head, { stream, eventId, at, actor, ...event });
  world.events.push(chained);
  world.heads.set(stream, headAfter(chained));
  return headAfter(chained);
}
