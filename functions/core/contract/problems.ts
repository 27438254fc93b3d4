import * as z from 'zod';
import type { BasisRefusal } from '#domain/basis-decision.ts';
import type { CapRefusal } from '#domain/cap-application.ts';
import type { ExemptionRefusal } from '#domain/decide-exemption.ts';
import type { StaffRoleRefusal } from '#domain/decide-staff-role.ts';
import type { JobRefusal } from '#domain/import-job.ts';
import type { PlanningRefusalSlug } from '#domain/planning/planning-fault.ts';
import type { PolicyRefusal } from '#domain/policy-decision.ts';
import type { RefusalSlug } from '#domain/refusals.ts';
import type { RosterRefusalSlug } from '#domain/roster-fault.ts';

/**
 * Every way a call can be refused, by slug: HTTP status. The slug is the end of the problem type (RFC 9457) and the
 * key of its title and detail in `locales/{tag}/problems.json`.
 */
export const problemStatus = {
  'care-unit-full': 409,
  'doctor-full': 409,
  'doctor-not-choosable': 409,
  'doctor-takes-others': 409,
  'care-unit-not-listable': 409,
  'rechoice-limit-reached': 409,
  'already-listed-here': 409,
  'not-listed-here': 409,
  'doctor-already-chosen': 409,
  'already-waiting': 409,
  'not-waiting': 409,
  'too-many-waiting-places': 409,
  'place-free': 409,
  'nothing-pending': 409,
  'conditions-changed': 409,
  'guardian-chooses': 403,
  'guardian-confirms': 403,
  'export-too-large': 409,
  'roster-entry-invalid': 422,
  'roster-changed': 409,
  'roster-unchanged': 409,
  'nothing-to-undo': 409,
  'roster-change-built-on': 409,
  'special-reasons-missing': 409,
  'consultation-missing': 409,
  'cap-period-invalid': 409,
  'cap-differs-from-application': 409,
  'cap-already-decided': 409,
  'cap-application-open': 409,
  'exemption-not-allowed': 409,
  'exemption-period-invalid': 409,
  'exemption-already-withdrawn': 409,
  'purpose-missing': 403,
  'listing-changed': 409,
  'doctor-chosen-by-person': 409,
  'doctor-declined': 409,
  'proposal-answered': 409,
  'role-given-to-oneself': 403,
  'role-not-yours-to-give': 403,
  'role-period-invalid': 409,
  'role-held-already': 409,
  'role-ended-already': 409,
  'last-region-decider': 409,
  'care-unit-unknown': 409,
  'planning-inputs-invalid': 422,
  'planning-changed': 409,
  'planning-review-missing': 409,
  'planning-scenario-limit': 409,
  'policy-rules-invalid': 422,
  'policy-date-invalid': 409,
  'policy-unchanged': 409,
  'policy-changed': 409,
  'policy-not-coming': 409,
  'policy-versions-too-many': 409,
  'basis-invalid': 409,
  'basis-unchanged': 409,
  'care-unit-changed': 409,
  'import-not-possible': 409,
  'import-parts-missing': 409,
  'import-other-running': 409,
  'invalid-request': 400,
  'not-signed-in': 401,
  'session-ended': 401,
  'foreign-origin': 403,
  'role-not-allowed': 403,
  'not-found': 404,
  'method-not-allowed': 405,
  'payload-too-large': 413,
  'unsupported-media-type': 415,
  'idempotency-key-missing': 400,
  'idempotency-key-reused': 422,
  'too-many-requests': 429,
  'unexpected-fault': 500,
  'temporarily-unavailable': 503,
} as const satisfies Record<string, number> &
  Record<
    | RefusalSlug
    | RosterRefusalSlug
    | CapRefusal['slug']
    | ExemptionRefusal['slug']
    | StaffRoleRefusal['slug']
    | PlanningRefusalSlug
    | PolicyRefusal['slug']
    | BasisRefusal['slug']
    | JobRefusal['slug'],
    number
  >;

export type ProblemSlug = keyof typeof problemStatus;

/** Problem details as sent: `application/problem+json`. Nothing a person typed is ever echoed. */
export const problemSchema = z.strictObject({
  type: z.string().describe('`urn:problem:` and the slug'),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  reference: z.string().describe('Reference number to give when one asks for help'),
  errors: z.array(z.strictObject({ pointer: z.string(), reason: z.string() })).optional(),
  nextAllowedOn: z.iso.date().optional(),
  careUnitId: z.string().optional(),
  doctorId: z.string().optional(),
  currentVersion: z.string().optional(),
});
export type Problem = z.infer<typeof problemSchema>;

export const problemType = (slug: ProblemSlug): string => `urn:problem:${slug}`;

/** The slug of a problem received, or `unexpected-fault` for one this version does not know. */
export function slugOf(problem: { type: string }): ProblemSlug {
  const slug = problem.type.replace(/^urn:problem:/, '');
  return Object.hasOwn(problemStatus, slug) ? (slug as ProblemSlug) : 'unexpected-fault';
}
