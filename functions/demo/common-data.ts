import * as z from 'zod';
import { readRegionFile } from '#functions/region-command/read-region.ts';

const names = z.strictObject({ female: z.string(), male: z.string(), surname: z.string() });
const numbers = z.looseObject({
  personalIdentityNumbers: z.record(z.string(), z.string()),
  coordinationNumbers: z.record(z.string(), z.string()),
});
const ages = z.looseObject({ byAge: z.array(z.int()).length(101) });

/** What every demo is made of, whatever the region: common names, test numbers and the country's ages. */
export function readCommonData() {
  const { female, male, surname } = readRegionFile('names.json', names);
  const { personalIdentityNumbers, coordinationNumbers } = readRegionFile(
    'test-identity-numbers.json',
    numbers,
  );
  return {
    names: { female: female.split(' '), male: male.split(' '), surname: surname.split(' ') },
    personalIdentityNumbers: numbersOf(personalIdentityNumbers),
    coordinationNumbers: numbersOf(coordinationNumbers),
    byAge: readRegionFile('age-structure.json', ages).byAge,
  };
}
export type CommonData = ReturnType<typeof readCommonData>;

function numbersOf(byYear: Readonly<Record<string, string>>): string[] {
  return Object.entries(byYear).flatMap(([year, rests]) => rests.split(' ').map((rest) => `${year}${rest}`));
}
