import type { APIRoute } from 'astro';

/** A demo is not to be found by search engines; a region's service is, but for the pages of a person. */
export const GET: APIRoute = ({ locals: { region } }) => {
  const closed = region.locales.flatMap((tag) =>
    ['min-sida', 'valj', 'kvitto', 'session', 'inloggning'].map((section) => `Disallow: /${tag}/${section}`),
  );
  const rules = region.invented ? ['Disallow: /'] : ['Disallow: /api/', 'Disallow: /auth/', ...closed];
  return new Response(`${['User-agent: *', ...rules].join('\n')}\n`, {
    headers: { 'content-type': 'text/plain; charset=utf-8' },
  });
};
