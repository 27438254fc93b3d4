import type { ProblemSlug } from '#contract/problems.ts';

/** Every slug of the contract: one that is missing or stray does not compile. */
const known: Readonly<Record<ProblemSlug, true>> = {
  'care-unit-full': true,
  'doctor-full': true,
  'doctor-not-choosable': true,
  'doctor-takes-others': true,
  'care-unit-not-listable': true,
  'rechoice-limit-reached': true,
  'already-listed-here': true,
  'not-listed-here': true,
  'doctor-already-chosen': true,
  'already-waiting': true,
  'not-waiting': true,
  'too-many-waiting-places': true,
  'place-free': true,
  'nothing-pending': true,
  'conditions-changed': true,
  'guardian-chooses': true,
  'guardian-confirms': true,
  'export-too-large': true,
  'roster-entry-invalid': true,
  'roster-changed': true,
  'roster-unchanged': true,
  'nothing-to-undo': true,
  'roster-change-built-on': true,
  'special-reasons-missing': true,
  'consultation-missing': true,
  'cap-period-invalid': true,
  'cap-differs-from-application': true,
  'cap-already-decided': true,
  'cap-application-open': true,
  'exemption-not-allowed': true,
  'exemption-period-invalid': true,
  'exemption-already-withdrawn': true,
  'purpose-missing': true,
  'listing-changed': true,
  'doctor-chosen-by-person': true,
  'doctor-declined': true,
  'proposal-answered': true,
  'role-given-to-oneself': true,
  'role-not-yours-to-give': true,
  'role-period-invalid': true,
  'role-held-already': true,
  'role-ended-already': true,
  'last-region-decider': true,
  'care-unit-unknown': true,
  'planning-inputs-invalid': true,
  'planning-changed': true,
  'planning-review-missing': true,
  'planning-scenario-limit': true,
  'policy-rules-invalid': true,
  'policy-date-invalid': true,
  'policy-unchanged': true,
  'policy-changed': true,
  'policy-not-coming': true,
  'policy-versions-too-many': true,
  'basis-invalid': true,
  'basis-unchanged': true,
  'care-unit-changed': true,
  'import-not-possible': true,
  'import-parts-missing': true,
  'import-other-running': true,
  'invalid-request': true,
  'not-signed-in': true,
  'session-ended': true,
  'foreign-origin': true,
  'role-not-allowed': true,
  'not-found': true,
  'method-not-allowed': true,
  'payload-too-large': true,
  'unsupported-media-type': true,
  'idempotency-key-missing': true,
  'idempotency-key-reused': true,
  'too-many-requests': true,
  'unexpected-fault': true,
  'temporarily-unavailable': true,
};

function isKnown(slug: string): slug is ProblemSlug {
  return Object.hasOwn(known, slug);
}

/** The slug of a problem type, or of a refusal that an answer names; `unexpected-fault` for one we do not know. */
export function slugOf(type: string): ProblemSlug {
  const slug = type.replace(/^urn:problem:/, '');
  return isKnown(slug) ? slug : 'unexpected-fault';
}

/** Every problem that the service can answer with, for support to look one up. */
export const problemSlugs: readonly ProblemSlug[] = Object.keys(known).filter(isKnown);
