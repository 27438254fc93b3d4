/** Runs one function's bundle in a thread of its own: one event at a time, as Lambda does with an instance. */
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import { moveClock } from './moved-clock.ts';

export interface WorkerData {
  readonly file: string;
  readonly functionName: string;
  readonly memory: number;
  /** Milliseconds that this thread's clock is ahead of the machine's. */
  readonly clock: number;
}

export type ToWorker = { readonly event: unknown; readonly requestId: string; readonly timeout: number };
export type FromWorker =
  | { readonly ready: true }
  | { readonly result: unknown }
  | { readonly error: { readonly name: string; readonly message: string; readonly stack: string } };

const { file, functionName, memory, clock }: WorkerData = workerData;
const port = parentPort;
if (!port) throw new Error('function-worker.ts runs in a worker thread only');
const answer = (message: FromWorker) => port.postMessage(message);

process.setSourceMapsEnabled(true);
moveClock(clock);

try {
  const { handler } = await import(pathToFileURL(file).href);
  if (typeof handler !== 'function') throw new Error(`${functionName} exports no handler`);
  port.on('message', ({ event, requestId, timeout }: ToWorker) => {
    const deadline = performance.now() + timeout;
    const context = {
      awsRequestId: requestId,
      functionName,
      functionVersion: '$LATEST',
      invokedFunctionArn: `arn:aws:lambda:eu-north-1:000000000000:function:${functionName}`,
      memoryLimitInMB: String(memory),
      logGroupName: '',
      logStreamName: '',
      callbackWaitsForEmptyEventLoop: true,
      getRemainingTimeInMillis: () => Math.max(0, Math.round(deadline - performance.now())),
    };
    Promise.resolve()
      .then(() => handler(event, context))
      .then((result) => answer({ result }))
      .catch((error) => answer({ error: describe(error) }));
  });
  answer({ ready: true });
} catch (error) {
  answer({ error: describe(error) });
}

function describe(error: unknown) {
  if (!(error instanceof Error)) return { name: typeof error, message: String(error), stack: '' };
  return { name: error.name, message: error.message, stack: error.stack ?? '' };
}
