import { readFileSync } from 'node:fs';

/** By year of birth: the rest of each number (month, day, birth number, check digit), separated by spaces. */
type ByYear = Readonly<Record<string, string>>;

/** Every number of Skatteverket's test series that the project holds: nobody's, so anyone may sign in with them. */
export function readTestNumbers(): ReadonlySet<string> {
  const file = new URL('../regions/test-identity-numbers.json', import.meta.url);
  const series: { personalIdentityNumbers: ByYear; coordinationNumbers: ByYear } = JSON.parse(
    readFileSync(file, 'utf8'),
  );
  const numbers = [series.personalIdentityNumbers, series.coordinationNumbers].flatMap((byYear) =>
    Object.entries(byYear).flatMap(([year, rests]) => rests.split(' ').map((rest) => year + rest)),
  );
  return new Set(numbers);
}
