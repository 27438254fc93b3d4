import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { countResults, testFiles } from '../../tools/test-report.ts';

const testFolder = join(import.meta.dirname, '..');
const report = (file: string, ...statuses: string[]) => ({
  name: join(testFolder, file),
  status: statuses.includes('failed') ? 'failed' : 'passed',
  assertionResults: statuses.map((status, index) => ({ status, fullName: `test ${index}` })),
});
const json = (...testResults: object[]) => JSON.stringify({ testResults });

describe('the count of a run', () => {
  it('is by kind', () => {
    const run = json(
      report('unit/a.test.ts', 'passed', 'passed'),
      report('e2e/b.test.ts', 'passed', 'failed'),
    );
    expect(countResults(run, ['unit/a.test.ts', 'e2e/b.test.ts'])).toEqual([
      { name: 'unit', passed: 2, failed: 0, failures: [] },
      { name: 'e2e', passed: 1, failed: 1, failures: ['e2e/b.test.ts: test 1'] },
    ]);
  });

  it.each(['skipped', 'pending', 'todo'])('takes what is %s for a failure', (status) => {
    expect(countResults(json(report('unit/a.test.ts', 'passed', status)), ['unit/a.test.ts'])).toEqual([
      { name: 'unit', passed: 1, failed: 1, failures: [`unit/a.test.ts: test 1 (${status})`] },
    ]);
  });

  it('misses a file that did not run, and a report that is empty', () => {
    const files = ['unit/a.test.ts', 'e2e/b.test.ts'];
    expect(countResults(json(report('unit/a.test.ts', 'passed')), files).at(-1)).toMatchObject({
      failed: 1,
      failures: ['e2e/b.test.ts did not run'],
    });
    expect(countResults('{}', files)).toMatchObject([{ failed: 2 }]);
  });

  it('asks for no more than was chosen, where tests were chosen', () => {
    expect(countResults(json(report('unit/a.test.ts', 'passed', 'skipped')))).toMatchObject([
      { passed: 1, failed: 0 },
    ]);
  });

  it('knows every file, this one too', () => {
    expect(testFiles()).toContain('unit/test-report.test.ts');
  });
});
