import * as z from 'zod';
import { type IdentityKeyIds, type IdentityKeys, openIdentityKeys } from '#keys/identity-keys.ts';
import { openDatabase } from '#store/database.ts';
import { isStoreUnavailable } from '#store/retry.ts';
import { findRegionFaults } from './find-region-faults.ts';
import { giveFirstDecider } from './give-first-decider.ts';
import { readArguments, usage } from './read-arguments.ts';
import { type RegionData, readRegionData } from './read-region.ts';
import { setUpRegion } from './set-up-region.ts';

/**
 * 0: done, or nothing to do. 1: failed under way, may be run again. 2: asked wrongly, nothing was read. 3: refused.
 * 4: done, but rows of the file were refused or left.
 */
export type ExitCode = 0 | 1 | 2 | 3 | 4;

export interface Ended {
  readonly code: ExitCode;
  /** One JSON document: what was done, or `problem` with `details` that name files and variables, never a value. */
  readonly said: object;
}

export interface Surroundings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly now: Date;
  readonly newId: () => string;
  /** Where the regions' folders stand. */
  readonly folder?: URL;
  /** Standard input, to its end. */
  readonly readInput: () => Promise<string>;
  /** Left out: the keys in KMS. */
  readonly openKeys?: (ids: IdentityKeyIds) => IdentityKeys;
}

const environmentSchema = z.object({
  REGION: z.string().regex(/^[a-z-]+$/),
  TABLE_MAIN: z.string().min(1),
  TABLE_EVENTS: z.string().min(1),
});

/** What a staff identity is written with: asked for only where one is. */
const identitySchema = environmentSchema.extend({
  TABLE_IDENTITIES: z.string().min(1),
  KMS_IDENTITY_HMAC: z.string().min(1),
  KMS_IDENTITY_SEAL: z.string().min(1),
});

/**
 * `set-up`: checks the folder of the region `REGION` and writes what a first deployment lacks into the tables
 * `TABLE_MAIN` and `TABLE_EVENTS`, and with `--first-decider` the first role, where nobody has it. Without `--confirm`
 * it only says what it would write. Nobody's id or name is ever said.
 */
export async function runRegionCommand(
  args: readonly string[],
  { environment, now, newId, folder, readInput, openKeys = openIdentityKeys }: Surroundings,
): Promise<Ended> {
  const asked = await readArguments(args, readInput);
  if (asked === undefined) return askedWrongly('usage', [usage]);
  const { confirm, firstDecider } = asked;
  const read = readVariables(environment, firstDecider !== undefined);
  if ('missing' in read) return askedWrongly('environment-not-complete', read.missing);
  const region = readRegion(read.REGION, folder);
  if ('faults' in region) return askedWrongly('region-not-valid', region.faults);
  const registrar = { at: now, actor: { kind: 'system', process: 'import' } as const, newId };
  const database = openDatabase(read);
  try {
    const said = await setUpRegion(database, region, { confirm, registrar });
    if ('refused' in said) return { code: 3, said: { problem: said.refused, details: said.decisionIds } };
    if (!firstDecider || !read.keyIds) return { code: 0, said };
    const around = { database, identityKeys: openKeys(read.keyIds) };
    const act = await giveFirstDecider(around, firstDecider, { confirm, registrar });
    return { code: 0, said: { ...said, firstDecider: { act } } };
  } catch (error) {
    const problem = isStoreUnavailable(error) ? 'store-unavailable' : 'unexpected-fault';
    return { code: 1, said: { problem, details: [error instanceof Error ? error.message : ''] } };
  }
}

type Variables = z.infer<typeof environmentSchema> & { readonly keyIds?: IdentityKeyIds };

function readVariables(
  environment: Surroundings['environment'],
  withIdentities: boolean,
): Variables | { readonly missing: readonly string[] } {
  const plain = environmentSchema.safeParse(environment);
  const identities = identitySchema.safeParse(environment);
  const parsed = withIdentities ? identities : plain;
  if (!parsed.success) {
    return { missing: [...new Set(parsed.error.issues.map(({ path }) => path.join('.')))] };
  }
  const { KMS_IDENTITY_HMAC, KMS_IDENTITY_SEAL } = identities.data ?? {};
  const keyIds =
    KMS_IDENTITY_HMAC && KMS_IDENTITY_SEAL ? { KMS_IDENTITY_HMAC, KMS_IDENTITY_SEAL } : undefined;
  return { ...parsed.data, ...(keyIds && { keyIds }) };
}

function readRegion(
  slug: string,
  folder: URL | undefined,
): RegionData | { readonly faults: readonly string[] } {
  try {
    const region = readRegionData(slug, folder);
    const faults = findRegionFaults(region, slug);
    return faults.length > 0 ? { faults } : region;
  } catch (error) {
    return { faults: [error instanceof Error ? error.message : 'The folder cannot be read'] };
  }
}

function askedWrongly(problem: string, details: readonly string[]): Ended {
  return { code: 2, said: { problem, details } };
}
