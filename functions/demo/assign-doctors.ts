import { isEmployed, isVisible } from '#domain/admission.ts';
import { notEligible, takesPerson } from '#domain/doctor-eligibility.ts';
import type { NamedDoctor } from '#domain/listing.ts';
import type { Policy } from '#domain/policy.ts';
import type { DoctorRegistration } from '#domain/register.ts';
import { rosterDates } from '#domain/roster-dates.ts';
import { addYears, midnightOf } from '#domain/stockholm-time.ts';
import type { Draw } from './draw.ts';
import type { Home, Role } from './plan-homes.ts';

/** A doctor and how many people the demo wants on the list: some lists full, some nearly, most with room. */
interface List {
  readonly entry: DoctorRegistration;
  readonly wanted: number;
  taken: number;
}

/** Those who made their choice in this service have answered the question about a doctor. */
const answering: readonly Role[] = ['firstChoice', 'changedOnce', 'changedTwice'];

/**
 * Gives the people of one unit their named doctors, or their answer, as far as the lists go.
 *
 * @returns by person id
 */
export function assignDoctors(
  homes: readonly Home[],
  roster: readonly DoctorRegistration[],
  { policy, today }: { readonly policy: Policy; readonly today: string },
  draw: Draw,
): ReadonlyMap<string, NamedDoctor> {
  const eligible = roster.filter(
    ({ doctor }) => doctor.kind === 'doctor' && !notEligible(doctor.facts, policy.namedDoctor),
  );
  const left = eligible.find(({ doctor }) => doctor.leavesOn !== undefined && doctor.leavesOn < today);
  const lists = eligible.filter((entry) => isOnRoster(entry, today)).map((entry) => makeList(entry, draw));
  const answers = new Map<string, NamedDoctor>();
  const isGrown = ({ person }: Home) => lists.some(({ entry }) => grewOutOf(entry, person, policy, today));
  const inOrder = draw.shuffled(homes).toSorted((a, b) => Number(isGrown(b)) - Number(isGrown(a)));
  for (const home of inOrder) {
    const { person, role, since } = home;
    if (role === 'doctorHasLeft' && left) {
      answers.set(person.personId, named(left, 'chosen', since));
      continue;
    }
    const old = lists.find(
      ({ entry, taken }) =>
        taken < Math.min(grownUp, entry.ceilings[0]?.value ?? 0) && grewOutOf(entry, person, policy, today),
    );
    if (old && role !== 'notListed') {
      old.taken += 1;
      answers.set(person.personId, named(old.entry, 'chosen', since));
      continue;
    }
    const list = wantsDoctor(role, draw)
      ? pickList(lists, (entry) => takesPerson(entry.doctor.facts, policy.namedDoctor, person, today))
      : undefined;
    if (list) list.taken += 1;
    const origin = role === 'allocated' || draw.chance(0.3) ? 'assigned' : 'chosen';
    answers.set(person.personId, list ? named(list.entry, origin, since) : withoutDoctor(home, draw));
  }
  return answers;
}

/** Years after which people of the demo still have the paediatrician they grew out of: nobody is dropped by age. */
const keptFor = 10;
/** So many of them at a list, whatever room it has else. */
const grownUp = 4;

/** Who took the person as a child and does no more. */
function grewOutOf(
  { doctor: { facts } }: DoctorRegistration,
  person: Home['person'],
  { namedDoctor }: Policy,
  today: string,
): boolean {
  if (facts.category !== 'paediatrician') return false;
  const takes = (on: string) => takesPerson(facts, namedDoctor, person, on);
  return !takes(today) && takes(addYears(today, -keptFor));
}

function isOnRoster({ doctor }: DoctorRegistration, today: string): boolean {
  const dates = rosterDates(doctor);
  return isVisible(dates, today) && isEmployed(dates, today);
}

function makeList(entry: DoctorRegistration, draw: Draw): List {
  const ceiling = entry.ceilings[0]?.value ?? 0;
  const fill = draw.next();
  const wanted = fill < 0.25 ? ceiling : fill < 0.4 ? ceiling - 1 : Math.floor(ceiling * (0.3 + 0.6 * fill));
  return { entry, wanted: Math.max(0, wanted), taken: 0 };
}

/** First the lists that are to be full, then the one with most room. */
function pickList(lists: readonly List[], takes: (entry: DoctorRegistration) => boolean): List | undefined {
  const toBeFull = ({ entry, wanted }: List) => wanted >= (entry.ceilings[0]?.value ?? 0) - 1;
  const [best] = lists
    .filter((list) => list.taken < list.wanted && takes(list.entry))
    .toSorted(
      (a, b) => Number(toBeFull(b)) - Number(toBeFull(a)) || b.wanted - b.taken - (a.wanted - a.taken),
    );
  return best;
}

function wantsDoctor(role: Role, draw: Draw): boolean {
  return draw.chance(role === 'allocated' ? 0.5 : 0.85);
}

function named(entry: DoctorRegistration, origin: 'chosen' | 'assigned', since: string): NamedDoctor {
  const began = midnightOf(entry.doctor.startsOn).toISOString();
  const { doctorId } = entry.doctor;
  return { kind: 'doctor', doctorId, origin, since: since > began ? since : began };
}

/** "Later", "no preference" and "none" are answers; those who were never asked have none. */
function withoutDoctor({ role, since }: Home, draw: Draw): NamedDoctor {
  if (role === 'allocated' || role === 'imported') return { kind: 'unanswered' };
  const mayBeSilent = !answering.includes(role);
  if (mayBeSilent && draw.chance(0.6)) return { kind: 'unanswered' };
  return { kind: draw.pick(['later', 'later', 'noPreference', 'noPreference', 'declined'] as const), since };
}
