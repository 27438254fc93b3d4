import type { DynamoDBRecord } from 'aws-lambda';
import { expect } from 'vitest';
import type { CapExemption } from '#domain/cap-exemption.ts';
import { decideRegisterExemption, decideWithdrawExemption } from '#domain/decide-exemption.ts';
import type { ImportedListing } from '#domain/import-listing.ts';
import type { NamedDoctorAnswer } from '#domain/listing.ts';
import type { Policy } from '#domain/policy.ts';
import { exemptionRulesOf } from '#domain/policy-defaults.ts';
import type { DoctorRegistration } from '#domain/register.ts';
import type { RosterDoctor } from '#domain/roster.ts';
import { cancelPendingChoice } from '#functions/listings/cancel-pending-choice.ts';
import { chooseCareUnit } from '#functions/listings/choose-care-unit.ts';
import { chooseNamedDoctor } from '#functions/listings/choose-named-doctor.ts';
import { joinWaitingList, leaveWaitingList } from '#functions/listings/join-waiting-list.ts';
import { offerPlaces } from '#functions/workers/offer-places/offer-places.ts';
import { sealEvents } from '#functions/workers/seal-events/seal-events.ts';
import { settleListings } from '#functions/workers/settle-listings/settle-listings.ts';
import type { SignedInPerson } from '#http/call-context.ts';
import { fromAccessItem } from '#store/access-log.ts';
import { type ReadItem, toAttributes } from '#store/attribute-value.ts';
import { fromBasisDecisionItem } from '#store/basis-decision-item.ts';
import { fromApplicationItem, fromReminderItem, fromRulingItem } from '#store/cap-item.ts';
import { fromCapacityItem } from '#store/capacity-item.ts';
import { fromDoctorItem, fromProfileItem, isDoctorItem } from '#store/care-unit-item.ts';
import { fromEventItem, isEventKey } from '#store/event-item.ts';
import { fromExemptionItem, fromRegistrationItem } from '#store/exemption-item.ts';
import { count, flag, text } from '#store/fields.ts';
import { importListings } from '#store/import-listings.ts';
import { fromListingItem } from '#store/listing-item.ts';
import { fromMessageItem } from '#store/message-item.ts';
import { fromPastItem, isPastItem } from '#store/past-item.ts';
import { fromScenarioItem, isScenarioItem } from '#store/planning-item.ts';
import { fromPolicyDecisionItem } from '#store/policy-decision-item.ts';
import { fromPolicyItem, putPolicy } from '#store/policy-item.ts';
import { saveCareUnit } from '#store/register-care-unit.ts';
import { saveExemption } from '#store/save-exemption.ts';
import { fromSealItem } from '#store/seal-item.ts';
import { fromAssignmentItem } from '#store/staff-assignment-item.ts';
import {
  cappedSince2020,
  policy as defaultPolicy,
  personId,
  profile,
  rosterDoctor,
  since2020,
} from './builders.ts';
import { type CheckOptions, type Dump, findViolations } from './checker.ts';
import { dumpTable, type TestDatabase } from './dynamodb-local.ts';

/** A doctor of a test unit, with a ceiling or none. */
export interface WorldDoctor extends Partial<Omit<RosterDoctor, 'doctorId'>> {
  readonly ceiling?: number | null;
}
export interface WorldUnit {
  readonly cap?: number | null;
  /** Whom the cap lets past. */
  readonly exemptions?: readonly CapExemption[];
  readonly doctors?: Readonly<Record<string, WorldDoctor>>;
  readonly through?: string;
}

/**
 * A region in tables of its own, a clock that only moves when told, ids that count, and the acts a person can do,
 * by the use cases themselves. Everything that was answered is remembered, and checked at the end.
 */
export interface World {
  readonly database: TestDatabase;
  now: Date;
  /** Receipts that somebody was told of. */
  readonly acknowledged: string[];
  newId(): string;
  choose(name: string, careUnitId: string, also?: ChooseAlso): Promise<Answer>;
  chooseDoctor(name: string, careUnitId: string, doctor: NamedDoctorAnswer, key?: string): Promise<Answer>;
  cancel(name: string, key?: string): Promise<Answer>;
  importPeople(listings: readonly ImportedListing[]): Promise<{ imported: number; already: number }>;
  /** Staff register that somebody is exempt; answers the registration's id. */
  exempt(name: string, careUnitId: string, code: CapExemption, through?: string): Promise<string>;
  withdraw(name: string, careUnitId: string, registrationId: string): Promise<void>;
  join(name: string, careUnitId: string, also?: JoinAlso): Promise<Answer>;
  leave(name: string, careUnitId: string, doctorId?: string): Promise<Answer>;
  /** What the worker does when it is woken for a unit. */
  offer(careUnitId: string): Promise<number>;
  settle(): ReturnType<typeof settleListings>;
  /** The same world by another client, or with other limits. */
  over(database: Partial<TestDatabase>): World;
}

export interface ChooseAlso {
  readonly namedDoctor?: NamedDoctorAnswer;
  readonly key?: string;
  readonly birthDate?: string;
}

export interface JoinAlso {
  readonly doctorId?: string;
  readonly automatic?: boolean;
  readonly key?: string;
}

/** What an act answered: a refusal by its slug, or ids and instants by name. */
export type Answer = { readonly slug?: string } & Readonly<Record<string, unknown>>;

export const doctor = (doctorId: string): NamedDoctorAnswer => ({ kind: 'doctor', doctorId });
export const later: NamedDoctorAnswer = { kind: 'later' };

/** A person signed in, by a short name. */
export function signedIn(name: string, birthDate = '1980-05-05'): SignedInPerson {
  return { personId: personId(name), birthDate, protectedIdentity: false };
}

export async function openWorld(
  database: TestDatabase,
  units: Readonly<Record<string, WorldUnit>>,
  { now = new Date('2026-11-21T12:00:00Z'), policy = defaultPolicy() }: { now?: Date; policy?: Policy } = {},
): Promise<World> {
  const world = worldOver(database, { now, ids: 0, acknowledged: [] });
  const registrar = { at: now, actor: { kind: 'system', process: 'seeding' }, newId: world.newId } as const;
  const version = { from: '2020-01-01T00:00:00.000Z', decisionId: 'first', policy };
  await putPolicy(database, version, registrar);
  for (const [careUnitId, unit] of Object.entries(units)) {
    const through = unit.through === undefined ? {} : { through: unit.through };
    const facts = profile(careUnitId, { basis: { kind: 'ownRun', from: '2020-01-01', ...through } });
    const doctors = Object.entries(unit.doctors ?? {}).map(registrationOf);
    await saveCareUnit(
      database,
      { profile: facts, caps: cappedSince2020(unit.cap ?? null, unit.exemptions), doctors },
      registrar,
    );
  }
  return world;
}

function registrationOf([doctorId, { ceiling = null, ...roster }]: [
  string,
  WorldDoctor,
]): DoctorRegistration {
  return { doctor: rosterDoctor(doctorId, roster), ceilings: since2020(ceiling), acceptsNew: true };
}

const staff = { staffMemberId: 's'.repeat(26), role: 'unitAdministrator' } as const;

interface Shared {
  now: Date;
  ids: number;
  readonly acknowledged: string[];
}

function worldOver(database: TestDatabase, shared: Shared): World {
  const newId = () => {
    shared.ids += 1;
    return `id${String(shared.ids).padStart(24, '0')}`;
  };
  const context = (name: string, key = newId(), birthDate?: string) => ({
    now: shared.now,
    ids: { newId },
    person: signedIn(name, birthDate),
    idempotencyKey: key,
  });
  const told = async (answer: Promise<object>): Promise<Answer> => {
    const said: Answer = { ...(await answer) };
    if (typeof said.receiptId === 'string') shared.acknowledged.push(said.receiptId);
    return said;
  };
  return {
    database,
    get now() {
      return shared.now;
    },
    set now(now) {
      shared.now = now;
    },
    acknowledged: shared.acknowledged,
    newId,
    choose: (name, careUnitId, { namedDoctor = later, key, birthDate } = {}) => {
      const body = { careUnitId, namedDoctor, conditionsVersion: defaultPolicy().conditionsVersion };
      return told(chooseCareUnit(database, { body }, context(name, key, birthDate)));
    },
    chooseDoctor: (name, careUnitId, namedDoctor, key) =>
      told(chooseNamedDoctor(database, { body: { careUnitId, namedDoctor } }, context(name, key))),
    cancel: (name, key) => told(cancelPendingChoice(database, context(name, key))),
    importPeople: (listings) => {
      const registrar = { at: shared.now, actor: { kind: 'system', process: 'import' }, newId } as const;
      return importListings(database, listings, registrar);
    },
    exempt: async (name, careUnitId, code, through) => {
      const registrationId = newId();
      const command = { registrationId, code, role: staff.role, ...(through !== undefined && { through }) };
      const saved = await saveExemption(
        database,
        { careUnitId, registrationId, personId: personId(name) },
        (state) => decideRegisterExemption(state, command, exemptionRulesOf(defaultPolicy()), shared.now),
        { at: shared.now, ...staff, newId },
      );
      expect(saved).toMatchObject({ outcome: 'saved' });
      return registrationId;
    },
    withdraw: async (name, careUnitId, registrationId) => {
      const saved = await saveExemption(
        database,
        { careUnitId, registrationId, personId: personId(name) },
        ({ registration, holder }) =>
          registration && decideWithdrawExemption(registration, holder, shared.now),
        { at: shared.now, ...staff, newId },
      );
      expect(saved).toMatchObject({ outcome: 'saved' });
    },
    join: (name, careUnitId, { doctorId, automatic = false, key } = {}) => {
      const body = { careUnitId, ...(doctorId !== undefined && { doctorId }), automatic };
      return told(joinWaitingList(database, { body }, context(name, key)));
    },
    leave: (name, careUnitId, doctorId) => {
      const body = { careUnitId, ...(doctorId !== undefined && { doctorId }) };
      return told(leaveWaitingList(database, { body }, context(name)));
    },
    offer: (careUnitId) => offerPlaces({ database, now: shared.now, newId }, careUnitId),
    settle: () => settleListings(database, { now: shared.now, newId }),
    over: (other) => worldOver({ ...database, ...other }, shared),
  };
}

/** Everything the tables hold, as the checker reads it. */
export async function dumpWorld(database: TestDatabase): Promise<Dump> {
  const [main, events] = await Promise.all([dumpTable(database, 'main'), dumpTable(database, 'events')]);
  const of = (sk: string) => main.filter((item) => text(item, 'sk').startsWith(sk));
  const idOf = (item: ReadItem) => text(item, 'pk').split('#')[1] ?? '';
  const entries = (pk: string) =>
    of('AT#')
      .filter((item) => text(item, 'pk').startsWith(pk))
      .map(fromAccessItem);
  const profiles = of('PROFILE').map(fromProfileItem);
  const policies = of('POLICY').map(fromPolicyItem);
  return {
    listings: of('LISTING').map(fromListingItem),
    pasts: main.filter(isPastItem).map((item) => ({ personId: idOf(item), past: fromPastItem(item) })),
    messages: of('MESSAGE#').map((item) => ({ personId: idOf(item), message: fromMessageItem(item) })),
    capacities: of('CAPACITY').map(fromCapacityItem),
    profiles: profiles.map(({ profile }) => profile),
    doctors: main
      .filter(isDoctorItem)
      .map((item) => ({ careUnitId: idOf(item), doctor: fromDoctorItem(item) })),
    policy: policies.flatMap(({ versions }) => versions),
    exemptions: of('MAYCHOOSE#').flatMap((item) => {
      const held = fromExemptionItem(item);
      return held ? [{ ...held, personId: idOf(item) }] : [];
    }),
    waiting: main
      .filter((item) => text(item, 'pk').startsWith('WAITING#') && item.sk !== 'MAP')
      .map((item) => ({
        list: text(item, 'pk').slice('WAITING#'.length),
        sequence: Number(text(item, 'sk')),
        personId: text(item, 'personId'),
        offered: flag(item, 'offered'),
      })),
    exemptionRegistrations: main
      .filter((item) => text(item, 'pk').startsWith('EXEMPTIONS#'))
      .map(fromRegistrationItem),
    assignments: of('ASSIGNMENT#').map(fromAssignmentItem),
    accesses: {
      byPerson: entries('ACCESS#'),
      byUnit: entries('ACCESSOF#'),
    },
    caps: {
      capApplications: of('CAPAPPLICATION#').map(fromApplicationItem),
      capRulings: of('DECISION#').map(fromRulingItem),
      capReminders: of('TASK#CAPEND#')
        .filter((item) => text(item, 'pk').startsWith('UNIT#'))
        .map(fromReminderItem),
    },
    scenarios: main
      .filter(isScenarioItem)
      .map((item) => ({ careUnitId: idOf(item), scenario: fromScenarioItem(item) })),
    decisions: {
      policy: of('RULEDECISION#').map(fromPolicyDecisionItem),
      bases: of('BASISDECISION#').map(fromBasisDecisionItem),
    },
    events: events.filter(isEvent).map(fromEventItem),
    heads: [
      ...profiles.map(({ profile, chain }) => ({ stream: `UNIT#${profile.careUnitId}`, head: chain })),
      ...main
        .filter((item) => item.sk === 'HEAD' && text(item, 'pk').startsWith('ACCESS#'))
        .map((item) => ({
          stream: text(item, 'pk'),
          head: { sequence: count(item, 'e'), hash: text(item, 'h') },
        })),
      ...policies.map(({ chain }) => ({ stream: 'REGION', head: chain })),
    ],
    seals: events.filter((item) => text(item, 'pk').startsWith('SEAL#')).map(fromSealItem),
  };
}

/** The stream records that the table's events would have made, in the order of the streams. */
export async function recordsOf(database: TestDatabase): Promise<DynamoDBRecord[]> {
  const items = (await dumpTable(database, 'events')).filter(isEvent);
  return items.map((item, index) => recordOf(item, index));
}

export function recordOf(item: ReadItem, index: number): DynamoDBRecord {
  const NewImage = toAttributes(item) as NonNullable<DynamoDBRecord['dynamodb']>['NewImage'] & object;
  return { eventName: 'INSERT', dynamodb: { NewImage, SequenceNumber: String(index + 1) } };
}

/** Seals what is not sealed, and then verifies I1–I5, I8 and I9 on everything. */
export async function expectSound(world: World, options: CheckOptions = {}): Promise<Dump> {
  const report = await sealEvents(world.database, await recordsOf(world.database));
  expect(report.faults).toEqual([]);
  const dump = await dumpWorld(world.database);
  expect(findViolations({ ...dump, acknowledged: world.acknowledged }, options)).toEqual([]);
  const sealed = dump.seals?.reduce((sum, seal) => sum + seal.events.length, 0);
  expect(sealed, 'every event is in exactly one seal').toBe(dump.events.length);
  return dump;
}

function isEvent(item: ReadItem): boolean {
  return isEventKey({ pk: text(item, 'pk'), sk: text(item, 'sk') });
}
