import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readConfig } from '#infra/config.ts';
import { buildAll } from '../../tools/build.ts';
import { synthesize } from '../../tools/synthesize.ts';
import { type Cloud, createCloud } from './cloud.ts';
import { takeDataFolder } from './data-folder.ts';
import { type DynamodbLocal, startDynamodbLocal } from './dynamodb-local.ts';
import type { Invoked } from './function-pool.ts';
import type { Gateway } from './gateway.ts';
import { startKeys, startTestEids } from './identity-services.ts';
import { createLog, type Log, type LoggedLine } from './log.ts';
import { takePublicPort } from './public-port.ts';
import type { StartOptions } from './read-options.ts';
import { readSchedules, startSchedules } from './schedules.ts';
import { seed } from './seed.ts';
import { serve } from './serve.ts';
import { staffFileOf } from './staff-file.ts';
import { createStopOrder, type StopOrder } from './stop-order.ts';
import { readMappings, startStreams } from './streams.ts';
import { createTables, openDynamodb } from './tables.ts';
import { readTemplate } from './template.ts';

export interface LocalOptions extends StartOptions {
  /** Say nothing on the terminal. */
  readonly quiet?: boolean;
  /** Append everything that is said, and every request's address, to this file. */
  readonly logFile?: string | undefined;
}

/** The service running on this machine. */
export interface Local {
  /** `http://localhost:<port>` */
  readonly origin: string;
  /** Where the API answers by itself; it wants the header `x-origin-secret`, as on AWS. */
  readonly apiOrigin: string;
  /** Issuer of the test e-ID of people. */
  readonly issuer: string;
  /** Issuer of the test e-ID of staff. */
  readonly staffIssuer: string;
  readonly logs: readonly LoggedLine[];
  /** The real DynamoDB Local and the keys, past the check of grants. */
  readonly endpoints: { readonly dynamodb: string; readonly kms: string };
  /** `TABLE_MAIN` and the others, `KMS_IDENTITY_HMAC` and the others, `AWS_REGION`. */
  readonly names: Readonly<Record<string, string>>;
  /** JSON that the seeding wrote: whom one can sign in as, by situation. */
  readonly demoFile: string;
  /** The same of staff, by role. */
  readonly staffFile: string;
  /** Runs a function with an event, as a schedule would. */
  readonly invoke: (functionName: string, event: unknown) => Promise<Invoked>;
  /** Sets the clocks of every function and of the test e-ID ahead by so many milliseconds. */
  readonly moveClock: (ahead: number) => Promise<void>;
  readonly stop: () => Promise<void>;
}

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Builds, synthesizes and runs the service, seeded; resolves when its start page answers. Whoever starts it stops it;
 * a start that fails leaves nothing running.
 */
export async function startLocal(options: LocalOptions): Promise<Local> {
  const stopOrder = createStopOrder();
  try {
    return await start(options, stopOrder);
  } catch (error) {
    await stopOrder.stop();
    throw error;
  }
}

async function start(options: LocalOptions, stopOrder: StopOrder): Promise<Local> {
  const { log, lines } = createLog({ quiet: options.quiet ?? false, file: options.logFile });
  const { region } = readConfig(options.region);
  const dataDir =
    options.dataDir === undefined ? undefined : stopOrder.add(takeDataFolder(options.dataDir)).path;

  // The addresses are needed to resolve the template, so the ports are taken before there is anything to answer.
  const site = gate();
  const api = gate();
  const publicPort = stopOrder.add(await takePublicPort(site.handle, options.port));
  const apiPort = stopOrder.add(await serve(api.handle));
  const [dynamodb, folder] = await Promise.all([
    startDynamodbLocal(dataDir && join(dataDir, 'tables')).then((started) => stopOrder.add(started)),
    buildAll().then(() => synthesize(options.region)),
  ]);
  const template = readTemplate(folder);
  const keys = stopOrder.add(await startKeys(template, dataDir));
  const eid = await startTestEids(publicPort.url, region.locales);
  stopOrder.add(eid.person);
  stopOrder.add(eid.staff);
  const endpoints = { dynamodb: dynamodb.endpoint, kms: keys.url };
  const parameters = parametersOf(publicPort.url, apiPort.url, eid);
  // Streams are told to stop first and waited for last: the functions they wait for end in between.
  let drained: Promise<void> | undefined;
  stopOrder.add({ stop: () => drained });
  const cloud = await createCloud({ template, parameters, endpoints, root, log, stopOrder });
  const streams = await makeTables(dynamodb, cloud, template);
  const demoFile = dataDir ? join(dataDir, 'demo.json') : temporaryFile(stopOrder);
  const { names } = cloud;
  await seedRegion(options, { demoFile, names, endpoints, log, stopOrder });
  const staffFile = staffFileOf(demoFile);
  eid.readPeople(demoFile, staffFile);

  const mappings = readMappings(template, cloud.resolver);
  const reading = startStreams({
    endpoint: endpoints.dynamodb,
    mappings,
    streams,
    invoke: cloud.invoke,
    log,
  });
  stopOrder.add({
    stop: () => {
      drained = reading.stop();
    },
  });
  stopOrder.add(startSchedules(readSchedules(template, cloud.resolver), cloud.invoke));
  site.open(cloud.edge);
  api.open(cloud.gateway);
  await cloud.invoke('publish-directory', { source: 'schedule' });
  await answersAt(publicPort.url);
  return {
    origin: publicPort.url,
    apiOrigin: apiPort.url,
    issuer: eid.person.issuer,
    staffIssuer: eid.staff.issuer,
    logs: lines,
    endpoints,
    names,
    demoFile,
    staffFile,
    invoke: cloud.invoke,
    moveClock: async (ahead) => {
      eid.person.moveClock(ahead);
      eid.staff.moveClock(ahead);
      await cloud.moveClock(ahead);
    },
    stop: stopOrder.stop,
  };
}

function parametersOf(publicOrigin: string, apiOrigin: string, eid: { issuers: string; origins: string }) {
  return {
    PublicOrigin: publicOrigin,
    PublicDomain: new URL(publicOrigin).host,
    PublicCertificateArn: 'none',
    ApiOrigin: apiOrigin,
    ApiDomain: new URL(apiOrigin).host,
    ApiCertificateArn: 'none',
    AlarmTopicArn: 'none',
    WebAclArn: 'none',
    EidIssuers: eid.issuers,
    EidIssuerOrigins: eid.origins,
  };
}

async function makeTables(
  { endpoint }: DynamodbLocal,
  cloud: Cloud,
  template: Parameters<typeof createTables>[1],
) {
  const client = openDynamodb(endpoint);
  try {
    return await createTables(client, template, cloud.resolver);
  } finally {
    client.destroy();
  }
}

interface SeedRegion {
  readonly demoFile: string;
  readonly names: Readonly<Record<string, string>>;
  readonly endpoints: Local['endpoints'];
  readonly log: Log;
  readonly stopOrder: StopOrder;
}

async function seedRegion(options: LocalOptions, given: SeedRegion): Promise<void> {
  const abort = new AbortController();
  given.stopOrder.add({ stop: () => abort.abort() });
  await seed({
    root,
    region: options.region,
    people: options.people,
    environment: {
      ...given.names,
      AWS_ENDPOINT_URL_DYNAMODB: given.endpoints.dynamodb,
      AWS_ENDPOINT_URL_KMS: given.endpoints.kms,
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
    },
    demoFile: given.demoFile,
    log: given.log,
    signal: abort.signal,
  });
}

/** A port that says 503 until there is something to answer. */
function gate(): { readonly handle: Gateway; readonly open: (to: Gateway) => void } {
  let target: Gateway = async () => ({ status: 503, headers: { 'retry-after': '5' }, body: Buffer.alloc(0) });
  return {
    handle: (request) => target(request),
    open: (to) => {
      target = to;
    },
  };
}

function temporaryFile(stopOrder: StopOrder): string {
  const folder = mkdtempSync(join(tmpdir(), 'listningstjanst-'));
  stopOrder.add({ stop: () => rmSync(folder, { recursive: true, force: true }) });
  return join(folder, 'demo.json');
}

async function answersAt(origin: string): Promise<void> {
  const answer = await fetch(`${origin}/`, { signal: AbortSignal.timeout(30_000) });
  if (!answer.ok) throw new Error(`The start page answers ${answer.status}`);
}
