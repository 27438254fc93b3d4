import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { levelOfAssurance3 } from '#infra/local/e-id-provider/start-eid-provider.ts';
import type { Misbehaviour } from '#support/hostile-provider.ts';
import { type HostileWorld, startHostileWorld } from '#support/hostile-world.ts';

let world: HostileWorld;
beforeAll(async () => {
  world = await startHostileWorld();
});
afterAll(() => world?.stop());
beforeEach(() => {
  world.clockAhead = 0;
  world.provider.misbehave({});
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
    ['an issuer that is another', withClaims(() => ({ iss: world.other.issuer }))],
    ['no issuer', withClaims(() => ({ iss: undefined }))],
    ['an issuer with a slash more', withClaims(() => ({ iss: `${world.provider.issuer}/` }))],
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
    const { cookie, answer } = await world.begin();
    const before = await world.countSessions();
    world.provider.misbehave(misbehaviour);
    await world.expectNoSession(await world.finish(answer, cookie), 'failed', before);
  });
});

test('a login tells the log why it failed, and nothing of what was sent', async () => {
  world.logged.length = 0;
  const { cookie, answer } = await world.begin();
  world.provider.misbehave(withClaims(() => ({ acr: 'http://id.elegnamnden.se/loa/1.0/loa2' })));
  await world.finish(answer, cookie);
  expect(world.logged).toContainEqual(
    expect.objectContaining({ message: 'login refused', reason: 'level-too-low' }),
  );
  const said = JSON.stringify(world.logged);
  for (const secret of [answer.code ?? '', answer.state ?? '', cookie, '199001012385']) {
    expect(said).not.toContain(secret);
  }
});

function tampered(jwt: string): string {
  const [header, payload = '', signature] = jwt.split('.');
  const claims = { ...JSON.parse(Buffer.from(payload, 'base64url').toString()), [number]: '199001032391' };
  return [header, Buffer.from(JSON.stringify(claims)).toString('base64url'), signature].join('.');
}
