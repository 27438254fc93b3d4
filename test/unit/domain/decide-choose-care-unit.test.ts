import { describe, expect, test } from 'vitest';
import type { Capacity } from '#domain/capacity.ts';
import {
  type ChooseCareUnit,
  decideChooseCareUnit,
  effectiveFrom,
  isCountedChange,
} from '#domain/decide-choose-care-unit.ts';
import type { Origin, PersonListing } from '#domain/listing.ts';
import type { Policy } from '#domain/policy.ts';
import {
  capacity,
  changesAt,
  current,
  hasDoctor,
  listing,
  person,
  policy,
  receiptId,
} from '#support/builders.ts';

const now = new Date('2026-11-21T12:00:00+01:00');
const midnight = '2026-11-21T23:00:00.000Z';
const atOnce = policy({ effect: 'at-once' });

const pendingAt = (careUnitId: string, counted: boolean) => ({
  careUnitId,
  effectiveFrom: midnight,
  namedDoctor: { kind: 'declined', since: midnight } as const,
  receipt: {
    receiptId: receiptId(1),
    chosenAt: '2026-11-21T09:00:00.000Z',
    conditionsVersion: '2026-11',
    counted,
  },
});

interface Given {
  readonly listing?: Partial<PersonListing>;
  readonly unit?: Capacity | undefined;
  readonly command?: Partial<ChooseCareUnit>;
  readonly policy?: Policy;
  readonly now?: Date;
}

function decide(given: Given) {
  return decideChooseCareUnit(
    {
      listing: listing(given.listing),
      capacity: 'unit' in given ? given.unit : capacity('falun', { cap: 100, taken: 50 }),
    },
    {
      person: person(),
      careUnitId: 'falun',
      namedDoctor: { kind: 'later' },
      conditionsVersion: '2026-11',
      receiptId: receiptId(2),
      ...given.command,
    },
    given.policy ?? policy(),
    given.now ?? now,
  );
}

function plan(given: Given) {
  const decided = decide(given);
  if (!decided.ok) throw new Error(`Refused: ${decided.refusal.slug}`);
  return decided;
}

const refusal = (given: Given) => {
  const decided = decide(given);
  return decided.ok ? undefined : decided.refusal;
};

describe('refusals, each with what the person needs to know', () => {
  const used = changesAt('2025-12-01T10:00:00Z', '2026-03-01T10:00:00Z');
  const doctor = { kind: 'doctor', doctorId: 'ek01' } as const;
  const cases: readonly (readonly [string, Given, object])[] = [
    [
      'guardian-chooses: under 13',
      { command: { person: person({ birthDate: '2014-01-01' }) } },
      { slug: 'guardian-chooses' },
    ],
    [
      'guardian-confirms: 13 to 15',
      { command: { person: person({ birthDate: '2012-01-01' }) } },
      { slug: 'guardian-confirms' },
    ],
    [
      'conditions-changed: others were told',
      { command: { conditionsVersion: '2026-10' } },
      { slug: 'conditions-changed', currentVersion: '2026-11' },
    ],
    [
      'already-listed-here: current (HSL 7 kap. 3 a §, one listing)',
      { listing: { current: current('falun') } },
      { slug: 'already-listed-here', careUnitId: 'falun' },
    ],
    [
      'already-listed-here: current, while another waits (cancel that instead)',
      { listing: { current: current('falun'), pending: pendingAt('mora', true) } },
      { slug: 'already-listed-here', careUnitId: 'falun' },
    ],
    [
      'already-listed-here: waiting for midnight',
      { listing: { pending: pendingAt('falun', false) } },
      { slug: 'already-listed-here', careUnitId: 'falun' },
    ],
    [
      'care-unit-not-listable: there is no such unit',
      { unit: undefined },
      { slug: 'care-unit-not-listable', careUnitId: 'falun' },
    ],
    [
      'care-unit-not-listable: the contract ends tonight (HSL 7 kap. 3 a §)',
      { unit: capacity('falun', { basis: { through: '2026-11-21' } }) },
      { slug: 'care-unit-not-listable', careUnitId: 'falun' },
    ],
    [
      'rechoice-limit-reached: two changes (HSL 7 kap. 3 a §)',
      { listing: { current: current('mora'), changes: used } },
      { slug: 'rechoice-limit-reached', nextAllowedOn: '2026-12-01' },
    ],
    [
      'care-unit-full: the cap (HSL 7 kap. 3 c §)',
      { unit: capacity('falun', { cap: 100, taken: 100 }) },
      { slug: 'care-unit-full', careUnitId: 'falun' },
    ],
    [
      'care-unit-full: people wait',
      { unit: capacity('falun', { cap: 100, taken: 1, waiting: 3 }) },
      { slug: 'care-unit-full', careUnitId: 'falun' },
    ],
    [
      'doctor-not-choosable',
      { command: { namedDoctor: doctor } },
      { slug: 'doctor-not-choosable', doctorId: 'ek01' },
    ],
    [
      'doctor-takes-others: a paediatrician',
      {
        unit: capacity('falun', {
          doctors: { ek01: { facts: { category: 'paediatrician', employment: 'permanent' } } },
        }),
        command: { namedDoctor: doctor },
      },
      { slug: 'doctor-takes-others', doctorId: 'ek01' },
    ],
    [
      'doctor-full: the ceiling',
      {
        unit: capacity('falun', { doctors: { ek01: { taken: 5, ceiling: 5 } } }),
        command: { namedDoctor: doctor },
      },
      { slug: 'doctor-full', doctorId: 'ek01' },
    ],
  ];

  test.each(cases)('%s', (_, given, expected) => {
    expect(refusal(given)).toEqual(expected);
  });

  test('the order: what is nearest to the person first, what staff or others can change last', () => {
    const everything: Given = {
      listing: { current: current('falun'), changes: used },
      unit: capacity('falun', { cap: 1, taken: 1, basis: { through: '2026-11-21' } }),
      command: { person: person({ birthDate: '2014-01-01' }), conditionsVersion: 'old', namedDoctor: doctor },
    };
    const adult = { ...everything.command, person: person() };
    const told = { ...adult, conditionsVersion: '2026-11' };
    const elsewhere = { current: current('mora'), changes: used };
    const listable = capacity('falun', { cap: 1, taken: 1 });
    const steps: readonly Given[] = [
      everything,
      { ...everything, command: adult },
      { ...everything, command: told },
      { ...everything, command: told, listing: elsewhere },
      { ...everything, command: told, listing: elsewhere, unit: listable },
      { ...everything, command: told, listing: { current: current('mora') }, unit: listable },
      { ...everything, command: told, listing: { current: current('mora') }, unit: capacity('falun') },
    ];
    expect(steps.map((step) => refusal(step)?.slug)).toEqual([
      'guardian-chooses',
      'conditions-changed',
      'already-listed-here',
      'care-unit-not-listable',
      'rechoice-limit-reached',
      'care-unit-full',
      'doctor-not-choosable',
    ]);
  });

  test('a due choice is settled first: deciding on it is a fault', () => {
    expect(() => decide({ listing: { pending: pendingAt('mora', true) }, now: new Date(midnight) })).toThrow(
      'settled',
    );
  });
});

describe('what a choice does, effect at the next midnight', () => {
  test('a first listing waits for midnight, takes its place at once and is no change', () => {
    const { listing: next, capacity: changes, event, past } = plan({});
    expect(next).toEqual({
      ...listing(),
      version: 2,
      pending: {
        careUnitId: 'falun',
        effectiveFrom: midnight,
        namedDoctor: { kind: 'later', since: midnight },
        receipt: {
          receiptId: receiptId(2),
          chosenAt: now.toISOString(),
          conditionsVersion: '2026-11',
          counted: false,
        },
      },
    });
    expect(past).toBeUndefined();
    expect(changes).toEqual([
      {
        careUnitId: 'falun',
        taken: 1,
        doctors: {},
        declinedDoctor: 0,
        expects: { rev: 1, takenBelow: 100, nobodyWaiting: true },
      },
    ]);
    expect(event).toMatchObject({ type: 'care-unit-chosen', sealedUnder: 'falun' });
  });

  test('a change leaves the old listing, doctor and place untouched until midnight, and counts now', () => {
    const old = current('mora', { namedDoctor: hasDoctor('lind') });
    const { listing: next, capacity: changes, past } = plan({ listing: { current: old } });
    expect(next.current).toBe(old);
    expect(past).toBeUndefined();
    expect(changes.map(({ careUnitId }) => careUnitId)).toEqual(['falun']);
    expect(next.changes).toEqual([{ at: now.toISOString(), toCareUnitId: 'falun' }]);
    expect(next.pending?.receipt.counted).toBe(true);
  });

  test('with a doctor: the doctor’s place too, under the ceiling in force', () => {
    const unit = capacity('falun', { doctors: { ek01: { taken: 4, ceiling: 5 } } });
    const chosen = plan({ unit, command: { namedDoctor: { kind: 'doctor', doctorId: 'ek01' } } });
    expect(chosen.listing.pending?.namedDoctor).toEqual({
      kind: 'doctor',
      doctorId: 'ek01',
      origin: 'chosen',
      since: midnight,
    });
    expect(chosen.capacity).toEqual([
      {
        careUnitId: 'falun',
        taken: 1,
        doctors: { ek01: 1 },
        declinedDoctor: 0,
        expects: { rev: 2, doctorTakenBelow: { doctorId: 'ek01', below: 5 }, nobodyWaiting: true },
      },
    ]);
  });

  test('“I do not want a named doctor” is a counted answer, “no preference” asks the unit to propose', () => {
    expect(plan({ command: { namedDoctor: { kind: 'declined' } } }).capacity[0]?.declinedDoctor).toBe(1);
    const asked = plan({ command: { namedDoctor: { kind: 'noPreference' } } });
    expect(asked.capacity[0]?.declinedDoctor).toBe(0);
    expect(asked.listing.pending?.namedDoctor).toEqual({ kind: 'noPreference', since: midnight });
  });

  test('choosing again replaces what waits: its place, its answer and its change are given back', () => {
    const waiting = {
      current: current('mora'),
      pending: pendingAt('borlange', true),
      changes: [
        ...changesAt('2026-03-01T10:00:00Z'),
        { at: '2026-11-21T09:00:00.000Z', toCareUnitId: 'borlange' },
      ],
    };
    const { listing: next, capacity: changes, event } = plan({ listing: waiting });
    expect(event.type).toBe('pending-choice-replaced');
    expect(next.pending?.careUnitId).toBe('falun');
    expect(next.changes).toEqual([
      ...changesAt('2026-03-01T10:00:00Z'),
      { at: now.toISOString(), toCareUnitId: 'falun' },
    ]);
    expect(changes[1]).toEqual({ careUnitId: 'borlange', taken: -1, doctors: {}, declinedDoctor: -1 });
  });

  test('changes that left the window are dropped, and the event says from when', () => {
    const { listing: next, event } = plan({
      listing: {
        current: current('mora'),
        changes: changesAt('2025-11-21T11:00:00Z', '2025-11-21T11:00:00.001Z'),
      },
    });
    expect(next.changes.map(({ at }) => at)).toEqual(['2025-11-21T11:00:00.001Z', now.toISOString()]);
    expect(event.data).toMatchObject({ windowFrom: '2025-11-21T11:00:00.000Z' });
  });

  test('a full limit does not stop a first listing', () => {
    const used = changesAt('2025-12-01T10:00:00Z', '2026-03-01T10:00:00Z');
    expect(decide({ listing: { changes: used } }).ok).toBe(true);
  });
});

describe('effect at once, where a region has decided so', () => {
  test('the choice is current now, the old listing is past, its place is given back', () => {
    const old = current('mora', { namedDoctor: hasDoctor('lind') });
    const { listing: next, past, capacity: changes } = plan({ listing: { current: old }, policy: atOnce });
    expect(next.pending).toBeUndefined();
    expect(next.current).toMatchObject({ careUnitId: 'falun', since: now.toISOString(), origin: 'chosen' });
    expect(past).toEqual({ ...old, until: now.toISOString(), endedBy: 'choice' });
    expect(changes[1]).toEqual({ careUnitId: 'mora', taken: -1, doctors: { lind: -1 }, declinedDoctor: 0 });
  });

  test('a choice that waited when the region changed its mind is given back too', () => {
    const waiting = { current: current('mora'), pending: pendingAt('borlange', false) };
    const { capacity: changes, event } = plan({ listing: waiting, policy: atOnce });
    expect(changes.map(({ careUnitId, taken }) => [careUnitId, taken])).toEqual([
      ['falun', 1],
      ['borlange', -1],
      ['mora', -1],
    ]);
    expect(event.type).toBe('pending-choice-replaced');
  });

  test('listable is judged today', () => {
    const endsToday = capacity('falun', { basis: { through: '2026-11-21' } });
    expect(decide({ unit: endsToday, policy: atOnce }).ok).toBe(true);
  });
});

describe('which choice is a counted change', () => {
  const counting = policy({ changes: { limit: 2, windowMonths: 12, countFirstChoice: true } });
  test.each<[Origin | undefined, boolean, boolean]>([
    [undefined, false, false],
    ['defaultAllocation', false, true],
    ['assigned', false, true],
    ['imported', true, true],
    ['chosen', true, true],
  ])('from %s: %s, and %s where first choices count', (origin, byDefault, whereCounted) => {
    const from = listing(origin && { current: current('mora', { origin }) });
    expect(isCountedChange(from, policy())).toBe(byDefault);
    expect(isCountedChange(from, counting)).toBe(whereCounted);
  });

  test('when it takes effect', () => {
    expect(effectiveFrom(policy(), now).toISOString()).toBe(midnight);
    expect(effectiveFrom(atOnce, now)).toBe(now);
    const longNight = new Date('2026-10-25T00:30:00Z');
    expect(effectiveFrom(policy(), longNight).toISOString()).toBe('2026-10-25T23:00:00.000Z');
  });
});
