import { AsyncLocalStorage } from 'node:async_hooks';

/** A clock that only some work sees: what is run under it, and whatever that starts. */
export interface OwnClock {
  /** Milliseconds that it is ahead of the machine's. */
  set(ahead: number): void;
  run<T>(work: () => T): T;
}

const aheadOf = new AsyncLocalStorage<number>();
let patched = false;

/**
 * Lets the test e-ID follow the functions' clock when a test moves it: it shares its process with the rest of the
 * runtime, which keeps the time of day. Until a clock is set nothing is touched.
 */
export function createOwnClock(): OwnClock {
  let ahead = 0;
  return {
    set: (given) => {
      ahead = given;
      if (!patched) patchNow();
    },
    run: (work) => (ahead === 0 ? work() : aheadOf.run(ahead, work)),
  };
}

function patchNow(): void {
  const now = Date.now.bind(Date);
  Date.now = () => now() + (aheadOf.getStore() ?? 0);
  patched = true;
}
