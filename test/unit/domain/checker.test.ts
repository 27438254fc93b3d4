import { describe, expect, test } from 'vitest';
import { chainEvent, headAfter } from '#domain/event-chain.ts';
import {
  changesAt,
  current,
  hasDoctor,
  personId,
  policy,
  profile,
  rosterDoctor,
  since2020,
} from '#support/builders.ts';
import { type Dump, findViolations } from '#support/checker.ts';
import { dumpOf, newWorld, open, takeOver } from '#support/world.ts';

const anna = personId('anna');
const bo = personId('bo');

/** Anna with a doctor and Bo without, both at Mora, which has room for three. */
function sound(): Dump {
  const world = newWorld(policy());
  open(world, { profile: profile('mora'), caps: since2020(3) }, [
    { doctor: rosterDoctor('lind'), ceilings: [], acceptsNew: true },
  ]);
  open(world, { profile: profile('falun'), caps: [] });
  takeOver(world, {
    personId: anna,
    current: current('mora', { origin: 'imported', namedDoctor: hasDoctor('lind') }),
    changes: changesAt('2025-12-24T15:00:00Z'),
    pasts: [{ ...current('falun'), until: '2020-06-01T00:00:00.000Z', endedBy: 'register' }],
  });
  takeOver(world, { personId: bo, current: current('mora'), changes: [] });
  return dumpOf(world);
}

const broken = (dump: Dump) => findViolations(dump).map(({ invariant, what }) => `${invariant} ${what}`);

describe('the checker finds', () => {
  test('nothing where nothing is wrong', () => {
    expect(findViolations(sound())).toEqual([]);
  });

  const cases: readonly (readonly [string, (dump: Dump) => Dump, string])[] = [
    [
      'a counter one too high (I2)',
      (dump) => ({ ...dump, capacities: dump.capacities.map((row) => ({ ...row, taken: row.taken + 1 })) }),
      'I2 counters differ from a recount',
    ],
    [
      'a doctor’s counter one too low (I2)',
      (dump) => ({
        ...dump,
        capacities: dump.capacities.map((row) => ({
          ...row,
          doctors: Object.fromEntries(
            Object.entries(row.doctors).map(([id, one]) => [id, { ...one, taken: 0 }]),
          ),
        })),
      }),
      'I2 counters differ from a recount',
    ],
    [
      'a person with two listings (I3)',
      (dump) => ({ ...dump, listings: [...dump.listings, ...dump.listings.slice(0, 1)] }),
      'I3 two listings',
    ],
    [
      'a doctor who is on no roster (I4)',
      (dump) => ({
        ...dump,
        listings: dump.listings.map((row) => ({
          ...row,
          current: current('mora', { namedDoctor: hasDoctor('who') }),
        })),
      }),
      'I4 not on the roster',
    ],
    [
      'a choice that was acknowledged and lost (I8)',
      (dump) => ({ ...dump, acknowledged: ['r1'] }),
      'I8 acknowledged without an event',
    ],
    ['a listing that is gone (I9)', (dump) => ({ ...dump, listings: dump.listings.slice(1) }), 'I9 lost'],
    ['an earlier listing that is gone (I9)', (dump) => ({ ...dump, pasts: [] }), 'I9 lost'],
    [
      'a listing that no event made (I9)',
      (dump) => ({
        ...dump,
        listings: [
          ...dump.listings,
          ...dump.listings.slice(0, 1).map((row) => ({ ...row, personId: personId('cy') })),
        ],
      }),
      'I9 no event made it',
    ],
    [
      'a profile edited by hand (I9, I15)',
      (dump) => ({ ...dump, profiles: dump.profiles.map((row) => ({ ...row, name: 'Another' })) }),
      'I9 differs from its events',
    ],
    [
      'a policy edited by hand (I15)',
      (dump) => ({
        ...dump,
        policy: dump.policy.map((row) => ({ ...row, policy: policy({ effect: 'at-once' as const }) })),
      }),
      'I9 differs from its events',
    ],
    [
      'a cap edited by hand (I15)',
      (dump) => ({ ...dump, capacities: dump.capacities.map((row) => ({ ...row, caps: since2020(99) })) }),
      'I9 differs from its events',
    ],
    [
      'an event edited by hand (I9)',
      (dump) => ({
        ...dump,
        events: dump.events.map((event) => ({ ...event, at: '2026-01-02T00:00:00.000Z' })),
      }),
      'I9 hash-differs',
    ],
    [
      'an event that is gone (I9)',
      (dump) => ({ ...dump, events: dump.events.filter(({ stream }) => stream !== `PERSON#${bo}`) }),
      'I9 event-missing',
    ],
    ['an event without a seal (I9)', (dump) => ({ ...dump, seals: [] }), 'I9 event-not-sealed'],
    [
      'a head that is not the last event (I9)',
      (dump) => ({
        ...dump,
        heads: dump.heads?.map((row) => ({ ...row, head: { sequence: 1, hash: 'x' } })) ?? [],
      }),
      'I9 differs from its events',
    ],
  ];

  test.each(cases)('%s', (_, breakIt, expected) => {
    expect(broken(breakIt(sound()))).toContain(expected);
  });

  test('a place given back shortly after a choice may have been free in time for it, if commits are slow', () => {
    const dump = full();
    expect(broken(dump)).toEqual(['I1 chosen at 1 of 1']);
    expect(findViolations(dump, { commitDelay: 1000 })).toEqual([]);
  });
});

/** One place: Anna cancels at 10:00:00.500, Bo’s choice is dated half a second before. */
function full(): Dump {
  const world = newWorld(policy());
  open(world, { profile: profile('mora'), caps: since2020(1) });
  const choice = (receiptId: string) => ({
    careUnitId: 'mora',
    namedDoctor: { kind: 'later' },
    receiptId,
    conditionsVersion: '2026-11',
    counted: false,
    effectiveFrom: '2026-11-21T23:00:00.000Z',
    windowFrom: '2025-11-21T09:00:00.000Z',
  });
  const event = (
    personOf: string,
    type: 'care-unit-chosen' | 'pending-choice-cancelled',
    at: string,
    receiptId: string,
  ) =>
    chainEvent(world.heads.get(`PERSON#${personOf}`) ?? { sequence: 0, hash: '' }, {
      stream: `PERSON#${personOf}`,
      eventId: `${type}${receiptId}`,
      type,
      at: `2026-11-21T${at}Z`,
      actor: { kind: 'person', personId: personOf },
      sealedUnder: 'mora',
      data: choice(receiptId),
    });
  const annas = event(anna, 'care-unit-chosen', '09:00:00.000', 'r1');
  world.heads.set(annas.stream, headAfter(annas));
  const cancelled = event(anna, 'pending-choice-cancelled', '09:00:00.500', 'r1');
  const bos = event(bo, 'care-unit-chosen', '09:00:00.001', 'r2');
  world.events.push(annas, bos, cancelled);
  const told = dumpOf(world);
  const at = '2026-11-21T23:00:00.000Z';
  const receipt = { receiptId: 'r2', chosenAt: bos.at, conditionsVersion: '2026-11', counted: false };
  return {
    ...told,
    listings: [
      { personId: anna, changes: [], version: 2, chain: headAfter(cancelled) },
      {
        personId: bo,
        changes: [],
        version: 1,
        chain: headAfter(bos),
        pending: {
          careUnitId: 'mora',
          effectiveFrom: at,
          namedDoctor: { kind: 'later', since: at },
          receipt,
        },
      },
    ],
    capacities: told.capacities.map((row) => ({ ...row, taken: 1 })),
  };
}
