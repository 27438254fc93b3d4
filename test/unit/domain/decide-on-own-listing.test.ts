import { describe, expect, test } from 'vitest';
import { decideCancelPending } from '#domain/decide-cancel-pending.ts';
import { decideChooseNamedDoctor } from '#domain/decide-choose-named-doctor.ts';
import { decideSettle } from '#domain/decide-settle.ts';
import type { NamedDoctorAnswer, PendingListing, PersonListing } from '#domain/listing.ts';
import { listingAt } from '#domain/listing-at.ts';
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
const chosenAt = '2026-11-21T09:00:00.000Z';

const pending: PendingListing = {
  careUnitId: 'falun',
  effectiveFrom: midnight,
  namedDoctor: { kind: 'doctor', doctorId: 'ek01', origin: 'chosen', since: midnight },
  receipt: { receiptId: receiptId(1), chosenAt, conditionsVersion: '2026-11', counted: true },
};
const waiting = listing({
  current: current('mora', { namedDoctor: hasDoctor('lind') }),
  pending,
  changes: [...changesAt('2026-03-01T10:00:00Z'), { at: chosenAt, toCareUnitId: 'falun' }],
});

describe('cancelling what waits for midnight', () => {
  test('gives the place and the change back; the old listing was never touched', () => {
    const decided = decideCancelPending({ listing: waiting }, { person: person() }, policy(), now);
    expect(decided).toEqual({
      ok: true,
      listing: {
        ...listing({ current: waiting.current, changes: changesAt('2026-03-01T10:00:00Z') }),
        version: 2,
      },
      capacity: [{ careUnitId: 'falun', taken: -1, doctors: { ek01: -1 }, declinedDoctor: 0 }],
      event: {
        type: 'pending-choice-cancelled',
        sealedUnder: 'falun',
        data: { careUnitId: 'falun', receiptId: receiptId(1) },
      },
    });
  });

  test.each([
    ['guardian-chooses', waiting, person({ birthDate: '2014-01-01' }), now],
    ['guardian-confirms', waiting, person({ birthDate: '2012-01-01' }), now],
    ['nothing-pending', listing({ current: current('mora') }), person(), now],
    ['nothing-pending', waiting, person(), new Date(midnight)],
  ])('refused: %s', (slug, state, who, at) => {
    const decided = decideCancelPending({ listing: state }, { person: who }, policy(), at);
    expect(decided).toEqual({ ok: false, refusal: { slug } });
  });

  test('a millisecond before midnight it can still be cancelled', () => {
    const at = new Date(Date.parse(midnight) - 1);
    expect(decideCancelPending({ listing: waiting }, { person: person() }, policy(), at).ok).toBe(true);
  });
});

describe('midnight', () => {
  test('reading is clock-true: what was pending is current at midnight, whatever is saved', () => {
    expect(listingAt(waiting, new Date(Date.parse(midnight) - 1))).toBe(waiting);
    expect(listingAt(waiting, new Date(midnight))).toEqual({
      ...waiting,
      current: { ...waiting.pending, since: midnight, origin: 'chosen', effectiveFrom: undefined },
      pending: undefined,
    });
  });

  test('settling dates the change at midnight however late it is, and gives the old place back', () => {
    const decided = decideSettle({ listing: waiting }, new Date('2026-11-23T08:00:00Z'));
    expect(decided).toMatchObject({
      ok: true,
      listing: { version: 2, current: { careUnitId: 'falun', since: midnight }, changes: waiting.changes },
      past: { careUnitId: 'mora', until: midnight, endedBy: 'choice' },
      capacity: [{ careUnitId: 'mora', taken: -1, doctors: { lind: -1 }, declinedDoctor: 0 }],
      event: { type: 'listing-took-effect', sealedUnder: 'falun', data: { careUnitId: 'falun' } },
    });
    expect(decided.ok && decided.listing.pending).toBeUndefined();
  });

  test('a first listing ends nothing', () => {
    const decided = decideSettle({ listing: listing({ pending }) }, new Date(midnight));
    expect(decided).toMatchObject({ ok: true, capacity: [] });
    expect(decided.ok && decided.past).toBeUndefined();
  });

  test.each([
    ['before midnight', waiting],
    ['with nothing pending', listing({ current: current('mora') })],
  ])('refused: nothing-pending, %s', (_, state) => {
    expect(decideSettle({ listing: state }, now)).toEqual({
      ok: false,
      refusal: { slug: 'nothing-pending' },
    });
  });
});

describe('choosing a doctor where one is listed (patientlagen 6 kap. 3 §)', () => {
  const atMora = listing({ current: current('mora', { namedDoctor: hasDoctor('lind') }) });
  const mora = capacity('mora', {
    cap: 10,
    taken: 10,
    waiting: 4,
    basis: { through: '2026-11-21' },
    doctors: {
      lind: { taken: 5 },
      berg: { taken: 4, ceiling: 5 },
      full: { taken: 5, ceiling: 5 },
      barn: { facts: { category: 'paediatrician', employment: 'permanent' } },
    },
  });
  const choose = (
    namedDoctor: NamedDoctorAnswer,
    state: PersonListing = atMora,
    careUnitId = 'mora',
    who = person(),
  ) =>
    decideChooseNamedDoctor(
      {
        listing: state,
        capacity: careUnitId === 'mora' ? mora : capacity(careUnitId, { doctors: { ny01: {} } }),
      },
      { person: who, careUnitId, namedDoctor, receiptId: receiptId(9) },
      policy(),
      now,
    );
  const doctor = (doctorId: string) => ({ kind: 'doctor', doctorId }) as const;

  test('at once, no change counted, whatever the unit’s cap, waiting list and contract say (rules 0.3)', () => {
    const decided = choose(doctor('berg'));
    expect(decided).toMatchObject({
      ok: true,
      listing: {
        changes: [],
        version: 2,
        current: {
          namedDoctor: { kind: 'doctor', doctorId: 'berg', origin: 'chosen', since: now.toISOString() },
          doctorReceipt: {
            receiptId: receiptId(9),
            chosenAt: now.toISOString(),
            conditionsVersion: '2026-11',
            counted: false,
          },
        },
      },
      capacity: [
        {
          careUnitId: 'mora',
          taken: 0,
          doctors: { lind: -1, berg: 1 },
          declinedDoctor: 0,
          expects: {
            rev: 5,
            nobodyWaiting: false,
            doctorTakenBelow: { doctorId: 'berg', below: 5 },
            nobodyWaitingFor: 'berg',
          },
        },
      ],
      event: { type: 'named-doctor-chosen', sealedUnder: 'mora' },
    });
  });

  test('the receipt of the choice of unit stays', () => {
    const withReceipt = listing({ current: current('mora', { receipt: pending.receipt }) });
    const decided = choose(doctor('berg'), withReceipt);
    expect(decided.ok && decided.listing.current?.receipt).toEqual(pending.receipt);
  });

  test.each([
    ['declined', { lind: -1 }, 1],
    ['later', { lind: -1 }, 0],
    ['noPreference', { lind: -1 }, 0],
  ] as const)('“%s” gives the doctor’s place back and assumes nothing', (kind, doctors, declinedDoctor) => {
    const decided = choose({ kind });
    expect(decided.ok && decided.capacity).toEqual([
      { careUnitId: 'mora', taken: 0, doctors, declinedDoctor },
    ]);
  });

  test('from declined to a doctor the count of declined falls', () => {
    const declined = listing({
      current: current('mora', { namedDoctor: { kind: 'declined', since: chosenAt } }),
    });
    expect(choose(doctor('berg'), declined)).toMatchObject({
      capacity: [{ doctors: { berg: 1 }, declinedDoctor: -1 }],
    });
  });

  test('at a unit that waits for midnight the doctor rides on the pending choice', () => {
    const decided = choose(doctor('ny01'), waiting, 'falun');
    expect(decided).toMatchObject({
      ok: true,
      listing: {
        current: waiting.current,
        pending: {
          receipt: pending.receipt,
          namedDoctor: { doctorId: 'ny01', since: midnight },
          doctorReceipt: { receiptId: receiptId(9) },
        },
      },
      capacity: [{ careUnitId: 'falun', taken: 0, doctors: { ek01: -1, ny01: 1 } }],
    });
  });

  test('while a choice waits elsewhere the doctor of today can still be changed', () => {
    const decided = choose(doctor('berg'), waiting);
    expect(decided).toMatchObject({
      ok: true,
      listing: { current: { namedDoctor: { doctorId: 'berg' } }, pending },
    });
  });

  test.each([
    ['guardian-chooses', choose(doctor('berg'), atMora, 'mora', person({ birthDate: '2014-01-01' }))],
    ['guardian-confirms', choose(doctor('berg'), atMora, 'mora', person({ birthDate: '2012-01-01' }))],
    ['not-listed-here', choose(doctor('ny01'), atMora, 'falun')],
    ['not-listed-here', choose(doctor('berg'), listing())],
    ['doctor-already-chosen', choose(doctor('lind'))],
    ['doctor-not-choosable', choose(doctor('nobody'))],
    ['doctor-takes-others', choose(doctor('barn'))],
    ['doctor-full', choose(doctor('full'))],
  ])('refused: %s', (slug, decided) => {
    expect(decided.ok ? undefined : decided.refusal.slug).toBe(slug);
  });

  test('a due choice is settled first: deciding on it is a fault', () => {
    const due = { ...waiting, pending: { ...pending, effectiveFrom: chosenAt } };
    expect(() => choose(doctor('berg'), due)).toThrow('settled');
  });
});
