import { expect, test } from 'vitest';
import { type ApiRequest, apiEvent, lambdaContext } from '#support/api-events.ts';
import { liveSession, personToken, publicOrigin, stubCapability } from '#support/stub-handlers.ts';

const request = (method: string, path: string, body?: object): ApiRequest => ({
  method,
  path,
  headers: { origin: publicOrigin, 'content-type': 'application/json', 'idempotency-key': 'k'.repeat(26) },
  cookies: [`__Host-person=${personToken}`],
  ...(body && { body: JSON.stringify(body) }),
});
const saveDraft = request('PUT', '/api/choice', { careUnitId: 'falun', namedDoctor: { kind: 'later' } });
const ended = {
  findSession: async () => undefined,
  findEndedSession: async (token: string) => (token === personToken ? liveSession : undefined),
};

test('an ended session leaves its answer, and is told that it ended', async () => {
  const { handler, calls } = stubCapability('listings', () => ({ intentKey: 'x'.repeat(26) }), ended);
  const answer = await handler(apiEvent(saveDraft), lambdaContext);
  expect(calls.map(({ name }) => name)).toEqual(['saveDraft']);
  expect(answer.statusCode).toBe(401);
  expect(answer.body).toContain('urn:problem:session-ended');
  expect(answer.body).not.toContain('intentKey');
  expect(answer.headers).not.toHaveProperty('session-idle-until');
});

test.each([
  ['GET', '/api/my-page', undefined],
  ['GET', '/api/choice', undefined],
  [
    'POST',
    '/api/listing-choices',
    { careUnitId: 'falun', namedDoctor: { kind: 'later' }, conditionsVersion: '1' },
  ],
  ['POST', '/api/named-doctor-choices', { careUnitId: 'falun', namedDoctor: { kind: 'later' } }],
  ['POST', '/api/listing-choices/cancellation', {}],
])('it reads nothing and chooses nothing: %s %s', async (method, path, body) => {
  const { handler, calls } = stubCapability('listings', () => ({}), ended);
  const answer = await handler(apiEvent(request(method, path, body)), lambdaContext);
  expect(calls).toEqual([]);
  expect(answer.statusCode).toBe(401);
});

test('a token that is nobody’s leaves nothing', async () => {
  const { handler, calls } = stubCapability('listings', () => ({}), {
    ...ended,
    findEndedSession: async () => undefined,
  });
  expect((await handler(apiEvent(saveDraft), lambdaContext)).statusCode).toBe(401);
  expect(calls).toEqual([]);
});
