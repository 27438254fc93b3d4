import { describe, expect, it } from 'vitest';
import type { DirectoryCareUnit } from '#contract/directory-schemas.ts';
import { findAnswer } from '#contract/directory-schemas.ts';
import { findCareUnits } from '#functions/directory/find-care-units.ts';
import { publishedDalarna, publishedDoctor, publishedUnit } from '#support/published-directory.ts';

const today = '2026-11-21';
const dalarna = publishedDalarna();
const find = (query: Parameters<typeof findCareUnits>[1], directory = dalarna, date = today) =>
  findCareUnits(directory, query, date);
const namesOf = (answer: ReturnType<typeof find>) => answer.careUnits.map(({ name }) => name);
const withUnits = (...careUnits: DirectoryCareUnit[]) => ({
  ...dalarna,
  snapshot: { ...dalarna.snapshot, careUnits },
});

describe('searching by name or place', () => {
  it('has every listable unit when nothing is asked, by name', () => {
    const answer = find({});
    expect(answer).toMatchObject({ total: 33, page: 1, pages: 2, sortedBy: 'name' });
    expect(answer.careUnits).toHaveLength(25);
    expect(namesOf(answer)[0]).toBe('Falu Vårdcentral');
  });

  it.each([
    ['leksand', 'Vårdcentral Leksand'],
    ['LEKSAND', 'Vårdcentral Leksand'],
    ['alvdalen vardcentral', 'Vårdcentral Älvdalen'],
    ['vårdcentralen orsa', 'Vårdcentral Orsa'],
    ['vc vansbro', 'Vårdcentral Vansbro'],
    ['norslund svärdsjö', 'Vårdcentral Norslund-Svärdsjö'],
    ['mobil', 'Min Vård - Vårdcentral i mobilen'],
  ])('finds by %j', (q, name) => {
    const answer = find({ q });
    expect(namesOf(answer)).toContain(name);
    expect(answer.understoodAs).toBeUndefined();
  });

  it('finds by municipality', () => {
    expect(namesOf(find({ q: 'malung' }))).toEqual([
      'Vårdcentral Lima',
      'Vårdcentral Malung',
      'Vårdcentral Sälen',
    ]);
  });

  it.each([
    ['leskand', 'Leksand'],
    ['ledsand', 'Leksand'],
    ['vardcentral orssa', 'vardcentral Orsa'],
    ['smedjebaken', 'Smedjebacken'],
    ['vårdcentrl ratvik', 'Vårdcentral Rättvik'],
  ])('forgives the mistake in %j and says what was meant', (q, meant) => {
    const answer = find({ q });
    expect(answer.understoodAs).toBe(meant);
    expect(answer.total).toBe(1);
  });

  it('forgives nothing that matched as written', () => {
    const answer = find({ q: 'mora' });
    expect(answer.understoodAs).toBeUndefined();
    expect(namesOf(answer)).toEqual(['Vårdcentral Saxnäs']);
  });

  it('looks inside words only where none begins so', () => {
    expect(namesOf(find({ q: 'sand' }))).toEqual(['Vårdcentral Leksand']);
  });

  it('does not stretch to two mistakes', () => {
    expect(find({ q: 'lesknad' })).toMatchObject({ total: 0, pages: 1, careUnits: [] });
  });

  it('takes a place without a unit as where to measure from', () => {
    const answer = find({ q: 'Säter' });
    expect(answer).toMatchObject({
      total: 33,
      sortedBy: 'distance',
      place: { kind: 'place', name: 'Säter' },
    });
    expect(answer.understoodAs).toBeUndefined();
  });

  it('forgives a mistake in such a place too', () => {
    expect(find({ q: 'Insjon' })).toMatchObject({ place: { name: 'Insjön' }, total: 33 });
    expect(find({ q: 'Insjjön' })).toMatchObject({ place: { name: 'Insjön' }, understoodAs: 'Insjön' });
  });

  it('takes a search of nothing but signs as no search', () => {
    expect(find({ q: ' -– ' }).total).toBe(33);
  });
});

describe('distance', () => {
  it('sorts by distance from a place and shows kilometres with one decimal', () => {
    const answer = find({ near: 'Rättvik' });
    expect(answer).toMatchObject({ sortedBy: 'distance', place: { kind: 'place', name: 'Rättvik' } });
    expect(namesOf(answer).slice(0, 2)).toEqual(['Vårdcentral Rättvik', 'Vårdcentral Leksand']);
    const distances = answer.careUnits.map(({ distanceKm }) => distanceKm ?? Number.NaN);
    expect(distances).toEqual(distances.toSorted((a, b) => a - b));
    for (const km of distances) expect(km).toBe(Math.round(km * 10) / 10);
  });

  it('sorts by name where that is asked, and still shows the distance', () => {
    const answer = find({ near: '795 30', sort: 'name' });
    expect(answer.sortedBy).toBe('name');
    expect(answer.careUnits[0]?.distanceKm).toBeGreaterThan(0);
    expect(answer.place).toEqual({ kind: 'postcode', name: 'Rättvik', postcode: '79530' });
  });

  it('puts units that are only digital last, without a distance', () => {
    const last = find({ near: 'Falun', page: 2 }).careUnits.at(-1);
    expect(last).toMatchObject({ name: 'Min Vård - Vårdcentral i mobilen', number: 33 });
    expect(last).not.toHaveProperty('distanceKm');
    expect(last).not.toHaveProperty('point');
  });

  it('keeps the list when the place is unknown, and says so', () => {
    expect(find({ near: 'Atlantis', sort: 'distance' })).toMatchObject({
      total: 33,
      sortedBy: 'name',
      place: { kind: 'unknown' },
    });
  });

  it('says nothing of a place when none was asked for', () => {
    expect(find({ near: '  ', sort: 'distance' })).not.toHaveProperty('place');
  });
});

describe('filters', () => {
  const directory = withUnits(
    publishedUnit({ careUnitId: 'open', name: 'A', languages: ['sv', 'ar'] }),
    publishedUnit({ careUnitId: 'few', name: 'B', availability: 'fewPlaces', runBy: 'private' }),
    publishedUnit({
      careUnitId: 'full',
      name: 'C',
      availability: 'full',
      alsoThere: ['familyCentre'],
      doctors: [publishedDoctor({ doctorId: 'aaaa', availability: 'fewPlaces' })],
    }),
    publishedUnit({ careUnitId: 'unknown', name: 'D', availability: 'unknown', languages: ['sv', 'fi'] }),
    publishedUnit({
      careUnitId: 'not-accepting',
      name: 'E',
      availability: 'notAccepting',
      doctors: [publishedDoctor({ doctorId: 'bbbb', availability: 'full' })],
    }),
  );
  const idsOf = (query: Parameters<typeof find>[0]) =>
    find(query, directory).careUnits.map((unit) => unit.careUnitId);

  it.each([
    [{ accepts: 'new' }, ['open', 'few']],
    [{ doctor: 'places' }, ['full']],
    [{ language: 'ar' }, ['open']],
    [{ runBy: 'private' }, ['few']],
    [{ there: 'familyCentre' }, ['full']],
    [{ there: 'familyCentre', accepts: 'new' }, []],
    [{ language: 'xx' }, []],
  ] as const)('%j keeps %j', (query, ids) => {
    expect(idsOf(query)).toEqual(ids);
  });

  it('offers the choices of the whole region, whatever is searched for', () => {
    const { choices } = find({ runBy: 'private', q: 'nowhere' }, directory);
    expect(choices).toEqual({ languages: ['ar', 'fi'], alsoThere: ['familyCentre'] });
  });

  it('counts the doctors and those with places', () => {
    expect(find({ q: 'C' }, directory).careUnits[0]).toMatchObject({ doctors: 1, doctorsWithPlaces: 1 });
  });
});

describe('the order', () => {
  it('does not depend on who runs a unit (L02)', () => {
    const swapped = publishedDalarna((unit) => ({
      ...unit,
      runBy: unit.runBy === 'region' ? 'private' : 'region',
      careProviderName: `Z${unit.careProviderName}`,
      basis: { kind: 'contract', from: '2021-01-01' },
    }));
    for (const query of [{}, { near: 'Falun' }, { near: '793 30', sort: 'name' }, { q: 'falun' }] as const) {
      expect(namesOf(find(query, swapped))).toEqual(namesOf(find(query)));
    }
  });

  it('does not depend on availability or on the order of the snapshot', () => {
    const reversed = withUnits(
      ...dalarna.snapshot.careUnits.toReversed().map((unit, at) => ({
        ...unit,
        availability: at % 2 ? ('full' as const) : ('open' as const),
      })),
    );
    expect(namesOf(find({}, reversed))).toEqual(namesOf(find({})));
    expect(namesOf(find({ near: 'Mora' }, reversed))).toEqual(namesOf(find({ near: 'Mora' })));
  });

  it('is the Swedish alphabet: å, ä, ö last', () => {
    const units = ['Örebro', 'Zetan', 'Ängen', 'Åsen', 'alfa'].map((name, at) =>
      publishedUnit({ careUnitId: `unit-${at}`, name }),
    );
    expect(namesOf(find({}, withUnits(...units)))).toEqual(['alfa', 'Zetan', 'Åsen', 'Ängen', 'Örebro']);
  });
});

describe('pages and numbers', () => {
  it('numbers in the order of the answer, across pages', () => {
    const numbers = [1, 2].flatMap((page) =>
      find({ near: 'Mora', page }).careUnits.map(({ number }) => number),
    );
    expect(numbers).toEqual(Array.from({ length: 33 }, (_, at) => at + 1));
  });

  it('answers the last page for one that is past it', () => {
    expect(find({ page: 200 })).toMatchObject({ page: 2, pages: 2 });
  });

  it('puts each unit on the map where it lies', () => {
    const { careUnits, map } = find({});
    const named = (name: string) => careUnits.find((unit) => unit.name === name)?.point ?? { x: 0, y: 0 };
    expect(named('Vårdcentral Lima').x).toBeLessThan(named('Vårdcentral Avesta').x);
    expect(named('Vårdcentral Lima').y).toBeLessThan(named('Vårdcentral Avesta').y);
    for (const { point } of careUnits) {
      if (!point) continue;
      expect(point.x).toBeGreaterThan(0);
      expect(point.x).toBeLessThan(map.width);
      expect(point.y).toBeGreaterThan(0);
      expect(point.y).toBeLessThan(map.height);
    }
  });

  it('bears a region with nothing to draw', () => {
    const bare = {
      ...withUnits(publishedUnit({ careUnitId: 'only', name: 'Enda' })),
      map: { municipalities: [] },
    };
    expect(find({}, bare)).toMatchObject({ map: { width: 0, height: 0, municipalities: [] }, total: 1 });
  });
});

describe('a unit whose contract ends', () => {
  const directory = withUnits(
    publishedUnit({
      careUnitId: 'ending',
      name: 'Ending',
      basis: { kind: 'contract', from: '2024-01-01', through: '2026-11-21' },
    }),
    publishedUnit({ careUnitId: 'coming', name: 'Coming', basis: { kind: 'contract', from: '2026-11-22' } }),
  );

  it('is left out from the day after, though the snapshot still has it', () => {
    expect(namesOf(find({}, directory))).toEqual(['Coming', 'Ending']);
    expect(namesOf(find({}, directory, '2026-11-22'))).toEqual(['Coming']);
  });
});

it('answers as the contract says', () => {
  for (const query of [{}, { near: '793 30' }, { q: 'leskand' }, { near: 'x' }]) {
    const answer = find(query);
    expect(findAnswer.parse(answer)).toEqual(answer);
  }
});
