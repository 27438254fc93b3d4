import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { regionSchema } from '#contract/region.ts';
import { careUnitRegistration } from './care-unit-registration.ts';
import { regionPolicySchema } from './region-policy.ts';

/** Where the regions' folders stand, and what they have in common. */
export const regionsFolder = new URL('../../infra/regions/', import.meta.url);

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

/**
 * Reads a region's folder. Throws, naming the file, where one is missing or is not as it must be; `policy.json` and
 * `care-unit-registrations.json` may be missing.
 *
 * @param folder where the folder of the region stands; ends in a slash.
 */
export function readRegionData(slug: string, folder: URL = regionsFolder) {
  const read = <T extends z.ZodType>(file: string, schema: T, missing?: unknown): z.output<T> =>
    readRegionFile(`${slug}/${file}.json`, schema, { folder, missing });
  const region = read('region', regionSchema.loose());
  const municipalities = read('municipalities', z.array(municipality));
  const nameOf = new Map(municipalities.map(({ code, name }) => [code, name]));
  const postcodes = read('postcodes', z.array(z.strictObject({ place: z.string(), postcodes: z.string() })));
  return {
    region: { slug: region.slug, name: region.name, municipalities: region.municipalities },
    municipalities,
    population: municipalities.reduce((sum, { population }) => sum + population, 0),
    careUnits: read('care-units', z.array(careUnit)),
    /** Units as the region registers them: with contracts, hours, caps and rosters. A demo invents these. */
    registrations: read('care-unit-registrations', z.array(careUnitRegistration), []),
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

/**
 * Reads one file and checks it.
 *
 * @param from the folder, and what stands for a file that is missing; without it a missing file is an error.
 */
export function readRegionFile<T extends z.ZodType>(
  file: string,
  schema: T,
  { folder = regionsFolder, missing }: { readonly folder?: URL; readonly missing?: unknown } = {},
): z.output<T> {
  const parsed = schema.safeParse(contentOf(file, folder, missing));
  if (!parsed.success)
    throw new Error(`infra/regions/${file} is not valid: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

function contentOf(file: string, folder: URL, missing: unknown): unknown {
  try {
    return JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (isMissing && missing !== undefined) return missing;
    throw new Error(`infra/regions/${file} cannot be read`, { cause: error });
  }
}
