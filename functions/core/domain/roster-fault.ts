/** What a field of a roster form can be wrong in. Each has its text in the locale namespace `staff-roster`. */
export type RosterFaultReason =
  | 'name-missing'
  | 'name-too-long'
  /** "Norberg 1" is a list, not a person; and a number may be somebody's identity number. */
  | 'doctor-name-has-digits'
  | 'list-name-has-number'
  | 'note-too-long'
  | 'speciality-unknown'
  | 'training-year-unknown'
  | 'kind-fixed'
  | 'share-out-of-range'
  | 'language-unknown'
  | 'supervisor-is-oneself'
  | 'date-not-valid'
  | 'ends-before-start'
  | 'shown-reversed'
  /** Nobody is shown after the last day. */
  | 'shown-after-end'
  | 'age-out-of-range'
  | 'ages-reversed'
  /** A last day is set on the page that says how many people it touches. */
  | 'end-elsewhere'
  | 'absence-reversed'
  | 'absences-overlap'
  | 'absences-too-many'
  | 'cover-not-on-roster'
  | 'ceiling-out-of-range'
  | 'ceiling-in-the-past'
  | 'nothing-chosen'
  /** Nobody on the roster, the one who leaves, a list, or somebody who leaves too. */
  | 'successor-not-there';

export type RosterField =
  | 'kind'
  | 'name'
  | 'share'
  | 'languages'
  | 'supervisorName'
  | 'speciality'
  | 'trainingYear'
  | 'takesNote'
  | 'startsOn'
  | 'leavesOn'
  | 'visibleFrom'
  | 'visibleThrough'
  | 'agesFrom'
  | 'agesThrough'
  | 'successorDoctorId'
  | 'absences'
  | 'ceiling'
  | 'ceilingFrom'
  | 'doctorIds';

export interface RosterFault {
  readonly field: RosterField;
  readonly reason: RosterFaultReason;
}

/** Why a change of the roster is not made. The slug is the problem's, as for a person's own acts. */
export type RosterRefusal =
  /** Values that cannot be: all of them, so that they can be mended at once. */
  | { readonly slug: 'roster-entry-invalid'; readonly faults: readonly RosterFault[] }
  /** Someone else changed the unit's roster or places since the page was opened. */
  | { readonly slug: 'roster-changed' }
  /** Everything is as it was: nothing to save. */
  | { readonly slug: 'roster-unchanged' }
  /** No change, or not the latest one, or an undo itself. */
  | { readonly slug: 'nothing-to-undo' }
  /** Somebody has chosen or left the doctor since, or a colleague's cover leans on it. */
  | { readonly slug: 'roster-change-built-on' };

export type RosterRefusalSlug = RosterRefusal['slug'];
