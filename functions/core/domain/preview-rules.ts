import { type Choosability, choosability } from './choosability.ts';
import { agesTaken, notEligible } from './doctor-eligibility.ts';
import type { DoctorCategory, NamedDoctorRules, PatientAges } from './named-doctor-rules.ts';
import type { Policy } from './policy.ts';
import type { CareUnitProfile } from './roster.ts';
import { findEntry, listedWith, type RosterState } from './roster-entry.ts';

/** A unit as a preview meets it. */
export interface PreviewedUnit extends RosterState {
  readonly profile: Pick<CareUnitProfile, 'careUnitId' | 'name'>;
}

/** What a change of rules does to one doctor. */
export interface DoctorTouched {
  readonly careUnitId: string;
  readonly careUnitName: string;
  readonly doctorId: string;
  readonly name: string;
  readonly category: DoctorCategory;
  /** `gains`: passes the rules then and did not. `loses`: the reverse. `group`: takes other people than before. */
  readonly effect: 'gains' | 'loses' | 'group';
  /** People who have the doctor, or will from midnight. They keep her or him; of a changed group, at most so many. */
  readonly listed: number;
  readonly before: Choosability;
  readonly after: Choosability;
  readonly agesBefore?: PatientAges;
  readonly agesAfter?: PatientAges;
}

/**
 * Which doctors other rules would touch, and how many people they have: by dated facts, on the instant from which the
 * rules would apply. Decides and changes nothing. Placeholder lists and doctors who have left by then are not touched.
 */
export function previewRules(
  units: readonly PreviewedUnit[],
  before: Policy,
  rules: NamedDoctorRules,
  at: Date,
): readonly DoctorTouched[] {
  const after = { ...before, namedDoctor: rules };
  return units.flatMap((unit) =>
    unit.doctors.flatMap(({ doctorId }) => touched(unit, doctorId, before, after, at) ?? []),
  );
}

function touched(
  unit: PreviewedUnit,
  doctorId: string,
  before: Policy,
  after: Policy,
  at: Date,
): DoctorTouched | undefined {
  const entry = findEntry(unit, doctorId);
  if (entry?.doctor.kind !== 'doctor') return undefined;
  const { name, facts } = entry.doctor;
  const listed = listedWith(unit, doctorId);
  const was = choosability(entry, listed, before, at);
  if (was === 'has-left') return undefined;
  const effect = effectOf(facts, before.namedDoctor, after.namedDoctor);
  if (!effect) return undefined;
  const agesBefore = agesTaken(facts, before.namedDoctor);
  const agesAfter = agesTaken(facts, after.namedDoctor);
  const { careUnitId, name: careUnitName } = unit.profile;
  return {
    careUnitId,
    careUnitName,
    doctorId,
    name,
    category: facts.category,
    effect,
    listed,
    before: was,
    after: choosability(entry, listed, after, at),
    ...(agesBefore && { agesBefore }),
    ...(agesAfter && { agesAfter }),
  };
}

function effectOf(
  facts: Parameters<typeof notEligible>[0],
  before: NamedDoctorRules,
  after: NamedDoctorRules,
): DoctorTouched['effect'] | undefined {
  const passed = !notEligible(facts, before);
  const passes = !notEligible(facts, after);
  if (passed !== passes) return passes ? 'gains' : 'loses';
  const [was, is] = [before.categories[facts.category], after.categories[facts.category]];
  const [agesBefore, agesAfter] = [agesTaken(facts, before), agesTaken(facts, after)];
  const same =
    agesBefore?.from === agesAfter?.from &&
    agesBefore?.through === agesAfter?.through &&
    (was.alsoInHomeNursingOrCareHome ?? false) === (is.alsoInHomeNursingOrCareHome ?? false);
  return passes && !same ? 'group' : undefined;
}
