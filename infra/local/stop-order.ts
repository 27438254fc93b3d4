export interface StopOrder {
  /** Remembers how to end something that was started. */
  readonly add: <T extends { readonly stop: () => unknown }>(started: T) => T;
  /** Ends everything, the last started first; what cannot be ended does not keep the rest alive. */
  readonly stop: () => Promise<void>;
}

/** Keeps what was started, so that nothing is left running: neither at the end nor when a start fails half way. */
export function createStopOrder(): StopOrder {
  const stops: (() => unknown)[] = [];
  return {
    add: (started) => {
      stops.push(() => started.stop());
      return started;
    },
    stop: async () => {
      for (const stop of stops.splice(0).reverse()) {
        await Promise.resolve()
          .then(stop)
          .catch((error) => console.error(error));
      }
    },
  };
}
