import { originSecretHeader } from '#contract/origin-secret.ts';
import type { Problem, ProblemSlug } from '#contract/problems.ts';
import type { Access } from '#contract/route.ts';
import type { AnswerOf, CallOf, Routes } from '#contract/routes.ts';
import { type CallName, paths } from './paths.ts';
import { slugOf } from './problem-slugs.ts';

type Part<K extends string, T> = [T] extends [undefined]
  ? { readonly [P in K]?: undefined }
  : Record<never, never> extends T
    ? { readonly [P in K]?: T }
    : { readonly [P in K]: T };

/** What a call takes, by the contract: a missing parameter, body or idempotency key does not compile. */
export type CallInput<N extends CallName> = Part<'params', CallOf<N>['params']> &
  Part<'query', CallOf<N>['query']> &
  Part<'body', CallOf<N>['body']> &
  (Routes[N] extends { idempotent: true }
    ? { readonly idempotencyKey: string }
    : { readonly idempotencyKey?: undefined });

/** When the session ends: the earlier of the two. ISO 8601, UTC. */
export interface SessionTimes {
  readonly idleUntil: string;
  readonly absoluteUntil: string;
}

interface Relayed {
  /** `Set-Cookie` lines to pass on to the browser, unread. */
  readonly setCookies: readonly string[];
}
export interface Answered<N extends CallName> extends Relayed {
  readonly ok: true;
  readonly answer: AnswerOf<N>;
  readonly session?: SessionTimes;
}
/** A call that was refused or got no answer. `problem` has texts in the reader's language when the API sent them. */
export interface Refused extends Relayed {
  readonly ok: false;
  readonly status: number;
  readonly slug: ProblemSlug;
  readonly problem: Problem;
}
export type Called<N extends CallName> = Answered<N> | Refused;

export interface Api {
  /** Calls a route of the contract. Never throws: no answer in time is the problem `temporarily-unavailable`. */
  call<N extends CallName>(
    name: N,
    ...input: Record<never, never> extends CallInput<N> ? [CallInput<N>?] : [CallInput<N>]
  ): Promise<Called<N>>;
}

export interface ApiContext {
  /** Origin of the API's own domain. */
  readonly apiOrigin: string;
  /** Origin the person's browser sees: what writes must come from. */
  readonly publicOrigin: string;
  readonly edgeSecret: string;
  /** Locale tag of the page: the language of problem texts. */
  readonly tag: string;
  /** The browser's `Cookie` header; of it each route gets the one cookie of its access, a public route none. */
  readonly cookies: string | null;
  /** Hears of every call that was made: whose data a page holds, when the session ends, what to relay. */
  readonly heard?: (called: Called<CallName>, access: Access) => void;
  readonly fetch?: typeof fetch;
}

/** Shorter than the web function's own time limit, so that the page can say that no answer came. */
const TIMEOUT_MS = 8_000;

/**
 * The one cookie that a route gets, by its access; every other cookie stays here. One that came twice is passed on
 * twice: which of them is meant is not for this side to choose, and the API believes neither.
 */
function cookieFor(access: Access, cookies: string | null): string | undefined {
  if (access === 'public') return undefined;
  const own = (cookies ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`__Host-${access}=`));
  return own.length > 0 ? own.join('; ') : undefined;
}

function addressOf(origin: string, path: string, params: object = {}, query: object = {}): URL {
  const filled = Object.entries(params).reduce(
    (text, [name, value]) => text.replace(`{${name}}`, encodeURIComponent(String(value))),
    path,
  );
  const address = new URL(filled, origin);
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) address.searchParams.set(name, String(value));
  }
  return address;
}

function sessionOf(headers: Headers): SessionTimes | undefined {
  const idleUntil = headers.get('session-idle-until');
  const absoluteUntil = headers.get('session-absolute-until');
  return idleUntil && absoluteUntil ? { idleUntil, absoluteUntil } : undefined;
}

/** A problem of our own making: the API did not answer, or not as the contract says. Its texts come from the locale. */
function noAnswer(slug: 'temporarily-unavailable' | 'unexpected-fault', status: number): Refused {
  const problem = { type: `urn:problem:${slug}`, title: '', detail: '', status, reference: '' };
  return { ok: false, status, slug, problem, setCookies: [] };
}

async function refusedBy(response: Response, setCookies: readonly string[]): Promise<Refused> {
  const isProblem = response.headers.get('content-type')?.startsWith('application/problem+json');
  if (!isProblem) {
    const slug = response.status === 503 || response.status === 504 ? 'temporarily-unavailable' : undefined;
    return { ...noAnswer(slug ?? 'unexpected-fault', response.status), setCookies };
  }
  const problem: Problem = await response.json();
  return { ok: false, status: response.status, slug: slugOf(problem.type), problem, setCookies };
}

/**
 * The typed client of our own API, for one request of one reader. The web function holds no table permission: this is
 * its only way to data.
 */
export function createApi(context: ApiContext): Api {
  const send = context.fetch ?? fetch;

  async function request<N extends CallName>(name: N, input?: CallInput<N>): Promise<Called<N>> {
    const { method, path, access } = paths[name];
    const headers = new Headers({ [originSecretHeader]: context.edgeSecret, 'accept-language': context.tag });
    const cookie = cookieFor(access, context.cookies);
    if (cookie !== undefined) headers.set('cookie', cookie);
    if (method !== 'GET') {
      headers.set('origin', context.publicOrigin);
      headers.set('content-type', 'application/json');
    }
    if (input?.idempotencyKey !== undefined) headers.set('idempotency-key', input.idempotencyKey);
    try {
      const response = await send(addressOf(context.apiOrigin, path, input?.params, input?.query), {
        method,
        headers,
        body: method === 'GET' ? undefined : JSON.stringify(input?.body ?? {}),
        redirect: 'manual',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      const setCookies = response.headers.getSetCookie();
      if (!response.ok) return await refusedBy(response, setCookies);
      const answer: AnswerOf<N> = await response.json();
      return { ok: true, answer, session: sessionOf(response.headers), setCookies };
    } catch {
      return noAnswer('temporarily-unavailable', 503);
    }
  }

  async function call<N extends CallName>(name: N, input?: CallInput<N>): Promise<Called<N>> {
    const called = await request(name, input);
    context.heard?.(called, paths[name].access);
    return called;
  }

  return { call };
}
