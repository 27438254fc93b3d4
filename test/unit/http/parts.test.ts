import { describe, expect, test } from 'vitest';
import { chooseLocale } from '#http/choose-locale.ts';
import { clearCookie, readCookie, setCookie } from '#http/cookies.ts';
import { newId, newReference } from '#http/ids.ts';
import { describeFault } from '#http/log-lines.ts';
import { problemText } from '#http/problem-texts.ts';
import { parseStrictJson } from '#http/strict-json.ts';

describe('strict JSON', () => {
  test.each([
    '{}',
    '[]',
    '"a:b{[\\""',
    '1',
    'null',
    '{"a":{"b":[{"c":"d\\\\"}]}}',
    '{"":""}',
    '{"a":1,"A":1}',
  ])('takes %s', (text) => {
    expect(parseStrictJson(text)).toEqual({ value: JSON.parse(text) });
  });
  test.each([
    '',
    '{"a":1,"a":1}',
    '{"a":[{"b":1,"b":2}]}',
    '{"a":1,"\\u0061":1}',
    '{"1":0,"1":0}',
    '"\ud800"',
  ])('refuses %s', (text) => {
    expect(parseStrictJson(text)).toBeUndefined();
  });
  test('nests eight deep, and not nine', () => {
    const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
    expect(parseStrictJson(nested(8))).toBeDefined();
    expect(parseStrictJson(nested(9))).toBeUndefined();
  });
});

describe('cookies', () => {
  test('are sent to us only, over TLS only, and read by no script', () => {
    expect(setCookie('__Host-person', 'abc')).toBe(
      '__Host-person=abc; Path=/; Secure; HttpOnly; SameSite=Lax',
    );
    expect(setCookie('__Host-login', 'abc', 600)).toContain('; Max-Age=600;');
    expect(clearCookie('__Host-person')).toContain('__Host-person=; Path=/; Max-Age=0');
  });
  test.each([
    [['a=1'], '1'],
    [['b=2', 'a=1'], '1'],
    [['b=2; a=1'], '1'],
    [['aa=2', 'a=1'], '1'],
    [['a=1', 'a=1'], undefined],
    [['a=1; a=2'], undefined],
    [['a='], undefined],
    [['a=1,2'], undefined],
    [['a'], undefined],
    [['A=1'], undefined],
    [[], undefined],
    [undefined, undefined],
  ])('%j holds %s', (headers, value) => {
    expect(readCookie(headers, 'a')).toBe(value);
  });
});

test.each([
  ['sv-latt', 'sv-latt'],
  ['SV-UNG', 'sv-ung'],
  ['en-GB,en;q=0.9', 'en'],
  ['ar-SY', 'ar'],
  ['fi, en;q=0.3, ar;q=0.7', 'ar'],
  ['en;q=0, sv;q=0.1', 'sv'],
  ['en;q=abc', 'sv'],
  ['*', 'sv'],
  ['', 'sv'],
  [undefined, 'sv'],
  ['x'.repeat(10_000), 'sv'],
])('a reader who asks for %s gets %s', (header, tag) => {
  expect(chooseLocale(header).tag).toBe(tag);
});

test('a text that a locale lacks is taken from the locale it is based on', () => {
  const locale = { tag: 'xx', lang: 'sv', base: 'sv-ung' };
  expect(problemText('care-unit-full', 'title', locale)).not.toBe('care-unit-full');
  expect(problemText('care-unit-full', 'title', { tag: 'xx', lang: 'sv' })).toBe('care-unit-full');
});

test('ids are 26 characters that nobody guesses, references can be read aloud', () => {
  const ids = Array.from({ length: 1000 }, newId);
  expect(new Set(ids).size).toBe(1000);
  for (const id of ids) expect(id).toMatch(/^[0-9a-hjkmnp-tv-z]{26}$/);
  expect(newReference()).toMatch(/^[0-9a-hjkmnp-tv-z]{4}-[0-9a-hjkmnp-tv-z]{4}$/);
});

test('a fault is described by its name and places only', () => {
  const error = new RangeError('secret 1\n    at secret (secret.ts)');
  const described = describeFault(error);
  expect(described.name).toBe('RangeError');
  expect(described.at[0]).toMatch(/^parts\.test\.ts:\d+:\d+$/);
  expect(JSON.stringify(described)).not.toContain('secret');
  expect(describeFault('secret')).toEqual({ name: 'string', at: [] });
  expect(describeFault(Object.assign(new Error('x'), { name: 'a secret!'.repeat(20) })).name).toHaveLength(
    60,
  );
});
