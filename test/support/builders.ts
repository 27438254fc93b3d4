import type { CapExemption } from '#domain/cap-exemption.ts';
import type { Capacity, DatedCap, DatedNumber } from '#domain/capacity.ts';
import type { AuditEvent } from '#domain/events.ts';
import type { ChainHead, CurrentListing, NamedDoctor, PersonListing } from '#domain/listing.ts';
import type { DoctorFacts } from '#domain/named-doctor-rules.ts';
import type { Person } from '#domain/person.ts';
import type { Policy } from '#domain/policy.ts';
import { defaultPolicy } from '#domain/policy-defaults.ts';
import { registerCareUnit, registerDoctor } from '#domain/register.ts';
import type { CareUnitProfile, RosterDoctor } from '#domain/roster.ts';
import { minuteOf, type Seal, sealEvents } from '#domain/seal.ts';

/** From long ago; every builder's dates begin here. */
const longAgo = '2020-01-01';
const longAgoInstant = '2020-01-01T00:00:00.000Z';

/** A person id of the right form: the name, filled up to 26 characters of Crockford base 32. */
export function personId(name: string): string {
  return name.padEnd(26, '0');
}

/** An adult, unless the birth date says otherwise; `birthDate: undefined` is an unknown one. */
export function person(overrides: Partial<Person> = {}): Person {
  const { birthDate, ...rest } = { birthDate: '1990-01-01', ...overrides };
  return {
    personId: personId('anna'),
    protectedIdentity: false,
    ...rest,
    ...(birthDate !== undefined && { birthDate }),
  };
}

/** A care unit run by the region since 2020, with the same facts as any other. */
export function profile(
  careUnitId: string,
  overrides: Partial<Omit<CareUnitProfile, 'careUnitId'>> = {},
): CareUnitProfile {
  return {
    careUnitId,
    name: `Vårdcentral ${careUnitId}`,
    hsaId: 'SE2321000180-DEMO01',
    runBy: 'region',
    careProviderName: 'Region Dalarna',
    basis: { kind: 'ownRun', from: longAgo },
    municipality: { code: '2080', name: 'Falun' },
    digitalOnly: false,
    phone: '070-1740605',
    position: { lat: 60.6, lon: 15.6 },
    openingHours: [{ days: [1, 2, 3, 4, 5], opens: '08:00', closes: '17:00' }],
    languages: ['sv'],
    alsoThere: [],
    premises: [],
    staffCategories: ['nurse'],
    conditions: { homeVisits: 'ownMunicipality', travel: 'asToNearest' },
    ...overrides,
  };
}

/** What passes every region's rule. */
export const gpSpecialist: DoctorFacts = { category: 'gpSpecialist', employment: 'permanent' };

/** A permanently employed specialist in general practice on the roster since 2020. */
export function rosterDoctor(
  doctorId: string,
  overrides: Partial<Omit<RosterDoctor, 'doctorId'>> = {},
): RosterDoctor {
  return {
    doctorId,
    kind: 'doctor',
    name: `Läkare ${doctorId}`,
    facts: gpSpecialist,
    share: 100,
    languages: ['sv'],
    absences: [],
    startsOn: longAgo,
    ...overrides,
  };
}

/** A doctor for `capacity`: what the roster says, and the counters. */
export interface DoctorOptions extends Partial<Omit<RosterDoctor, 'doctorId'>> {
  readonly taken?: number;
  readonly ceiling?: number | null;
  readonly ceilings?: readonly DatedNumber[];
  readonly acceptsNew?: boolean;
}

/** A capacity without cap, people or doctors, unless said. `cap` and `ceiling` hold from 2020. */
export function capacity(
  careUnitId: string,
  options: Partial<Pick<Capacity, 'taken' | 'waiting' | 'caps' | 'declinedDoctor'>> & {
    readonly cap?: number | null;
    readonly exemptions?: readonly CapExemption[];
    readonly basis?: Partial<CareUnitProfile['basis']>;
    readonly doctors?: Readonly<Record<string, DoctorOptions>>;
  } = {},
): Capacity {
  const { cap = null, exemptions, basis = {}, doctors = {}, ...counters } = options;
  const { caps = cappedSince2020(cap, exemptions) } = counters;
  const unit = profile(careUnitId, { basis: { kind: 'ownRun', from: longAgo, ...basis } });
  let built = registerCareUnit({ profile: unit, caps }).capacity;
  for (const [doctorId, doctor] of Object.entries(doctors)) {
    const { taken, ceiling = null, ceilings = since2020(ceiling), acceptsNew = true, ...roster } = doctor;
    built = registerDoctor(built, {
      doctor: rosterDoctor(doctorId, roster),
      ceilings,
      acceptsNew,
    }).capacity;
    const entry = built.doctors[doctorId];
    if (entry && taken !== undefined) {
      built = { ...built, doctors: { ...built.doctors, [doctorId]: { ...entry, taken } } };
    }
  }
  return { ...built, ...counters };
}

/** A limit in force since 2020; none where there is no limit. */
export function since2020(value: number | null): DatedNumber[] {
  return value === null ? [] : [{ from: longAgoInstant, value }];
}

/** A cap in force since 2020, and whom it lets past. */
export function cappedSince2020(value: number | null, exemptions: readonly CapExemption[] = []): DatedCap[] {
  return since2020(value).map((cap) => ({ ...cap, ...(exemptions.length > 0 && { exemptions }) }));
}

/** A current listing that the person chose long ago, and never said anything about a doctor. */
export function current(careUnitId: string, overrides: Partial<CurrentListing> = {}): CurrentListing {
  return {
    careUnitId,
    since: longAgoInstant,
    origin: 'chosen',
    namedDoctor: { kind: 'unanswered' },
    ...overrides,
  };
}

/** The listing of a person with one event behind it. */
export function listing(overrides: Partial<PersonListing> = {}): PersonListing {
  return {
    personId: personId('anna'),
    changes: [],
    version: 1,
    chain: { sequence: 1, hash: 'h' },
    ...overrides,
  };
}

/** A doctor chosen long ago. */
export function hasDoctor(doctorId: string): NamedDoctor {
  return { kind: 'doctor', doctorId, origin: 'chosen', since: longAgoInstant };
}

/** Counted changes at these instants. */
export function changesAt(...instants: readonly string[]): PersonListing['changes'] {
  return instants.map((at) => ({ at: new Date(at).toISOString(), toCareUnitId: 'another-unit' }));
}

/** The default policy with some of it decided otherwise. */
export function policy(overrides: Partial<Policy> = {}): Policy {
  return { ...defaultPolicy, ...overrides };
}

/** A receipt id of the right form. */
export function receiptId(number: number): string {
  return `r${String(number).padStart(25, '0')}`;
}

/** Every event sealed as the worker would: by unit and minute, in time. */
export function makeSeals(events: readonly AuditEvent[]): Seal[] {
  const heads = new Map<string, ChainHead>();
  const inTime = events.toSorted((a, b) => a.at.localeCompare(b.at));
  return [...Map.groupBy(inTime, (event) => `${event.sealedUnder} ${minuteOf(event)}`).values()].map(
    (ofMinute) => {
      const { sealedUnder = '', at = '' } = ofMinute[0] ?? {};
      const head = heads.get(sealedUnder) ?? { sequence: 0, hash: '' };
      const seal = sealEvents(head, sealedUnder, minuteOf({ at }), ofMinute);
      heads.set(sealedUnder, { sequence: seal.sequence, hash: seal.hash });
      return seal;
    },
  );
}
