import type { DirectoryCareUnit, DirectoryDoctor } from '#contract/directory-schemas.ts';
import type { DirectorySnapshot } from '#contract/directory-snapshot.ts';
import type { Database } from '#store/database.ts';
import { readSnapshotCached } from '#store/directory-item.ts';

/** What a listing lacks: names, and what is published of a unit. A listing holds ids only. */
export interface PublishedNames {
  /** The unit's name, also where one cannot list there any more; its id where it is not published at all. */
  readonly nameOf: (careUnitId: string) => string;
  readonly phoneOf: (careUnitId: string) => string | undefined;
  /** The unit, where one can list there. */
  readonly careUnit: (careUnitId: string) => DirectoryCareUnit | undefined;
  /** The doctor, where she or he is on the unit's published roster. */
  readonly doctor: (careUnitId: string, doctorId: string) => DirectoryDoctor | undefined;
}

/**
 * Names from the published directory, at most `maxAge` milliseconds old: it costs no store call while it is
 * remembered.
 */
export async function readNames(database: Database, now: Date, maxAge: number): Promise<PublishedNames> {
  const published = await readSnapshotCached<DirectorySnapshot>(database, now, maxAge);
  const { careUnits = [], unlistable = [] } = published?.document ?? {};
  const careUnit = (careUnitId: string) => careUnits.find((unit) => unit.careUnitId === careUnitId);
  const known = (careUnitId: string) =>
    careUnit(careUnitId) ?? unlistable.find((unit) => unit.careUnitId === careUnitId);
  return {
    nameOf: (careUnitId) => known(careUnitId)?.name ?? careUnitId,
    phoneOf: (careUnitId) => known(careUnitId)?.phone,
    careUnit,
    doctor: (careUnitId, doctorId) =>
      careUnit(careUnitId)?.doctors.find((doctor) => doctor.doctorId === doctorId),
  };
}
