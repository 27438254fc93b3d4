import { createHash, timingSafeEqual } from 'node:crypto';
import { originSecretHeader } from '#contract/origin-secret.ts';
import type { Capability } from '#contract/route.ts';
import { jsonResponse, type Response, redirectResponse } from './build-response.ts';
import type {
  Answered,
  CallContext,
  HandlersOf,
  Problemed,
  Redirected,
  SessionLimits,
} from './call-context.ts';
import { readCookie } from './cookies.ts';
import { type Exchange, type Exchanged, type ProblemPage, refuseExchange } from './exchange.ts';
import { findRoute } from './find-route.ts';
import { readCall } from './read-call.ts';

/** What the steps need of the function around them. */
interface Steps {
  readonly environment: { readonly PUBLIC_ORIGIN: string; readonly EDGE_SECRET: string };
  readonly problemPage?: ProblemPage;
  readonly newId: () => string;
}
/** A step either answers, which ends the request, or has nothing against it. */
type Step = Response | undefined;

/** Only what came through the edge is heard; anyone else is told nothing. */
export function admitEdge({ headers, exchange }: Exchanged, { environment }: Steps): Step {
  const given = headers[originSecretHeader] ?? '';
  return equalsSecret(given, environment.EDGE_SECRET) ? undefined : refuseExchange(exchange, 'not-found');
}

function equalsSecret(given: string, expected: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return expected !== '' && timingSafeEqual(hash(given), hash(expected));
}

export function matchRoute({ routeKey, exchange }: Exchanged, capability: Capability): Step {
  const found = findRoute(capability, routeKey);
  if ('missing' in found) return refuseExchange(exchange, found.missing);
  exchange.found = found;
  return undefined;
}

/** Origin, size, type, schemas, idempotency key: everything that can be wrong with a request before it is acted on. */
export function readRequest(event: Exchanged, steps: Steps): Step {
  const { exchange, headers } = event;
  const route = exchange.found?.route;
  if (!route) return refuseExchange(exchange, 'not-found');
  const refuse = (said: Problemed) => refuseExchange(exchange, said.slug, said.extras, steps.problemPage);
  if (route.method !== 'GET' && headers.origin !== steps.environment.PUBLIC_ORIGIN) {
    return refuseExchange(exchange, 'foreign-origin');
  }
  const call = readCall(event, route);
  if ('outcome' in call) return refuse(call);
  const idempotencyKey = headers['idempotency-key'];
  if (route.idempotent && idempotencyKey === undefined) {
    return refuseExchange(exchange, 'idempotency-key-missing');
  }
  if (idempotencyKey !== undefined && !/^[\w-]{16,64}$/.test(idempotencyKey)) {
    const errors = [{ pointer: '/header/idempotency-key', reason: 'invalid_format' }];
    return refuseExchange(exchange, 'invalid-request', { errors });
  }
  exchange.call = call;
  exchange.context = contextOf(event, steps, idempotencyKey);
  return undefined;
}

function contextOf(event: Exchanged, { newId }: Steps, idempotencyKey: string | undefined): CallContext {
  const { now, locale, requestId, session, person, staff } = event.exchange;
  return {
    now,
    ids: { newId },
    locale: locale.tag,
    requestId,
    cookie: (name) => readCookie(event.cookies, name),
    ...(session && { session }),
    ...(person && { person }),
    ...(staff && { staff }),
    ...(idempotencyKey !== undefined && { idempotencyKey }),
  };
}

/** Calls the handler of the route and turns its outcome into the answer; what the schema does not declare is stripped. */
export async function callRoute<C extends Capability>(
  { exchange }: Exchanged,
  handlers: HandlersOf<C>,
  steps: Steps,
): Promise<Response> {
  const { found, call, context } = exchange;
  if (!found || !call || !context) throw new Error('A step before the handler is missing');
  // The table ties each name to its handler's types; indexing by a name known only now loses that tie.
  const handler = (handlers as unknown as Record<string, Handle | undefined>)[found.name];
  if (!handler) throw new Error('The route has no handler');
  const outcome = await handler(call, context);
  return exchange.hasEnded ? refuseExchange(exchange, 'session-ended') : respond(exchange, outcome, steps);
}

type Handle = (call: unknown, context: CallContext) => Promise<unknown>;

function respond(exchange: Exchange, outcome: unknown, steps: Steps): Response {
  if (isOutcome(outcome)) {
    if (outcome.outcome === 'problem') {
      return refuseExchange(exchange, outcome.slug, outcome.extras, steps.problemPage);
    }
    if (outcome.outcome === 'redirect') return redirectResponse(outcome);
    return answerWith(exchange, outcome.answer, outcome.session, outcome.cookies);
  }
  return answerWith(exchange, outcome, undefined, []);
}

function isOutcome(value: unknown): value is Problemed | Redirected | Answered<unknown> {
  return (
    typeof value === 'object' &&
    value !== null &&
    'outcome' in value &&
    (value.outcome === 'problem' || value.outcome === 'redirect' || value.outcome === 'answer')
  );
}

function answerWith(
  exchange: Exchange,
  answer: unknown,
  session: SessionLimits | undefined,
  cookies: readonly string[],
): Response {
  const route = exchange.found?.route;
  if (!route?.answer) throw new Error('The route declares no answer');
  return jsonResponse(route, route.answer.parse(answer), session ?? exchange.session, cookies);
}
