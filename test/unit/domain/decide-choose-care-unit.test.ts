import { describe, expect, test } from 'vitest';
import { effectiveFrom, isCountedChange } from '#domain/decide-choose-care-unit.ts';
import type { Origin } from '#domain/listing.ts';
import { capacity, changesAt, current, hasDoctor, listing, policy, receiptId } from '#support/builders.ts';
import { atOnce, decide, midnight, now, pendingAt, plan } from './choosing.ts';

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
        expects: {
          rev: 2,
          doctorTakenBelow: { doctorId: 'ek01', below: 5 },
          nobodyWaiting: true,
          nobodyWaitingFor: 'ek01',
        },
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
