import type { DirectoryCareUnit } from '#contract/directory-schemas.ts';
import type { AnswerOf, CallOf } from '#contract/routes.ts';
import { acceptsNew } from './availability.ts';
import { hasEnded } from './contract-end.ts';
import { distanceKm, shownKm } from './distance.ts';
import { keepFiltered } from './filter-care-units.ts';
import { type FoundPlace, findPlace, type Place } from './find-place.ts';
import { pointOnMap } from './map-frame.ts';
import { matchCareUnits } from './match-care-units.ts';
import type { PublishedDirectory } from './read-directory.ts';

type Query = CallOf<'findCareUnits'>['query'];
type Answer = AnswerOf<'findCareUnits'>;

/** Units on a page of the list (experience guide: paged at 25). */
export const pageSize = 25;

/**
 * The find page: every listable unit of the region, wherever the reader is, searched, filtered and sorted only as
 * asked (HSL 7 kap. 3 §). The order knows names and distances and nothing else, so own-run and private units are
 * treated alike (LOV, equal treatment). Nothing that was asked is kept.
 *
 * @param today local date, Europe/Stockholm
 */
export function findCareUnits(directory: PublishedDirectory, query: Query, today: string): Answer {
  const { snapshot, places, map } = directory;
  const listable = snapshot.careUnits.filter((careUnit) => !hasEnded(careUnit, today));
  const sought = seek(query, listable, places);
  const kept = keepFiltered(sought.careUnits, query);
  const placed = measure(kept, sought.from);
  const sortedBy = sought.from && query.sort !== 'name' ? 'distance' : 'name';
  const sorted = placed.toSorted(sortedBy === 'distance' ? byDistance : byName);
  const pages = Math.max(1, Math.ceil(sorted.length / pageSize));
  const page = Math.min(query.page ?? 1, pages);
  const first = (page - 1) * pageSize;
  return {
    asOf: snapshot.asOf,
    total: sorted.length,
    page,
    pages,
    sortedBy,
    careUnits: sorted.slice(first, first + pageSize).map(({ careUnit, km }, at) => ({
      ...rowOf(careUnit),
      number: first + at + 1,
      ...(km !== undefined && { distanceKm: shownKm(km) }),
      ...(map.frame && careUnit.position && { point: pointOnMap(map.frame, careUnit.position) }),
    })),
    ...(sought.place && { place: sought.place }),
    ...(sought.understoodAs !== undefined && { understoodAs: sought.understoodAs }),
    choices: choicesOf(listable),
    map: {
      width: map.frame?.width ?? 0,
      height: map.frame?.height ?? 0,
      municipalities: [...map.municipalities],
    },
  };
}

interface Sought {
  readonly careUnits: readonly DirectoryCareUnit[];
  readonly from?: Place;
  readonly place?: NonNullable<Answer['place']>;
  readonly understoodAs?: string;
}

/**
 * What is searched for, and from where it is measured. A search word that no unit holds but that is a place, such as a
 * village without a unit, is taken as the place to measure from: then every unit is listed, nearest first.
 */
function seek(
  { q, near }: Query,
  careUnits: readonly DirectoryCareUnit[],
  places: PublishedDirectory['places'],
): Sought {
  const found = near?.trim() ? findPlace(near, places) : undefined;
  const matched = matchCareUnits(q ?? '', careUnits);
  const measured = found && { ...measuredFrom(found), place: placeOf(found) };
  const asPlace = !found && q !== undefined && needsPlace(matched) ? findPlace(q, places) : undefined;
  if (!asPlace || asPlace.kind === 'unknown' || (matched.understoodAs && isCorrected(asPlace)))
    return { ...matched, ...measured };
  return {
    careUnits,
    from: asPlace.place,
    place: placeOf(asPlace),
    ...(isCorrected(asPlace) && { understoodAs: asPlace.place.name }),
  };
}

const needsPlace = (matched: ReturnType<typeof matchCareUnits>): boolean =>
  matched.careUnits.length === 0 || matched.understoodAs !== undefined;
const isCorrected = (found: FoundPlace): boolean => found.kind === 'place' && found.corrected;

function measuredFrom(found: FoundPlace): { from?: Place } {
  return found.kind === 'unknown' ? {} : { from: found.place };
}

function placeOf(found: FoundPlace): NonNullable<Answer['place']> {
  if (found.kind === 'unknown') return { kind: 'unknown' };
  if (found.kind === 'place') return { kind: 'place', name: found.place.name };
  return { kind: 'postcode', name: found.place.name, postcode: found.postcode };
}

interface Placed {
  readonly careUnit: DirectoryCareUnit;
  readonly km?: number;
}

function measure(careUnits: readonly DirectoryCareUnit[], from: Place | undefined): readonly Placed[] {
  return careUnits.map((careUnit) =>
    from && careUnit.position && !careUnit.digitalOnly
      ? { careUnit, km: distanceKm(from, careUnit.position) }
      : { careUnit },
  );
}

/** Swedish alphabet in every language: å, ä, ö stand last. */
const collator = new Intl.Collator('sv');

function byName(a: Placed, b: Placed): number {
  return (
    collator.compare(a.careUnit.name, b.careUnit.name) ||
    (a.careUnit.careUnitId < b.careUnit.careUnitId ? -1 : 1)
  );
}

/** Nearest first; units that one does not travel to stand last, by name. */
function byDistance(a: Placed, b: Placed): number {
  const [here, there] = [a.km ?? Number.MAX_VALUE, b.km ?? Number.MAX_VALUE];
  return here - there || byName(a, b);
}

/** What a row needs: the answer's schema drops what else the unit has. */
function rowOf(careUnit: DirectoryCareUnit) {
  const { careUnitId, name, runBy, municipality, digitalOnly, availability, languages, alsoThere } = careUnit;
  return {
    careUnitId,
    name,
    runBy,
    ...(municipality && { municipality }),
    digitalOnly,
    availability,
    languages,
    alsoThere,
    doctors: careUnit.doctors.length,
    doctorsWithPlaces: careUnit.doctors.filter(acceptsNew).length,
  };
}

/** What can be chosen in the filters, in the whole region. Swedish is spoken everywhere and is no choice. */
function choicesOf(careUnits: readonly DirectoryCareUnit[]): Answer['choices'] {
  const languages = new Set(careUnits.flatMap((careUnit) => careUnit.languages));
  languages.delete('sv');
  return {
    languages: [...languages].toSorted(),
    alsoThere: [...new Set(careUnits.flatMap(({ alsoThere }) => alsoThere))].toSorted(),
  };
}
