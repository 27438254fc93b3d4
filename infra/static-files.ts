/**
 * Files of the web that stand in the bucket; every other path is rendered. `upload` is what `aws s3 sync` sets on them
 * (docs/deploy.md) and what `npm start` answers; a test holds the paths against the build.
 */
export const staticFiles = [
  { path: '/_assets/*', cacheControl: 'public, max-age=31536000, immutable' },
] as const;

/** Content types by ending. A file with another ending is not served. */
export const contentTypes: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  ico: 'image/x-icon',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json',
  png: 'image/png',
  svg: 'image/svg+xml',
  txt: 'text/plain; charset=utf-8',
  webmanifest: 'application/manifest+json',
  woff2: 'font/woff2',
};
