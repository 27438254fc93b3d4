import { parseArgs } from 'node:util';
import * as z from 'zod';
import { openDatabase } from '#store/database.ts';
import { isStoreUnavailable } from '#store/retry.ts';
import { findRegionFaults } from './find-region-faults.ts';
import { type RegionData, readRegionData } from './read-region.ts';
import { setUpRegion } from './set-up-region.ts';

/** 0: done, or nothing to do. 1: failed under way, may be run again. 2: asked wrongly, nothing was read. 3: refused. */
export type ExitCode = 0 | 1 | 2 | 3;

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
}

const environmentSchema = z.object({
  REGION: z.string().regex(/^[a-z-]+$/),
  TABLE_MAIN: z.string().min(1),
  TABLE_EVENTS: z.string().min(1),
});

const usage = 'region set-up [--confirm]';

/**
 * `set-up`: checks the folder of the region `REGION` and writes what a first deployment lacks into the tables
 * `TABLE_MAIN` and `TABLE_EVENTS`; without `--confirm` it only says what it would write.
 */
export async function runRegionCommand(
  args: readonly string[],
  { environment, now, newId, folder }: Surroundings,
): Promise<Ended> {
  const confirm = readArguments(args);
  if (confirm === undefined) return askedWrongly('usage', [usage]);
  const tables = environmentSchema.safeParse(environment);
  if (!tables.success) {
    return askedWrongly('environment-not-complete', [
      ...new Set(tables.error.issues.map(({ path }) => path.join('.'))),
    ]);
  }
  const { REGION, ...tableNames } = tables.data;
  const region = readRegion(REGION, folder);
  if ('faults' in region) return askedWrongly('region-not-valid', region.faults);
  const registrar = { at: now, actor: { kind: 'system', process: 'import' } as const, newId };
  try {
    const said = await setUpRegion(openDatabase(tableNames), region, { confirm, registrar });
    return 'refused' in said
      ? { code: 3, said: { problem: said.refused, details: said.decisionIds } }
      : { code: 0, said };
  } catch (error) {
    const problem = isStoreUnavailable(error) ? 'store-unavailable' : 'unexpected-fault';
    return { code: 1, said: { problem, details: [error instanceof Error ? error.message : ''] } };
  }
}

/** Whether to write; nothing where the arguments are none of ours. */
function readArguments(args: readonly string[]): boolean | undefined {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { confirm: { type: 'boolean', default: false } },
    });
    return positionals.join(' ') === 'set-up' ? values.confirm : undefined;
  } catch {
    return undefined;
  }
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
