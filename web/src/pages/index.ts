import type { APIRoute } from 'astro';
import { bestLocale } from '../layouts/best-locale.ts';

/** The address without a language: leads to the reader's own, as the browser states it. */
export const GET: APIRoute = ({ request, locals }) =>
  new Response(null, {
    status: 303,
    headers: {
      location: `/${bestLocale(request.headers.get('accept-language'), locals.region.locales)}/`,
      vary: 'Accept-Language',
      'cache-control': 'no-store',
    },
  });
