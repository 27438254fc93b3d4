import { readFileSync } from 'node:fs';
import type { DirectoryCareUnit, DirectoryDoctor } from '#contract/directory-schemas.ts';
import { drawMap, type Outline } from '#functions/directory/draw-map.ts';
import type { Places } from '#functions/directory/find-place.ts';
import type { PublishedDirectory } from '#functions/directory/read-directory.ts';

/** A published unit; what a test does not say is ordinary. */
export function publishedUnit(
  facts: Partial<DirectoryCareUnit> & Pick<DirectoryCareUnit, 'careUnitId' | 'name'>,
): DirectoryCareUnit {
  return {
    runBy: 'region',
    careProviderName: 'Exempelregionen',
    basis: { kind: 'ownRun', from: '2020-01-01' },
    digitalOnly: false,
    phone: '070-1740605',
    openingHours: [{ days: [1, 2, 3, 4, 5], opens: '08:00', closes: '17:00' }],
    languages: ['sv'],
    alsoThere: [],
    premises: [],
    staffCategories: [],
    conditions: { homeVisits: 'everyone', travel: 'asToNearest' },
    availability: 'open',
    doctors: [],
    ...facts,
  };
}

/** A published doctor; what a test does not say is ordinary. */
export function publishedDoctor(
  facts: Partial<DirectoryDoctor> & Pick<DirectoryDoctor, 'doctorId'>,
): DirectoryDoctor {
  return {
    name: 'Anna Exempel',
    category: 'gpSpecialist',
    share: 100,
    languages: ['sv'],
    availability: 'open',
    ...facts,
  };
}

/** Dalarna's real units and places, published with nothing but their public facts. */
export function publishedDalarna(change: (unit: DirectoryCareUnit) => DirectoryCareUnit = (unit) => unit) {
  const municipalities = readDalarna<{ code: string; name: string }[]>('municipalities');
  const nameOf = new Map(municipalities.map(({ code, name }) => [code, name]));
  const units = readDalarna<DalarnaUnit[]>('care-units').map(
    ({ careUnitId, name, runBy, municipalityCode: code, lat, lon, digitalOnly = false, alsoThere = [] }) =>
      change(
        publishedUnit({
          careUnitId,
          name,
          runBy,
          alsoThere,
          digitalOnly,
          ...(code !== undefined && { municipality: { code, name: nameOf.get(code) ?? '' } }),
          ...(lat !== undefined && lon !== undefined && { position: { lat, lon } }),
        }),
      ),
  );
  const outlines = readDalarna<{ code: string; rings: Outline['rings'] }[]>('outlines');
  const directory: PublishedDirectory = {
    snapshot: { asOf: '2026-11-21T09:00:00.000Z', careUnits: units, unlistable: [] },
    places: dalarnaPlaces(),
    map: drawMap(
      outlines.map(({ code, rings }) => ({ code, rings, name: nameOf.get(code) ?? '' })),
      units.flatMap(({ position }) => position ?? []),
    ),
  };
  return directory;
}

export function dalarnaPlaces(): Places {
  const postcodes: Record<string, string> = {};
  for (const { place, postcodes: codes } of readDalarna<{ place: string; postcodes: string }[]>('postcodes'))
    for (const code of codes.split(' ')) postcodes[code] = place;
  return { places: readDalarna<Places['places']>('places'), postcodes };
}

interface DalarnaUnit {
  careUnitId: string;
  name: string;
  runBy: 'region' | 'private';
  municipalityCode?: string;
  lat?: number;
  lon?: number;
  digitalOnly?: boolean;
  alsoThere?: string[];
}

function readDalarna<T>(file: string): T {
  const path = new URL(`../../infra/regions/dalarna/${file}.json`, import.meta.url);
  return JSON.parse(readFileSync(path, 'utf8'));
}
