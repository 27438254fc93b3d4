import { expect, test } from 'vitest';
import { loginPage, ownPath } from '#functions/sessions/own-path.ts';

test.each([
  '/sv/',
  '/sv',
  '/sv/min-sida',
  '/sv-latt/enhet/falun-2',
  '/en-easy/valj/lakare/',
  '/ar/hitta?near=Falun&page=2',
  '/sv/hitta?near=Orsa%20kyrkby&q=%C3%A5',
  '/sv/hitta?q=a+b',
])('a login returns to %s', (path) => {
  expect(ownPath(path)).toBe(path);
});

test.each([
  [undefined],
  [''],
  ['/'],
  ['sv/min-sida'],
  ['https://example.com/sv/'],
  ['//example.com/sv/'],
  ['/sv//example.com'],
  ['///example.com'],
  ['/\\example.com'],
  ['\\\\example.com'],
  ['/sv/\\example.com'],
  ['/%2f%2fexample.com'],
  ['/sv/%2f%2fexample.com'],
  ['/sv/%5cexample.com'],
  ['/sv/..//example.com'],
  ['/sv/../api/session/end'],
  ['/sv/%2e%2e/api'],
  ['/sv/./min-sida'],
  ['/api/session'],
  ['/auth/login'],
  ['/de/start'],
  ['/SV/min-sida'],
  ['/sv/Min-Sida'],
  ['/svx/min-sida'],
  ['/sv.example.com/'],
  ['/sv@example.com/'],
  ['/sv:80/'],
  ['javascript:alert(1)'],
  ['/sv/javascript:alert(1)'],
  ['/sv/min-sida#x'],
  ['/sv/min-sida?a=1#x'],
  ['/sv/min sida'],
  ['/sv/min-sida\r\nset-cookie: a=b'],
  ['/sv/min-sida?a=%0d%0aset-cookie:b'],
  ['/sv/min-sida?a=%00'],
  ['/sv/min-sida?a=%2F%2Fexample.com'],
  ['/sv/min-sida?a=%5C'],
  ['/sv/min-sida?a=%3Cscript%3E'],
  ['/sv/min-sida?a=%E0%A4%A'],
  ['/sv/min-sida?a=%'],
  ['/sv/min-sida?a=b?c=d'],
  ['/sv/min-sida?a=\u202e'],
  ['/sv/\u00e5'],
  ['/\uff53\uff56/'],
  ['/sv/logga-in'],
  ['/sv/inloggning'],
  ['/sv/inloggning?fel=failed'],
  ['/sv/utloggad'],
  ['/sv/session/logga-ut'],
  [`/sv/${'a'.repeat(300)}`],
])('a login does not return to %j', (path) => {
  expect(ownPath(path)).toBeUndefined();
});

test('the login page says what happened and keeps the way back', () => {
  expect(loginPage('sv')).toBe('/sv/inloggning');
  expect(loginPage('en', 'expired')).toBe('/en/inloggning?fel=expired');
  expect(loginPage('sv', 'failed', '/sv/hitta?q=å')).toBe(
    '/sv/inloggning?fel=failed&returnTo=%2Fsv%2Fhitta%3Fq%3D%C3%A5',
  );
});
