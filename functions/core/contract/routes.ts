import * as z from 'zod';
import { careUnitAnswer, findAnswer, findQuery, rulesAnswer } from './directory-schemas.ts';
import {
  choiceAnswer,
  chooseCareUnitBody,
  chooseNamedDoctorBody,
  chosenAnswer,
  draft,
  myPageAnswer,
  receiptAnswer,
} from './listing-schemas.ts';
import type { ProblemSlug } from './problems.ts';
import {
  callbackQuery,
  endedAnswer,
  issuersAnswer,
  jwksAnswer,
  loginQuery,
  sessionAnswer,
} from './session-schemas.ts';
import { careUnitId, receiptId } from './values.ts';

/** Who may call: anyone, a person with a session, staff with a session. */
export type Access = 'public' | 'person' | 'staff';
export type Capability = 'directory' | 'sessions' | 'listings';

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** API Gateway form: `{name}` for path parameters. */
  readonly path: `/${string}`;
  readonly capability: Capability;
  readonly access: Access;
  /** Only login, callback redirect; everything else answers JSON. */
  readonly kind: 'json' | 'redirect';
  readonly summary: string;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodObject;
  readonly answer?: z.ZodType;
  readonly success: 200 | 201 | 303;
  /** Unsafe routes that a person may resend: the header `Idempotency-Key` is required. */
  readonly idempotent?: true;
  /**
   * What a person filled in is not lost when the session ends by time: for a while the ended session may still leave
   * the answer here. The caller is told `session-ended` all the same, and nothing is read or chosen (ADR 8).
   */
  readonly keepsAnswers?: true;
  /** Refusals of this route beside the ones every route can give (see `commonProblems`). */
  readonly problems: readonly ProblemSlug[];
}

/** Every route can answer these, by its access and method. */
export function commonProblems(route: Route): readonly ProblemSlug[] {
  return [
    'invalid-request',
    ...(route.access === 'public' ? [] : (['not-signed-in', 'session-ended'] as const)),
    ...(route.method === 'GET'
      ? []
      : (['foreign-origin', 'unsupported-media-type', 'payload-too-large'] as const)),
    ...(route.idempotent ? (['idempotency-key-missing', 'idempotency-key-reused'] as const) : []),
    'too-many-requests',
    'unexpected-fault',
    'temporarily-unavailable',
  ];
}

const ageProblems = ['guardian-chooses', 'guardian-confirms'] as const;
const doctorProblems = ['doctor-full', 'doctor-not-choosable', 'doctor-takes-others'] as const;

/** The API, once. Handlers, the typed client, OpenAPI, the CDK routes and the tests all come from this table. */
export const routes = {
  findCareUnits: {
    method: 'GET',
    path: '/api/care-units',
    capability: 'directory',
    access: 'public',
    kind: 'json',
    summary: 'Every listable care unit of the region, searched, filtered and sorted',
    query: findQuery,
    answer: findAnswer,
    success: 200,
    problems: [],
  },
  getCareUnit: {
    method: 'GET',
    path: '/api/care-units/{careUnitId}',
    capability: 'directory',
    access: 'public',
    kind: 'json',
    summary: 'One care unit with its doctors who can be chosen',
    params: z.strictObject({ careUnitId }),
    answer: careUnitAnswer,
    success: 200,
    problems: ['not-found'],
  },
  getRules: {
    method: 'GET',
    path: '/api/rules',
    capability: 'directory',
    access: 'public',
    kind: 'json',
    summary: 'What the region has decided: from which ages, how many changes, when a choice applies',
    answer: rulesAnswer,
    success: 200,
    problems: [],
  },
  getOpenApi: {
    method: 'GET',
    path: '/api/openapi.json',
    capability: 'directory',
    access: 'public',
    kind: 'json',
    summary: 'This API as an OpenAPI 3.1 document',
    answer: z.record(z.string(), z.unknown()),
    success: 200,
    problems: [],
  },
  findIssuers: {
    method: 'GET',
    path: '/api/e-id-issuers',
    capability: 'sessions',
    access: 'public',
    kind: 'json',
    summary: 'The e-ID providers one can sign in with',
    answer: issuersAnswer,
    success: 200,
    problems: [],
  },
  startLogin: {
    method: 'GET',
    path: '/auth/login',
    capability: 'sessions',
    access: 'public',
    kind: 'redirect',
    summary: 'Starts an e-ID login (OpenID Connect) and redirects to the provider',
    query: loginQuery,
    success: 303,
    problems: [],
  },
  finishLogin: {
    method: 'GET',
    path: '/auth/callback',
    capability: 'sessions',
    access: 'public',
    kind: 'redirect',
    summary: 'Where the provider returns to: opens a session, or redirects to a page that says why not',
    query: callbackQuery,
    success: 303,
    problems: [],
  },
  getClientKeys: {
    method: 'GET',
    path: '/auth/jwks',
    capability: 'sessions',
    access: 'public',
    kind: 'json',
    summary: 'Public keys of this client (private_key_jwt)',
    answer: jwksAnswer,
    success: 200,
    problems: [],
  },
  getSession: {
    method: 'GET',
    path: '/api/session',
    capability: 'sessions',
    access: 'person',
    kind: 'json',
    summary: 'When the session ends; asking does not extend it',
    answer: sessionAnswer,
    success: 200,
    problems: [],
  },
  extendSession: {
    method: 'POST',
    path: '/api/session/extension',
    capability: 'sessions',
    access: 'person',
    kind: 'json',
    summary: 'Extends the idle limit, never the absolute one (WCAG 2.2.1)',
    answer: sessionAnswer,
    success: 200,
    problems: [],
  },
  endSession: {
    method: 'POST',
    path: '/api/session/end',
    capability: 'sessions',
    access: 'person',
    kind: 'json',
    summary: 'Ends the session at once and clears the cookie',
    answer: endedAnswer,
    success: 200,
    problems: [],
  },
  getMyPage: {
    method: 'GET',
    path: '/api/my-page',
    capability: 'listings',
    access: 'person',
    kind: 'json',
    summary: 'Own listing, named doctor, pending choice, changes left, history',
    answer: myPageAnswer,
    success: 200,
    problems: [],
  },
  getChoice: {
    method: 'GET',
    path: '/api/choice',
    capability: 'listings',
    access: 'person',
    kind: 'json',
    summary: 'The choice being made: answers so far and what they would meet',
    answer: choiceAnswer,
    success: 200,
    problems: [],
  },
  saveDraft: {
    method: 'PUT',
    path: '/api/choice',
    capability: 'listings',
    access: 'person',
    kind: 'json',
    summary: 'Keeps the answers so far for 24 hours',
    body: draft,
    answer: z.object({ intentKey: z.string() }),
    success: 200,
    keepsAnswers: true,
    problems: ['care-unit-not-listable', ...ageProblems],
  },
  chooseCareUnit: {
    method: 'POST',
    path: '/api/listing-choices',
    capability: 'listings',
    access: 'person',
    kind: 'json',
    summary: 'Takes a place at a care unit, with the answer on a named doctor',
    body: chooseCareUnitBody,
    answer: chosenAnswer,
    success: 201,
    idempotent: true,
    problems: [
      'care-unit-full',
      'care-unit-not-listable',
      'rechoice-limit-reached',
      'already-listed-here',
      'conditions-changed',
      ...doctorProblems,
      ...ageProblems,
    ],
  },
  cancelPendingChoice: {
    method: 'POST',
    path: '/api/listing-choices/cancellation',
    capability: 'listings',
    access: 'person',
    kind: 'json',
    summary: 'Cancels the choice that waits for midnight, at no cost',
    answer: z.object({ cancelledReceiptId: receiptId }),
    success: 200,
    idempotent: true,
    problems: ['nothing-pending', ...ageProblems],
  },
  chooseNamedDoctor: {
    method: 'POST',
    path: '/api/named-doctor-choices',
    capability: 'listings',
    access: 'person',
    kind: 'json',
    summary: 'Chooses or changes doctor at the unit where one is listed; at once, costs no change',
    body: chooseNamedDoctorBody,
    answer: chosenAnswer,
    success: 201,
    idempotent: true,
    problems: ['not-listed-here', 'doctor-already-chosen', ...doctorProblems, ...ageProblems],
  },
  getReceipt: {
    method: 'GET',
    path: '/api/receipts/{receiptId}',
    capability: 'listings',
    access: 'person',
    kind: 'json',
    summary: 'What was chosen, when it applies and the conditions that were told',
    params: z.strictObject({ receiptId }),
    answer: receiptAnswer,
    success: 200,
    problems: ['not-found'],
  },
} as const satisfies Record<string, Route>;

export type Routes = typeof routes;
export type RouteName = keyof Routes;
export type RoutesOf<C extends Capability> = {
  [N in RouteName]: Routes[N]['capability'] extends C ? N : never;
}[RouteName];

type Parsed<T> = T extends z.ZodType ? z.output<T> : undefined;
/** What a route takes, parsed. */
export interface CallOf<N extends RouteName> {
  readonly params: Routes[N] extends { params: infer P } ? Parsed<P> : undefined;
  readonly query: Routes[N] extends { query: infer Q } ? Parsed<Q> : undefined;
  readonly body: Routes[N] extends { body: infer B } ? Parsed<B> : undefined;
}
/** What a route answers when it succeeds. */
export type AnswerOf<N extends RouteName> = Routes[N] extends { answer: infer A } ? Parsed<A> : undefined;
