import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { type Problem, type ProblemSlug, problemStatus, problemType } from '#contract/problems.ts';
import type { Route } from '#contract/route.ts';
import type { ProblemExtras, Redirected, SessionLimits } from './call-context.ts';
import type { Locale } from './choose-locale.ts';
import { problemText } from './problem-texts.ts';

export type Response = APIGatewayProxyStructuredResultV2 & { statusCode: number };

/** An API answers no pages, so nothing in an answer may run, frame or be kept. */
const security = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'x-content-type-options': 'nosniff',
} as const;

/** Public answers hold nothing personal, whoever reads them; all others are kept nowhere. */
function cacheControl(route: Route): string {
  return route.capability === 'directory' && route.method === 'GET' ? 'public, max-age=5' : 'no-store';
}

/** When the session ends, for the page that shows it (WCAG 2.2.1). */
function sessionHeaders(session: SessionLimits | undefined): Record<string, string> {
  return session
    ? { 'session-idle-until': session.idleUntil, 'session-absolute-until': session.absoluteUntil }
    : {};
}

export function jsonResponse(
  route: Route,
  answer: unknown,
  session: SessionLimits | undefined,
  cookies: readonly string[],
): Response {
  return {
    statusCode: route.success,
    headers: {
      ...security,
      'content-type': 'application/json; charset=utf-8',
      'cache-control': cacheControl(route),
      ...sessionHeaders(session),
    },
    ...(cookies.length > 0 && { cookies: [...cookies] }),
    body: JSON.stringify(answer),
  };
}

export function redirectResponse({ location, cookies }: Redirected): Response {
  return {
    statusCode: 303,
    headers: { ...security, location, 'cache-control': 'no-store' },
    ...(cookies.length > 0 && { cookies: [...cookies] }),
    body: '',
  };
}

/** A refusal as RFC 9457 says, in the reader's language. */
export function problemResponse(
  slug: ProblemSlug,
  extras: ProblemExtras,
  told: { locale: Locale; reference: string; session: SessionLimits | undefined },
): Response {
  const status = problemStatus[slug];
  const problem: Problem = {
    type: problemType(slug),
    title: problemText(slug, 'title', told.locale, extras),
    status,
    detail: problemText(slug, 'detail', told.locale, extras),
    reference: told.reference,
    ...extras,
  };
  return {
    statusCode: status,
    headers: {
      ...security,
      'content-type': 'application/problem+json; charset=utf-8',
      'content-language': told.locale.lang,
      'cache-control': 'no-store',
      ...sessionHeaders(told.session),
      ...(status === 429 || status === 503 ? { 'retry-after': '5' } : {}),
    },
    body: JSON.stringify(problem),
  };
}
