import { text } from 'node:stream/consumers';
import { newId } from '#http/ids.ts';
import { runRegionCommand } from './run-region-command.ts';

/** Run as a process of its own (`npm run region`): one JSON document on standard output, an exit code. */
const { code, said } = await runRegionCommand(process.argv.slice(2), {
  environment: process.env,
  now: new Date(),
  newId,
  readInput,
});
process.stdout.write(`${JSON.stringify(said, undefined, 1)}\n`);
process.exitCode = code;

/** Asks on standard error where somebody sits at the keyboard; standard output is the answer's alone. */
function readInput(): Promise<string> {
  if (process.stdin.isTTY) process.stderr.write('HSA-id, Enter, name, Enter, Ctrl+D:\n');
  return text(process.stdin);
}
