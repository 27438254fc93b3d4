import { describe, expect, test } from 'vitest';
import { decideCancelPending } from '#domain/decide-cancel-pending.ts';
import { decideChooseCareUnit } from '#domain/decide-choose-care-unit.ts';
import { decideChooseNamedDoctor } from '#domain/decide-choose-named-doctor.ts';
import { decideSettle } from '#domain/decide-settle.ts';
import { canonicalJson, chainEvent } from '#domain/event-chain.ts';
import type { AuditEvent, EventType, PlannedEvent } from '#domain/events.ts';
import type { NamedDoctorAnswer } from '#domain/listing.ts';
import type { Plan } from '#domain/plan.ts';
import type { Decided } from '#domain/refusals.ts';
import { replay } from '#domain/replay.ts';
import {
  changesAt,
  current,
  hasDoctor,
  person,
  personId,
  policy,
  profile,
  receiptId,
  rosterDoctor,
  since2020,
} from '#support/builders.ts';
import { findViolations } from '#support/checker.ts';
import { dumpOf, newWorld, open, save, stored, takeOver, type World } from '#support/world.ts';

const anna = personId('anna');
const me = person({ personId: anna });
const actor = { kind: 'person', personId: anna } as const;
const doctor = (doctorId: string): NamedDoctorAnswer => ({ kind: 'doctor', doctorId });

function twoUnits(): World {
  const world = newWorld(policy());
  const roster = (doctorId: string) => ({
    doctor: rosterDoctor(doctorId),
    ceilings: since2020(5),
    acceptsNew: true,
  });
  open(world, { profile: profile('mora'), caps: since2020(10) }, [roster('lind'), roster('berg')]);
  open(world, { profile: profile('falun'), caps: [] }, [
    roster('ek01'),
    {
      doctor: rosterDoctor('list1', { kind: 'placeholderList' }),
      ceilings: [],
      acceptsNew: false,
    },
  ]);
  return world;
}

function saved(world: World, decided: Decided<Plan>, now: Date): void {
  if (!decided.ok) throw new Error(`Refused: ${decided.refusal.slug}`);
  expect(save(world, decided, now, actor)).toBe('saved');
}

const choose = (world: World, careUnitId: string, namedDoctor: NamedDoctorAnswer, now: Date, id: number) =>
  saved(
    world,
    decideChooseCareUnit(
      { listing: stored(world, anna), capacity: world.capacities.get(careUnitId) },
      { person: me, careUnitId, namedDoctor, conditionsVersion: '2026-11', receiptId: receiptId(id) },
      policy(),
      now,
    ),
    now,
  );

const chooseDoctor = (
  world: World,
  careUnitId: string,
  namedDoctor: NamedDoctorAnswer,
  now: Date,
  id: number,
) =>
  saved(
    world,
    decideChooseNamedDoctor(
      { listing: stored(world, anna), capacity: world.capacities.get(careUnitId) },
      { person: me, careUnitId, namedDoctor, receiptId: receiptId(id) },
      policy(),
      now,
    ),
    now,
  );

/** Everything a person can do, in one life: eleven events. */
function aLife(): World {
  const world = twoUnits();
  takeOver(world, {
    personId: anna,
    current: current('mora', { origin: 'imported', namedDoctor: hasDoctor('lind') }),
    changes: changesAt('2025-05-05T10:00:00Z'),
    pasts: [{ ...current('falun'), until: '2020-06-01T00:00:00.000Z', endedBy: 'register' }],
  });
  const day = (date: string) => new Date(`2026-${date}:00+01:00`);
  chooseDoctor(world, 'mora', doctor('berg'), day('11-20T10:00'), 1);
  choose(world, 'falun', doctor('ek01'), day('11-20T11:00'), 2);
  saved(
    world,
    decideCancelPending({ listing: stored(world, anna) }, { person: me }, policy(), day('11-20T12:00')),
    day('11-20T12:00'),
  );
  choose(world, 'falun', { kind: 'declined' }, day('11-20T13:00'), 3);
  chooseDoctor(world, 'falun', doctor('ek01'), day('11-20T14:00'), 4);
  saved(world, decideSettle({ listing: stored(world, anna) }, day('11-21T00:01')), day('11-21T00:01'));
  chooseDoctor(world, 'falun', { kind: 'noPreference' }, day('11-21T10:00'), 5);
  choose(world, 'mora', doctor('lind'), day('11-21T11:00'), 6);
  return world;
}

describe('replaying the events gives the tables (trust I9)', () => {
  test('a whole life: every item as stored, every invariant held', () => {
    const world = aLife();
    expect(findViolations(dumpOf(world))).toEqual([]);
    const told = replay(world.events);
    expect(told.listings.get(anna)).toEqual(world.listings.get(anna));
    expect(told.capacities.get('mora')).toEqual(world.capacities.get('mora'));
    expect(told.pasts.get(anna)).toEqual(world.pasts.map(({ past }) => past));
    expect(told.listings.get(anna)).toMatchObject({ version: 9, pending: { careUnitId: 'mora' } });
  });

  test('the order in which streams come does not matter', () => {
    const { events } = aLife();
    const shuffled = events.toSorted((a, b) => a.hash.localeCompare(b.hash));
    expect([...replay(shuffled).listings]).toEqual([...replay(events).listings]);
  });

  test('replacing, and a choice that takes effect at once', () => {
    const world = twoUnits();
    const now = new Date('2026-11-21T10:00:00Z');
    choose(world, 'falun', { kind: 'later' }, now, 1);
    choose(world, 'mora', doctor('lind'), now, 2);
    const decided = decideChooseCareUnit(
      { listing: stored(world, anna), capacity: world.capacities.get('falun') },
      {
        person: me,
        careUnitId: 'falun',
        namedDoctor: doctor('ek01'),
        conditionsVersion: '2026-11',
        receiptId: receiptId(3),
      },
      policy({ effect: 'at-once' }),
      now,
    );
    saved(world, decided, now);
    expect(findViolations(dumpOf(world))).toEqual([]);
    expect(world.capacities.get('mora')?.taken).toBe(0);
    expect(stored(world, anna)).toMatchObject({ current: { careUnitId: 'falun' }, version: 3 });
  });

  test.each<[string, EventType]>([
    ['a cancellation of nothing', 'pending-choice-cancelled'],
    ['a midnight of nothing', 'listing-took-effect'],
    ['a doctor where nobody is listed', 'named-doctor-chosen'],
    ['a replacement of nothing', 'pending-choice-replaced'],
    ['a unit’s event among a person’s', 'care-unit-registered'],
  ])('%s cannot follow', (_, type) => {
    const event = chainEvent(
      { sequence: 0, hash: '' },
      {
        stream: `PERSON#${anna}`,
        eventId: 'e',
        type,
        at: '2026-11-21T10:00:00.000Z',
        actor,
        sealedUnder: 'falun',
        data: { careUnitId: 'falun', receiptId: receiptId(1) },
      },
    );
    expect(() => replay([event])).toThrow();
  });
});

describe('events stay small (a choice is at most ten write units)', () => {
  const longest = 'a'.repeat(60);
  const instant = '2026-11-21T10:00:00.000Z';
  const namedDoctor: NamedDoctorAnswer = { kind: 'doctor', doctorId: 'a'.repeat(12) };
  const conditionsVersion = '1'.repeat(20);
  const choice = {
    careUnitId: longest,
    namedDoctor,
    receiptId: receiptId(1),
    conditionsVersion,
    counted: false,
    effectiveFrom: instant,
    windowFrom: instant,
  };
  const planned: readonly PlannedEvent[] = [
    { type: 'pending-choice-replaced', sealedUnder: longest, data: choice },
    {
      type: 'pending-choice-cancelled',
      sealedUnder: longest,
      data: { careUnitId: longest, receiptId: receiptId(1) },
    },
    { type: 'listing-took-effect', sealedUnder: longest, data: { careUnitId: longest } },
    {
      type: 'named-doctor-chosen',
      sealedUnder: longest,
      data: { careUnitId: longest, namedDoctor, receiptId: receiptId(1), conditionsVersion },
    },
    {
      type: 'listing-imported',
      sealedUnder: longest,
      data: {
        current: current('a'.repeat(30), { origin: 'imported', namedDoctor: hasDoctor('a'.repeat(12)) }),
        changes: changesAt(instant, instant),
        pasts: [],
      },
    },
  ];

  test.each(planned.map((event) => [event.type, event] as const))(
    '%s is under 1 kB at its longest',
    (_, event) => {
      const chained: AuditEvent = chainEvent(
        { sequence: 999_999, hash: 'h'.repeat(43) },
        { stream: `PERSON#${anna}`, eventId: personId('e'), at: instant, actor, ...event },
      );
      expect(new TextEncoder().encode(canonicalJson(chained)).length).toBeLessThan(1000);
    },
  );
});
