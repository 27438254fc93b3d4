import middy from '@middy/core';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import type { Capability } from '#contract/route.ts';
import { admitCaller } from './admit-caller.ts';
import { admitEdge, callRoute, matchRoute, readRequest } from './answer-steps.ts';
import type { Response } from './build-response.ts';
import type { HandlersOf, LiveSession, LiveStaffSession } from './call-context.ts';
import { chooseLocale } from './choose-locale.ts';
import { type Exchange, type Exchanged, type ProblemPage, refuseExchange } from './exchange.ts';
import { slugOfFault } from './faults.ts';
import { newId } from './ids.ts';
import { describeFault, type LogLine, type RequestLine, writeLogLine } from './log-lines.ts';

export interface Dependencies {
  /** From the function's environment: the site's origin, and the secret that CloudFront adds to each request. */
  readonly environment: { readonly PUBLIC_ORIGIN: string; readonly EDGE_SECRET: string };
  /** The live session of a token, or undefined. Without it every route of access `person` is refused. */
  readonly findSession?: (token: string, now: Date) => Promise<LiveSession | undefined>;
  /** The session of a token that ended by time a short while ago; only routes that keep answers ask. */
  readonly findEndedSession?: (token: string, now: Date) => Promise<LiveSession | undefined>;
  /** The live staff session of a token, with the assignments in force. Without it every route of access `staff` is refused. */
  readonly findStaffSession?: (token: string, now: Date) => Promise<LiveStaffSession | undefined>;
  /** Who holds an import-only token; asked on routes that name it only. */
  readonly findImportSession?: (token: string, now: Date) => Promise<LiveStaffSession | undefined>;
  /** Where refusals of routes of kind `redirect` lead; without it they are problems like all others. */
  readonly problemPage?: ProblemPage;
  readonly clock?: () => Date;
  readonly newId?: () => string;
  readonly log?: (line: LogLine) => void;
}

export type ApiHandler = (event: APIGatewayProxyEventV2, context: Context) => Promise<Response>;

/**
 * The Lambda handler of a capability: turns an API Gateway event into a call of its route's handler and the
 * outcome into an answer. In this order: edge secret, route, session and role, origin, sizes, types, schemas, handler;
 * the first that says no decides. Whatever is thrown is an unexpected fault, told by a reference only.
 */
export function createHandler<C extends Capability>(
  capability: C,
  handlers: HandlersOf<C>,
  dependencies: Dependencies,
): ApiHandler {
  const clock = dependencies.clock ?? (() => new Date());
  const log = dependencies.log ?? writeLogLine;
  const steps = { ...dependencies, newId: dependencies.newId ?? newId };
  const answer = middy<Exchanged, Response>((event: Exchanged) => callRoute(event, handlers, steps), {
    // Answers before Lambda would cut the call off, so that the caller is told something definite.
    timeoutEarlyInMillis: 200,
    requestStart: (request) => {
      const event = request.event as APIGatewayProxyEventV2;
      request.event = { ...event, exchange: startExchange(event, clock()) };
    },
    requestEnd: (request) => log(lineOf((request.event as Exchanged).exchange, request.response)),
  })
    .before(({ event }) => admitEdge(event, steps))
    .before(({ event }) => matchRoute(event, capability))
    .before(({ event }) => admitCaller(event, steps))
    .before(({ event }) => readRequest(event, steps))
    .onError((request) => {
      const { exchange } = request.event;
      exchange.fault = request.error;
      request.response = refuseExchange(exchange, slugOfFault(request.error), {}, steps.problemPage);
    });
  return (event, context) => answer(event as Exchanged, context);
}

function startExchange(event: APIGatewayProxyEventV2, now: Date): Exchange {
  return {
    now,
    startedMs: performance.now(),
    requestId: event.requestContext.requestId,
    locale: chooseLocale(event.headers['accept-language']),
  };
}

function lineOf(exchange: Exchange, response: Response | undefined): RequestLine {
  const { refusal, fault } = exchange;
  return {
    message: fault ? 'request failed' : refusal ? 'request refused' : 'request answered',
    requestId: exchange.requestId,
    route: exchange.found?.name ?? 'none',
    status: response?.statusCode ?? 500,
    ms: Math.round(performance.now() - exchange.startedMs),
    ...refusal,
    ...(fault ? { fault: describeFault(fault) } : {}),
  };
}
