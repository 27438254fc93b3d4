/**
 * What the rules can answer no with. A refusal is a value: the same slug is the problem type (RFC 9457),
 * the key of its text in `locales/{tag}/problems.json`, the log code and the name of its test.
 */
export type Refusal =
  /** The unit's cap is reached (HSL 7 kap. 3 c §; the region's decision). */
  | { readonly slug: 'care-unit-full'; readonly careUnitId: string }
  /** The doctor's ceiling is reached. It blocks choosing the doctor, never listing at the unit. */
  | { readonly slug: 'doctor-full'; readonly doctorId: string }
  /** Not on the unit's roster, not visible yet or any more, or not accepting new people. */
  | { readonly slug: 'doctor-not-choosable'; readonly doctorId: string }
  /** The doctor is on the roster but takes other people only (a paediatrician, a geriatrician). */
  | { readonly slug: 'doctor-takes-others'; readonly doctorId: string }
  /** No contract and not run by the region on the day it would take effect (HSL 7 kap. 3 a §). */
  | { readonly slug: 'care-unit-not-listable'; readonly careUnitId: string }
  /** Two counted changes in twelve months (HSL 7 kap. 3 a §, patientlagen 9 kap. 1 §). */
  | { readonly slug: 'rechoice-limit-reached'; readonly nextAllowedOn: string }
  | { readonly slug: 'already-listed-here'; readonly careUnitId: string }
  /** A named doctor is chosen where one is listed (patientlagen 6 kap. 3 §). */
  | { readonly slug: 'not-listed-here'; readonly careUnitId: string }
  | { readonly slug: 'doctor-already-chosen'; readonly doctorId: string }
  /** Somebody who has chosen or declined is not given a doctor by the unit; one can be proposed. */
  | { readonly slug: 'doctor-chosen-by-person' }
  /** The person has said no to this doctor, or to as many as one is asked about. */
  | { readonly slug: 'doctor-declined'; readonly doctorId: string }
  /** The unit's proposal was answered, replaced, or left behind with the listing. */
  | { readonly slug: 'proposal-answered' }
  | { readonly slug: 'nothing-pending' }
  | { readonly slug: 'already-waiting' }
  | { readonly slug: 'not-waiting' }
  /** The region's policy says in how many lists one may wait. */
  | { readonly slug: 'too-many-waiting-places' }
  /** There is nothing to wait for: a place can be had at once. */
  | { readonly slug: 'place-free'; readonly careUnitId: string }
  /** The conditions were rewritten after the person read them. */
  | { readonly slug: 'conditions-changed'; readonly currentVersion: string }
  /** Under 13: a guardian decides (policy `ages.actsFrom`). */
  | { readonly slug: 'guardian-chooses' }
  /** 13–15: by paper or at the unit, until guardians can confirm here (policy `ages.choosesAloneFrom`). */
  | { readonly slug: 'guardian-confirms' };

export type RefusalSlug = Refusal['slug'];

/** A decision of the rules: what is to be saved, or why not. */
export type Decided<T> = ({ readonly ok: true } & T) | { readonly ok: false; readonly refusal: Refusal };

/** Says no, with what the person needs to know. */
export function refuse(refusal: Refusal): { readonly ok: false; readonly refusal: Refusal } {
  return { ok: false, refusal };
}
