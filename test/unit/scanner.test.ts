import { expect, test } from 'vitest';
import { scan } from '#support/scanner.ts';

const planted = [
  ['an identity number of twelve digits', 'GET /x person=199001012385 200', 'identity-number'],
  ['one with a hyphen', 'number 19900101-2385 refused', 'identity-number'],
  ['one of ten digits', 'number 900101-2385', 'identity-number'],
  ['a coordination number with month 00', '"sub":"191500722390"', 'identity-number'],
  ['a signed token', 'id_token eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJhYmMifQ.c2lnbmF0dXJlLWhlcmU', 'token'],
  ['a session cookie', 'cookie: __Host-person=0123456789abcdef0123456789abcdef', 'token'],
  ['a sign-in code in an address', '/auth/callback?code=0123456789abcdef01', 'token'],
  ['one at the end of a sentence', 'The number is 199001012385.', 'identity-number'],
  ['one in an address', 'GET /sv/hitta?q=%22199001012385%22', 'identity-number'],
  ['one in a name of a file or a key', 'PERSON_199001012385-draft', 'identity-number'],
  ['a name in an address', '/sv/min-sida?vem=Testa%20Testsson', 'name'],
  ['a name in a form', 'vem=Testa+Testsson&x=1', 'name'],
  ['a name, whatever its case', 'hello Testa TESTSSON there', 'name'],
] as const;

test.each(planted)('finds %s', (_, text, kind) => {
  expect(scan(`first line\n${text}`, ['Testa Testsson'])).toEqual([
    expect.objectContaining({ kind, line: 2 }),
  ]);
});

test.each([
  ['a time stamp', '2026-11-21T21:17:44.123Z 20261121211744'],
  ['a number with a wrong check digit', '199001012386'],
  ['a person id', 'PERSON#0c3k9x2m7q1v5b8n4z6w0r2t1y'],
  ['a telephone number', '070-174 06 05'],
  ['digits of something longer', 'a199001012385 1990010123850 199001012385b 1.199001012385 0x199001012385'],
  ['a part of a long number', 'ratio 0.199001012385'],
  ['a count of bytes', 'wrote 1048576 bytes in 123456789 ns'],
])('leaves %s alone', (_, text) => {
  expect(scan(text, ['Testa Testsson'])).toEqual([]);
});

test('does not repeat what it found', () => {
  const [finding] = scan('199001012385');
  expect(JSON.stringify(finding)).not.toContain('199001012385');
});
