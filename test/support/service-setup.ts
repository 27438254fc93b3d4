import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { type Local, startLocal } from '#infra/local/start-local.ts';

/** Everything the service says and is asked during the tests; the scanner reads it afterwards. */
export const serviceLog = join('test-results', 'service.log');

/** Full names of the demo people, which nothing that is printed may hold. */
export const demoNames = join('test-results', 'demo-names.json');

let local: Local | undefined;
let control: Server | undefined;

/** Starts the service once for the tests that walk it, on a free port, with a smaller demo region. */
export async function setup(project: TestProject): Promise<void> {
  mkdirSync('test-results', { recursive: true });
  local = await startLocal({
    port: 0,
    region: 'dalarna',
    people: 600,
    quiet: true,
    logFile: serviceLog,
  });
  // Only the names, for the scanner that reads the whole run's output; the numbers it knows by their form.
  const situations: { people: { name: string }[] }[] = [local.demoFile, local.staffFile].flatMap((file) =>
    JSON.parse(readFileSync(file, 'utf8')),
  );
  const names = situations.flatMap(({ people }) => people.map(({ name }) => name));
  writeFileSync(demoNames, JSON.stringify(names));
  control = await startControl(local);
  project.provide('service', {
    control: `http://127.0.0.1:${(control.address() as AddressInfo).port}`,
    origin: local.origin,
    apiOrigin: local.apiOrigin,
    issuer: local.issuer,
    staffIssuer: local.staffIssuer,
    demoFile: local.demoFile,
    staffFile: local.staffFile,
    endpoints: local.endpoints,
    names: local.names,
  });
}

export async function teardown(): Promise<void> {
  control?.close();
  await local?.stop();
}

/** Lets a test move the functions' clocks and run a schedule: it runs in another process than the service. */
async function startControl(running: Local): Promise<Server> {
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://control');
    if (pathname === '/clock') await running.moveClock(Number(searchParams.get('ahead')));
    if (pathname === '/run') await running.invoke(searchParams.get('name') ?? '', { source: 'schedule' });
    response.end('done');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

/** What a test needs to reach the running service. */
export interface RunningService {
  /** `/clock?ahead=<ms>` moves every function's clock, `/run?name=<function>` runs a schedule. */
  readonly control: string;
  readonly origin: string;
  readonly apiOrigin: string;
  readonly issuer: string;
  readonly staffIssuer: string;
  readonly demoFile: string;
  readonly staffFile: string;
  readonly endpoints: { readonly dynamodb: string; readonly kms: string };
  readonly names: Readonly<Record<string, string>>;
}

declare module 'vitest' {
  export interface ProvidedContext {
    service: RunningService;
  }
}
