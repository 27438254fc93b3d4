import { ceilingAt } from './admission.ts';
import type { Capacity } from './capacity.ts';
import type { NamedDoctor, NamedDoctorAnswer } from './listing.ts';

/** What a person's own answer makes of the listing's named doctor, from an instant (ISO). */
export function answered(answer: NamedDoctorAnswer, since: string): NamedDoctor {
  return answer.kind === 'doctor'
    ? { kind: 'doctor', doctorId: answer.doctorId, origin: 'chosen', since }
    : { kind: answer.kind, since };
}

/** The ceiling that choosing a doctor must stay below; nothing where the doctor has none. */
export function doctorBelow(
  capacity: Capacity,
  doctorId: string,
  now: Date,
): { doctorId: string; below: number } | undefined {
  const doctor = capacity.doctors[doctorId];
  const below = doctor ? ceilingAt(doctor, now) : null;
  return below === null ? undefined : { doctorId, below };
}
