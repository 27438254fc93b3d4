import { defineConfig } from 'vitest/config';

/** Slower kinds come after quicker ones, and those that start servers or a browser one after the other. */
let order = 0;
const kind = (name: string, options: object = {}) => {
  order += 1;
  return {
    test: {
      name,
      include: [`test/${name}/**/*.test.ts`],
      environment: 'node' as const,
      sequence: { groupOrder: order },
      ...options,
    },
  };
};
const one = { fileParallelism: false };

/** One project a kind of test, by folder. */
export default defineConfig({
  test: {
    projects: [
      kind('unit'),
      kind('contract', { testTimeout: 30_000 }),
      kind('property', { testTimeout: 60_000 }),
      kind('infra', { testTimeout: 120_000, hookTimeout: 120_000, ...one }),
      kind('integration', { testTimeout: 60_000, hookTimeout: 60_000, ...one }),
      kind('fault', { testTimeout: 120_000, hookTimeout: 60_000, ...one }),
      kind('bench', { testTimeout: 120_000, hookTimeout: 120_000, ...one }),
      kind('e2e', {
        // All combinations of a page take a while on two cores.
        testTimeout: process.env.FULL === '1' ? 900_000 : 180_000,
        hookTimeout: 180_000,
        globalSetup: ['test/support/service-setup.ts'],
        ...one,
      }),
    ],
  },
});
