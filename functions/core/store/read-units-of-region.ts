import { findCareUnitIds, readCareUnit, type StoredCareUnit } from './care-unit-item.ts';
import type { Database } from './database.ts';

/** Units read at a time. */
const readers = 8;

/** Every unit of the region with its roster and counters, each consistent, in the order of their ids. */
export async function readUnitsOfRegion(database: Database): Promise<StoredCareUnit[]> {
  const ids = await findCareUnitIds(database);
  const units: (StoredCareUnit | undefined)[] = [];
  const left = ids.entries();
  const readOn = async () => {
    for (const [index, careUnitId] of left) units[index] = await readCareUnit(database, careUnitId);
  };
  await Promise.all(Array.from({ length: readers }, readOn));
  return units.filter((unit) => unit !== undefined);
}
