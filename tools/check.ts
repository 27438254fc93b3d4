/** `npm run check`: everything that is checked without running the service. */
import { fileURLToPath } from 'node:url';
import { checkSteps, runStep } from './check-steps.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const failed = checkSteps.filter((step) => !runStep(root, step)).map(({ name }) => name);
console.log(failed.length > 0 ? `Failed: ${failed.join(', ')}` : 'All is well.');
process.exitCode = failed.length > 0 ? 1 : 0;
