import { createInterface } from 'node:readline';
import { startOwnChild } from '../../tools/own-child.ts';
import type { Log } from './log.ts';
import { staffFileOf } from './staff-file.ts';

export interface SeedOptions {
  readonly root: string;
  readonly region: string;
  readonly people: number;
  /** Variables that name tables, keys and their endpoints: the seeding may do anything, like an administrator. */
  readonly environment: Readonly<Record<string, string>>;
  /** Where the seeding writes whom one can sign in as. */
  readonly demoFile: string;
  readonly log: Log;
  readonly signal: AbortSignal;
}

/** Seeds the demo region, which data that was kept may have already. Throws when the seeding fails. */
export async function seed(options: SeedOptions): Promise<void> {
  const { root, region, people, log } = options;
  const child = startOwnChild(process.execPath, [`${root}functions/demo/seed.ts`], {
    cwd: root,
    env: {
      PATH: process.env.PATH,
      ...options.environment,
      REGION: region,
      DEMO_PEOPLE: String(people),
      DEMO_FILE: options.demoFile,
      DEMO_STAFF_FILE: staffFileOf(options.demoFile),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    signal: options.signal,
  });
  let last = '';
  for (const stream of [child.stdout, child.stderr]) {
    if (stream)
      createInterface({ input: stream }).on('line', (line) => {
        last = line;
        log('seed', line);
      });
  }
  const code = await new Promise((resolve) => {
    child.once('error', () => resolve(undefined));
    child.once('close', resolve);
  });
  if (code !== 0) throw new Error(`The seeding ended with ${code}: ${last}`);
}
