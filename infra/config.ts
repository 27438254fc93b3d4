import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { type Region, regionSchema } from '#contract/region.ts';

/** Sizes and alarm levels; a region file may set others under `deployment`. */
const deploymentSchema = z.strictObject({
  /** Requests a second over all routes, and at once: above, API Gateway answers 429. */
  throttle: z
    .strictObject({ rate: z.int().positive(), burst: z.int().positive() })
    .prefault({ rate: 200, burst: 400 }),
  /** Days that logs stand (no log holds personal data). */
  logDays: z.literal([30, 90, 180, 365]).default(90),
  /** Requests in five minutes from one address before the firewall refuses it. A hospital shares one address. */
  requestsPerAddress: z.int().min(100).default(3000),
  alarms: z
    .strictObject({
      /** Faults (5xx) in five minutes. */
      faults: z.int().positive().default(5),
      /** Seconds that a stream may lag before someone is told. */
      streamLag: z.int().positive().default(60),
    })
    .prefault({}),
});

const regionFileSchema = regionSchema.extend({ deployment: deploymentSchema.prefault({}) });

export type Deployment = z.infer<typeof deploymentSchema>;
export interface Config {
  /** What functions and pages may know. */
  readonly region: Region;
  /** What only the template needs. */
  readonly deployment: Deployment;
}

const folder = fileURLToPath(new URL('regions', import.meta.url));

/** Slugs that `REGION` may name. */
export function knownRegions(): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).filter((slug) => existsSync(`${folder}/${slug}/region.json`));
}

/**
 * Reads `infra/regions/<slug>/region.json`. Throws one clear line when the slug is unknown or the file is not as
 * `contract/region.ts` and the schema above say.
 */
export function readConfig(slug: string): Config {
  if (!knownRegions().includes(slug)) {
    throw new Error(`REGION=${slug} is not known. Known: ${knownRegions().join(', ')}.`);
  }
  const file = `${folder}/${slug}/region.json`;
  const parsed = regionFileSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (!parsed.success) {
    throw new Error(`infra/regions/${slug}/region.json is not valid: ${z.prettifyError(parsed.error)}`);
  }
  const { deployment, ...region } = parsed.data;
  return { region, deployment };
}
