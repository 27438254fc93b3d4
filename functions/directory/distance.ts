/** A point on the earth, WGS 84, degrees. */
export interface Position {
  readonly lat: number;
  readonly lon: number;
}

/** Mean radius of the earth (IUGG), km. */
const earthRadius = 6371.009;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** As the crow flies ("fågelvägen"), km: the haversine formula on a sphere, right to about half a per cent. */
export function distanceKm(from: Position, to: Position): number {
  const halfLat = Math.sin(radians(to.lat - from.lat) / 2) ** 2;
  const halfLon = Math.sin(radians(to.lon - from.lon) / 2) ** 2;
  const chord = halfLat + Math.cos(radians(from.lat)) * Math.cos(radians(to.lat)) * halfLon;
  return 2 * earthRadius * Math.asin(Math.min(1, Math.sqrt(chord)));
}

/** A distance as it is shown: km with one decimal. */
export const shownKm = (km: number): number => Math.round(km * 10) / 10;
