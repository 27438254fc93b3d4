import { describe, expect, it } from 'vitest';
import { capExemptions } from '#domain/cap-exemption.ts';
import { chainEvent } from '#domain/event-chain.ts';
import type { PersonListing } from '#domain/listing.ts';
import { fromAttributes, type Item, toAttributes } from '#store/attribute-value.ts';
import { capacityStep, fromCapacityItem, toCapacityItem } from '#store/capacity-item.ts';
import { fromDraftItem, toDraftItem } from '#store/draft-item.ts';
import { fromEventItem, isEventKey, toEventItem } from '#store/event-item.ts';
import { fromIntentItem, intentOf, toIntentItem } from '#store/intent-item.ts';
import { itemSize, writeUnits } from '#store/item-size.ts';
import { duePartition, keys } from '#store/keys.ts';
import { fromListingItem, toListingItem } from '#store/listing-item.ts';
import { fromPastItem, toPastItem } from '#store/past-item.ts';
import { capacity, personId } from '#support/builders.ts';

const sizeOf = (item: Item) => itemSize(toAttributes(item));
const stored = (item: Item) => fromAttributes(toAttributes(item));
const now = new Date('2026-11-21T12:34:56.789Z');

/** Thirty doctors with the longest ids, in every category, some leaving, some with two ceilings. */
const large = capacity('vardcentralen-langst-bort-i-hela-dalarna', {
  taken: 16_480,
  declinedDoctor: 312,
  caps: [
    { from: '2026-01-31T23:00:00.000Z', value: 16_500, exemptions: [...capExemptions] },
    { from: '2026-12-31T23:00:00.000Z', value: null },
  ],
  basis: { kind: 'contract', from: '2021-03-01', through: '2028-02-29' },
  doctors: Object.fromEntries(
    Array.from({ length: 30 }, (_, index) => [
      `dr${String(index).padStart(4, '0')}`,
      {
        taken: 1_000 + index,
        ceilings: [
          { from: '2026-01-31T23:00:00.000Z', value: 1_100 },
          ...(index % 4 === 0 ? [{ from: '2026-11-21T12:34:56.789Z', value: null }] : []),
        ],
        acceptsNew: index % 3 !== 0,
        startsOn: '2024-08-15',
        ...(index % 5 === 0 && { leavesOn: '2027-06-30' }),
        ...(index === 3 && { visibleFrom: '2024-08-01' }),
        ...(index === 5 && { visibleThrough: '2027-05-31' }),
        facts: {
          category: index % 2 === 0 ? 'doctorInTraining' : 'paediatrician',
          employment: index % 7 === 0 ? 'locum' : 'fixedTerm',
          ...(index % 2 === 0 && { hasSupervisor: true, hasAbsencePlan: true }),
          ...(index % 7 === 0 && { hasLongContract: true }),
          ...(index === 1 && { takesAges: { through: 6 } }),
          ...(index === 2 && { takesAges: { from: 18, through: 64 } }),
        },
      },
    ]),
  ),
});

const receipt = (receiptId: string) => ({
  receiptId,
  chosenAt: now.toISOString(),
  conditionsVersion: '2026-11',
  counted: true,
});
const named = {
  kind: 'doctor',
  doctorId: 'dr0007',
  origin: 'defaultAllocation',
  since: now.toISOString(),
} as const;
/** A listing that holds everything one can hold. */
const full: PersonListing = {
  personId: personId('anna'),
  current: {
    careUnitId: 'vardcentralen-langst-bort-i-hela-dalarna',
    since: now.toISOString(),
    origin: 'defaultAllocation',
    namedDoctor: named,
    receipt: { ...receipt(personId('r1')), exemption: 'medicalPriority' },
    doctorReceipt: receipt(personId('r2')),
  },
  pending: {
    careUnitId: 'vardcentralen-nast-langst-bort-i-dalarna',
    effectiveFrom: '2026-11-21T23:00:00.000Z',
    namedDoctor: named,
    receipt: { ...receipt(personId('r3')), exemption: 'medicalPriority' },
    doctorReceipt: receipt(personId('r4')),
  },
  changes: [1, 2, 3].map(() => ({
    at: now.toISOString(),
    toCareUnitId: 'vardcentralen-langst-bort-i-hela-dalarna',
  })),
  version: 1_234,
  chain: { sequence: 1_234, hash: 'h'.repeat(43) },
};

describe('the size of an item', () => {
  it('counts names and values as DynamoDB documents them', () => {
    expect(itemSize({ pk: { S: 'åb' } })).toBe(2 + 3);
    expect(itemSize({ n: { N: '0' } })).toBe(1 + 1);
    expect(itemSize({ n: { N: '12345' } })).toBe(1 + 4);
    expect(itemSize({ n: { N: '-1200' } })).toBe(1 + 3);
    expect(itemSize({ n: { N: '60.6' } })).toBe(1 + 3);
    expect(itemSize({ b: { BOOL: true }, z: { NULL: true } })).toBe(4);
    expect(itemSize({ m: { M: { a: { S: 'x' } } } })).toBe(1 + 3 + 1 + 2);
    expect(itemSize({ l: { L: [{ S: 'x' }, { S: 'y' }] } })).toBe(1 + 3 + 2 + 2);
    expect(itemSize({ b: { B: new Uint8Array(7) } })).toBe(8);
  });

  it('makes one write unit of each begun kibibyte', () => {
    expect([1, 1024, 1025, 2049].map(writeUnits)).toEqual([1, 1, 2, 3]);
  });
});

describe('CAPACITY', () => {
  it('is one write unit with thirty doctors', () => {
    expect(sizeOf(toCapacityItem(large))).toBeLessThanOrEqual(1_024);
  });

  it('is one write unit with thirty doctors of the longest ids', () => {
    const doctors = Object.fromEntries(
      Array.from({ length: 30 }, (_, index) => [
        `doctor${String(index).padStart(6, '0')}`,
        { taken: 1_099, ceiling: 1_100 },
      ]),
    );
    const size = sizeOf(toCapacityItem(capacity('falun-norslund', { taken: 16_480, cap: 16_500, doctors })));
    expect(size).toBeLessThanOrEqual(1_024);
  });

  it('is read as it was written', () => {
    expect(fromCapacityItem(stored(toCapacityItem(large)))).toEqual(large);
    const empty = capacity('falun-norslund');
    expect(fromCapacityItem(stored(toCapacityItem(empty)))).toEqual(empty);
  });

  it('reads doctors from before they had ages of their own and other days to be seen on', () => {
    const item = stored(toCapacityItem(capacity('falun', { doctors: { d001: {}, d002: {} } })));
    const read = fromCapacityItem({ ...item, d: 'gpgfi3:bmhn9 pff6mafqh:' }).doctors;
    expect(read.d001).toEqual({
      taken: 0,
      facts: { category: 'gpSpecialist', employment: 'permanent' },
      acceptsNew: true,
      visibleFrom: '2025-01-03',
      ceilings: [{ from: '2031-11-15T11:00:00.000Z', value: 9 }],
    });
    expect(read.d002).not.toHaveProperty('employed');
  });

  it('keeps each exemption of a cap, and reads a cap from before they counted', () => {
    for (const exemption of capExemptions) {
      const caps = [{ from: now.toISOString(), value: 9, exemptions: [exemption] }];
      expect(fromCapacityItem(stored(toCapacityItem({ ...large, caps }))).caps).toEqual(caps);
    }
    const before = { ...stored(toCapacityItem(large)), c: 'bmhn9,~mi9pxk5h-' };
    expect(fromCapacityItem(before).caps.map(({ value, exemptions }) => [value, exemptions])).toEqual([
      [9, undefined],
      [null, undefined],
    ]);
  });

  it('refuses an instant that is not in its one spelling', () => {
    const caps = [{ from: '2026-01-31T23:00:00Z', value: 1 }];
    expect(() => toCapacityItem({ ...large, caps })).toThrow('UTC');
  });

  it('turns what the domain assumed into the condition of its step', () => {
    const step = capacityStep('capacity', {
      careUnitId: 'falun',
      taken: 1,
      doctors: { abcd: 1 },
      declinedDoctor: 0,
      expects: {
        rev: 7,
        takenBelow: 50,
        doctorTakenBelow: { doctorId: 'abcd', below: 9 },
        nobodyWaiting: true,
      },
    });
    expect(step).toMatchObject({
      update: { expression: 'SET t = t + :m0, n.#d0 = n.#d0 + :m1', values: { m0: 1, m1: 1 } },
      condition: {
        expression: 'attribute_exists(pk) AND r = :rev AND t < :cap AND n.#chosen < :ceiling AND w = :nobody',
        values: { rev: 7, cap: 50, ceiling: 9, nobody: 0 },
        names: { chosen: 'abcd' },
      },
    });
  });

  it('gives back only what is there, and does nothing where nothing moves', () => {
    const step = capacityStep('back', {
      careUnitId: 'u',
      taken: -1,
      doctors: { abcd: -1 },
      declinedDoctor: 0,
    });
    expect(step?.condition?.expression).toBe('attribute_exists(pk) AND t >= :m0 AND n.#d0 >= :m1');
    expect(
      capacityStep('none', { careUnitId: 'u', taken: 0, doctors: {}, declinedDoctor: 0 }),
    ).toBeUndefined();
  });
});

describe('LISTING', () => {
  it('is one write unit when it holds everything', () => {
    expect(sizeOf(toListingItem(full))).toBeLessThanOrEqual(1_024);
  });

  it('is two write units at most with a proposal and as many doctors declined as can be', () => {
    const at = '2026-11-21T12:00:00.000Z';
    const declined = Array.from({ length: 5 }, (_, index) => ({ doctorId: `doctor${index}`, at }));
    const proposal = { kind: 'registered', doctorId: 'doctor9', at, messageId: 'm'.repeat(26) } as const;
    const listing = { ...full, current: { ...full.current!, proposal, declined } };
    expect(fromListingItem(stored(toListingItem(listing)))).toEqual(listing);
    expect(sizeOf(toListingItem(listing))).toBeLessThanOrEqual(2_048);
  });

  it('is read as it was written', () => {
    expect(fromListingItem(stored(toListingItem(full)))).toEqual(full);
    const { pending: _pending, current: _current, ...bare } = full;
    expect(fromListingItem(stored(toListingItem(bare)))).toEqual(bare);
    const others = (['later', 'noPreference', 'declined'] as const).map((kind) => ({
      kind,
      since: full.chain.hash,
    }));
    for (const namedDoctor of [...others, { kind: 'unanswered' } as const]) {
      const listing = { ...bare, current: { ...full.current!, namedDoctor } };
      expect(fromListingItem(stored(toListingItem(listing)))).toEqual(listing);
    }
  });

  it('stands in the index of due choices only while one is pending, under its local date', () => {
    const { pending, ...rest } = full;
    expect(toListingItem(full)).toMatchObject({
      duePartition: duePartition('2026-11-22', full.personId),
      personId: full.personId,
    });
    expect(pending).toBeDefined();
    expect(toListingItem(rest)).not.toHaveProperty('duePartition');
    expect(toListingItem(rest)).not.toHaveProperty('personId');
  });

  it('refuses to guess at what it cannot read', () => {
    const item = stored(toListingItem(full));
    expect(() => fromListingItem({ ...item, v: 'one' })).toThrow('"v"');
    expect(() => fromListingItem({ ...item, c: { ...(item.c as object), o: 'won' } })).toThrow('"o"');
    expect(() => fromListingItem({ ...item, g: 'none' })).toThrow('"g"');
  });
});

describe('the other items of a person', () => {
  it('keeps an earlier listing, sorted by its end after LISTING', () => {
    const past = { ...full.current!, until: now.toISOString(), endedBy: 'choice' } as const;
    const item = toPastItem(full.personId, past);
    expect(item.sk > keys.listing(full.personId).sk).toBe(true);
    expect(fromPastItem(stored(item))).toEqual(past);
  });

  it('keeps an intent for 24 hours, and not a second longer', () => {
    const intent = intentOf(full.personId, 'key', { route: 'chooseCareUnit', body: { a: 1 } });
    const item = toIntentItem(intent, { receiptId: 'r' }, now);
    const at = (seconds: number) => fromIntentItem(stored(item), new Date(now.getTime() + seconds * 1000));
    expect(at(0)).toMatchObject({ requestHash: intent.requestHash, outcome: { receiptId: 'r' } });
    expect(at(24 * 3600 - 1)).toBeDefined();
    expect(at(24 * 3600)).toBeUndefined();
    expect(sizeOf(item)).toBeLessThanOrEqual(1_024);
    expect(JSON.stringify(item)).not.toContain('key"');
  });

  it('tells the same key with another body, route or order of members apart', () => {
    const hash = (route: string, body: unknown) => intentOf('p', 'key', { route, body }).requestHash;
    expect(hash('a', { x: 1, y: 2 })).toBe(hash('a', { y: 2, x: 1 }));
    expect(hash('a', { x: 1 })).not.toBe(hash('b', { x: 1 }));
    expect(hash('a', { x: 1 })).not.toBe(hash('a', { x: 2 }));
  });

  it('keeps a draft for 24 hours', () => {
    const saved = {
      draft: { careUnitId: 'falun', namedDoctor: { kind: 'doctor', doctorId: 'abcd' } as const },
      intentKey: personId('k'),
      savedAt: now.toISOString(),
      listingVersion: 3,
    };
    const item = stored(toDraftItem('p', saved));
    expect(fromDraftItem(item, now)).toEqual(saved);
    expect(fromDraftItem(item, new Date(now.getTime() + 24 * 3600_000))).toBeUndefined();
    const later = { ...saved, draft: { careUnitId: 'falun', namedDoctor: { kind: 'later' } as const } };
    expect(fromDraftItem(stored(toDraftItem('p', later)), now)).toEqual(later);
  });
});

describe('an event', () => {
  const event = chainEvent(
    { sequence: 41, hash: 'p'.repeat(43) },
    {
      stream: `PERSON#${full.personId}`,
      eventId: personId('e'),
      type: 'care-unit-chosen',
      at: now.toISOString(),
      actor: { kind: 'person', personId: full.personId },
      sealedUnder: 'vardcentralen-langst-bort-i-hela-dalarna',
      data: {
        careUnitId: 'vardcentralen-langst-bort-i-hela-dalarna',
        namedDoctor: { kind: 'doctor', doctorId: 'dr0007' },
        receiptId: personId('r'),
        conditionsVersion: '2026-11',
        counted: true,
        effectiveFrom: now.toISOString(),
        windowFrom: now.toISOString(),
        exemption: 'medicalPriority',
      },
    },
  );

  it('is one write unit and is read as it was written', () => {
    expect(sizeOf(toEventItem(event))).toBeLessThanOrEqual(1_024);
    expect(fromEventItem(stored(toEventItem(event)))).toEqual(event);
  });

  it('is told from seals and markers by its key', () => {
    expect(isEventKey(keys.event('PERSON#a', 1))).toBe(true);
    expect(isEventKey(keys.sealedMarker('PERSON#a', 1))).toBe(false);
    expect(isEventKey(keys.seal('falun', 1))).toBe(false);
  });
});
