import { defineMiddleware } from 'astro:middleware';
import type { Access } from '#contract/route.ts';
import { type Called, createApi } from './api/client.ts';
import { environment } from './api/environment.ts';
import type { CallName } from './api/paths.ts';
import { loginPath, staffLoginPath } from './components/person/return-path.ts';
import { createTranslator } from './i18n/create-translator.ts';
import { createFormatters, type Formatters } from './i18n/formatters.ts';
import { findLocale, type Locale, localeOf } from './i18n/locale.ts';
import { bestLocale } from './layouts/best-locale.ts';
import { isOfTheApi, pageMethods, type RequestRefusal, refuseRequest } from './refuse-request.ts';

/** What the calls of one request told: whether the page is somebody's, and whether that somebody is signed in. */
interface Heard {
  personal: boolean;
  signedOut?: 'not-signed-in' | 'session-ended';
  readonly setCookies: string[];
}

/** First part of the addresses that are never kept by a cache, whatever they called. */
const neverKept = ['min-sida', 'valj', 'kvitto', 'session', 'logga-in', 'inloggning', 'utloggad', 'personal'];

const formatters = new Map<string, Formatters>();
function formattersOf(locale: Locale): Formatters {
  const kept = formatters.get(locale.tag) ?? createFormatters(locale);
  formatters.set(locale.tag, kept);
  return kept;
}

function listen(locals: App.Locals, heard: Heard) {
  return (called: Called<CallName>, access: Access): void => {
    if (access === 'public') return;
    heard.personal = true;
    heard.setCookies.push(...called.setCookies);
    if (called.ok && called.session) {
      locals.session = called.session;
      // The head of a person's page knows the way out of a person's session only.
      if (access === 'person') locals.signedIn = true;
    }
    if (!called.ok && called.status === 401) {
      heard.signedOut = called.slug === 'session-ended' ? 'session-ended' : 'not-signed-in';
    }
  };
}

/**
 * Public pages hold nothing personal, whoever reads them, and may be kept at the edge for five seconds. All else is
 * kept nowhere: not what is somebody's, not a refusal, not an answer to a form.
 */
function cacheControl(kept: boolean): string {
  return kept ? 'public, max-age=5' : 'no-store';
}

const refusedWith = { 'not-found': 404, 'method-not-allowed': 405, 'foreign-origin': 403 } as const;

/** A refusal before any page: told plainly, as a problem to a caller of the API. */
function refuse(slug: RequestRefusal, pathname: string, { t, requestId }: App.Locals): Response {
  const status = refusedWith[slug];
  const [title, detail] = [t(`problems:${slug}.title`), t(`problems:${slug}.detail`)];
  const headers = {
    'cache-control': 'no-store',
    ...(status === 405 && !isOfTheApi(pathname) && { allow: pageMethods.join(', ') }),
  };
  if (isOfTheApi(pathname)) {
    const problem = { type: `urn:problem:${slug}`, title, status, detail, reference: requestId };
    const type = { 'content-type': 'application/problem+json; charset=utf-8' };
    return new Response(JSON.stringify(problem), { status, headers: { ...headers, ...type } });
  }
  // An empty 404 makes Astro render its 404 page.
  if (status === 404) return new Response(null, { status, headers });
  const plain = { 'content-type': 'text/plain; charset=utf-8' };
  return new Response(`${title}\n\n${detail}\n`, { status, headers: { ...headers, ...plain } });
}

/**
 * Gives every page its locale and its client of the API. Sends who is not signed in to the login page, with the page to
 * come back to; answers given so far stand in the person's draft and are there after the login.
 */
export const onRequest = defineMiddleware(async (context, next) => {
  const { locals, request, url } = context;
  const { region, ...origins } = environment();
  const [, first = '', section = '', below = ''] = url.pathname.split('/');
  const isStaffEndpoint = section === 'personal' && below === 'session';
  const offered = region.locales.includes(first) ? findLocale(first) : undefined;
  const spoken = isOfTheApi(url.pathname)
    ? bestLocale(request.headers.get('accept-language'), region.locales)
    : (region.locales[0] ?? 'sv');
  const locale = offered ?? localeOf(spoken);
  const { tag, lang, dir, audience } = locale;
  const { t, lookup } = createTranslator(tag);
  const heard: Heard = { personal: false, setCookies: [] };
  const api = createApi({
    ...origins,
    tag,
    cookies: request.headers.get('cookie'),
    heard: listen(locals, heard),
  });
  const fmt = formattersOf(locale);
  const given = { locale, tag, lang, dir, audience, t, lookup, fmt, region, api, signedIn: false };
  Object.assign(locals, given satisfies Omit<App.Locals, 'requestId' | 'session'>);

  const { method, headers } = request;
  const { routePattern } = context;
  const asked = { method, origin: headers.get('origin'), pathname: url.pathname, routePattern };
  const refused = refuseRequest(asked, origins.publicOrigin);
  if (refused) return refuse(refused, url.pathname, locals);

  // An empty 404 makes Astro render its 404 page, in the region's first language.
  if (!offered && routePattern.startsWith('/[locale]')) return new Response(null, { status: 404 });

  const page = await next();
  // A public page that asks who reads it (the find page: a distance is not for everyone) is still there for anyone.
  const toLogin =
    heard.signedOut !== undefined && neverKept.includes(section) && section !== 'session' && !isStaffEndpoint;
  const login = section === 'personal' ? staffLoginPath : loginPath;
  const response = toLogin
    ? context.redirect(login(tag, url.pathname, heard.signedOut === 'session-ended'), 303)
    : page;
  const isPublic = request.method === 'GET' && response.status === 200 && !neverKept.includes(section);
  if (!response.headers.has('cache-control')) {
    response.headers.set('cache-control', cacheControl(isPublic && !heard.personal));
  }
  for (const cookie of heard.setCookies) response.headers.append('set-cookie', cookie);
  return response;
});
