import { globSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** How many of a kind passed and failed. */
export interface Tally {
  readonly name: string;
  readonly passed: number;
  readonly failed: number;
  readonly failures: readonly string[];
}

interface VitestReport {
  readonly testResults?: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

const testFolder = fileURLToPath(new URL('../test', import.meta.url));

/**
 * Counts Vitest's JSON report by kind of test. What was skipped has not passed: it is a failure, and so is a file that
 * is not in the report. A file that failed before its tests counts as one failure.
 *
 * @param files every test file there is; left out where only some were chosen, and then what is skipped is left out too
 */
export function countResults(json: string, files?: readonly string[]): Tally[] {
  const { testResults = [] }: VitestReport = JSON.parse(json);
  const kinds = new Map<string, { passed: number; failed: number; failures: string[] }>();
  for (const { name, status, assertionResults } of testResults) {
    const path = relative(testFolder, name);
    const kind = path.split('/')[0] ?? '';
    const tally = kinds.get(kind) ?? { passed: 0, failed: 0, failures: [] };
    kinds.set(kind, tally);
    const failures = assertionResults.filter((result) =>
      files ? result.status !== 'passed' : result.status === 'failed',
    );
    tally.passed += assertionResults.filter((result) => result.status === 'passed').length;
    tally.failed += failures.length;
    tally.failures.push(
      ...failures.map(
        ({ status: how, fullName }) => `${path}: ${fullName}${how === 'failed' ? '' : ` (${how})`}`,
      ),
    );
    if (status === 'failed' && failures.length === 0) {
      tally.failed += 1;
      tally.failures.push(path);
    }
  }
  const ran = new Set(testResults.map(({ name }) => relative(testFolder, name)));
  const missing = (files ?? []).filter((file) => !ran.has(file)).map((file) => `${file} did not run`);
  return [
    ...[...kinds].map(([name, tally]) => ({ name, ...tally })),
    ...(missing.length > 0
      ? [{ name: 'not run', passed: 0, failed: missing.length, failures: missing }]
      : []),
  ];
}

/** Every test file, as `kind/…`. */
export function testFiles(): string[] {
  return globSync('**/*.test.ts', { cwd: testFolder });
}

/** Writes the report of a full run, which is committed. */
export async function writeReport(root: string, tallies: readonly Tally[], seconds: number): Promise<void> {
  const rows = tallies.map(({ name, passed, failed }) => `| ${name} | ${passed} | ${failed} |`);
  const failures = tallies.flatMap((tally) => tally.failures).map((failure) => `- ${failure}`);
  const minutes = (seconds / 60).toFixed(1);
  const lines = [
    '# The last full test run',
    '',
    `Written by \`npm run test:full\` on ${new Date().toISOString().slice(0, 10)}: every combination of page, locale,`,
    `width, colours and script. It took ${minutes} minutes.`,
    '',
    '| kind | passed | failed |',
    '|---|---|---|',
    ...rows,
    '',
    failures.length > 0 ? '## Failed' : 'Nothing failed.',
    ...(failures.length > 0 ? ['', ...failures] : []),
    '',
  ];
  await writeFile(join(root, 'docs/test-full-report.md'), lines.join('\n'));
}
