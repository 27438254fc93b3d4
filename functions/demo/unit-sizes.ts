import { distanceKm } from '#functions/directory/distance.ts';
import type { KnownCareUnit, RegionData } from '#functions/region-command/read-region.ts';
import type { Draw } from './draw.ts';

/** Known caps of large units lie between 11,800 and 16,500 people; a unit is not made larger than that. */
const largest = 16_500;
/** Share of the region's people at a unit that is only digital. */
const digitalShare = 0.025;
/** A municipality without a unit is divided among so many of the nearest. */
const nearest = 3;

/**
 * How many people each unit is made for: the municipality's people divided among its units, some larger and some
 * smaller. Invented: there is no public table of it.
 */
export function sizeUnits(region: RegionData, draw: Draw): ReadonlyMap<string, number> {
  const weights = new Map(region.careUnits.map(({ careUnitId }) => [careUnitId, 0.7 + draw.next() * 0.8]));
  const sizes = new Map<string, number>();
  for (const { code, name, population } of region.municipalities) {
    const units = region.careUnits.filter(({ municipalityCode }) => municipalityCode === code);
    const sharing = units.length > 0 ? units : nearestTo(name, region);
    const total = sharing.reduce((sum, { careUnitId }) => sum + (weights.get(careUnitId) ?? 0), 0);
    for (const { careUnitId } of sharing) {
      const share = (population * (weights.get(careUnitId) ?? 0)) / total;
      sizes.set(careUnitId, Math.min(largest, Math.round((sizes.get(careUnitId) ?? 0) + share)));
    }
  }
  for (const { careUnitId, digitalOnly } of region.careUnits)
    if (digitalOnly) sizes.set(careUnitId, Math.round(region.population * digitalShare));
  return sizes;
}

function nearestTo(name: string, { careUnits, places }: RegionData): readonly KnownCareUnit[] {
  const place = places.places.find((known) => known.name === name);
  if (!place) return [];
  const away = ({ lat, lon }: KnownCareUnit) =>
    lat === undefined || lon === undefined ? Number.POSITIVE_INFINITY : distanceKm(place, { lat, lon });
  return careUnits
    .filter(({ digitalOnly }) => !digitalOnly)
    .toSorted((a, b) => away(a) - away(b))
    .slice(0, nearest);
}
