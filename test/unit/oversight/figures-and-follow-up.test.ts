import { describe, expect, it } from 'vitest';
import type { AccessEntry } from '#domain/access-log.ts';
import { peopleByStaff, sampleOf, sampleSize } from '#domain/follow-up-accesses.ts';
import { figuresOf } from '#domain/listing-figures.ts';
import { capacity } from '#support/builders.ts';

const now = new Date('2026-11-21T12:00:00.000Z');

describe('figures of a unit tell nobody apart', () => {
  it.each([
    ['nobody', 0, 0, 0, 0],
    ['fewer than five', 4, 0, 'few', 'few'],
    ['five and all without a doctor', 5, 0, 5, 5],
    ['few without a doctor', 20, 17, 20, 'few'],
    ['few with a doctor, so the difference would tell', 20, 3, 20, 'few'],
    ['enough of both', 20, 10, 20, 10],
  ] as const)('%s', (_, taken, withDoctor, listed, withoutDoctor) => {
    const of = capacity('falun', { taken, doctors: { d001: { taken: withDoctor, ceiling: 30 } } });
    expect(figuresOf(of, now)).toMatchObject({
      listed,
      withoutDoctor,
      placesWithDoctors: 30 - withDoctor,
    });
  });

  it('a doctor without a ceiling makes the places unknown, one who takes nobody does not count', () => {
    const of = capacity('falun', {
      doctors: { d001: { ceiling: 10, acceptsNew: false }, d002: { ceiling: null } },
    });
    expect(figuresOf(of, now).placesWithDoctors).toBeUndefined();
  });
});

describe('following the access log up', () => {
  const entries = Array.from(
    { length: 50 },
    (_, at): AccessEntry => ({
      accessId: `a${at}`,
      personId: `p${at % 7}`,
      at: new Date(now.getTime() + at * 1000).toISOString(),
      staffMemberId: at < 40 ? 'one' : 'two',
      role: 'unitManager',
      careUnitId: 'falun',
      purpose: 'care',
      act: 'shown',
      facts: ['identity'],
    }),
  );

  it('a sample is ten different entries, another with another seed, newest first', () => {
    const first = sampleOf(entries, 'one').map(({ accessId }) => accessId);
    expect(new Set(first).size).toBe(sampleSize);
    expect(sampleOf(entries, 'two').map(({ accessId }) => accessId)).not.toEqual(first);
    const times = sampleOf(entries, 'one').map(({ at }) => at);
    expect(times).toEqual(times.toSorted().toReversed());
    expect(sampleOf(entries.slice(0, 3), 'one')).toHaveLength(3);
  });

  it('counts different people, most first', () => {
    expect(peopleByStaff(entries)).toEqual([
      { staffMemberId: 'one', people: 7 },
      { staffMemberId: 'two', people: 7 },
    ]);
    expect(peopleByStaff(entries.slice(38, 42)).map(({ people }) => people)).toEqual([2, 2]);
  });
});
