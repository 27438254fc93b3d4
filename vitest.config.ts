import { defineConfig } from 'vitest/config';

const kind = (name: string, options: object = {}) => ({
  test: { name, include: [`test/${name}/**/*.test.ts`], environment: 'node' as const, ...options },
});

/** One project a kind of test, by folder. What needs a server or a browser runs one file at a time. */
export default defineConfig({
  test: {
    projects: [
      kind('unit'),
      kind('property', { testTimeout: 60_000 }),
      kind('contract', { testTimeout: 30_000 }),
      kind('infra', { testTimeout: 120_000, hookTimeout: 120_000 }),
      kind('integration', { testTimeout: 60_000, hookTimeout: 60_000, fileParallelism: false }),
      kind('fault', { testTimeout: 120_000, hookTimeout: 60_000, fileParallelism: false }),
      kind('bench', { testTimeout: 120_000, hookTimeout: 120_000, fileParallelism: false }),
      kind('e2e', { testTimeout: 180_000, hookTimeout: 180_000, fileParallelism: false }),
    ],
  },
});
