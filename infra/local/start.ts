/** `npm start`: the whole service on this machine, until Ctrl-C. */
import { readOptions } from './read-options.ts';
import { isStartRefusal } from './start-refusal.ts';

const begun = Date.now();
let stop: (() => Promise<void>) | undefined;
let ending = false;

/** Ends everything; while the start is still under way, children end with this process (`tools/own-child.ts`). */
async function end(): Promise<void> {
  if (ending) return;
  ending = true;
  await stop?.();
  process.exit(0);
}
process.on('SIGINT', end);
process.on('SIGTERM', end);

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
  if (!ending) console.error(isStartRefusal(error) ? error.message : error);
  process.exit(1);
}
