import { defineConfig } from 'vitest/config';

/** Kinds of a group run together, on two cores; a slower group comes after a quicker one. */
const kind = (name: string, group: number, options: object = {}) => ({
  test: {
    name,
    include: [`test/${name}/**/*.test.ts`],
    environment: 'node' as const,
    sequence: { groupOrder: group },
    maxWorkers: 2,
    ...options,
  },
});

/** One project a kind of test, by folder. */
export default defineConfig({
  test: {
    // Test files meet in nothing but the emulator, where each makes tables of its own.
    globalSetup: ['test/support/dynamodb-setup.ts'],
    projects: [
      kind('unit', 1),
      kind('contract', 1, { testTimeout: 30_000 }),
      kind('property', 1, { testTimeout: 60_000 }),
      kind('infra', 2, { testTimeout: 120_000, hookTimeout: 120_000 }),
      kind('integration', 2, { testTimeout: 60_000, hookTimeout: 60_000 }),
      kind('fault', 2, { testTimeout: 120_000, hookTimeout: 60_000 }),
      kind('bench', 2, { testTimeout: 120_000, hookTimeout: 120_000 }),
      // One service for all: its clock, its people and its units are changed by one file at a time.
      kind('e2e', 3, {
        // All combinations of a page take a while on two cores.
        testTimeout: process.env.FULL === '1' ? 900_000 : 180_000,
        hookTimeout: 180_000,
        globalSetup: ['test/support/service-setup.ts'],
        maxWorkers: 1,
        maxConcurrency: 2,
      }),
    ],
  },
});
