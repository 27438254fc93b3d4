import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

export interface CheckStep {
  readonly name: string;
  readonly args: readonly string[];
}

/** What is checked without running the service. */
export const checkSteps: readonly CheckStep[] = [
  { name: 'biome', args: ['check', '--error-on-warnings', '--max-diagnostics=100', '.'] },
  { name: 'tsc', args: ['-p', '.'] },
  { name: 'astro', args: ['check', '--root', 'web', '--minimumFailingSeverity', 'warning'] },
  { name: 'knip', args: [] },
];

/** Runs one step and shows what it says. */
export function runStep(root: string, { name, args }: CheckStep): boolean {
  const binary = join(root, 'node_modules/.bin', name);
  if (!existsSync(binary)) throw new Error(`${name} is not installed: npm ci`);
  console.log(`\n> ${[name, ...args].join(' ')}`);
  const { status } = spawnSync(binary, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' },
  });
  return status === 0;
}
