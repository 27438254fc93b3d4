import type { DoctorRegistration } from '#domain/register.ts';
import type { CareUnitProfile } from '#domain/roster.ts';
import { addDays, midnightOf } from '#domain/stockholm-time.ts';
import type { Draw } from './draw.ts';
import type { DemoPerson } from './plan-people.ts';

/** How a person came to where she or he is listed; each is a situation that the demo is to show. */
export type Role =
  | 'notListed'
  | 'chosenLongAgo'
  | 'imported'
  | 'allocated'
  | 'firstChoice'
  | 'changedOnce'
  | 'changedTwice'
  | 'choosesNow'
  | 'doctorHasLeft';

/** Where a person is listed, since when, and how that came about. */
export interface Home {
  readonly person: DemoPerson;
  readonly role: Role;
  readonly careUnitId: string;
  /** ISO, UTC. */
  readonly since: string;
}

/** Of the adults about whom nothing is out of the ordinary: at least several of each, and so many of a hundred. */
const shares: readonly { readonly role: Role; readonly perCent: number }[] = [
  { role: 'doctorHasLeft', perCent: 0 },
  { role: 'choosesNow', perCent: 0 },
  { role: 'changedTwice', perCent: 0.7 },
  { role: 'notListed', perCent: 2.5 },
  { role: 'changedOnce', perCent: 6 },
  { role: 'firstChoice', perCent: 5 },
  { role: 'allocated', perCent: 20 },
  { role: 'imported', perCent: 4 },
];

export interface HomesWanted {
  readonly people: readonly DemoPerson[];
  readonly profiles: readonly CareUnitProfile[];
  readonly rosters: ReadonlyMap<string, readonly DoctorRegistration[]>;
  readonly sizes: ReadonlyMap<string, number>;
  readonly several: number;
  readonly today: string;
}

/** Gives every person who is listed a unit, in proportion to what the units are made for, and a history. */
export function planHomes(wanted: HomesWanted, draw: Draw): readonly Home[] {
  const { people, profiles, sizes, today } = wanted;
  const open = profiles.filter(({ basis }) => basis.through === undefined || basis.through > today);
  const left = [...wanted.rosters].find(([, roster]) =>
    roster.some(({ doctor }) => doctor.leavesOn !== undefined && doctor.leavesOn < today),
  );
  const roles = giveRoles(wanted, draw);
  const weigh = (units: readonly CareUnitProfile[]) =>
    units.map(({ careUnitId }) => sizes.get(careUnitId) ?? 0);
  const weights = { all: weigh(profiles), open: weigh(open) };
  const homes = people.flatMap((person): Home[] => {
    const role = roles.get(person.personId) ?? (draw.chance(0.15) ? 'allocated' : 'chosenLongAgo');
    if (role === 'notListed') return [];
    const long = role === 'chosenLongAgo' || role === 'allocated' || role === 'imported';
    const unit = long ? profiles[draw.weighted(weights.all)] : open[draw.weighted(weights.open)];
    const careUnitId = role === 'doctorHasLeft' && left ? left[0] : (unit?.careUnitId ?? '');
    return [{ person, role, careUnitId, since: since(person, today, draw) }];
  });
  return withFamilies(homes);
}

function giveRoles({ people, several }: HomesWanted, draw: Draw): ReadonlyMap<string, Role> {
  const plain = draw.shuffled(
    people.filter(
      (person) =>
        person.kind === 'personalIdentityNumber' &&
        person.age !== undefined &&
        person.age >= 20 &&
        person.age <= 85 &&
        !person.protectedIdentity &&
        person.preferredLanguage === undefined &&
        person.guardianOf.length === 0,
    ),
  );
  const roles = new Map<string, Role>();
  for (const { role, perCent } of shares) {
    const count = several + Math.floor((plain.length * perCent) / 100);
    for (const { personId } of plain.splice(0, count)) roles.set(personId, role);
  }
  return roles;
}

/** Local midnight of a day up to ten years ago, never before birth, and before the last year's changes. */
function since({ birthDate }: DemoPerson, today: string, draw: Draw): string {
  const earliest = birthDate ? Math.min(3_650, daysBetween(birthDate, today) - 30) : 3_650;
  return midnightOf(addDays(today, -draw.whole(Math.min(400, earliest), earliest))).toISOString();
}

function daysBetween(from: string, through: string): number {
  return Math.round((Date.parse(through) - Date.parse(from)) / 86_400_000);
}

/** Children are listed where their guardian is. */
function withFamilies(homes: readonly Home[]): readonly Home[] {
  const unitOf = new Map<string, string>();
  for (const { person, careUnitId } of homes)
    for (const child of person.guardianOf) unitOf.set(child, careUnitId);
  return homes.map((home) => ({ ...home, careUnitId: unitOf.get(home.person.personId) ?? home.careUnitId }));
}
