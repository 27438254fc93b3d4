import { expect, test } from 'vitest';
import { problemOf } from '#http/call-context.ts';
import { type ApiRequest, apiEvent, lambdaContext } from '#support/api-events.ts';
import { personToken, publicOrigin, type Stubbed, stubCapability } from '#support/stub-handlers.ts';

const send = (stubbed: Stubbed, request: ApiRequest) => stubbed.handler(apiEvent(request), lambdaContext);
const choose = {
  method: 'POST',
  path: '/api/listing-choices',
  headers: { origin: publicOrigin, 'content-type': 'application/json', 'idempotency-key': 'k'.repeat(26) },
  cookies: [`__Host-person=${personToken}`],
  body: JSON.stringify({ careUnitId: 'falun', namedDoctor: { kind: 'later' }, conditionsVersion: '1' }),
};

test.each([
  ['sv', 'sv'],
  ['en', 'en'],
  ['ar', 'ar'],
  ['de, en;q=0.5', 'en'],
  ['fr', 'sv'],
])('a refusal is told in the language of %s', async (asked, lang) => {
  const refusal = () => problemOf({ slug: 'rechoice-limit-reached', nextAllowedOn: '2027-03-03' });
  const stubbed = stubCapability('listings', refusal);
  const answer = await send(stubbed, { ...choose, headers: { ...choose.headers, 'accept-language': asked } });
  expect(answer.statusCode).toBe(409);
  expect(answer.headers?.['content-type']).toBe('application/problem+json; charset=utf-8');
  expect(answer.headers?.['content-language']).toBe(lang);
  const told = JSON.parse(answer.body ?? '');
  expect(told).toMatchObject({
    type: 'urn:problem:rechoice-limit-reached',
    status: 409,
    nextAllowedOn: '2027-03-03',
    reference: expect.stringMatching(/^[0-9a-z]{4}-[0-9a-z]{4}$/),
  });
  // Written here by hand: the same call would only repeat what is tested.
  const date = { sv: '3 mars 2027', en: '3 March 2027', ar: '3 مارس 2027' }[lang];
  expect(told.detail).toContain(date);
  expect(told.detail).not.toContain('{{');
});

test('a fault tells the caller a reference only, and the log where it was, but never what it said', async () => {
  const stubbed = stubCapability('listings', () => {
    throw new TypeError('199001012385 could not be read');
  });
  const answer = await send(stubbed, choose);
  expect(answer.statusCode).toBe(500);
  const told = JSON.parse(answer.body ?? '');
  const [line] = stubbed.logged;
  expect(line).toMatchObject({
    message: 'request failed',
    route: 'chooseCareUnit',
    status: 500,
    slug: 'unexpected-fault',
    reference: told.reference,
    fault: {
      name: 'TypeError',
      at: expect.arrayContaining([expect.stringMatching(/refusals-and-faults\.test\.ts:\d+/)]),
    },
  });
  for (const said of [answer.body, JSON.stringify(line)]) expect(said).not.toContain('199001012385');
  expect(answer.body).not.toMatch(/TypeError|\.ts|node_modules/);
});

test.each(['StoreUnavailable', 'ThrottlingException', 'TimeoutError', 'KMSInternalException'])(
  'a %s passes: one is asked to try again',
  async (name) => {
    const stubbed = stubCapability('listings', () => {
      throw Object.assign(new Error('x'), { name });
    });
    const answer = await send(stubbed, choose);
    expect([answer.statusCode, answer.headers?.['retry-after']]).toEqual([503, '5']);
  },
);

test('an answer that is not what the contract says is a fault, not an answer', async () => {
  const answer = await send(
    stubCapability('listings', () => ({ receiptId: 'short' })),
    choose,
  );
  expect(answer.statusCode).toBe(500);
});

test('what is thrown need not be an error', async () => {
  const stubbed = stubCapability('listings', () => {
    throw 'a text';
  });
  expect((await send(stubbed, choose)).statusCode).toBe(500);
});
