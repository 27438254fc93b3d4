import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ApiHandler } from '#http/create-handler.ts';
import { saveSession, startSession } from '#store/session-item.ts';
import { apiEvent, edgeSecret, lambdaContext } from '#support/api-events.ts';
import { policy } from '#support/builders.ts';
import { type DynamoDbLocal, startDynamoDbLocal } from '#support/dynamodb-local.ts';
import { dumpWorld, openWorld, signedIn } from '#support/listing-world.ts';

const origin = 'https://listning.example.se';
const token = 't'.repeat(43);
const before = { ...process.env };
let local: DynamoDbLocal;
let handler: ApiHandler;
let dump: () => ReturnType<typeof dumpWorld>;

/** The function as Lambda loads it: by its environment alone. */
beforeAll(async () => {
  local = await startDynamoDbLocal();
  const database = await local.createDatabase();
  const now = new Date();
  await openWorld(database, { falun: { cap: 1 }, mora: {} }, { now });
  dump = () => dumpWorld(database);
  await saveSession(database, token, startSession(signedIn('olle'), 'test', now));
  const { main, events, sessions } = database.tables;
  Object.assign(process.env, {
    TABLE_MAIN: main,
    TABLE_EVENTS: events,
    TABLE_SESSIONS: sessions,
    PUBLIC_ORIGIN: origin,
    EDGE_SECRET: edgeSecret,
    AWS_ENDPOINT_URL_DYNAMODB: local.endpoint,
    AWS_REGION: 'eu-north-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
  });
  ({ handler } = await import('#functions/listings/handler.ts'));
});
afterAll(async () => {
  process.env = before;
  await local.stop();
});

const call = async (method: string, path: string, body?: object, key?: string, cookie = token) => {
  const answer = await handler(
    apiEvent({
      method,
      path,
      cookies: [`__Host-person=${cookie}`],
      headers: {
        origin,
        'content-type': 'application/json',
        'accept-language': 'en',
        ...(key !== undefined && { 'idempotency-key': key }),
      },
      ...(body && { body: JSON.stringify(body) }),
    }),
    lambdaContext,
  );
  return { status: answer.statusCode, body: JSON.parse(answer.body ?? '{}'), headers: answer.headers };
};
const { conditionsVersion } = policy();

it('walks from a draft to a receipt and back over its own routes', async () => {
  const namedDoctor = { kind: 'later' };
  const draft = await call('PUT', '/api/choice', { careUnitId: 'falun', namedDoctor });
  expect(draft).toMatchObject({ status: 200, body: { intentKey: expect.any(String) } });
  expect(await call('GET', '/api/choice')).toMatchObject({
    body: { effect: 'first-listing', ...draft.body },
  });

  const body = { careUnitId: 'falun', namedDoctor, conditionsVersion };
  const chosen = await call('POST', '/api/listing-choices', body, draft.body.intentKey);
  expect(chosen).toMatchObject({ status: 201, headers: { 'cache-control': 'no-store' } });
  expect(await call('POST', '/api/listing-choices', body, draft.body.intentKey)).toEqual(chosen);

  const page = await call('GET', '/api/my-page');
  expect(page).toMatchObject({ status: 200, body: { pending: { careUnitId: 'falun' } } });
  const receipt = await call('GET', `/api/receipts/${chosen.body.receiptId}`);
  expect(receipt).toMatchObject({ status: 200, body: { status: 'pending' } });
  const cancelled = await call('POST', '/api/listing-choices/cancellation', {}, 'another-key-00001');
  expect(cancelled).toMatchObject({ status: 200, body: { cancelledReceiptId: chosen.body.receiptId } });
});

it('answers refusals as problems, and tells nobody anything without a session', async () => {
  const old = { careUnitId: 'falun', namedDoctor: { kind: 'later' }, conditionsVersion: '1999-01' };
  expect(await call('POST', '/api/listing-choices', old, 'another-key-00002')).toMatchObject({
    status: 409,
    body: { type: 'urn:problem:conditions-changed', currentVersion: conditionsVersion },
  });
  expect(await call('POST', '/api/listing-choices', old)).toMatchObject({ status: 400 });
  expect(await call('GET', `/api/receipts/${'r'.repeat(26)}`)).toMatchObject({ status: 404 });
  const unknown = await call('GET', '/api/my-page', undefined, undefined, 'u'.repeat(43));
  expect(unknown).toMatchObject({ status: 401, body: { type: 'urn:problem:session-ended' } });
  expect((await dump()).listings).toMatchObject([{ version: 2 }]);
});
