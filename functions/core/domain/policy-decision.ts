import type { RulesFault } from './check-named-doctor-rules.ts';
import type { DatedPolicy } from './policy.ts';
import type { StaffRole } from './staff-assignment.ts';

/** A decision of the region on its policy: why, by whom, when. Never edited; a correction is another decision. */
export type PolicyRuling = {
  /** New rules on who may be a named doctor; or a version that has not begun is taken back. */
  readonly kind: 'named-doctor-rules' | 'withdrawal';
  readonly reasons: string;
  /** Local date on which the region decided. */
  readonly decidedOn: string;
  /** Local date on which the minutes were announced on the notice board (KL 8 kap.). */
  readonly announcedOn: string;
  /** Last local date on which legality review can be asked for (KL 13 kap. 5 §). */
  readonly challengeThrough: string;
  /** Instant at which it was registered here. */
  readonly registeredAt: string;
  readonly registeredBy: string;
  readonly role: StaffRole;
  /** The decision that is taken back. */
  readonly withdraws?: string;
};

/** A decision with the version of the policy that it made. */
export interface PolicyDecision {
  readonly version: DatedPolicy;
  readonly ruling: PolicyRuling;
}

/** The region's policy as a decision meets it. */
export interface RegionPolicy {
  /** As kept with the policy (`keptVersions`), in the order in which they were decided. */
  readonly versions: readonly DatedPolicy[];
  /** Made in the service, in the order in which they were made. */
  readonly decisions: readonly PolicyDecision[];
}

/** What the rules on decisions of policy can answer no with. */
export type PolicyRefusal =
  /** Only a decider of the region decides. */
  | { readonly slug: 'role-not-allowed' }
  /** Somebody decided since the form was opened. */
  | { readonly slug: 'policy-changed' }
  /** Begins in the past, was decided in the future, or was announced before it was decided. */
  | { readonly slug: 'policy-date-invalid' }
  | { readonly slug: 'policy-rules-invalid'; readonly faults: readonly RulesFault[] }
  /** Says what would be in force then anyway. */
  | { readonly slug: 'policy-unchanged' }
  /** Only a version that has not begun can be taken back. */
  | { readonly slug: 'policy-not-coming' }
  /** More versions wait to begin than the policy keeps. */
  | { readonly slug: 'policy-versions-too-many' };

/** Says no to a decision on the policy. */
export function refusePolicy(refusal: PolicyRefusal): {
  readonly ok: false;
  readonly refusal: PolicyRefusal;
} {
  return { ok: false, refusal };
}
