import { ageOn } from '#domain/ages.ts';
import { birthDateOf, type IdentityNumber, parseIdentityNumber } from '#domain/identity-number.ts';
import { type AgeBand, apportion, divideByAge, youngest } from './age-bands.ts';
import type { Draw } from './draw.ts';

/** A test number, read: the date of birth and the age that it says, where it says them. */
export interface TestNumber extends IdentityNumber {
  readonly birthDate?: string;
  readonly age?: number;
}

/** Reads test numbers as of a local date; those who are too young, and not yet born, are left out. */
export function readTestNumbers(numbers: readonly string[], today: string): readonly TestNumber[] {
  return numbers.flatMap((text): TestNumber[] => {
    const read = parseIdentityNumber(text, today);
    if (!read) return [];
    const birthDate = birthDateOf(read);
    // Where the date is unknown the year still says that the person cannot be under two.
    if (birthDate === undefined)
      return Number(read.number.slice(0, 4)) < Number(today.slice(0, 4)) - youngest ? [read] : [];
    const age = ageOn(birthDate, today);
    return age < youngest ? [] : [{ ...read, birthDate, age }];
  });
}

export interface Wanted {
  /** People in all. */
  readonly people: number;
  /** The country's people by age. */
  readonly byAge: readonly number[];
  /** Ages of which so many are to be there whatever the draw. */
  readonly ages: readonly { readonly age: number; readonly atLeast: number }[];
  /** Numbers that are to be there whatever the draw. */
  readonly numbers: readonly string[];
}

/**
 * Picks numbers so that the ages are spread as in the country. Where a band has fewer test numbers than it should, all
 * of them are taken and other bands get the rest: the demo is then older or younger than the country, and as large as
 * asked for as long as there are numbers at all.
 */
export function pickNumbers(
  numbers: readonly TestNumber[],
  wanted: Wanted,
  draw: Draw,
): readonly TestNumber[] {
  const shuffled = draw.shuffled(numbers);
  const first = new Set([
    ...shuffled.filter(({ number }) => wanted.numbers.includes(number)),
    ...wanted.ages.flatMap(({ age, atLeast }) => shuffled.filter((one) => one.age === age).slice(0, atLeast)),
  ]);
  const ordered = [...first, ...shuffled.filter((one) => !first.has(one))];
  const bands = divideByAge(wanted.people, wanted.byAge);
  const picked = bands.map((band) => {
    const within = ordered.filter((one) => isWithin(one, band));
    const sure = within.filter((one) => first.has(one)).length;
    return within.slice(0, Math.max(band.people, sure));
  });
  return fill(picked.flat(), ordered, bands, wanted.people);
}

function isWithin({ age }: TestNumber, { from, through }: AgeBand): boolean {
  return age !== undefined && age >= from && age <= through;
}

/** The bands that have numbers left share what is missing, each as it would have shared it anyway. */
function fill(
  picked: readonly TestNumber[],
  ordered: readonly TestNumber[],
  bands: readonly AgeBand[],
  people: number,
): readonly TestNumber[] {
  const missing = people - picked.length;
  if (missing <= 0) return picked;
  const taken = new Set(picked);
  const left = bands.map((band) => ordered.filter((one) => isWithin(one, band) && !taken.has(one)));
  const weights = bands.map((band, at) => (left[at]?.length ? band.people : 0));
  const more = apportion(missing, weights).flatMap((count, at) => left[at]?.slice(0, count) ?? []);
  return more.length === 0 ? picked : fill([...picked, ...more], ordered, bands, people);
}
