import {
  capAt,
  ceilingAt,
  exemptionsAt,
  isEmployed,
  isListable,
  isVisible,
  waitingFor,
} from './admission.ts';
import type { CapExemption } from './cap-exemption.ts';
import type { Capacity, CapacityDoctor } from './capacity.ts';
import { effectiveFrom } from './decide-choose-care-unit.ts';
import { agesTaken, notEligible, takesNobody } from './doctor-eligibility.ts';
import { isAllowed } from './exemption.ts';
import type { DoctorCategory } from './named-doctor-rules.ts';
import type { Policy } from './policy.ts';
import { exemptionRulesOf } from './policy-defaults.ts';
import type { CareUnitProfile, RosterDoctor } from './roster.ts';
import { rosterDates } from './roster-dates.ts';
import { specialities } from './specialities.ts';
import { addDays, localDate } from './stockholm-time.ts';
import { type WaitingBand, waitingBand } from './waiting-position.ts';

/** What the public may know of places: never a number. `unknown` is not free. */
export type PublicAvailability = 'open' | 'fewPlaces' | 'full' | 'notAccepting' | 'unknown';

/** A doctor as the public sees her or him (contract: `directoryDoctor`). */
export interface PublicDoctor {
  doctorId: string;
  name: string;
  category: DoctorCategory;
  share: number;
  languages: string[];
  availability: PublicAvailability;
  takesAges?: { from?: number; through?: number };
  speciality?: { sv: string; en: string };
  takesNote?: string;
  supervisorName?: string;
  absence?: { from: string; through: string; coveredBy?: string };
  /** Told where the first day is to come. */
  startsOn?: string;
  leavesOn?: string;
}

/** A care unit as the public sees it (contract: `directoryCareUnit`). */
export interface PublicCareUnit
  extends Mutable<
    Omit<
      CareUnitProfile,
      'hsaId' | 'capDecisions' | 'openingHours' | 'languages' | 'alsoThere' | 'premises' | 'staffCategories'
    >
  > {
  openingHours: { days: number[]; opens: string; closes: string }[];
  languages: string[];
  alsoThere: string[];
  premises: string[];
  staffCategories: string[];
  availability: PublicAvailability;
  /** How many wait for a place, as a band; absent where nobody does. */
  waiting?: WaitingBand;
  cap?: { from: string; through?: string; decisionNumber: string; exemptions?: CapExemption[] };
  doctors: PublicDoctor[];
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Categories whose name says the speciality already. */
const saysItself: ReadonlySet<DoctorCategory> = new Set([
  'gpSpecialist',
  'doctorInTraining',
  'geriatrician',
  'paediatrician',
]);

/** How long before an absence it is shown, in days. */
const absenceShownAhead = 60;

/**
 * The public state of a list of people: `full` at the limit, `fewPlaces` at or below the policy's threshold of free
 * places, `open` above it or without a limit. Trust I11: the public never sees a count.
 */
export function publicAvailability(
  places: { readonly taken: number; readonly limit: number | null } | undefined,
  fewPlaces: number,
  accepts = true,
): PublicAvailability {
  if (!accepts) return 'notAccepting';
  if (!places) return 'unknown';
  if (places.limit === null) return 'open';
  const free = places.limit - places.taken;
  if (free <= 0) return 'full';
  return free <= fewPlaces ? 'fewPlaces' : 'open';
}

/**
 * A care unit as the directory shows it (contract: `directoryCareUnit`); nothing where one can be listed neither today
 * nor on the day a choice made now takes effect. Every unit has the same fields whoever runs it (LOV: equal
 * treatment). A unit whose contract ends before the choice would take effect is shown as not accepting.
 */
export function projectCareUnit(
  profile: CareUnitProfile,
  capacity: Capacity | undefined,
  doctors: readonly RosterDoctor[],
  policy: Policy,
  now: Date,
): PublicCareUnit | undefined {
  const today = localDate(now);
  const effectiveOn = localDate(effectiveFrom(policy, now));
  const dates = capacity ?? {
    listableFrom: profile.basis.from,
    ...(profile.basis.through !== undefined && { listableThrough: profile.basis.through }),
  };
  const listable = isListable(dates, effectiveOn);
  if (!listable && !isListable(dates, today)) return undefined;
  const { hsaId: _notShown, capDecisions = [], ...facts } = profile;
  const cap = capDecisions.find(({ from, through }) => from <= today && (!through || today <= through));
  const exemptions = (capacity ? exemptionsAt(capacity, now) : []).filter((code) =>
    isAllowed(code, exemptionRulesOf(policy)),
  );
  return {
    ...facts,
    openingHours: profile.openingHours.map((hours) => ({ ...hours, days: [...hours.days] })),
    languages: [...profile.languages],
    alsoThere: [...profile.alsoThere],
    premises: [...profile.premises],
    staffCategories: [...profile.staffCategories],
    availability: unitAvailability(capacity, listable, policy, now),
    ...(capacity && capacity.waiting > 0 && { waiting: waitingBand(capacity.waiting) }),
    ...(cap && { cap: { ...cap, ...(exemptions.length > 0 && { exemptions }) } }),
    doctors: projectDoctors(capacity, doctors, policy, { now, today, effectiveOn }),
  };
}

/** A waiting list makes a unit full: nobody lists past those who wait. */
function unitAvailability(
  capacity: Capacity | undefined,
  listable: boolean,
  policy: Policy,
  now: Date,
): PublicAvailability {
  if (capacity?.waiting) return listable ? 'full' : 'notAccepting';
  const places = capacity && { taken: capacity.taken, limit: capAt(capacity, now) };
  return publicAvailability(places, policy.availability.fewPlacesUnit, listable);
}

interface Moment {
  readonly now: Date;
  readonly today: string;
  readonly effectiveOn: string;
}

/**
 * The doctors one may choose or will be told about, by name: shown today and passing the region's rule. A
 * placeholder list is nobody and never shown.
 */
function projectDoctors(
  capacity: Capacity | undefined,
  doctors: readonly RosterDoctor[],
  policy: Policy,
  moment: Moment,
): PublicDoctor[] {
  const named = doctors.filter((doctor) => doctor.kind === 'doctor');
  return named
    .filter((doctor) => !notEligible(doctor.facts, policy.namedDoctor))
    .filter((doctor) => isVisible(rosterDates(doctor), moment.today))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'sv'))
    .map((doctor) => projectDoctor(doctor, capacity, named, policy, moment));
}

function projectDoctor(
  doctor: RosterDoctor,
  unit: Capacity | undefined,
  colleagues: readonly RosterDoctor[],
  policy: Policy,
  { now, today, effectiveOn }: Moment,
): PublicDoctor {
  const { doctorId, name, share, languages, speciality, takesNote, supervisorName, startsOn, leavesOn } =
    doctor;
  const ages = agesTaken(doctor.facts, policy.namedDoctor);
  const dates = rosterDates(doctor);
  const capacity = unit?.doctors[doctorId];
  const places = capacity && { taken: capacity.taken, limit: limitOf(unit, doctorId, capacity, now) };
  const accepts =
    (capacity?.acceptsNew ?? true) &&
    isVisible(dates, effectiveOn) &&
    isEmployed(dates, effectiveOn) &&
    !takesNobody(doctor.facts, policy.namedDoctor);
  const absence = absenceShown(doctor, colleagues, today);
  return {
    doctorId,
    name,
    category: doctor.facts.category,
    share,
    languages: [...languages],
    availability: publicAvailability(places, policy.availability.fewPlacesDoctor, accepts),
    ...(ages && !takesNobody(doctor.facts, policy.namedDoctor) && { takesAges: { ...ages } }),
    ...(speciality &&
      !saysItself.has(doctor.facts.category) && { speciality: { ...specialities[speciality] } }),
    ...(takesNote !== undefined && { takesNote }),
    ...(supervisorName !== undefined && { supervisorName }),
    ...(absence && { absence }),
    ...(startsOn > today && { startsOn }),
    ...(leavesOn !== undefined && { leavesOn }),
  };
}

/** Nobody takes a doctor's place past those who wait for it: then the list is full as it is. */
function limitOf(unit: Capacity, doctorId: string, doctor: CapacityDoctor, now: Date): number | null {
  return waitingFor(unit, doctorId) > 0 ? doctor.taken : ceilingAt(doctor, now);
}

/** The nearest absence that is going on or begins within 60 days, and who covers; never why. */
function absenceShown(
  { absences }: RosterDoctor,
  colleagues: readonly RosterDoctor[],
  today: string,
): PublicDoctor['absence'] {
  const absence = absences
    .filter(({ from, through }) => through >= today && from <= addDays(today, absenceShownAhead))
    .toSorted((a, b) => a.from.localeCompare(b.from))[0];
  if (!absence) return undefined;
  const { from, through, coveredByDoctorId } = absence;
  const coveredBy = colleagues.find(({ doctorId }) => doctorId === coveredByDoctorId)?.name;
  return { from, through, ...(coveredBy !== undefined && { coveredBy }) };
}
