import { readFile, writeFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { localDate } from '#domain/stockholm-time.ts';
import { newId } from '#http/ids.ts';
import { runExportCommand } from './export-command.ts';
import { runImportCommand } from './import-command.ts';
import { runRegionCommand } from './run-region-command.ts';

/** Run as a process of its own (`npm run region`): one JSON document on standard output, an exit code. */
const [first, ...rest] = process.argv.slice(2);
const { code, said } =
  first === 'import'
    ? await runImportCommand(rest, {
        readFile: (path) => readFile(path),
        today: localDate(new Date()),
        fetch,
        wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
        tell: (line) => void process.stderr.write(`${line}\n`),
      })
    : first === 'export'
      ? await runExportCommand(rest, {
          readFile: (path) => readFile(path),
          writeNewFile: (path, bytes) => writeFile(path, bytes, { flag: 'wx', mode: 0o600 }),
          fetch,
        })
      : await runRegionCommand(process.argv.slice(2), {
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
