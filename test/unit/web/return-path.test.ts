import { expect, test } from 'vitest';
import { loginPath, returnPath } from '../../../web/src/components/person/return-path.ts';

test.each([
  ['/sv/valj/enhet/falu-vardcentral', '/sv/valj/enhet/falu-vardcentral'],
  ['/ar/min-sida', '/sv/min-sida'],
  ['/sv-ung/kvitto/abc123', '/sv/kvitto/abc123'],
])('%s is a page to come back to, in the reader’s own locale', (asked, expected) => {
  expect(returnPath(asked, 'sv')).toBe(expected);
});

test.each([
  null,
  undefined,
  '',
  'https://elsewhere.example/sv',
  '//elsewhere.example',
  '/\\elsewhere.example',
  '/sv//elsewhere.example',
  '/sv/../auth/login',
  '/sv/min-sida?x=1',
  '/sv/min-sida#x',
  '/sv/min%2fsida',
  'javascript:alert(1)',
  '/sv/min-sida\r\nset-cookie: a=b',
  `/sv/${'a'.repeat(200)}`,
])('%j is not', (asked) => {
  expect(returnPath(asked, 'sv')).toBeUndefined();
});

test('the login page knows the way back, and whether a session has ended', () => {
  expect(loginPath('sv', '/sv/valj/villkor')).toBe('/sv/logga-in?till=%2Fsv%2Fvalj%2Fvillkor');
  expect(loginPath('ar', '/ar/min-sida', true)).toBe('/ar/logga-in?till=%2Far%2Fmin-sida&skal=tid');
});
