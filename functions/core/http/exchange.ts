import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { ProblemSlug } from '#contract/problems.ts';
import type { Route } from '#contract/route.ts';
import type { RouteName } from '#contract/routes.ts';
import { problemResponse, type Response, redirectResponse } from './build-response.ts';
import type {
  ActingStaff,
  CallContext,
  ProblemExtras,
  SessionLimits,
  SignedInPerson,
} from './call-context.ts';
import type { Locale } from './choose-locale.ts';
import { newReference } from './ids.ts';
import type { ReadCall } from './read-call.ts';

/** What is known of one request while it is answered; each step adds its part. */
export interface Exchange {
  readonly now: Date;
  readonly startedMs: number;
  readonly requestId: string;
  readonly locale: Locale;
  found?: { readonly name: RouteName; readonly route: Route };
  session?: SessionLimits;
  person?: SignedInPerson;
  /** The session is past its limits, on a route that keeps answers: the call is carried out and answered `session-ended`. */
  hasEnded?: true;
  staff?: ActingStaff;
  call?: ReadCall;
  context?: CallContext;
  refusal?: { readonly slug: ProblemSlug; readonly reference: string };
  fault?: unknown;
}

/** The event with its exchange, as the steps pass it on. */
export type Exchanged = APIGatewayProxyEventV2 & { exchange: Exchange };

/** Where a browser that navigated here is sent instead of a problem it cannot read. */
export type ProblemPage = (slug: ProblemSlug, locale: string) => string;

/**
 * Answers no and notes it for the log. A route of kind `redirect` is navigated to by a browser, so where a
 * page is given for the problem, it is sent there.
 */
export function refuseExchange(
  exchange: Exchange,
  slug: ProblemSlug,
  extras: ProblemExtras = {},
  problemPage?: ProblemPage,
): Response {
  const reference = newReference();
  exchange.refusal = { slug, reference };
  if (problemPage && exchange.found?.route.kind === 'redirect') {
    return redirectResponse({
      outcome: 'redirect',
      location: problemPage(slug, exchange.locale.tag),
      cookies: [],
    });
  }
  return problemResponse(slug, extras, { locale: exchange.locale, reference, session: exchange.session });
}
