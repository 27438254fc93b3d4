/** What a field of planning can be wrong in. Each has its text in the locale namespace `staff-planning`. */
export type PlanningFaultReason =
  | 'name-missing'
  | 'name-too-long'
  | 'name-taken'
  /** A number may be somebody's identity number. */
  | 'name-has-number'
  | 'number-needed'
  | 'whole-number-needed'
  | 'out-of-range'
  | 'ages-not-hundred'
  | 'stage-missing'
  | 'stage-not-fitting'
  | 'nobody-planned'
  | 'not-on-roster'
  | 'date-not-valid'
  | 'date-to-come'
  | 'must-take-part'
  | 'study-director-awaited'
  | 'ceiling-in-the-past'
  | 'ceiling-out-of-range';

/** A field by its path in the body: `unit.people`, `doctors.3f2a.share`. */
export interface PlanningFault {
  readonly field: string;
  readonly reason: PlanningFaultReason;
}

/** Why an act of planning is not made. */
export type PlanningRefusal =
  | { readonly slug: 'planning-inputs-invalid'; readonly faults: readonly PlanningFault[] }
  /** Saved by somebody else since the page was opened, or the region's coefficients give another number now. */
  | { readonly slug: 'planning-changed' }
  /** Those who must go through the number together have not. */
  | { readonly slug: 'planning-review-missing' }
  | { readonly slug: 'planning-scenario-limit' }
  | { readonly slug: 'not-found' };

export type PlanningRefusalSlug = PlanningRefusal['slug'];

export function refusePlanning(refusal: PlanningRefusal): {
  readonly ok: false;
  readonly refusal: PlanningRefusal;
} {
  return { ok: false, refusal };
}
