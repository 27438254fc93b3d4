import type { Capacity } from '#domain/capacity.ts';
import type { ChainHead } from '#domain/listing.ts';
import type { DoctorFacts } from '#domain/named-doctor-rules.ts';
import type { Actor } from '#domain/person.ts';
import {
  type CareUnitRegistration,
  type DoctorRegistration,
  registerCareUnit,
  registerDoctor,
} from '#domain/register.ts';
import type { CareUnitProfile } from '#domain/roster.ts';
import { mustBeAbsent } from './calls.ts';
import { toCapacityItem } from './capacity-item.ts';
import { readCareUnit, toDoctorItem, toProfileItem } from './care-unit-item.ts';
import type { Database } from './database.ts';
import { eventStep } from './event-item.ts';
import { keys } from './keys.ts';
import { type Step, transact } from './transaction.ts';

/** Who registers, when, and where ids of events come from. */
export interface Registrar {
  readonly at: Date;
  readonly actor: Actor;
  readonly newId: () => string;
}

/** A unit with two items for each doctor and four of its own stays within the hundred items of a transaction. */
const doctorsATransaction = 45;

/**
 * Registers a care unit with its first roster: PROFILE, CAPACITY, the roster and one event for the unit and for each
 * doctor, in one transaction. Doctors past the first 45 follow in further ones. What is registered already is left as
 * it is, so it may be done again.
 *
 * @returns how many doctors were entered, and whether the unit was.
 */
export async function saveCareUnit(
  database: Database,
  registration: CareUnitRegistration & { readonly doctors: readonly DoctorRegistration[] },
  registrar: Registrar,
): Promise<{ registered: boolean; doctors: number }> {
  const { profile } = registration;
  const planned = registerCareUnit({ profile, caps: registration.caps });
  const stream = `UNIT#${profile.careUnitId}`;
  const act = { ...registrar, eventId: registrar.newId() };
  const event = eventStep('unit event', stream, { sequence: 0, hash: '' }, planned.event, act);
  const doctors = registration.doctors.slice(0, doctorsATransaction);
  const roster = enterDoctors(planned.capacity, event.head, doctors, registrar);
  const transacted = await transact(database, [
    { name: 'profile', table: 'main', put: toProfileItem(profile, roster.head), condition: mustBeAbsent },
    { name: 'capacity', table: 'main', put: toCapacityItem(roster.capacity), condition: mustBeAbsent },
    { name: 'of region', table: 'main', put: { ...keys.careUnitOfRegion(profile.careUnitId) } },
    event.step,
    ...roster.steps,
  ]);
  const further = await saveDoctors(database, profile.careUnitId, registration.doctors, registrar);
  return { registered: transacted.ok, doctors: (transacted.ok ? doctors.length : 0) + further };
}

/**
 * Enters doctors on the roster of a registered unit: a staff act, so `rev` rises. Those on it already are left as
 * they are.
 *
 * @returns how many were entered.
 */
export async function saveDoctors(
  database: Database,
  careUnitId: string,
  registrations: readonly DoctorRegistration[],
  registrar: Registrar,
): Promise<number> {
  let entered = 0;
  for (let round = 0; ; round += 1) {
    const unit = await readCareUnit(database, careUnitId);
    if (!unit) throw new Error('Doctors can only be entered at a registered unit');
    const known = new Set(unit.doctors.map((doctor) => doctor.doctorId));
    const missing = registrations.filter(({ doctor }) => !known.has(doctor.doctorId));
    const next = missing.slice(0, doctorsATransaction);
    if (next.length === 0) return entered;
    if (round > registrations.length) throw new Error('The roster changes faster than it can be written');
    const roster = enterDoctors(unit.capacity, unit.chain, next, registrar);
    const transacted = await transact(database, [
      profileStep(unit.profile, unit.chain, roster.head),
      capacityStep(unit.capacity, roster.capacity),
      ...roster.steps,
    ]);
    if (transacted.ok) entered += next.length;
  }
}

function enterDoctors(
  capacity: Capacity,
  head: ChainHead,
  registrations: readonly DoctorRegistration[],
  registrar: Registrar,
): { capacity: Capacity; head: ChainHead; steps: readonly Step[] } {
  const { careUnitId } = capacity;
  let roster: { capacity: Capacity; head: ChainHead; steps: readonly Step[] } = { capacity, head, steps: [] };
  for (const given of registrations) {
    const registration = { ...given, doctor: { ...given.doctor, facts: plainFacts(given.doctor.facts) } };
    const { doctor } = registration;
    const planned = registerDoctor(roster.capacity, registration);
    const act = { ...registrar, eventId: registrar.newId() };
    const name = `event ${doctor.doctorId}`;
    const event = eventStep(name, `UNIT#${careUnitId}`, roster.head, planned.event, act);
    const entry: Step = {
      name: `doctor ${doctor.doctorId}`,
      table: 'main',
      put: toDoctorItem(careUnitId, doctor),
      condition: mustBeAbsent,
    };
    roster = {
      capacity: planned.capacity,
      head: event.head,
      steps: [...roster.steps, entry, event.step],
    };
  }
  return roster;
}

function profileStep(profile: CareUnitProfile, before: ChainHead, after: ChainHead): Step {
  return {
    name: 'profile',
    table: 'main',
    put: toProfileItem(profile, after),
    condition: { expression: 'e = :sequence', values: { sequence: before.sequence } },
  };
}

/** Replaces the static facts and adds the new doctors' counters; choices go on meanwhile, so counters stay. */
function capacityStep(before: Capacity, after: Capacity): Step {
  const item = toCapacityItem(after);
  const added = Object.keys(after.doctors).filter((doctorId) => !(doctorId in before.doctors));
  return {
    name: 'capacity',
    table: 'main',
    update: {
      key: keys.capacity(after.careUnitId),
      expression: ['SET d = :facts, r = :rev', ...added.map((_, index) => `n.#d${index} = :zero`)].join(', '),
      names: Object.fromEntries(added.map((doctorId, index) => [`d${index}`, doctorId])),
      values: { facts: item.d, rev: after.rev, ...(added.length > 0 && { zero: 0 }) },
    },
    condition: { expression: 'r = :before', values: { before: before.rev } },
  };
}

/** A fact that is not so is left out: an absent fact and `false` mean the same and must be one. */
function plainFacts(facts: DoctorFacts): DoctorFacts {
  const { category, employment } = facts;
  return {
    category,
    employment,
    ...(facts.hasSupervisor && { hasSupervisor: true }),
    ...(facts.hasAbsencePlan && { hasAbsencePlan: true }),
    ...(facts.equivalenceDecided && { equivalenceDecided: true }),
    ...(facts.hasLongContract && { hasLongContract: true }),
  };
}
