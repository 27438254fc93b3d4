import type { DoctorFacts } from './named-doctor-rules.ts';
import type { Speciality } from './specialities.ts';

/** The static facts of a care unit, as registered; what moves (places) stands on its `Capacity`. */
export interface CareUnitProfile {
  readonly careUnitId: string;
  readonly name: string;
  /** HSA-id, where the unit has one; compared without regard to case. */
  readonly hsaId?: string;
  readonly runBy: 'region' | 'private';
  readonly careProviderName: string;
  /** Own-run or under contract; local dates, inclusive. Outside them one cannot be listed (HSL 7 kap. 3 a §). */
  readonly basis: {
    readonly kind: 'ownRun' | 'contract';
    readonly from: string;
    readonly through?: string;
  };
  readonly municipality?: { readonly code: string; readonly name: string };
  readonly digitalOnly: boolean;
  readonly address?: string;
  readonly phone: string;
  /** WGS 84. */
  readonly position?: { readonly lat: number; readonly lon: number };
  /** ISO weekdays 1–7; times HH:MM local. */
  readonly openingHours: readonly {
    readonly days: readonly number[];
    readonly opens: string;
    readonly closes: string;
  }[];
  readonly languages: readonly string[];
  readonly alsoThere: readonly string[];
  readonly premises: readonly string[];
  readonly staffCategories: readonly string[];
  readonly conditions: UnitConditions;
  /** Decisions that limit listing, for the unit page; the numbers themselves are the capacity's `caps`. */
  readonly capDecisions?: readonly CapDecision[];
}

/** Conditions of a choice from afar: a condition, never a bar. */
export interface UnitConditions {
  readonly homeVisits: 'everyone' | 'ownMunicipality' | 'withinKm' | 'none';
  readonly homeVisitKm?: number;
  readonly travel: 'asToNearest' | 'full' | 'none';
}

/** A region's decision on a cap (HSL 7 kap. 3 c §); local dates, inclusive. */
export interface CapDecision {
  readonly from: string;
  readonly through?: string;
  readonly decisionNumber: string;
  /** The application it was decided on; absent for a decision from before the service. */
  readonly applicationId?: string;
}

/**
 * Someone on a unit's roster. A placeholder list (people listed without a named doctor) is internal: it is never shown,
 * never choosable, never counted as a doctor, and so it never stands on the capacity.
 */
export interface RosterDoctor {
  readonly doctorId: string;
  readonly kind: 'doctor' | 'placeholderList';
  readonly name: string;
  readonly facts: DoctorFacts;
  /** Share of full time, per cent. */
  readonly share: number;
  readonly languages: readonly string[];
  /** Told to patients where the category does not say it. */
  readonly speciality?: Speciality;
  /** The year of specialist training a doctor in training is in; for staff. */
  readonly trainingYear?: number;
  /** Whom the doctor takes, in the unit’s own words, told to patients: it informs and bars nobody. */
  readonly takesNote?: string;
  readonly supervisorName?: string;
  readonly absences: readonly Absence[];
  /** First local date at the unit. */
  readonly startsOn: string;
  /** Last local date at the unit, where one is known. */
  readonly leavesOn?: string;
  /** First and last local date on which patients see the doctor; absent: the first and the last day at the unit. */
  readonly visibleFrom?: string;
  readonly visibleThrough?: string;
  /** The colleague whom the unit proposes to those the doctor leaves. */
  readonly successorDoctorId?: string;
}

/** Away, from one local date through another; why is not kept. */
export interface Absence {
  readonly from: string;
  readonly through: string;
  readonly coveredByDoctorId?: string;
}
