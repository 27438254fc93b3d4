import type { Position } from './distance.ts';

/** How positions become points of the map: equirectangular, longitude scaled by the cosine of the middle latitude. */
export interface MapFrame {
  readonly west: number;
  readonly north: number;
  /** Units of the map per degree. */
  readonly perLon: number;
  readonly perLat: number;
  readonly width: number;
  readonly height: number;
}

export interface MunicipalityPath {
  readonly code: string;
  readonly name: string;
  /** SVG path data. */
  readonly path: string;
}

/** The published map: `DIRECTORY / MAP`. A region without outlines has no paths, and then the dots stand alone. */
export interface RegionMap {
  /** Absent where the region has neither outlines nor units with a position. */
  readonly frame?: MapFrame;
  readonly municipalities: readonly MunicipalityPath[];
}

export interface MapPoint {
  readonly x: number;
  readonly y: number;
}

const rounded = (value: number): number => Math.round(value * 10) / 10;

/** Where a position lies on the map, in the map's own units, one decimal. */
export function pointOnMap(frame: MapFrame, { lat, lon }: Position): MapPoint {
  return {
    x: rounded((lon - frame.west) * frame.perLon),
    y: rounded((frame.north - lat) * frame.perLat),
  };
}
