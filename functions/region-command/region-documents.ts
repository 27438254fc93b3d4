import type { Position } from '#functions/directory/distance.ts';
import { drawMap } from '#functions/directory/draw-map.ts';
import type { Places } from '#functions/directory/find-place.ts';
import type { RegionMap } from '#functions/directory/map-frame.ts';
import type { Database } from '#store/database.ts';
import { putMap, putPlaces } from '#store/directory-item.ts';
import type { RegionData } from './read-region.ts';

/** What the find page needs of a region beside its units: places to measure from, and the map. */
export interface RegionDocuments {
  readonly places: Places;
  readonly map: RegionMap;
}

/** Draws the map around the municipalities and the positions of the units. */
export function documentsOf(
  { places, outlines }: RegionData,
  positions: readonly Position[],
): RegionDocuments {
  return { places, map: drawMap(outlines, positions) };
}

/** Replaces both: they are facts about the region, not acts, so they have no event. */
export async function writeDocuments(database: Database, { places, map }: RegionDocuments): Promise<void> {
  await putPlaces(database, places);
  await putMap(database, map);
}
