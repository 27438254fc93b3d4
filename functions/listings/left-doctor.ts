import type { CurrentListing } from '#domain/listing.ts';
import { localDate } from '#domain/stockholm-time.ts';
import { getRosterDoctor } from '#store/care-unit-item.ts';
import type { Database } from '#store/database.ts';
import type { PublishedNames } from './published-names.ts';

/** What a person whose doctor is not published any more is told: that the doctor left, and whom the unit proposes. */
export interface LeftDoctor {
  readonly hasLeft: boolean;
  readonly name?: string;
  readonly successor?: { readonly doctorId: string; readonly name: string };
}

/**
 * Derived by the clock from the roster, so nobody's listing is touched when a doctor leaves. Store calls: none where the
 * doctor is published as one who is there, else one.
 */
export async function findLeftDoctor(
  database: Database,
  { careUnitId, namedDoctor }: CurrentListing,
  names: PublishedNames,
  now: Date,
): Promise<LeftDoctor | undefined> {
  if (namedDoctor.kind !== 'doctor' || names.doctor(careUnitId, namedDoctor.doctorId)) return undefined;
  const doctor = await getRosterDoctor(database, careUnitId, namedDoctor.doctorId);
  if (!doctor) return { hasLeft: true };
  const { leavesOn, successorDoctorId } = doctor;
  const hasLeft = leavesOn !== undefined && leavesOn < localDate(now);
  const next = hasLeft && successorDoctorId ? names.doctor(careUnitId, successorDoctorId) : undefined;
  return {
    hasLeft,
    name: doctor.name,
    ...(next && { successor: { doctorId: next.doctorId, name: next.name } }),
  };
}
