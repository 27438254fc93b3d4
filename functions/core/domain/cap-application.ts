import type { CapExemption } from './cap-exemption.ts';
import type { DatedCap } from './capacity.ts';
import type { CapDecision } from './roster.ts';
import type { StaffRole } from './staff-assignment.ts';

/**
 * A cap on listing is a decision by the region on the provider's request, never a slider of the unit's own
 * (HSL 7 kap. 3 c §). Here: what is asked for, what is decided, and the one table of what may follow what.
 */

/** What is asked for or decided: at most so many listed people, from one local date through another, inclusive. */
export type CapTerms = {
  readonly number: number;
  readonly from: string;
  /** Absent: until further notice, where the region's policy allows that. */
  readonly through?: string;
  readonly exemptions: CapExemption[];
};

/** Talks between region and provider before a cap is decided, where the region's policy asks for them. */
export type Consultation = {
  /** Local date. */
  readonly heldOn: string;
  readonly summary: string;
  readonly recordedAt: string;
  readonly recordedBy: string;
};

/**
 * Where an application stands. `granted` and `partlyRefused` are caps with a period; whether one is in force is told
 * by the clock, not by the status.
 */
export type CapStatus = 'applied' | 'consulted' | 'granted' | 'partlyRefused' | 'refused' | 'ended';

/** What staff can do with an application. */
export type CapAct = 'recordConsultation' | 'grant' | 'refusePartly' | 'refuseWholly' | 'extend' | 'endEarly';

/** A unit's request that the region limit the number of people listed there. */
export type CapApplication = {
  readonly applicationId: string;
  readonly careUnitId: string;
  readonly appliedAt: string;
  /** Staff member id of the applicant. */
  readonly appliedBy: string;
  readonly reasons: string;
  readonly actionPlan: string;
  readonly wished: CapTerms;
  readonly consultation?: Consultation;
  readonly status: CapStatus;
  /** The number of the decision, where it was made before the service: a case without an application. */
  readonly earlierDecisionNumber?: string;
};

/**
 * A decision on a cap, with what is needed to challenge it. Never edited: ending early and extending are decisions of
 * their own, which name the one they replace.
 */
export type CapRuling = {
  readonly decisionId: string;
  readonly applicationId: string;
  readonly careUnitId: string;
  readonly kind: Exclude<CapAct, 'recordConsultation'>;
  readonly decidedAt: string;
  /** Staff member id of the decider. */
  readonly decidedBy: string;
  /** The terms as they are after this decision; absent where the region refused wholly. */
  readonly terms?: CapTerms;
  /** The local date from which the cap is lifted; of `endEarly` alone. */
  readonly liftedFrom?: string;
  readonly reasons: string;
  /** Refusing, wholly or partly, requires them (HSL 7 kap. 3 c §). */
  readonly specialReasons?: string;
  readonly diaryNumber: string;
  /** Local date on which the minutes were announced on the notice board (KL 8 kap.). */
  readonly announcedOn: string;
  /** Last local date on which legality review can be asked for (KL 13 kap. 5 §). */
  readonly challengeThrough: string;
  readonly replacesDecisionId?: string;
};

/** The whole lifecycle: from a status, by an act, to a status. What is not here is refused. */
export const capTransitions: Readonly<Record<CapStatus, Readonly<Partial<Record<CapAct, CapStatus>>>>> = {
  applied: {
    recordConsultation: 'consulted',
    grant: 'granted',
    refusePartly: 'partlyRefused',
    refuseWholly: 'refused',
  },
  consulted: { grant: 'granted', refusePartly: 'partlyRefused', refuseWholly: 'refused' },
  granted: { extend: 'granted', endEarly: 'ended' },
  partlyRefused: { extend: 'partlyRefused', endEarly: 'ended' },
  refused: {},
  ended: {},
};

/** Whether the region still has to decide. */
export function isOpen({ status }: Pick<CapApplication, 'status'>): boolean {
  return status === 'applied' || status === 'consulted';
}

/** What a unit's caps are judged on. Who runs the unit is not here: own-run and private units are judged alike. */
export interface CareUnitCaps {
  readonly careUnitId: string;
  /** The capacity's dated caps, and its `rev`. */
  readonly caps: readonly DatedCap[];
  readonly rev: number;
  /** The periods that the unit page tells. */
  readonly told: readonly CapDecision[];
  /** In the order in which they were applied for. */
  readonly applications: readonly CapApplication[];
  /** In the order in which they were decided. */
  readonly rulings: readonly CapRuling[];
}

/** Who acts in the service's staff part. */
export interface ActingStaff {
  readonly staffMemberId: string;
  readonly role: StaffRole;
}

/** What the rules on caps can answer no with. */
export type CapRefusal =
  /** Refusing, wholly or partly, without the special reasons that the law requires (HSL 7 kap. 3 c §). */
  | { readonly slug: 'special-reasons-missing' }
  /** The region's policy asks for consultation before a cap is decided. */
  | { readonly slug: 'consultation-missing' }
  /** A period that runs backwards, begins in the past, meets another cap, or has no end where policy requires one. */
  | { readonly slug: 'cap-period-invalid' }
  /** Granted on other terms than were asked for: that is a refusal in part. */
  | { readonly slug: 'cap-differs-from-application' }
  /** The lifecycle has no such step from here: decided already, ended, or never granted. */
  | { readonly slug: 'cap-already-decided' }
  /** The unit has an application that is not decided yet. */
  | { readonly slug: 'cap-application-open' }
  /** A unit cannot cap itself: the region decides (HSL 7 kap. 3 c §). */
  | { readonly slug: 'role-not-allowed' };

/** Says no to a staff act on a cap. */
export function refuseCap(slug: CapRefusal['slug']): { readonly ok: false; readonly refusal: CapRefusal } {
  return { ok: false, refusal: { slug } };
}
