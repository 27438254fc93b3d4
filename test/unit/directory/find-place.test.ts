import { describe, expect, it } from 'vitest';
import { findPlace } from '#functions/directory/find-place.ts';
import { dalarnaPlaces } from '#support/published-directory.ts';

const places = dalarnaPlaces();

describe('findPlace', () => {
  it.each([
    ['79330', 'Leksand'],
    ['793 30', 'Leksand'],
    ['SE-793 30', 'Leksand'],
    ['７９３３０', 'Leksand'],
    ['79090', 'Särna'],
  ])('understands the postcode %s', (near, name) => {
    expect(findPlace(near, places)).toMatchObject({ kind: 'postcode', place: { name } });
  });

  it('answers the postcode without a space', () => {
    expect(findPlace(' 793 30 ', places)).toMatchObject({ postcode: '79330' });
  });

  it.each([
    ['Leksand', 'Leksand'],
    ['leksand ', 'Leksand'],
    ['alvdalen', 'Älvdalen'],
    ['MALUNG-SÄLEN', 'Malung-Sälen'],
    ['dala järna', 'Dala-Järna'],
  ])('understands the place %s', (near, name) => {
    expect(findPlace(near, places)).toMatchObject({ kind: 'place', place: { name }, corrected: false });
  });

  it('forgives one mistake', () => {
    expect(findPlace('Leskand', places)).toMatchObject({
      kind: 'place',
      place: { name: 'Leksand' },
      corrected: true,
    });
  });

  it('does not guess between two places that are as near', () => {
    const two = {
      places: [
        { name: 'Backa', lat: 1, lon: 1 },
        { name: 'Backe', lat: 2, lon: 2 },
      ],
      postcodes: {},
    };
    expect(findPlace('Backo', two)).toEqual({ kind: 'unknown' });
  });

  it.each(['11122', '793', '7933', '793 300', 'Stockholm', 'constructor', '__proto__', '!', ''])(
    'does not know %j',
    (near) => {
      expect(findPlace(near, places)).toEqual({ kind: 'unknown' });
    },
  );
});

it('every postcode of Dalarna belongs to a place with a point in Dalarna', () => {
  const byName = new Map(places.places.map((place) => [place.name, place]));
  for (const name of Object.values(places.postcodes)) {
    const place = byName.get(name);
    expect(place?.lat).toBeGreaterThan(59.8);
    expect(place?.lat).toBeLessThan(62.3);
    expect(place?.lon).toBeGreaterThan(12);
    expect(place?.lon).toBeLessThan(16.8);
  }
  expect(Object.keys(places.postcodes)).toHaveLength(502);
});
