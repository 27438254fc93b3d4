import { describe, expect, it } from 'vitest';
import { type Asked, refuseRequest } from '../../../web/src/refuse-request.ts';

const ours = 'https://listning.example';
const refused = (asked: Partial<Asked>) =>
  refuseRequest(
    { method: 'GET', origin: null, pathname: '/sv/min-sida', routePattern: '/[locale]/min-sida', ...asked },
    ours,
  );

describe('a page', () => {
  it('is read by anyone and from anywhere, and takes forms of our own', () => {
    expect(refused({ origin: 'https://elsewhere.example' })).toBeUndefined();
    expect(refused({ method: 'HEAD' })).toBeUndefined();
    expect(refused({ method: 'POST', origin: ours })).toBeUndefined();
  });

  it.each([null, 'null', '', 'http://listning.example', `${ours}.evil.example`, `${ours}:444`])(
    'takes no form from %s',
    (origin) => expect(refused({ method: 'POST', origin })).toBe('foreign-origin'),
  );

  it.each(['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'post'])('has no method %s', (method) => {
    expect(refused({ method, origin: ours })).toBe('method-not-allowed');
  });
});

it.each(['/_image', '/_server-islands/[name]', '/_actions/[...path]', '/sitemap.xml'])(
  'a route that is no file of ours is not there: %s',
  (routePattern) => expect(refused({ routePattern, pathname: '/_image' })).toBe('not-found'),
);

it('the page for faults is shown for a fault, and not by its address', () => {
  expect(refused({ routePattern: '/500', pathname: '/sv/hitta' })).toBeUndefined();
  expect(refused({ routePattern: '/500', pathname: '/500' })).toBe('not-found');
});

it.each([
  ['GET', '/api/nothing', 'not-found'],
  ['DELETE', '/api/my-page', 'method-not-allowed'],
  ['GET', '/api/care-units/', 'not-found'],
  ['PUT', '/api/receipts/abc', 'method-not-allowed'],
  ['GET', '/api/receipts/abc/def', 'not-found'],
  ['GET', '/auth/nothing', 'not-found'],
] as const)('what the API has no route for: %s %s', (method, pathname, slug) => {
  expect(refused({ method, pathname, routePattern: '/404' })).toBe(slug);
});
