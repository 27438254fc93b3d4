import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { levelOfAssurance3 } from '#infra/local/e-id-provider/start-eid-provider.ts';
import { type Begun, type HostileWorld, startHostileWorld } from '#support/hostile-world.ts';

let world: HostileWorld;
beforeAll(async () => {
  world = await startHostileWorld();
});
afterAll(() => world?.stop());
beforeEach(() => {
  world.clockAhead = 0;
  world.provider.misbehave({});
});

test('an honest answer opens a session, and the question asked for all that is verified', async () => {
  const { cookie, question, answer } = await world.begin();
  const asked = question.searchParams;
  expect(Object.fromEntries(asked)).toMatchObject({
    response_type: 'code',
    client_id: 'listningstjanst',
    redirect_uri: `${world.site.url}/auth/callback`,
    code_challenge_method: 'S256',
    prompt: 'login',
  });
  expect(Buffer.from(asked.get('state') ?? '', 'base64url').length).toBeGreaterThanOrEqual(16);
  expect(Buffer.from(asked.get('nonce') ?? '', 'base64url').length).toBeGreaterThanOrEqual(16);
  expect(asked.get('scope')?.split(' ')).toContain('https://id.oidc.se/scope/naturalPersonNumber');
  expect(JSON.parse(asked.get('claims') ?? '').id_token.acr).toEqual({
    essential: true,
    values: [levelOfAssurance3],
  });
  const before = await world.countSessions();
  const done = await world.finish(answer, cookie);
  expect(done.headers?.location).toBe('/sv/min-sida');
  expect(await world.countSessions()).toBe(before + 1);
  const [, payload = ''] = world.provider.tokenRequests.at(-1)?.get('client_assertion')?.split('.') ?? [];
  expect(JSON.parse(Buffer.from(payload, 'base64url').toString())).toMatchObject({
    iss: 'listningstjanst',
    aud: world.provider.issuer,
  });
});

describe('what a browser may not bring back', () => {
  type Bring = (begun: Begun, another: Begun) => readonly [Record<string, string> | string, ...string[]];
  const cases: readonly [string, 'cancelled' | 'failed' | 'expired', Bring][] = [
    ['no state', 'failed', ({ answer: { state: _, ...rest }, cookie }) => [rest, cookie]],
    ['an empty state', 'failed', ({ answer, cookie }) => [{ ...answer, state: '' }, cookie]],
    ['a wrong state', 'failed', ({ answer, cookie }) => [{ ...answer, state: 'x'.repeat(43) }, cookie]],
    [
      'the state of another login',
      'failed',
      (a, b) => [{ ...a.answer, state: b.answer.state ?? '' }, a.cookie],
    ],
    ['the code of another login', 'failed', (a, b) => [{ ...a.answer, code: b.answer.code ?? '' }, a.cookie]],
    ['all of another login', 'failed', (a, b) => [b.answer, a.cookie]],
    [
      'the state twice',
      'failed',
      ({ answer, cookie }) => [`${new URLSearchParams(answer)}&state=${answer.state}`, cookie],
    ],
    ['no code', 'failed', ({ answer: { code: _, ...rest }, cookie }) => [rest, cookie]],
    ['a code nobody gave', 'failed', ({ answer, cookie }) => [{ ...answer, code: 'guess' }, cookie]],
    [
      'a code of 3,000 characters',
      'failed',
      ({ answer, cookie }) => [{ ...answer, code: 'c'.repeat(3000) }, cookie],
    ],
    ['another issuer', 'failed', ({ answer, cookie }) => [{ ...answer, iss: world.other.issuer }, cookie]],
    ['no issuer', 'failed', ({ answer: { iss: _, ...rest }, cookie }) => [rest, cookie]],
    ['broken escapes', 'failed', ({ cookie }) => ['code=%E0%A4%A&state=x', cookie]],
    ['nothing', 'failed', ({ cookie }) => ['', cookie]],
    ['no cookie', 'expired', ({ answer }) => [answer]],
    ['a cookie that was never given', 'expired', ({ answer }) => [answer, `__Host-login=${'A'.repeat(43)}`]],
    ['two login cookies', 'expired', ({ answer, cookie }, b) => [answer, cookie, b.cookie]],
    [
      'the cookie under another name',
      'expired',
      ({ answer, cookie }) => [answer, cookie.replace('__Host-', '')],
    ],
    [
      'the cookie as if it were a session',
      'expired',
      ({ answer, cookie }) => [answer, cookie.replace('__Host-login', '__Host-person')],
    ],
    ['a cancelled login', 'cancelled', ({ answer, cookie }) => [errorOf(answer, 'access_denied'), cookie]],
    ['a provider in trouble', 'failed', ({ answer, cookie }) => [errorOf(answer, 'server_error'), cookie]],
    [
      'a level that the provider has not',
      'failed',
      ({ answer, cookie }) => [errorOf(answer, 'unmet_authentication_requirements'), cookie],
    ],
    [
      'a code beside an error',
      'cancelled',
      ({ answer, cookie }) => [{ ...answer, error: 'access_denied' }, cookie],
    ],
    [
      'a cancellation with a wrong state',
      'failed',
      ({ answer, cookie }) => [{ ...errorOf(answer, 'access_denied'), state: 'x' }, cookie],
    ],
  ];
  test.each(cases)('%s', async (_name, failure, bring) => {
    const begun = await world.begin();
    const another = await world.begin();
    const before = await world.countSessions();
    const [answer, ...cookies] = bring(begun, another);
    await world.expectNoSession(await world.finish(answer, ...cookies), failure, before);
  });

  test('an answer after ten minutes', async () => {
    const { cookie, answer } = await world.begin();
    const before = await world.countSessions();
    world.clockAhead = 10 * 60_000 + 1;
    await world.expectNoSession(await world.finish(answer, cookie), 'expired', before);
  });

  test('an answer that was used', async () => {
    const { cookie, answer } = await world.begin();
    expect((await world.finish(answer, cookie)).headers?.location).toBe('/sv/min-sida');
    const before = await world.countSessions();
    await world.expectNoSession(await world.finish(answer, cookie), 'expired', before);
  });

  test('an answer sent twice at the same moment', async () => {
    const { cookie, answer } = await world.begin();
    const before = await world.countSessions();
    const answers = await Promise.all([
      world.finish(answer, cookie),
      world.finish(answer, cookie),
      world.finish(answer, cookie),
    ]);
    const locations = answers.map(({ headers }) => headers?.location);
    expect(locations.filter((location) => location === '/sv/min-sida').length).toBeLessThanOrEqual(1);
    expect(await world.countSessions()).toBeLessThanOrEqual(before + 1);
  });

  test('the answer of one provider for the login at another', async () => {
    const atOther = await world.begin('two');
    const atOne = await world.begin();
    const before = await world.countSessions();
    await world.expectNoSession(
      await world.finish({ ...atOne.answer, state: atOther.answer.state ?? '' }, atOther.cookie),
      'failed',
      before,
    );
  });
});

describe('what a provider may not say of itself', () => {
  beforeEach(() => world.forget());

  const start = () => world.call({ method: 'GET', path: '/auth/login', query: 'issuer=one&locale=sv' });

  test.each<[string, (honest: Record<string, unknown>) => Record<string, unknown>]>([
    ['that it is another', (honest) => ({ ...honest, issuer: world.other.issuer })],
    ['that it is almost the one', (honest) => ({ ...honest, issuer: `${world.provider.issuer}/` })],
    ['nothing of where to go', (honest) => ({ ...honest, authorization_endpoint: undefined })],
    ['nothing of its keys', (honest) => ({ ...honest, jwks_uri: undefined })],
    ['tokens without TLS', (honest) => ({ ...honest, token_endpoint: 'http://id.example.se/token' })],
    ['nothing', () => ({})],
  ])('%s', async (_name, discovery) => {
    world.provider.misbehave({ discovery });
    const answer = await start();
    expect(answer.headers?.location).toBe('/sv/inloggning?fel=failed');
    expect(answer.cookies).toBeUndefined();
    // It is asked again next time, and believed when it is honest.
    world.provider.misbehave({});
    expect((await start()).headers?.location).toContain(`${world.provider.issuer}/authorize?`);
  });

  test('that the tokens of another are its own', async () => {
    world.provider.misbehave({
      discovery: (honest) => ({ ...honest, token_endpoint: `${world.other.issuer}/token` }),
    });
    const { cookie, answer } = await world.begin();
    await world.expectNoSession(await world.finish(answer, cookie), 'failed', await world.countSessions());
  });
});

function errorOf(answer: Record<string, string>, error: string): Record<string, string> {
  const { code: _, ...rest } = answer;
  return { ...rest, error, error_description: 'Because' };
}
