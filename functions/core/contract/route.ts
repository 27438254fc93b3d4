import type * as z from 'zod';
import type { ProblemSlug } from './problems.ts';
import type { StaffRole } from './staff-roles.ts';

/** Who may call: anyone, a person with a session, staff with a session. */
export type Access = 'public' | 'person' | 'staff';
export type Capability =
  | 'directory'
  | 'sessions'
  | 'listings'
  | 'care-unit-staff'
  | 'region-staff'
  | 'listed-people'
  | 'staff-roles'
  | 'imports';

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** API Gateway form: `{name}` for path parameters. */
  readonly path: `/${string}`;
  readonly capability: Capability;
  readonly access: Access;
  /**
   * Access `staff`: who may call, by role; nobody else may. Where the path has `{careUnitId}`, a unit role counts at
   * that very unit only.
   */
  readonly roles?: readonly StaffRole[];
  /**
   * Access `staff`: the answer shows people. Nobody is let in without a purpose that holds now, and the handler writes
   * each person's access log before it answers.
   */
  readonly showsPersons?: true;
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
  /**
   * Access `staff`: an import-only token (`Authorization: Bearer`) admits as well as the session does, in the roles that
   * its holder has at that moment. No other route hears of such a token.
   */
  readonly importToken?: true;
  /** Kibibytes of body at most, where that is more than the 32 of other routes: parts of a file. */
  readonly largestBody?: number;
  /** Refusals of this route beside the ones every route can give (see `commonProblems`). */
  readonly problems: readonly ProblemSlug[];
}

/** Every route can answer these, by its access and method. */
export function commonProblems(route: Route): readonly ProblemSlug[] {
  return [
    'invalid-request',
    ...(route.access === 'public' ? [] : (['not-signed-in', 'session-ended'] as const)),
    ...(route.access === 'staff' ? (['role-not-allowed'] as const) : []),
    ...(route.showsPersons ? (['purpose-missing'] as const) : []),
    ...(route.method === 'GET'
      ? []
      : (['foreign-origin', 'unsupported-media-type', 'payload-too-large'] as const)),
    ...(route.idempotent ? (['idempotency-key-missing', 'idempotency-key-reused'] as const) : []),
    'too-many-requests',
    'unexpected-fault',
    'temporarily-unavailable',
  ];
}
