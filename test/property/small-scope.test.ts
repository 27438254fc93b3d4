import { expect, test } from 'vitest';
import { capAt, ceilingAt } from '#domain/admission.ts';
import type { Capacity } from '#domain/capacity.ts';
import { decideCancelPending } from '#domain/decide-cancel-pending.ts';
import { decideChooseCareUnit } from '#domain/decide-choose-care-unit.ts';
import { decideChooseNamedDoctor } from '#domain/decide-choose-named-doctor.ts';
import { decideSettle } from '#domain/decide-settle.ts';
import { canonicalJson } from '#domain/event-chain.ts';
import type { NamedDoctor, NamedDoctorAnswer, PersonListing, Receipt } from '#domain/listing.ts';
import { noListing } from '#domain/listing.ts';
import type { CapacityChange, Plan } from '#domain/plan.ts';
import { recount, withCounters } from '#domain/recount.ts';
import type { Decided } from '#domain/refusals.ts';
import { capacity, person, personId, policy, receiptId } from '#support/builders.ts';

/**
 * Every state that three people can reach at two units with a doctor each, by every act, on the real rules: 2 places a
 * unit, 1 a doctor; once with nobody exempt, once with one who is. Time is two instants, before and at midnight: changes used are counted, never given back.
 */
const people = ['p0', 'p1', 'p2'].map(personId);
const now = new Date('2026-11-21T12:00:00+01:00');
const midnight = new Date('2026-11-22T00:00:00+01:00');
const decided = policy();
const unitIds = ['falun', 'mora'];
const exemptions = ['careHome'] as const;
const empty = new Map(
  unitIds.map((id) => [id, capacity(id, { cap: 2, exemptions, doctors: { [`${id}d`]: { ceiling: 1 } } })]),
);
const held = {
  registrationId: 'x',
  careUnitId: 'falun',
  code: 'careHome',
  from: '2026-11-01',
  through: '2026-12-30',
  sequence: 1,
} as const;

interface State {
  readonly listings: readonly PersonListing[];
  readonly capacities: ReadonlyMap<string, Capacity>;
}

function answers(careUnitId: string): NamedDoctorAnswer[] {
  return [{ kind: 'later' }, { kind: 'doctor', doctorId: `${careUnitId}d` }];
}

/** Everything one person can try. */
function plans({ listings, capacities }: State, index: number, exempt: number): Decided<Plan>[] {
  const listing = listings[index];
  if (!listing) return [];
  const me = person({ personId: listing.personId });
  const tries = unitIds.flatMap((careUnitId) =>
    answers(careUnitId).flatMap((namedDoctor) => {
      const own = index < exempt && careUnitId === held.careUnitId ? { held } : {};
      const state = { listing, capacity: capacities.get(careUnitId), ...own };
      const command = { person: me, careUnitId, namedDoctor, receiptId: receiptId(listing.version) };
      const { conditionsVersion } = decided;
      return [
        decideChooseCareUnit(state, { ...command, conditionsVersion }, decided, now),
        decideChooseNamedDoctor(state, command, decided, now),
      ];
    }),
  );
  return [
    ...tries,
    decideCancelPending({ listing }, { person: me }, decided, now),
    decideSettle({ listing }, midnight),
  ];
}

function after({ listings, capacities }: State, index: number, plan: Plan): State {
  const next = new Map(capacities);
  for (const change of plan.capacity) {
    const before = next.get(change.careUnitId);
    if (before) next.set(change.careUnitId, moved(before, change));
  }
  return { listings: listings.with(index, plan.listing), capacities: next };
}

function moved(before: Capacity, { taken, doctors, declinedDoctor }: CapacityChange): Capacity {
  const entries = Object.entries(before.doctors).map(
    ([id, doctor]) => [id, { ...doctor, taken: doctor.taken + (doctors[id] ?? 0) }] as const,
  );
  return {
    ...before,
    taken: before.taken + taken,
    declinedDoctor: before.declinedDoctor + declinedDoctor,
    doctors: Object.fromEntries(entries),
  };
}

/** What distinguishes two states for the rules: not versions, receipts or times. */
function nameOf({ listings }: State): string {
  const doctor = (named: NamedDoctor) => (named.kind === 'doctor' ? '+' : '');
  const by = (place: { receipt?: Receipt } | undefined) => (place?.receipt?.exemption ? '*' : '');
  return listings
    .map(({ current, pending, changes }) => {
      const today = current ? current.careUnitId + doctor(current.namedDoctor) : '-';
      const then = pending ? pending.careUnitId + doctor(pending.namedDoctor) + pending.receipt.counted : '-';
      return `${today}${by(current)}/${then}${by(pending)}/${changes.length}`;
    })
    .join(' ');
}

function check(state: State): void {
  const counted = recount(state.listings);
  for (const [id, row] of state.capacities) {
    const cap = capAt(row, now) ?? 0;
    const passed = state.listings
      .flatMap(({ current, pending }) => [current, pending])
      .filter((place) => place?.careUnitId === id && place.receipt?.exemption).length;
    if (row.taken - passed > cap) throw new Error(`${id} is over its cap: ${nameOf(state)}`);
    for (const doctor of Object.values(row.doctors)) {
      if (doctor.taken > (ceilingAt(doctor, now) ?? 0)) throw new Error(`A doctor is over: ${nameOf(state)}`);
    }
    if (canonicalJson(row) !== canonicalJson(withCounters(row, counted.get(id)))) {
      throw new Error(`${id} differs from a recount: ${nameOf(state)}`);
    }
  }
  if (state.listings.some(({ changes }) => changes.length > 2)) {
    throw new Error(`Three changes: ${nameOf(state)}`);
  }
}

test.each([0, 1])(
  'with %i of three exempt, no reachable state breaks a cap, a ceiling, a counter or the quota',
  (exempt) => {
    const start: State = { listings: people.map(noListing), capacities: empty };
    const seen = new Set([nameOf(start)]);
    let most = 0;
    let edge = [start];
    while (edge.length > 0) {
      const next: State[] = [];
      for (const state of edge) {
        check(state);
        most = Math.max(most, state.capacities.get('falun')?.taken ?? 0);
        for (const index of people.keys()) {
          for (const plan of plans(state, index, exempt)) {
            if (!plan.ok) continue;
            const reached = after(state, index, plan);
            const name = nameOf(reached);
            if (seen.has(name)) continue;
            seen.add(name);
            next.push(reached);
          }
        }
      }
      edge = next;
    }

    expect(seen.size).toBeGreaterThan(8000);
    expect(most).toBe(2 + exempt);
  },
);
