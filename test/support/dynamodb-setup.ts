import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestProject } from 'vitest/node';
import { type DynamodbLocal, startDynamodbLocal } from '#infra/local/dynamodb-local.ts';

/**
 * Holds the emulators of the whole run: one for each worker, so that two files that run together do not wait for each
 * other, started when its first test file asks. Starting one for each file took longer than many of the files.
 *
 * @returns how to end them all.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const started = new Map<string, Promise<DynamodbLocal>>();
  const server = createServer(async (request, response) => {
    const slot = request.url ?? '/';
    const emulator = started.get(slot) ?? startDynamodbLocal();
    started.set(slot, emulator);
    const told = await emulator.then(
      ({ endpoint }) => ({ endpoint }),
      (error: unknown) => ({ trouble: String(error) }),
    );
    response.end(JSON.stringify(told));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  project.provide('emulators', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  return async () => {
    server.close();
    const emulators = await Promise.allSettled(started.values());
    await Promise.all(emulators.map((one) => (one.status === 'fulfilled' ? one.value.stop() : undefined)));
  };
}

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where to ask for the endpoint of a worker's emulator. */
    emulators: string;
  }
}
