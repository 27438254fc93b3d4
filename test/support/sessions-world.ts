import { KMSClient } from '@aws-sdk/client-kms';
import { createSessionsHandler } from '#functions/sessions/create-sessions-handler.ts';
import { readEnvironment } from '#functions/sessions/environment.ts';
import type { Response as ApiResponse } from '#http/build-response.ts';
import type { ApiHandler } from '#http/create-handler.ts';
import type { LogLine } from '#http/log-lines.ts';
import { startKmsEndpoint } from '#infra/local/kms-endpoint.ts';
import { type ApiRequest, apiEvent, edgeSecret, lambdaContext } from './api-events.ts';
import { type DynamoDbLocal, startDynamoDbLocal, type TestDatabase } from './dynamodb-local.ts';
import { type Site, startSite } from './http-gateway.ts';

/** The sessions function over DynamoDB Local and local keys, reachable as a site, with a clock that can be moved. */
export interface SessionsWorld {
  readonly site: Site;
  readonly database: TestDatabase;
  readonly kms: () => KMSClient;
  readonly logged: LogLine[];
  /** Milliseconds that the service's clock is ahead. */
  clockAhead: number;
  /** Makes the handler; issuers are known only when their providers run. */
  configure(issuers: readonly object[]): ApiHandler;
  /** Calls the handler as API Gateway would. */
  call(request: ApiRequest): Promise<ApiResponse>;
  stop(): Promise<void>;
}

export const keyIds = {
  KMS_IDENTITY_HMAC: 'identity-hmac',
  KMS_IDENTITY_SEAL: 'identity-seal',
  KMS_CLIENT: 'client',
} as const;

export async function startSessionsWorld(): Promise<SessionsWorld> {
  const [dynamodb, keys, site] = await Promise.all([startDynamoDbLocal(), startKeys(), startSite()]);
  const database = await dynamodb.createDatabase();
  let handler: ApiHandler | undefined;
  const world: SessionsWorld = {
    site,
    database,
    kms: () => keys.client,
    logged: [],
    clockAhead: 0,
    configure: (issuers) => {
      handler = createSessionsHandler(environmentOf(site, database, issuers), {
        database,
        kms: () => keys.client,
        clock: () => new Date(Date.now() + world.clockAhead),
        log: (line) => world.logged.push(line),
      });
      site.serve(handler);
      return handler;
    },
    call: (request) => {
      if (!handler) throw new Error('Configure the world first');
      return handler(apiEvent(request), lambdaContext);
    },
    stop: () => stopAll(dynamodb, keys, site),
  };
  return world;
}

function environmentOf(site: Site, { tables }: TestDatabase, issuers: readonly object[]) {
  return readEnvironment({
    TABLE_MAIN: tables.main,
    TABLE_IDENTITIES: tables.identities,
    TABLE_SESSIONS: tables.sessions,
    PUBLIC_ORIGIN: site.url,
    EDGE_SECRET: edgeSecret,
    EID_ISSUERS: JSON.stringify(issuers),
    ...keyIds,
  });
}

async function startKeys() {
  const endpoint = await startKmsEndpoint({
    keys: [
      { id: keyIds.KMS_IDENTITY_HMAC, kind: 'mac' },
      { id: keyIds.KMS_IDENTITY_SEAL, kind: 'seal' },
      { id: keyIds.KMS_CLIENT, kind: 'sign' },
    ],
  });
  const client = new KMSClient({
    endpoint: endpoint.url,
    region: 'eu-north-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  return { endpoint, client };
}

async function stopAll(
  dynamodb: DynamoDbLocal,
  keys: Awaited<ReturnType<typeof startKeys>>,
  site: Site,
): Promise<void> {
  keys.client.destroy();
  await Promise.all([dynamodb.stop(), keys.endpoint.stop(), site.stop()]);
}
