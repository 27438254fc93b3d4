import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { regionSchema } from '#contract/region.ts';
import { regionPolicySchema } from './region-policy.ts';

const folder = new URL('../../infra/regions/', import.meta.url);

const municipality = z.strictObject({ code: z.string(), name: z.string(), population: z.int().positive() });
const careUnit = z.strictObject({
  careUnitId: z.string(),
  name: z.string(),
  runBy: z.enum(['region', 'private']),
  digitalOnly: z.boolean().default(false),
  municipalityCode: z.string().optional(),
  lat: z.number().optional(),
  lon: z.number().optional(),
  alsoThere: z.array(z.string()).default([]),
});
const place = z.strictObject({ name: z.string(), lat: z.number(), lon: z.number() });
const outline = z.strictObject({
  code: z.string(),
  rings: z.array(z.array(z.tuple([z.number(), z.number()]))),
});

/** The public facts of a unit; everything else that a demo tells of it is invented. */
export type KnownCareUnit = z.infer<typeof careUnit>;

/** A region as its folder under `infra/regions` says. */
export type RegionData = ReturnType<typeof readRegionData>;

/** Reads a region's data. Throws, naming the file, where one is missing or is not as it must be. */
export function readRegionData(slug: string) {
  const read = <T extends z.ZodType>(file: string, schema: T, missing?: unknown): z.output<T> =>
    readJson(`${slug}/${file}.json`, schema, missing);
  const region = read('region', regionSchema.loose());
  const municipalities = read('municipalities', z.array(municipality));
  const nameOf = new Map(municipalities.map(({ code, name }) => [code, name]));
  const postcodes = read('postcodes', z.array(z.strictObject({ place: z.string(), postcodes: z.string() })));
  return {
    region: { slug: region.slug, name: region.name },
    municipalities,
    population: municipalities.reduce((sum, { population }) => sum + population, 0),
    careUnits: read('care-units', z.array(careUnit)),
    places: {
      places: read('places', z.array(place)),
      postcodes: Object.fromEntries(
        postcodes.flatMap(({ place: name, postcodes: codes }) =>
          codes.split(' ').map((code) => [code, name]),
        ),
      ),
    },
    outlines: read('outlines', z.array(outline)).map(({ code, rings }) => ({
      code,
      rings,
      name: nameOf.get(code) ?? code,
    })),
    policy: read('policy', regionPolicySchema, {}),
  };
}

const names = z.strictObject({ female: z.string(), male: z.string(), surname: z.string() });
const numbers = z.looseObject({
  personalIdentityNumbers: z.record(z.string(), z.string()),
  coordinationNumbers: z.record(z.string(), z.string()),
});
const ages = z.looseObject({ byAge: z.array(z.int()).length(101) });

/** What every demo is made of, whatever the region: common names, test numbers and the country's ages. */
export function readCommonData() {
  const { female, male, surname } = readJson('names.json', names);
  const { personalIdentityNumbers, coordinationNumbers } = readJson('test-identity-numbers.json', numbers);
  return {
    names: { female: female.split(' '), male: male.split(' '), surname: surname.split(' ') },
    personalIdentityNumbers: numbersOf(personalIdentityNumbers),
    coordinationNumbers: numbersOf(coordinationNumbers),
    byAge: readJson('age-structure.json', ages).byAge,
  };
}
export type CommonData = ReturnType<typeof readCommonData>;

function numbersOf(byYear: Readonly<Record<string, string>>): string[] {
  return Object.entries(byYear).flatMap(([year, rests]) => rests.split(' ').map((rest) => `${year}${rest}`));
}

function readJson<T extends z.ZodType>(file: string, schema: T, missing?: unknown): z.output<T> {
  const parsed = schema.safeParse(contentOf(file, missing));
  if (!parsed.success)
    throw new Error(`infra/regions/${file} is not valid: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

function contentOf(file: string, missing: unknown): unknown {
  try {
    return JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (isMissing && missing !== undefined) return missing;
    throw new Error(`infra/regions/${file} cannot be read`, { cause: error });
  }
}
