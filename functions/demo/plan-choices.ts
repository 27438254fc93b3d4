import { ceilingAt, isEmployed, isVisible } from '#domain/admission.ts';
import { notEligible, takesPerson } from '#domain/doctor-eligibility.ts';
import type { Policy } from '#domain/policy.ts';
import type { recount } from '#domain/recount.ts';
import type { DoctorRegistration } from '#domain/register.ts';
import { rosterDates } from '#domain/roster-dates.ts';
import { addDays, localDate } from '#domain/stockholm-time.ts';
import type { Draw } from './draw.ts';
import type { PlannedChoice } from './plan-demo.ts';
import type { Home } from './plan-homes.ts';

export interface ChoicesWanted {
  readonly homes: readonly Home[];
  /** Units without a cap, where one can list. */
  readonly careUnits: readonly {
    readonly profile: { readonly careUnitId: string };
    readonly doctors: readonly DoctorRegistration[];
  }[];
  readonly counters: ReturnType<typeof recount>;
  readonly policy: Policy;
  readonly now: Date;
}

/** Choices that wait for midnight: some with a doctor who has a place, some without a preference. */
export function planChoices(wanted: ChoicesWanted, draw: Draw): readonly PlannedChoice[] {
  const given = new Set<string>();
  return wanted.homes
    .filter(({ role }) => role === 'choosesNow')
    .map((home, at): PlannedChoice => {
      const { profile, doctors } = draw.pick(
        wanted.careUnits.filter((unit) => unit.profile.careUnitId !== home.careUnitId),
      );
      const { careUnitId } = profile;
      // One choice a doctor, so that the places counted here are still there when the choices are made.
      const free = doctors.find(
        (entry) => !given.has(entry.doctor.doctorId) && canTake(entry, home, careUnitId, wanted),
      );
      const doctorId = at % 2 === 0 ? free?.doctor.doctorId : undefined;
      if (doctorId !== undefined) given.add(doctorId);
      return {
        personId: home.person.personId,
        careUnitId,
        namedDoctor: doctorId === undefined ? { kind: 'noPreference' } : { kind: 'doctor', doctorId },
        receiptId: draw.id(26),
      };
    });
}

function canTake(
  { doctor, ceilings, acceptsNew }: DoctorRegistration,
  { person }: Home,
  careUnitId: string,
  { counters, policy, now }: ChoicesWanted,
): boolean {
  const { facts } = doctor;
  const ceiling = ceilingAt({ ceilings }, now);
  const taken = counters.get(careUnitId)?.doctors.get(doctor.doctorId) ?? 0;
  const dates = rosterDates(doctor);
  const tomorrow = addDays(localDate(now), 1);
  return (
    doctor.kind === 'doctor' &&
    acceptsNew &&
    !notEligible(facts, policy.namedDoctor) &&
    takesPerson(facts, policy.namedDoctor, person, tomorrow) &&
    isVisible(dates, localDate(now)) &&
    isVisible(dates, tomorrow) &&
    isEmployed(dates, tomorrow) &&
    (ceiling === null || taken < ceiling)
  );
}
