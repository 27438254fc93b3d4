import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { Worker } from 'node:worker_threads';
import type { FromWorker, ToWorker, WorkerData } from './function-worker.ts';
import type { Log } from './log.ts';

/** What the template says of a function, resolved. */
export interface LocalFunction {
  readonly name: string;
  /** The bundle, in the asset that the template names. */
  readonly file: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Milliseconds. */
  readonly timeout: number;
  /** MB */
  readonly memory: number;
  readonly instances: number;
}

export type Invoked =
  | { readonly ok: true; readonly result: unknown }
  /** `failed`: the handler threw or the instance died; `timed-out`: it took too long and was ended. */
  | { readonly ok: false; readonly why: 'failed' | 'timed-out'; readonly message: string };

export interface FunctionPool {
  readonly invoke: (event: unknown) => Promise<Invoked>;
  /** Ends the instances; the next event starts new ones with the clock so many milliseconds ahead. */
  readonly restart: (clock: number) => Promise<void>;
  readonly stop: () => Promise<void>;
}

interface Instance {
  readonly worker: Worker;
  settle: ((message: FromWorker | { readonly exited: true }) => void) | undefined;
}

/** The instances of one function, started when events come; an event that finds all of them busy waits its turn. */
export function createFunctionPool(fn: LocalFunction, log: Log, startClock = 0): FunctionPool {
  const idle: Instance[] = [];
  const all = new Set<Instance>();
  const waiting: ((free: Instance | undefined) => void)[] = [];
  let clock = startClock;
  let stopped = false;

  function start(): Instance {
    const workerData: WorkerData = { file: fn.file, functionName: fn.name, memory: fn.memory, clock };
    const worker = new Worker(new URL('./function-worker.ts', import.meta.url), {
      workerData,
      env: { ...fn.environment },
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: fn.memory },
    });
    const instance: Instance = { worker, settle: undefined };
    for (const stream of [worker.stdout, worker.stderr]) {
      createInterface({ input: stream }).on('line', (line) => log(fn.name, line));
    }
    const settle = (message: FromWorker | { readonly exited: true }) => instance.settle?.(message);
    worker.on('message', settle);
    worker.on('error', (error: Error) =>
      settle({ error: { name: error.name, message: error.message, stack: error.stack ?? '' } }),
    );
    worker.on('exit', () => {
      all.delete(instance);
      settle({ exited: true });
    });
    all.add(instance);
    return instance;
  }

  /** Resolves with what the instance says next, or after the timeout with undefined. */
  function nextOf(instance: Instance, timeout: number) {
    return new Promise<FromWorker | { readonly exited: true } | undefined>((resolve) => {
      const timer = setTimeout(() => resolve(undefined), timeout);
      instance.settle = (message) => {
        clearTimeout(timer);
        resolve(message);
      };
    });
  }

  async function acquire(): Promise<Instance | undefined> {
    const free = idle.pop();
    if (free) return free;
    if (all.size < fn.instances) return start();
    return new Promise((resolve) => waiting.push(resolve));
  }

  function release(instance: Instance): void {
    const next = waiting.shift();
    if (next) next(instance);
    else idle.push(instance);
  }

  async function discard(instance: Instance): Promise<void> {
    all.delete(instance);
    instance.settle = undefined;
    await instance.worker.terminate();
    waiting.shift()?.(stopped ? undefined : start());
  }

  async function invoke(event: unknown): Promise<Invoked> {
    if (!existsSync(fn.file)) return failed(`${fn.name} has no bundle: its handler does not exist`);
    const instance = await acquire();
    if (!instance || stopped) return failed(`${fn.name} is stopped`);
    if (!ready.has(instance)) {
      const begun = await nextOf(instance, initialisation);
      if (!begun || !('ready' in begun)) {
        await discard(instance);
        return failed(`${fn.name} did not start: ${describe(begun)}`);
      }
      ready.add(instance);
    }
    const answered = nextOf(instance, fn.timeout);
    const message: ToWorker = { event, requestId: randomUUID(), timeout: fn.timeout };
    instance.worker.postMessage(message);
    const answer = await answered;
    if (answer && 'result' in answer) {
      release(instance);
      return { ok: true, result: answer.result };
    }
    if (answer && 'error' in answer && all.has(instance)) release(instance);
    else await discard(instance);
    if (answer) return failed(`${fn.name}: ${describe(answer)}`);
    log(fn.name, `Task timed out after ${fn.timeout / 1000} seconds`);
    return { ok: false, why: 'timed-out', message: `${fn.name} took longer than ${fn.timeout / 1000} s` };
  }

  const ready = new WeakSet<Instance>();
  function failed(message: string): Invoked {
    log(fn.name, message);
    return { ok: false, why: 'failed', message };
  }
  async function endAll(): Promise<void> {
    idle.length = 0;
    await Promise.all([...all].map((instance) => instance.worker.terminate()));
    all.clear();
  }

  return {
    invoke,
    restart: async (ahead) => {
      clock = ahead;
      await endAll();
    },
    stop: async () => {
      stopped = true;
      for (const wait of waiting.splice(0)) wait(undefined);
      await endAll();
    },
  };
}

/** Milliseconds an instance may take to load; Lambda gives ten seconds, a busy laptop needs more. */
const initialisation = 30_000;

function describe(message: FromWorker | { readonly exited: true } | undefined): string {
  if (!message) return 'no answer in time';
  if ('error' in message) return message.error.stack || `${message.error.name}: ${message.error.message}`;
  return 'the instance ended';
}
