import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startLocal } from '#infra/local/start-local.ts';

/** Everything the service says and is asked during the tests; the scanner reads it afterwards. */
export const serviceLog = join('test-results', 'service.log');

/** Full names of the demo people, which nothing that is printed may hold. */
export const demoNames = join('test-results', 'demo-names.json');

/** Starts the service once for the tests that walk it, on a free port, with a smaller demo region. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  mkdirSync('test-results', { recursive: true });
  const local = await startLocal({
    port: 0,
    region: 'dalarna',
    people: 600,
    quiet: true,
    logFile: serviceLog,
  });
  // Only the names, for the scanner that reads the whole run's output; the numbers it knows by their form.
  const situations: { people: { name: string }[] }[] = JSON.parse(readFileSync(local.demoFile, 'utf8'));
  const names = situations.flatMap(({ people }) => people.map(({ name }) => name));
  writeFileSync(demoNames, JSON.stringify(names));
  project.provide('service', {
    origin: local.origin,
    apiOrigin: local.apiOrigin,
    issuer: local.issuer,
    demoFile: local.demoFile,
    endpoints: local.endpoints,
    names: local.names,
  });
  return local.stop;
}

/** What a test needs to reach the running service. */
export interface RunningService {
  readonly origin: string;
  readonly apiOrigin: string;
  readonly issuer: string;
  readonly demoFile: string;
  readonly endpoints: { readonly dynamodb: string; readonly kms: string };
  readonly names: Readonly<Record<string, string>>;
}

declare module 'vitest' {
  export interface ProvidedContext {
    service: RunningService;
  }
}
