import { expect, test } from 'vitest';
import { parseIssuers } from '#contract/e-id-issuers.ts';
import { readIdentityClaims } from '#functions/sessions/read-identity-claims.ts';

const today = '2026-11-21';
const [issuer] = parseIssuers(
  JSON.stringify([
    { id: 'one', name: { sv: 'Ett' }, issuer: 'https://id.example.se', clientId: 'c', acrValues: ['a'] },
  ]),
  'https://x.example.se',
);
const names = issuer?.claims;
const claim = (name: string) => `https://id.oidc.se/claim/${name}`;
const read = (claims: Record<string, unknown>) => names && readIdentityClaims(claims, names, today);

test('a personal identity number says who and when born', () => {
  expect(read({ [claim('personalIdentityNumber')]: '199001012385', name: 'Anna Andersson' })).toEqual({
    number: '199001012385',
    birthDate: '1990-01-01',
    name: 'Anna Andersson',
  });
});

test('the date of birth of a coordination number without one comes from the claim, if it is a date', () => {
  const number = { [claim('coordinationNumber')]: '191500722390' };
  expect(read(number)).toEqual({ number: '191500722390' });
  expect(read({ ...number, birthdate: '1915-03-12' })?.birthDate).toBe('1915-03-12');
  for (const birthdate of ['1915', '1915-02-30', '2026-11-22', 19150312]) {
    expect(read({ ...number, birthdate })).not.toHaveProperty('birthDate');
  }
});

test('the number is believed before the claim', () => {
  const claims = { [claim('personalIdentityNumber')]: '199001012385', birthdate: '2015-01-01' };
  expect(read(claims)?.birthDate).toBe('1990-01-01');
});

test('a number that was replaced is told only from personal to coordination number, and only if it is valid', () => {
  const personal = { [claim('personalIdentityNumber')]: '199001012385' };
  const previous = (value: unknown) => read({ ...personal, [claim('previousCoordinationNumber')]: value });
  expect(previous('198801622393')?.previousNumber).toBe('198801622393');
  for (const value of ['198801622394', '199001032391', ['198801622393'], '']) {
    expect(previous(value)).not.toHaveProperty('previousNumber');
  }
  const back = {
    [claim('coordinationNumber')]: '198801622393',
    [claim('previousCoordinationNumber')]: '201301692388',
  };
  expect(read(back)).not.toHaveProperty('previousNumber');
});

test.each([
  ['confirmed', true],
  ['probable', false],
  ['uncertain', false],
])('a coordination number whose identity is %s: %s', (level, accepted) => {
  const claims = { [claim('coordinationNumber')]: '198801622393', [claim('coordinationNumberLevel')]: level };
  expect(read(claims) !== undefined).toBe(accepted);
});
