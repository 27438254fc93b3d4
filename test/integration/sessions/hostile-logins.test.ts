import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { levelOfAssurance3 } from '#infra/local/e-id-provider/start-eid-provider.ts';
import { dumpTable } from '#support/dynamodb-local.ts';
import { type HostileProvider, type Misbehaviour, startHostileProvider } from '#support/hostile-provider.ts';
import { type SessionsWorld, startSessionsWorld } from '#support/sessions-world.ts';

let world: SessionsWorld;
let provider: HostileProvider;
let other: HostileProvider;

beforeAll(async () => {
  world = await startSessionsWorld();
  provider = await startHostileProvider(levelOfAssurance3);
  other = await startHostileProvider(levelOfAssurance3);
  configure();
});
afterAll(async () => {
  await provider?.stop();
  await other?.stop();
  await world?.stop();
});
beforeEach(() => {
  world.clockAhead = 0;
  provider.misbehave({});
});

/** The two providers, with nothing remembered of them. */
function configure() {
  const issuer = { clientId: 'listningstjanst', acrValues: [levelOfAssurance3] };
  world.configure([
    { ...issuer, id: 'one', name: { sv: 'Ett' }, issuer: provider.issuer },
    { ...issuer, id: 'two', name: { sv: 'Två' }, issuer: other.issuer },
  ]);
}

/** A login as far as the provider: what the browser holds, and what it will bring back. */
interface Begun {
  readonly cookie: string;
  readonly question: URL;
  readonly answer: Record<string, string>;
}

async function begin(issuer = 'one', from: HostileProvider = provider): Promise<Begun> {
  const started = await world.call({
    method: 'GET',
    path: '/auth/login',
    query: `issuer=${issuer}&locale=sv`,
  });
  const [cookie = ''] = started.cookies ?? [];
  const question = new URL(String(started.headers?.location));
  return { cookie: cookie.split(';')[0] ?? '', question, answer: from.consent(question) };
}

const finish = (answer: Record<string, string> | string, ...cookies: string[]) =>
  world.call({
    method: 'GET',
    path: '/auth/callback',
    query: typeof answer === 'string' ? answer : new URLSearchParams(answer).toString(),
    cookies,
  });

const sessions = async () =>
  (await dumpTable(world.database, 'sessions')).filter(({ pk }) => String(pk).startsWith('SESSION#'));

/** A page that says why, no cookie of a session, and no session anywhere. */
async function expectNoSession(
  answer: Awaited<ReturnType<typeof finish>>,
  failure: 'cancelled' | 'failed' | 'expired',
  before: number,
) {
  expect(answer.statusCode).toBe(303);
  expect(answer.headers?.location).toBe(`/sv/inloggning?fel=${failure}`);
  expect((answer.cookies ?? []).filter((cookie) => cookie.startsWith('__Host-person='))).toEqual([]);
  expect(await sessions()).toHaveLength(before);
}

test('an honest answer opens a session, and the question asked for all that is verified', async () => {
  const { cookie, question, answer } = await begin();
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
  const before = (await sessions()).length;
  const done = await finish(answer, cookie);
  expect(done.headers?.location).toBe('/sv/min-sida');
  expect(await sessions()).toHaveLength(before + 1);
  const [, payload = ''] = provider.tokenRequests.at(-1)?.get('client_assertion')?.split('.') ?? [];
  expect(JSON.parse(Buffer.from(payload, 'base64url').toString())).toMatchObject({
    iss: 'listningstjanst',
    aud: provider.issuer,
  });
});

const number = 'https://id.oidc.se/claim/personalIdentityNumber';
const coordination = 'https://id.oidc.se/claim/coordinationNumber';
const seconds = () => Math.floor(Date.now() / 1000);
const withClaims = (changes: () => Record<string, unknown>): Misbehaviour => ({
  claims: (honest) => ({ ...honest, ...changes() }),
});
const withNumber = (value: unknown) => withClaims(() => ({ [number]: value }));
const withCoordination = (value: unknown, also: Record<string, unknown> = {}) =>
  withClaims(() => ({ [number]: undefined, [coordination]: value, ...also }));
const withTokenAnswer = (status: number, body: string, headers = {}): Misbehaviour => ({
  tokenAnswer: () => ({ status, body, headers }),
});
const withoutField = (name: string): Misbehaviour => ({
  tokenAnswer: (honest) => ({ status: 200, body: JSON.stringify({ ...honest, [name]: undefined }) }),
});

describe('what a provider may not say', () => {
  test.each<[string, Misbehaviour]>([
    ['an issuer that is another', withClaims(() => ({ iss: other.issuer }))],
    ['no issuer', withClaims(() => ({ iss: undefined }))],
    ['an issuer with a slash more', withClaims(() => ({ iss: `${provider.issuer}/` }))],
    ['an audience that is another', withClaims(() => ({ aud: 'another-service' }))],
    ['no audience', withClaims(() => ({ aud: undefined }))],
    [
      'an audience beside ours and nobody authorised',
      withClaims(() => ({ aud: ['listningstjanst', 'another'] })),
    ],
    [
      'an authorised party that is another',
      withClaims(() => ({ aud: ['listningstjanst', 'another'], azp: 'another' })),
    ],
    ['a nonce that is another', withClaims(() => ({ nonce: 'another-nonce' }))],
    ['no nonce', withClaims(() => ({ nonce: undefined }))],
    ['a token that has expired', withClaims(() => ({ iat: seconds() - 900, exp: seconds() - 600 }))],
    ['a token without end', withClaims(() => ({ exp: undefined }))],
    ['an end that is a text', withClaims(() => ({ exp: '2099-01-01' }))],
    ['a token that is not valid yet', withClaims(() => ({ nbf: seconds() + 600 }))],
    ['a token issued at no time', withClaims(() => ({ iat: undefined }))],
    ['no subject', withClaims(() => ({ sub: undefined }))],
    ['an authentication at no time', withClaims(() => ({ auth_time: undefined }))],
    ['an authentication of an hour ago', withClaims(() => ({ auth_time: seconds() - 3600 }))],
    ['an authentication before the login began', withClaims(() => ({ auth_time: seconds() - 120 }))],
    ['an authentication in the future', withClaims(() => ({ auth_time: seconds() + 600 }))],
    ['an authentication time that is a text', withClaims(() => ({ auth_time: 'now' }))],
    ['no level of assurance', withClaims(() => ({ acr: undefined }))],
    ['a lower level', withClaims(() => ({ acr: 'http://id.elegnamnden.se/loa/1.0/loa2' }))],
    ['a level that begins alike', withClaims(() => ({ acr: `${levelOfAssurance3}-nonresident` }))],
    ['a list of levels', withClaims(() => ({ acr: [levelOfAssurance3] }))],
    ['a level of a foreign e-ID', withClaims(() => ({ acr: 'http://id.elegnamnden.se/loa/1.0/eidas-low' }))],
    ['no signature', { header: (h) => ({ ...h, alg: 'none' }), signature: 'none' }],
    ['no signature, in other letters', { header: (h) => ({ ...h, alg: 'nOnE' }), signature: 'none' }],
    ['an empty signature under our algorithm', { signature: 'none' }],
    [
      'an HMAC by the public key',
      { header: (h) => ({ ...h, alg: 'HS256' }), signature: 'hmac-of-public-key' },
    ],
    ['a signature by a foreign key under a known id', { signature: 'foreign-key' }],
    ['a key that is not published', { header: (h) => ({ ...h, kid: 'x' }), signature: 'foreign-key' }],
    ['an algorithm that is not offered', { header: (h) => ({ ...h, alg: 'ES384' }) }],
    [
      'a key address of its own',
      { header: (h) => ({ ...h, jku: 'http://127.0.0.1/k' }), signature: 'foreign-key' },
    ],
    ['an extension that must be understood', { header: (h) => ({ ...h, crit: ['exp'] }) }],
    ['a payload changed after signing', { token: (jwt) => tampered(jwt) }],
    ['an encrypted token', { token: (jwt) => `${jwt}.e.f` }],
    ['something that is no token', { token: () => 'token' }],
    ['a token of two parts', { token: (jwt) => jwt.split('.').slice(0, 2).join('.') }],
    ['the number as subject only', withClaims(() => ({ sub: '199001012385', [number]: undefined }))],
    ['no identity', withNumber(undefined)],
    ['two identities', withClaims(() => ({ [coordination]: '198801622393' }))],
    ['a wrong check digit', withNumber('199001012386')],
    ['a date that does not exist', withNumber('201302302398')],
    ['ten digits', withNumber('9001012385')],
    ['a hyphen', withNumber('19900101-2385')],
    ['a number that is a number', withNumber(199001012385)],
    ['a list of numbers', withNumber(['199001012385'])],
    ['full-width digits', withNumber('１９９００１０１２３８５')],
    ['a line end after the number', withNumber('199001012385\n')],
    ['an empty number', withNumber('')],
    ['a coordination number as a personal one', withNumber('198801622393')],
    ['a personal number as a coordination number', withCoordination('199001012385')],
    [
      'an identity that is not confirmed',
      withCoordination('198801622393', { 'https://id.oidc.se/claim/coordinationNumberLevel': 'uncertain' }),
    ],
    [
      'an identity under a claim of another name',
      withClaims(() => ({ [number]: undefined, nin: '199001012385' })),
    ],
    ['no ID token', withoutField('id_token')],
    ['no token type', withoutField('token_type')],
    ['a refusal of the code', withTokenAnswer(400, '{"error":"invalid_grant"}')],
    ['a fault', withTokenAnswer(500, 'oops')],
    ['a page instead of tokens', withTokenAnswer(200, '<html>', { 'content-type': 'text/html' })],
    ['half an answer', withTokenAnswer(200, '{"access_token":')],
    ['a redirect to elsewhere', withTokenAnswer(307, '', { location: 'http://127.0.0.1:9/token' })],
    ['nothing: it hangs up', { tokenAnswer: () => 'hang-up' }],
  ])('%s', async (_name, misbehaviour) => {
    const { cookie, answer } = await begin();
    const before = (await sessions()).length;
    provider.misbehave(misbehaviour);
    await expectNoSession(await finish(answer, cookie), 'failed', before);
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
    ['another issuer', 'failed', ({ answer, cookie }) => [{ ...answer, iss: other.issuer }, cookie]],
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
    const begun = await begin();
    const another = await begin();
    const before = (await sessions()).length;
    const [answer, ...cookies] = bring(begun, another);
    await expectNoSession(await finish(answer, ...cookies), failure, before);
  });

  test('an answer after ten minutes', async () => {
    const { cookie, answer } = await begin();
    const before = (await sessions()).length;
    world.clockAhead = 10 * 60_000 + 1;
    await expectNoSession(await finish(answer, cookie), 'expired', before);
  });

  test('an answer that was used', async () => {
    const { cookie, answer } = await begin();
    expect((await finish(answer, cookie)).headers?.location).toBe('/sv/min-sida');
    const before = (await sessions()).length;
    await expectNoSession(await finish(answer, cookie), 'expired', before);
  });

  test('an answer sent twice at the same moment', async () => {
    const { cookie, answer } = await begin();
    const before = (await sessions()).length;
    const answers = await Promise.all([
      finish(answer, cookie),
      finish(answer, cookie),
      finish(answer, cookie),
    ]);
    const locations = answers.map(({ headers }) => headers?.location);
    expect(locations.filter((location) => location === '/sv/min-sida').length).toBeLessThanOrEqual(1);
    expect((await sessions()).length).toBeLessThanOrEqual(before + 1);
  });

  test('the answer of one provider for the login at another', async () => {
    const atOther = await begin('two', other);
    const atOne = await begin();
    const before = (await sessions()).length;
    await expectNoSession(
      await finish({ ...atOne.answer, state: atOther.answer.state ?? '' }, atOther.cookie),
      'failed',
      before,
    );
  });
});

describe('what a provider may not say of itself', () => {
  beforeEach(configure);
  afterAll(configure);
  const start = () => world.call({ method: 'GET', path: '/auth/login', query: 'issuer=one&locale=sv' });

  test.each<[string, (honest: Record<string, unknown>) => Record<string, unknown>]>([
    ['that it is another', (honest) => ({ ...honest, issuer: other.issuer })],
    ['that it is almost the one', (honest) => ({ ...honest, issuer: `${provider.issuer}/` })],
    ['nothing of where to go', (honest) => ({ ...honest, authorization_endpoint: undefined })],
    ['nothing of its keys', (honest) => ({ ...honest, jwks_uri: undefined })],
    ['tokens without TLS', (honest) => ({ ...honest, token_endpoint: 'http://id.example.se/token' })],
    ['nothing', () => ({})],
  ])('%s', async (_name, discovery) => {
    provider.misbehave({ discovery });
    const answer = await start();
    expect(answer.headers?.location).toBe('/sv/inloggning?fel=failed');
    expect(answer.cookies).toBeUndefined();
    // It is asked again next time, and believed when it is honest.
    provider.misbehave({});
    expect((await start()).headers?.location).toContain(`${provider.issuer}/authorize?`);
  });

  test('that the tokens of another are its own', async () => {
    provider.misbehave({ discovery: (honest) => ({ ...honest, token_endpoint: `${other.issuer}/token` }) });
    const { cookie, answer } = await begin();
    await expectNoSession(await finish(answer, cookie), 'failed', (await sessions()).length);
  });
});

test('a login tells the log why it failed, and nothing of what was sent', async () => {
  world.logged.length = 0;
  const { cookie, answer } = await begin();
  provider.misbehave(withClaims(() => ({ acr: 'http://id.elegnamnden.se/loa/1.0/loa2' })));
  await finish(answer, cookie);
  expect(world.logged).toContainEqual(
    expect.objectContaining({ message: 'login refused', reason: 'level-too-low' }),
  );
  const said = JSON.stringify(world.logged);
  for (const secret of [answer.code ?? '', answer.state ?? '', cookie, '199001012385']) {
    expect(said).not.toContain(secret);
  }
});

function errorOf(answer: Record<string, string>, error: string): Record<string, string> {
  const { code: _, ...rest } = answer;
  return { ...rest, error, error_description: 'Because' };
}

function tampered(jwt: string): string {
  const [header, payload = '', signature] = jwt.split('.');
  const claims = { ...JSON.parse(Buffer.from(payload, 'base64url').toString()), [number]: '199001032391' };
  return [header, Buffer.from(JSON.stringify(claims)).toString('base64url'), signature].join('.');
}
