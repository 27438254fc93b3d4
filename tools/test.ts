/**
 * `npm test`: builds, checks, runs every test, scans what all of it printed. The last line counts:
 * `N passed, N failed`. `--full` runs every combination and writes docs/test-full-report.md. Other arguments choose tests
 * (`npm test -- test/unit`): then only those are run, and what the whole run printed is not scanned.
 */
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkSteps, runStep } from './check-steps.ts';
import { runShown } from './run-shown.ts';
import { countResults, type Tally, testFiles, writeReport } from './test-report.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const results = join(root, 'test-results');
const full = process.argv.includes('--full');
const chosen = process.argv.slice(2).filter((argument) => argument !== '--full');
const begun = Date.now();

await rm(results, { recursive: true, force: true });
await mkdir(results, { recursive: true });

const tallies: Tally[] = [];
const once = (name: string, passed: boolean) =>
  tallies.push({ name, passed: passed ? 1 : 0, failed: passed ? 0 : 1, failures: passed ? [] : [name] });

const built = await runShown(root, process.execPath, ['tools/build.ts'], {
  file: join(results, 'build.log'),
});
once('build', built);
for (const step of checkSteps) once(step.name, runStep(root, step));
if (built) {
  const report = join(results, 'vitest.json');
  const args = ['run', ...chosen, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const ran = await runShown(root, join(root, 'node_modules/.bin/vitest'), args, {
    file: join(results, 'vitest.log'),
    env: full ? { FULL: '1' } : {},
  });
  const json = await readFile(report, 'utf8').catch(() => '{}');
  const counted = countResults(json, chosen.length === 0 ? testFiles() : undefined);
  tallies.push(...counted);
  // Trouble outside a test (an unhandled rejection, a start that failed) makes no failed test.
  const failedTests = counted.some(({ failed }) => failed > 0);
  if (!ran && !failedTests) once('vitest', false);
  if (counted.length === 0) once('no test ran', false);
}
if (chosen.length === 0) {
  const printed = ['demo-names.json', 'build.log', 'vitest.log', 'service.log', 'addresses.log'].map((file) =>
    join(results, file),
  );
  const clean = await runShown(root, process.execPath, ['tools/scan-output.ts', ...printed]);
  once('nothing personal was printed', clean);
}

const sum = (of: 'passed' | 'failed') => tallies.reduce((total, tally) => total + tally[of], 0);
const [passed, failed] = [sum('passed'), sum('failed')];
if (full) await writeReport(root, tallies, Math.round((Date.now() - begun) / 1000));
console.log('');
for (const tally of tallies)
  console.log(`${tally.name.padEnd(30)} ${tally.passed} passed, ${tally.failed} failed`);
for (const failure of tallies.flatMap(({ failures }) => failures)) console.log(`FAILED ${failure}`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
console.log(`${passed} passed, ${failed} failed`);
