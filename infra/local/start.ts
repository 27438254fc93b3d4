/** `npm start`: the whole service on this machine, until Ctrl-C. */
import { readOptions } from './read-options.ts';
import { isStartRefusal } from './start-refusal.ts';

const begun = Date.now();
let stop: (() => Promise<void>) | undefined;
let ending: number | undefined;

/** Ends everything; while the start is still under way, children end with this process (`tools/own-child.ts`). */
async function end(): Promise<void> {
  if (ending !== undefined) {
    // npm hands one Ctrl-C on as two signals; a person who presses again means it.
    if (Date.now() - ending > 1000) process.exit(1);
    return;
  }
  ending = Date.now();
  setTimeout(() => process.exit(1), 8000).unref();
  await stop?.();
  process.exit(0);
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);

// A `kill` of npm ends npm and its shell, and says nothing to this process: it notices that they are gone.
const parent = process.ppid;
if (process.env.npm_lifecycle_event) {
  setInterval(() => process.ppid === parent || end(), 500).unref();
}

try {
  const options = readOptions(process.env);
  // What takes a second to load is loaded only now: a wrong option is told at once.
  const { startLocal } = await import('./start-local.ts');
  console.log('Starting. This takes up to a minute the first time.');
  const local = await startLocal(options);
  stop = local.stop;
  const seconds = Math.round((Date.now() - begun) / 1000);
  console.log(`\n  ${local.origin}  (ready after ${seconds} s; Ctrl-C ends it)\n`);
} catch (error) {
  if (ending === undefined) console.error(isStartRefusal(error) ? error.message : error);
  process.exit(1);
}
