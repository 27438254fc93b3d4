import { expect, test } from 'vitest';
import { parseIssuers } from '#contract/e-id-issuers.ts';

const issuer = {
  id: 'one',
  name: { sv: 'Ett' },
  issuer: 'https://id.example.se',
  clientId: 'listningstjanst',
  acrValues: ['http://id.elegnamnden.se/loa/1.0/loa3'],
};
const parse = (issuers: readonly object[], origin = 'https://listning.example.se') =>
  parseIssuers(JSON.stringify(issuers), origin);

test('an issuer has the claims of the Swedish profile unless it says otherwise', () => {
  const [plain, own] = parse([issuer, { ...issuer, id: 'two', claims: { personalIdentityNumber: 'nin' } }]);
  expect(plain?.claims.personalIdentityNumber).toBe('https://id.oidc.se/claim/personalIdentityNumber');
  expect(plain?.isTest).toBe(false);
  expect(own?.claims).toMatchObject({
    personalIdentityNumber: 'nin',
    coordinationNumber: 'https://id.oidc.se/claim/coordinationNumber',
  });
});

test.each<[string, readonly object[], string?]>([
  ['no issuer', []],
  ['two of one id', [issuer, issuer]],
  ['an unknown field', [{ ...issuer, clientSecret: 'x' }]],
  ['no level of assurance', [{ ...issuer, acrValues: [] }]],
  ['no Swedish name', [{ ...issuer, name: { en: 'One' } }]],
  ['an id that cannot stand in an address', [{ ...issuer, id: 'One/2' }]],
  ['an issuer without TLS', [{ ...issuer, issuer: 'http://id.example.se' }]],
  ['a loopback issuer of a site that is not', [{ ...issuer, issuer: 'http://127.0.0.1:4000' }]],
  [
    'an issuer without TLS of a site on loopback',
    [{ ...issuer, issuer: 'http://id.example.se' }],
    'http://localhost:3000',
  ],
])('%s is refused at the start', (_name, issuers, origin) => {
  expect(() => parse(issuers, origin)).toThrow();
});

test('on one machine an issuer needs no TLS', () => {
  const local = { ...issuer, issuer: 'http://127.0.0.1:4000' };
  expect(parse([local], 'http://localhost:3000')).toHaveLength(1);
});
