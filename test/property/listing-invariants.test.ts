import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decideChooseCareUnit } from '#domain/decide-choose-care-unit.ts';
import type { Policy } from '#domain/policy.ts';
import { findViolations, type Violation } from '#support/checker.ts';
import { type Canary, dumpOf } from '#support/world.ts';
import {
  type Act,
  act,
  anyAct,
  begins,
  decidedPolicy,
  happen,
  origins,
  type Rules,
  startWorld,
} from './random-acts.ts';

const acts = fc.array(act, { minLength: 1, maxLength: 60 });
const anyActs = fc.array(anyAct, { minLength: 1, maxLength: 60 });

/** Everything the checker finds after a run. */
function violationsOf(
  decided: Policy,
  from: Parameters<typeof startWorld>[1],
  now: Date,
  those: readonly Act[],
  options?: Parameters<typeof happen>[3],
): Violation[] {
  const { world, acknowledged } = happen(startWorld(decided, from), those, now, options);
  return findViolations({ ...dumpOf(world), acknowledged });
}

describe('whatever happens, in any order, on any clock', () => {
  test('no cap, ceiling or quota is exceeded, counters equal a recount, replay equals the tables (I1–I5, I8, I9)', () => {
    fc.assert(
      fc.property(decidedPolicy, origins, begins, anyActs, (decided, from, now, those) => {
        expect(violationsOf(decided, from, now, those)).toEqual([]);
      }),
      { numRuns: 800 },
    );
  });

  test('the acts are not vacuous: every event happens', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(decidedPolicy, origins, begins, anyActs, (decided, from, now, those) => {
        const { world } = happen(startWorld(decided, from), those, now);
        for (const { type } of world.events) seen.add(type);
      }),
      { numRuns: 100, seed: 2026 },
    );
    expect([...seen].toSorted()).toEqual([
      'care-unit-chosen',
      'care-unit-registered',
      'doctor-registered',
      'exemption-given',
      'exemption-registered',
      'exemption-taken-back',
      'exemption-withdrawn',
      'listing-imported',
      'listing-took-effect',
      'named-doctor-assigned',
      'named-doctor-chosen',
      'pending-choice-cancelled',
      'pending-choice-replaced',
      'policy-decided',
      'proposed-doctor-declined',
    ]);
  });
});

/** The window is a month too short. */
const shortWindow: Rules = {
  chooseCareUnit: (state, command, policy, now) =>
    decideChooseCareUnit(
      state,
      command,
      { ...policy, changes: { ...policy.changes, windowMonths: policy.changes.windowMonths - 1 } },
      now,
    ),
};
/** The limit is one too many. */
const generous: Rules = {
  chooseCareUnit: (state, command, policy, now) =>
    decideChooseCareUnit(
      state,
      command,
      { ...policy, changes: { ...policy.changes, limit: policy.changes.limit + 1 } },
      now,
    ),
};
/** A replaced choice keeps its place. */
const keepsReplaced: Rules = {
  chooseCareUnit: (...given) => {
    const decided = decideChooseCareUnit(...given);
    return decided.ok ? { ...decided, capacity: decided.capacity.slice(0, 1) } : decided;
  },
};
/** The event tells another doctor than the listing holds. */
const tellsOtherwise: Rules = {
  chooseCareUnit: (...given) => {
    const decided = decideChooseCareUnit(...given);
    if (!decided.ok || decided.event.type !== 'care-unit-chosen') return decided;
    const { event } = decided;
    return { ...decided, event: { ...event, data: { ...event.data, namedDoctor: { kind: 'later' } } } };
  },
};
/** No choice is ever counted. */
const neverCounts: Rules = {
  chooseCareUnit: (state, command, policy, now) => {
    const { current: _none, ...listing } = state.listing;
    const decided = decideChooseCareUnit({ ...state, listing }, command, policy, now);
    if (!decided.ok || !state.listing.current) return decided;
    return { ...decided, listing: { ...decided.listing, current: state.listing.current } };
  },
};

/** Whoever asks is taken for exempt: nobody looks at whether it was registered. */
const everybodyExempt: Rules = {
  chooseCareUnit: (state, command, policy, now) => {
    const { careUnitId } = command;
    const given = {
      registrationId: 'none',
      code: 'careHome',
      from: '2026-01-01',
      through: '2030-01-01',
    } as const;
    const held = { ...given, careUnitId, sequence: 1 };
    return decideChooseCareUnit({ ...state, held }, command, policy, now);
  },
};
/** Any exemption passes any cap: nobody looks at which the decision names. */
const everyCapNamesAll: Rules = {
  chooseCareUnit: (state, command, policy, now) => {
    if (!state.capacity) return decideChooseCareUnit(state, command, policy, now);
    const caps = state.capacity.caps.map((cap) => ({
      ...cap,
      exemptions: ['careHome', 'child0to6'] as const,
    }));
    const child = { ...command, person: { ...command.person, birthDate: '2026-01-01' } };
    const ages = { ...policy.ages, actsFrom: 0, choosesAloneFrom: 0 };
    const capacity = { ...state.capacity, caps };
    return decideChooseCareUnit({ ...state, capacity }, child, { ...policy, ages }, now);
  },
};
/** Priority passes although the region has not allowed it. */
const priorityForAll: Rules = {
  chooseCareUnit: (state, command, policy, now) => {
    const exemptions = { validDays: 60, movedInDays: 60, medicalPriority: true };
    const held = state.held && { ...state.held, code: 'medicalPriority' as const };
    return decideChooseCareUnit({ ...state, held }, command, { ...policy, exemptions }, now);
  },
};

describe('canaries: what is broken on purpose is caught (trust.md)', () => {
  test.each<[string, Violation['invariant'], { canary?: Canary; rules?: Rules }]>([
    ['no capacity condition', 'I1', { canary: { ignoreCapacity: true } }],
    ['the exemption is not looked up', 'I1', { rules: everybodyExempt }],
    ['the cap’s exemptions are not looked at', 'I1', { rules: everyCapNamesAll }],
    ['the region’s no to priority is not heard', 'I1', { rules: priorityForAll }],
    ['no version condition', 'I2', { canary: { ignoreVersion: true } }],
    ['places are not given back', 'I2', { canary: { forgetReleases: true } }],
    ['a replaced choice keeps its place', 'I2', { rules: keepsReplaced }],
    ['twelve months off by one', 'I5', { rules: shortWindow }],
    ['one change too many', 'I5', { rules: generous }],
    ['changes are not counted', 'I5', { rules: neverCounts }],
    ['no event is written', 'I9', { canary: { forgetEvents: true } }],
    ['earlier listings are not kept', 'I9', { canary: { forgetPasts: true } }],
    ['the event tells something else', 'I9', { rules: tellsOtherwise }],
  ])('%s (%s)', (_, invariant, options) => {
    const runs = fc.sample(fc.tuple(decidedPolicy, origins, begins, acts), { numRuns: 2000, seed: 2026 });
    const caught = runs.some((run) =>
      violationsOf(...run, options).some((violation) => violation.invariant === invariant),
    );
    expect(caught).toBe(true);
  });

  test('and without them runs like these are clean', () => {
    const runs = fc.sample(fc.tuple(decidedPolicy, origins, begins, acts), { numRuns: 200, seed: 2026 });
    expect(runs.flatMap((run) => violationsOf(...run))).toEqual([]);
  });
});
