import { notEligible } from './doctor-eligibility.ts';
import type { DoctorFacts, NotEligible } from './named-doctor-rules.ts';
import { comingVersions, type DatedPolicy, versionAt } from './policy.ts';

/** What the rules in force say of a doctor, and the first coming version that says otherwise. */
export interface RulesOnDoctor {
  /** The version that a doctor who does not pass fails. */
  readonly now?: { readonly reason: NotEligible; readonly version: DatedPolicy };
  /** From then on she or he passes (no reason), or does not. */
  readonly next?: { readonly reason?: NotEligible; readonly version: DatedPolicy };
}

/** Tells, ahead, when the region's decided rules will begin or stop letting a doctor be a named doctor. */
export function rulesOnDoctor(
  facts: DoctorFacts,
  versions: readonly DatedPolicy[],
  now: Date,
): RulesOnDoctor {
  const inForce = versionAt(versions, now);
  const reason = inForce && notEligible(facts, inForce.policy.namedDoctor);
  const other = comingVersions(versions, now).find(
    ({ policy }) => (notEligible(facts, policy.namedDoctor) === undefined) !== (reason === undefined),
  );
  const then = other && notEligible(facts, other.policy.namedDoctor);
  return {
    ...(inForce && reason && { now: { reason, version: inForce } }),
    ...(other && { next: { ...(then && { reason: then }), version: other } }),
  };
}
