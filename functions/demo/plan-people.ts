import type { CommonData } from './common-data.ts';
import type { Draw } from './draw.ts';
import { pickNumbers, readTestNumbers, type TestNumber } from './pick-numbers.ts';

/** An invented person on a test number. */
export interface DemoPerson extends TestNumber {
  readonly personId: string;
  readonly name: string;
  readonly protectedIdentity: boolean;
  readonly preferredLanguage?: string;
  /** Person ids. */
  readonly guardianOf: readonly string[];
}

export interface PeopleWanted {
  readonly people: number;
  /** How many of each situation there are to be at least. */
  readonly several: number;
  /** Local date that ages are counted on. */
  readonly today: string;
}

/** Skatteverket's test person with sekretessmarkering. */
const protectedNumber = '200001252386';

/**
 * Invents people: ages as in the country, common names, and so many as asked for of those whom a listing service must
 * not forget: children, guardians, protected identities, coordination numbers, people with another language.
 */
export function planPeople(common: CommonData, wanted: PeopleWanted, draw: Draw): readonly DemoPerson[] {
  const { several, today } = wanted;
  const coordination = pickCoordination(common, wanted, draw);
  const ages = [13, 15, 17].map((age) => ({ age, atLeast: several }));
  const children = [4, 5, 6, 7, 8, 9, 10, 11, 12].map((age) => ({ age, atLeast: Math.ceil(several / 2) }));
  const numbers = pickNumbers(
    readTestNumbers(common.personalIdentityNumbers, today),
    {
      people: wanted.people - coordination.length,
      byAge: common.byAge,
      ages: [...ages, ...children],
      numbers: [protectedNumber],
    },
    draw,
  );
  const plain = [...numbers, ...coordination].map((number) => ({
    ...number,
    personId: draw.id(26),
    name: inventName(common.names, number, draw),
    protectedIdentity: number.number === protectedNumber,
    guardianOf: [],
  }));
  return withTraits(plain, several, draw);
}

/** Mostly adults; one of them has a number that does not know its date of birth. */
function pickCoordination(common: CommonData, { people, several, today }: PeopleWanted, draw: Draw) {
  const read = draw.shuffled(readTestNumbers(common.coordinationNumbers, today));
  const adults = read.filter(({ age }) => age !== undefined && age >= 20 && age < 80);
  const undated = read.filter(({ age, number }) => age === undefined && number >= '1950' && number < '2004');
  return [...undated.slice(0, 1), ...adults.slice(0, several - 1 + Math.floor(people / 200))];
}

/** A first name that goes with the number's own sign of legal sex, so that a demo does not jar. */
function inventName(names: CommonData['names'], { number }: TestNumber, draw: Draw): string {
  const first = Number(number[10]) % 2 === 0 ? names.female : names.male;
  return `${draw.pick(first)} ${draw.pick(names.surname)}`;
}

const isOfAge = (from: number, through: number) => (person: DemoPerson) =>
  person.age !== undefined && person.age >= from && person.age <= through;

function withTraits(people: readonly DemoPerson[], several: number, draw: Draw): readonly DemoPerson[] {
  const free = draw
    .shuffled(people)
    .filter(({ kind, protectedIdentity }) => kind === 'personalIdentityNumber' && !protectedIdentity);
  const changed = new Map<string, DemoPerson>();
  const take = (count: number, from: number, through: number, change: (person: DemoPerson) => DemoPerson) => {
    const taken = free
      .filter((person) => isOfAge(from, through)(person) && !changed.has(person.personId))
      .slice(0, count)
      .map(change);
    for (const person of taken) changed.set(person.personId, person);
    return taken;
  };
  take(several - 1, 25, 70, (person) => ({ ...person, protectedIdentity: true }));
  take(several + Math.floor(people.length / 100), 20, 70, (person) => ({
    ...person,
    preferredLanguage: 'ar',
  }));
  for (const language of ['fi', 'so', 'en'])
    take(Math.floor(people.length / 300), 20, 80, (person) => ({ ...person, preferredLanguage: language }));
  for (let family = 0; family < several; family += 1) {
    const [guardian] = take(1, 28, 52, (person) => person);
    const surname = guardian?.name.split(' ').at(-1) ?? '';
    const children = take(2, 4, 12, (child) => ({
      ...child,
      name: `${child.name.split(' ')[0]} ${surname}`,
    }));
    if (!guardian) continue;
    const guardianOf = children.map(({ personId }) => personId);
    changed.set(guardian.personId, { ...guardian, guardianOf });
  }
  return people.map((person) => changed.get(person.personId) ?? person);
}
