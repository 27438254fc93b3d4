import { newId } from '#http/ids.ts';
import { runRegionCommand } from './run-region-command.ts';

/** Run as a process of its own (`npm run region`): one JSON document on standard output, an exit code. */
const { code, said } = await runRegionCommand(process.argv.slice(2), {
  environment: process.env,
  now: new Date(),
  newId,
});
process.stdout.write(`${JSON.stringify(said, undefined, 1)}\n`);
process.exitCode = code;
