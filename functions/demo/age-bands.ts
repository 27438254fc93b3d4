/** Ages in whole years, both included, and how many of a number of people are that old. */
export interface AgeBand {
  readonly from: number;
  readonly through: number;
  readonly people: number;
}

/** Test numbers end with those born in 2024, so a demo has nobody under two. */
export const youngest = 2;

/** Beginnings of the bands: the youngest has eight years, the oldest all from 100. */
const beginnings = [youngest, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100];

/**
 * Divides people into ten-year bands as the country's population is divided, by largest remainder, so that the bands
 * add up.
 *
 * @param byAge people of each age, 0 to 100 and over
 */
export function divideByAge(people: number, byAge: readonly number[]): readonly AgeBand[] {
  const bands = beginnings.map((from, at) => {
    const through = (beginnings[at + 1] ?? 200) - 1;
    return { from, through, weight: sum(byAge.slice(from, through + 1)) };
  });
  const counts = apportion(
    people,
    bands.map(({ weight }) => weight),
  );
  return bands.map(({ from, through }, at) => ({ from, through, people: counts[at] ?? 0 }));
}

/** Divides a whole number in proportion to weights: whole parts first, what is left to the largest remainders. */
export function apportion(whole: number, weights: readonly number[]): readonly number[] {
  const total = sum(weights);
  const exact = weights.map((weight) => (total === 0 ? 0 : (whole * weight) / total));
  const parts = exact.map(Math.floor);
  const byRemainder = exact
    .map((part, at) => ({ at, remainder: part - Math.floor(part) }))
    .toSorted((a, b) => b.remainder - a.remainder || a.at - b.at);
  for (const { at } of byRemainder.slice(0, whole - sum(parts))) parts[at] = (parts[at] ?? 0) + 1;
  return parts;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
