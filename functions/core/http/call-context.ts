import type { Problem, ProblemSlug } from '#contract/problems.ts';
import type { Capability } from '#contract/route.ts';
import type { AnswerOf, CallOf, RouteName, Routes, RoutesOf } from '#contract/routes.ts';
import type { Person } from '#domain/person.ts';
import type { ChosenPurpose } from '#domain/purpose.ts';
import type { Refusal } from '#domain/refusals.ts';
import type { StaffAssignment, StaffRole } from '#domain/staff-assignment.ts';

/** Who called, as the session says: what the rules need, and the language the person prefers. */
export interface SignedInPerson extends Person {
  readonly language?: string;
}

/** A session that is alive, whoever's: its two limits (ISO, UTC); it ends at the earlier one. */
export interface SessionLimits {
  /** Which e-ID provider it was opened by. */
  readonly issuerId: string;
  readonly idleUntil: string;
  readonly absoluteUntil: string;
}
/** The session of a person. */
export interface LiveSession extends SessionLimits {
  readonly person: SignedInPerson;
}

/** A member of staff, with the assignments in force at the instant of the call: at least one. */
export interface SignedInStaff {
  readonly staffMemberId: string;
  readonly assignments: readonly StaffAssignment[];
  /** Why people are looked at, where one was chosen; it may have run out. */
  readonly purpose?: ChosenPurpose;
}
/** The session of a member of staff. It is never a person's, even if both are the same human being. */
export interface LiveStaffSession extends SessionLimits {
  readonly staff: SignedInStaff;
}
/** A member of staff who was admitted to a route. */
export interface ActingStaff extends SignedInStaff {
  /** The role that admitted this call, for the event's actor: the first of the route's `roles` that is held. */
  readonly role: StaffRole;
}

/** What a use case may know of the call beside its parsed parts. Time is fixed once per invocation. */
export interface CallContext {
  readonly now: Date;
  readonly ids: {
    /** 26 lower-case base 32 characters, 128 random bits. */
    readonly newId: () => string;
  };
  /** Tag of the reader's locale, one of `locales/locales.json`. */
  readonly locale: string;
  readonly person?: SignedInPerson;
  /** Only on routes of access `staff`. */
  readonly staff?: ActingStaff;
  readonly session?: SessionLimits;
  readonly idempotencyKey?: string;
  readonly requestId: string;
  /** Value of a cookie of ours; absent when it is missing or was sent twice. */
  readonly cookie: (name: string) => string | undefined;
}

/** The context of one route: what its access and its idempotency guarantee is not optional. */
export type ContextOf<N extends RouteName> = CallContext &
  (Routes[N]['access'] extends 'person' ? { person: SignedInPerson; session: SessionLimits } : unknown) &
  (Routes[N]['access'] extends 'staff' ? { staff: ActingStaff; session: SessionLimits } : unknown) &
  (Routes[N] extends { showsPersons: true } ? { staff: { purpose: ChosenPurpose } } : unknown) &
  (Routes[N] extends { idempotent: true } ? { idempotencyKey: string } : unknown);

/** What a problem may tell beside its texts; never anything that the caller typed. */
export type ProblemExtras = Pick<
  Problem,
  'errors' | 'nextAllowedOn' | 'careUnitId' | 'doctorId' | 'currentVersion'
>;

export interface Problemed {
  readonly outcome: 'problem';
  readonly slug: ProblemSlug;
  readonly extras: ProblemExtras;
}

/** An answer with cookies to set, or with a session whose limits the call itself changed. */
export interface Answered<A> {
  readonly outcome: 'answer';
  readonly answer: A;
  readonly cookies: readonly string[];
  readonly session?: SessionLimits;
}

export interface Redirected {
  readonly outcome: 'redirect';
  readonly location: string;
  readonly cookies: readonly string[];
}

/** What a handler may return: the plain answer is the usual case. */
export type OutcomeOf<N extends RouteName> = Routes[N]['kind'] extends 'redirect'
  ? Redirected | Problemed
  : AnswerOf<N> | Answered<AnswerOf<N>> | Problemed;

/** One handler for each route of a capability: a missing one does not compile. */
export type HandlersOf<C extends Capability> = {
  readonly [N in RoutesOf<C>]: (call: CallOf<N>, context: ContextOf<N>) => Promise<OutcomeOf<N>>;
};

/** Says no by slug, with what the person needs to know. */
export function problem(slug: ProblemSlug, extras: ProblemExtras = {}): Problemed {
  return { outcome: 'problem', slug, extras };
}

/** The problem of a refusal of the rules: the same slug, the same facts. */
export function problemOf(refusal: Refusal): Problemed {
  const { slug, ...extras } = refusal;
  return problem(slug, extras);
}

/** An answer that also sets cookies, or tells the limits of a session that the call changed. */
export function answered<A>(
  answer: A,
  also: { cookies?: readonly string[]; session?: SessionLimits },
): Answered<A> {
  return {
    outcome: 'answer',
    answer,
    cookies: also.cookies ?? [],
    ...(also.session && { session: also.session }),
  };
}

/** Sends the browser on (303). `location` is a path of ours or an address that configuration names. */
export function redirect(location: string, cookies: readonly string[] = []): Redirected {
  return { outcome: 'redirect', location, cookies };
}
