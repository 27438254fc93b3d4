import type { Capacity, CapacityDoctor } from '#domain/capacity.ts';
import type { CapacityExpectation } from '#domain/plan.ts';
import type { Item, ReadItem } from './attribute-value.ts';
import { codeCaps, codeDates, codeDoctor, readCaps, readDates, readDoctor } from './capacity-code.ts';
import { count, map, text } from './fields.ts';
import { type Key, keys } from './keys.ts';
import type { Step } from './transaction.ts';

/**
 * `UNIT#id / CAPACITY`, the one item that every chooser of a unit meets (ADR 2). Names are one letter, for the item
 * with thirty doctors is to stay within one kibibyte:
 *
 * | name | holds |
 * |---|---|
 * | `t` | taken: current and pending listings and open offers |
 * | `n` | the same for each doctor, by id |
 * | `d` | the doctors' facts (`capacity-code.ts`), separated by spaces, in the order of their sorted ids |
 * | `c` `l` | dated caps, with the exemptions each names; first and last date on which one can be listed |
 * | `x` | people who declined a named doctor |
 * | `w` `q` | people waiting; next place number |
 * | `w#id` `q#id` | the same for a doctor by that id; absent where nobody ever waited |
 * | `r` | rev: moves by staff acts only |
 */
export function toCapacityItem(capacity: Capacity): Item & Key {
  const doctors = Object.entries(capacity.doctors).toSorted(byId);
  return {
    ...keys.capacity(capacity.careUnitId),
    t: capacity.taken,
    n: Object.fromEntries(doctors.map(([doctorId, doctor]) => [doctorId, doctor.taken])),
    d: doctors.map(([, doctor]) => codeDoctor(doctor)).join(' '),
    c: codeCaps(capacity.caps),
    l: codeDates(capacity.listableFrom, capacity.listableThrough),
    x: capacity.declinedDoctor,
    w: capacity.waiting,
    q: capacity.nextSequence,
    r: capacity.rev,
    ...listAttributes(capacity),
  };
}

export function fromCapacityItem(item: ReadItem): Capacity {
  const listable = readDates(text(item, 'l'));
  return {
    careUnitId: text(item, 'pk').slice('UNIT#'.length),
    taken: count(item, 't'),
    caps: readCaps(text(item, 'c')),
    listableFrom: listable.from,
    ...(listable.through !== undefined && { listableThrough: listable.through }),
    doctors: readDoctors(item),
    declinedDoctor: count(item, 'x'),
    waiting: count(item, 'w'),
    nextSequence: count(item, 'q'),
    ...readDoctorLists(item),
    rev: count(item, 'r'),
  };
}

/** How far counters of one unit move: a plan's change, or the sum of many. */
export interface CapacityMove {
  readonly careUnitId: string;
  readonly taken: number;
  readonly doctors: Readonly<Record<string, number>>;
  readonly declinedDoctor: number;
  readonly waiting?: number | undefined;
  readonly doctorsWaiting?: Readonly<Record<string, number>> | undefined;
  readonly expects?: CapacityExpectation | undefined;
}

/**
 * The step that moves one unit's counters; nothing where none moves. What the domain assumed becomes its condition:
 * the same `rev`, a place left below the cap and the ceiling, nobody waiting, the next number of a waiting list. Giving
 * back assumes only that there is something to give back, so no counter is ever negative.
 */
export function capacityStep(name: string, move: CapacityMove): Step | undefined {
  const doctors = Object.entries(move.doctors).filter(([, by]) => by !== 0);
  const lists = Object.entries(move.doctorsWaiting ?? {}).filter(([, by]) => by !== 0);
  const counters = [
    { path: 't', by: move.taken },
    { path: 'x', by: move.declinedDoctor },
    { path: 'w', by: move.waiting ?? 0 },
    ...doctors.map(([, by], index) => ({ path: `n.#d${index}`, by })),
    ...lists.map(([, by], index) => ({ path: `#w${index}`, by, isNew: by > 0 })),
  ].filter(({ by }) => by !== 0);
  if (counters.length === 0 && !move.expects) return undefined;
  const expected = expectation(move.expects);
  const sets = [
    ...counters.map((counter, index) => {
      const { path, by } = counter;
      const before = 'isNew' in counter && counter.isNew ? `if_not_exists(${path}, :none)` : path;
      return `${path} = ${before} ${by > 0 ? '+' : '-'} :m${index}`;
    }),
    ...expected.sets,
  ];
  // What is assumed must hold even where what is taken and given back comes to nothing.
  if (sets.length === 0) sets.push('r = r');
  const begins = lists.some(([, by]) => by > 0);
  const left = counters.flatMap(({ path, by }, index) => (by < 0 ? [`${path} >= :m${index}`] : []));
  return {
    name,
    table: 'main',
    update: {
      key: keys.capacity(move.careUnitId),
      expression: `SET ${sets.join(', ')}`,
      names: {
        ...Object.fromEntries(doctors.map(([doctorId], index) => [`d${index}`, doctorId])),
        ...Object.fromEntries(lists.map(([doctorId], index) => [`w${index}`, `w#${doctorId}`])),
      },
      values: {
        ...Object.fromEntries(counters.map(({ by }, index) => [`m${index}`, Math.abs(by)])),
        ...(begins && { none: 0 }),
        ...expected.updates,
      },
    },
    condition: {
      names: expected.names,
      values: expected.values,
      expression: ['attribute_exists(pk)', ...left, ...expected.conditions].join(' AND '),
    },
  };
}

function expectation(expects: CapacityExpectation | undefined) {
  const conditions: string[] = [];
  const values: Record<string, unknown> = {};
  const names: Record<string, string> = {};
  const sets: string[] = [];
  const updates: Record<string, unknown> = {};
  const all = { conditions, values, names, sets, updates };
  if (!expects) return all;
  conditions.push('r = :rev');
  values.rev = expects.rev;
  if (expects.takenBelow !== undefined) {
    conditions.push('t < :cap');
    values.cap = expects.takenBelow;
  }
  if (expects.doctorTakenBelow) {
    conditions.push('n.#chosen < :ceiling');
    names.chosen = expects.doctorTakenBelow.doctorId;
    values.ceiling = expects.doctorTakenBelow.below;
  }
  if (expects.nobodyWaiting) {
    conditions.push('w = :nobody');
    values.nobody = 0;
  }
  if (expects.nobodyWaitingFor !== undefined) {
    conditions.push('(attribute_not_exists(#list) OR #list = :nobody)');
    names.list = `w#${expects.nobodyWaitingFor}`;
    values.nobody = 0;
  }
  if (expects.nextSequence) {
    const { doctorId, is } = expects.nextSequence;
    names.next = doctorId === undefined ? 'q' : `q#${doctorId}`;
    conditions.push(doctorId !== undefined && is === 1 ? 'attribute_not_exists(#next)' : '#next = :sequence');
    if (doctorId === undefined || is > 1) values.sequence = is;
    sets.push('#next = :after');
    updates.after = is + 1;
  }
  return all;
}

function readDoctors(item: ReadItem): Record<string, CapacityDoctor> {
  const counters = map(item, 'n');
  const codes = text(item, 'd').split(' ');
  const ids = Object.keys(counters).toSorted();
  if (ids.length > 0 && ids.length !== codes.length) throw new Error('A capacity item lacks a doctor');
  return Object.fromEntries(
    ids.map((doctorId, index) => [
      doctorId,
      { taken: count(counters, doctorId), ...readDoctor(codes[index] ?? '') },
    ]),
  );
}

function listAttributes({ doctorLists = {} }: Capacity): Item {
  return Object.fromEntries(
    Object.entries(doctorLists).flatMap(([doctorId, { waiting, nextSequence }]) => [
      [`w#${doctorId}`, waiting],
      [`q#${doctorId}`, nextSequence],
    ]),
  );
}

function readDoctorLists(item: ReadItem): Pick<Capacity, 'doctorLists'> {
  const lists = Object.keys(item)
    .filter((name) => name.startsWith('q#'))
    .map((name) => {
      const doctorId = name.slice('q#'.length);
      return [doctorId, { waiting: count(item, `w#${doctorId}`), nextSequence: count(item, name) }] as const;
    });
  return lists.length > 0 ? { doctorLists: Object.fromEntries(lists) } : {};
}

/** By code unit, as `toSorted` without a comparison: ids are ASCII. */
function byId([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}
