import { leavesAgeGroup } from '#domain/age-group.ts';
import { ageOn } from '#domain/ages.ts';
import { countChanges } from '#domain/changes.ts';
import type { ImportedListing } from '#domain/import-listing.ts';
import { localDate, nextMidnight } from '#domain/stockholm-time.ts';
import type { DemoPlan } from './plan-demo.ts';
import type { Home } from './plan-homes.ts';
import type { DemoPerson } from './plan-people.ts';
import { situationTitles } from './situation-titles.ts';

export type SituationKey = keyof typeof situationTitles;

/** One situation to log in as, and people who are in it: what the test login page lists. */
export interface Situation {
  readonly key: SituationKey;
  readonly title: { readonly sv: string; readonly en: string };
  readonly people: readonly SituationPerson[];
}

export interface SituationPerson {
  /** Twelve digits, of the test series. */
  readonly number: string;
  readonly name: string;
  readonly note?: { readonly sv: string; readonly en: string };
}

/** People listed for each situation. */
const listed = 16;

/** What is known of a person when situations are told, by the clock of `now`. */
interface Known {
  readonly person: DemoPerson;
  readonly age: number | undefined;
  readonly role: Home['role'] | undefined;
  readonly listing: ImportedListing | undefined;
  /** Nothing out of the ordinary but the listing. */
  readonly plain: boolean;
  readonly changesLeft: number;
  /** Leaves, or has left, the age group of the named doctor. */
  readonly leavesGroup: boolean;
  readonly choosesUntil: Date;
  /** May choose a full unit. */
  readonly exempt: boolean;
  /** Listed at a unit that has demo staff: 0 at the first and without a doctor, 1 at the first, 2 at another. */
  readonly staffRank: number | undefined;
  readonly waits: boolean;
}

type Test = (known: Known, now: Date) => boolean;

const isAge =
  (age: number): Test =>
  (known) =>
    known.age === age && !known.person.protectedIdentity;
const hasLeft =
  (left: number, ...roles: readonly Home['role'][]): Test =>
  ({ plain, changesLeft, role }) =>
    plain && changesLeft === left && role !== undefined && roles.includes(role);

const tests: Readonly<Record<SituationKey, Test>> = {
  'not-listed': ({ plain, listing }) => plain && listing === undefined,
  'changes-left-2': hasLeft(2, 'firstChoice'),
  'changes-left-1': hasLeft(1, 'changedOnce'),
  'changes-left-0': hasLeft(0, 'changedTwice'),
  allocated: ({ plain, listing }) =>
    plain &&
    listing?.current?.origin === 'defaultAllocation' &&
    listing.current.namedDoctor.kind === 'unanswered',
  'pending-choice': ({ role, choosesUntil }, now) => role === 'choosesNow' && now < choosesUntil,
  exempt: ({ exempt }) => exempt,
  waiting: ({ waits }) => waits,
  'doctor-has-left': ({ role }) => role === 'doctorHasLeft',
  'leaves-age-group': ({ leavesGroup, person }) => leavesGroup && !person.protectedIdentity,
  'under-13': ({ person, age }) => age !== undefined && age >= 8 && age < 13 && !person.protectedIdentity,
  'age-13': isAge(13),
  'age-15': isAge(15),
  'age-17': isAge(17),
  'guardian-of-two': ({ person }) => person.guardianOf.length === 2,
  'protected-identity': ({ person }) => person.protectedIdentity,
  'coordination-number': ({ person }) => person.kind === 'coordinationNumber',
  'listed-with-staff': ({ person, role, staffRank, exempt, leavesGroup }) =>
    role === 'chosenLongAgo' &&
    !person.protectedIdentity &&
    staffRank !== undefined &&
    !exempt &&
    !leavesGroup,
  'prefers-arabic': ({ person }) => person.preferredLanguage === 'ar',
};

/**
 * Who is in which situation at an instant. A demo whose data was kept is older than when it was made: ages are counted
 * anew, changes may have come back, and a choice that waited has taken effect. A situation without people is left out.
 */
export function findSituations(plan: DemoPlan, now: Date): readonly Situation[] {
  // By person id, which is drawn: people of all ages, not the youngest first.
  const known = describePeople(plan, now).toSorted((a, b) =>
    a.person.personId < b.person.personId ? -1 : 1,
  );
  return keysOf(tests).flatMap((key) => {
    const found = known.filter((one) => tests[key](one, now));
    const ranked = key === 'listed-with-staff' ? found.toSorted(byStaff) : found;
    const people = ranked.slice(0, listed);
    if (people.length === 0) return [];
    return [{ key, title: situationTitles[key], people: people.map(({ person }) => tell(person, plan)) }];
  });
}

function describePeople(plan: DemoPlan, now: Date): readonly Known[] {
  const listings = new Map(plan.listings.map((listing) => [listing.personId, listing]));
  const roles = new Map(plan.homes.map(({ person, role }) => [person.personId, role]));
  const waiting = new Set(plan.waiting.map(({ personId }) => personId));
  const choosesUntil = nextMidnight(plan.now);
  const today = localDate(now);
  const doctors = new Map(
    plan.careUnits.flatMap(({ doctors: roster }) =>
      roster.map(({ doctor }) => [doctor.doctorId, doctor.facts]),
    ),
  );
  const versions = [{ from: '2000-01-01T00:00:00.000Z', decisionId: 'demo', policy: plan.policy }];
  const leaves = (person: DemoPerson, listing: ImportedListing | undefined) => {
    const named = listing?.current?.namedDoctor;
    const facts = named?.kind === 'doctor' ? doctors.get(named.doctorId) : undefined;
    return facts !== undefined && leavesAgeGroup(person, facts, versions, now) !== undefined;
  };
  return plan.people.map((person) => {
    const listing = listings.get(person.personId);
    const age = person.birthDate === undefined ? undefined : ageOn(person.birthDate, today);
    return {
      person,
      age,
      listing,
      role: roles.get(person.personId),
      plain: isPlain(person) && age !== undefined && age >= 20,
      changesLeft: countChanges({ changes: listing?.changes ?? [] }, plan.policy, now).left,
      leavesGroup: leaves(person, listing),
      choosesUntil,
      exempt: plan.exemption?.personIds.includes(person.personId) ?? false,
      staffRank: staffRankOf(listing, plan),
      waits: waiting.has(person.personId),
    };
  });
}

function staffRankOf(listing: ImportedListing | undefined, { staffed }: DemoPlan): number | undefined {
  const current = listing?.current;
  const at = staffed.findIndex(({ careUnitId }) => careUnitId === current?.careUnitId);
  if (!current || at < 0) return undefined;
  if (at > 0) return 2;
  return current.namedDoctor.kind === 'doctor' || current.namedDoctor.kind === 'declined' ? 1 : 0;
}

function byStaff({ staffRank: a = 0 }: Known, { staffRank: b = 0 }: Known): number {
  return a - b;
}

function isPlain({ kind, protectedIdentity, preferredLanguage, guardianOf }: DemoPerson): boolean {
  return (
    kind === 'personalIdentityNumber' &&
    !protectedIdentity &&
    preferredLanguage === undefined &&
    guardianOf.length === 0
  );
}

function tell({ number, name, guardianOf }: DemoPerson, { people }: DemoPlan): SituationPerson {
  const children = people
    .filter(({ personId }) => guardianOf.includes(personId))
    .map((child) => `${child.name} (${child.birthDate})`)
    .join(', ');
  return {
    number,
    name,
    ...(children && { note: { sv: `Barn: ${children}`, en: `Children: ${children}` } }),
  };
}

function keysOf<K extends string>(record: Readonly<Record<K, unknown>>): K[] {
  return Object.keys(record).filter((key): key is K => key in record);
}
