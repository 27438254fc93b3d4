import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { choosability } from '#domain/choosability.ts';
import {
  decideAddRosterEntry,
  decideChangeRosterEntry,
  decideEndRosterEntry,
  decideUndoRosterChange,
} from '#domain/decide-roster.ts';
import { decideChangeRosterEntries } from '#domain/decide-roster-many.ts';
import { notEligible } from '#domain/doctor-eligibility.ts';
import { chainEvent, headAfter } from '#domain/event-chain.ts';
import type { AuditEvent } from '#domain/events.ts';
import { defaultPolicy } from '#domain/policy-defaults.ts';
import { registerCareUnit, registerDoctor } from '#domain/register.ts';
import { replay } from '#domain/replay.ts';
import type { MadeRosterChange, RosterDecided, RosterEntryWanted } from '#domain/roster-change.ts';
import { rosterAfter } from '#domain/roster-change.ts';
import { findEntry, listedWith, type RosterState } from '#domain/roster-entry.ts';
import { profile, rosterDoctor, since2020 } from '#support/builders.ts';
import { wanted } from '#support/roster.ts';

type Act =
  | { readonly act: 'add' | 'change'; readonly of: number; readonly entry: RosterEntryWanted }
  | { readonly act: 'end'; readonly of: number; readonly lastDay: string }
  | { readonly act: 'undo'; readonly of: number }
  | { readonly act: 'many'; readonly acceptsNew: boolean; readonly value: number };

const entries: fc.Arbitrary<RosterEntryWanted> = fc
  .record({
    kind: fc.constantFrom('doctor' as const, 'doctor' as const, 'placeholderList' as const),
    name: fc.constantFrom('Maja Lind', 'Bo Ek', 'Norberg A', ''),
    category: fc.constantFrom(
      'gpSpecialist' as const,
      'doctorInTraining' as const,
      'licensedDoctor' as const,
    ),
    employment: fc.constantFrom('permanent' as const, 'locum' as const),
    share: fc.integer({ min: 0, max: 100 }),
    hasAbsencePlan: fc.boolean(),
    acceptsNew: fc.boolean(),
    supervisorName: fc.constantFrom(undefined, 'Eva Ros'),
    ceiling: fc.option(
      fc.record({ value: fc.option(fc.nat(20)), from: fc.constantFrom('2026-11-21', '2027-03-01') }),
      {
        nil: undefined,
      },
    ),
  })
  .map(wanted);
const acts: fc.Arbitrary<Act[]> = fc.array(
  fc.oneof(
    fc.record({ act: fc.constantFrom('add' as const, 'change' as const), of: fc.nat(3), entry: entries }),
    fc.record({
      act: fc.constant('end' as const),
      of: fc.nat(3),
      lastDay: fc.constantFrom('2026-11-20', '2026-12-31'),
    }),
    fc.record({ act: fc.constant('undo' as const), of: fc.nat(3) }),
    fc.record({ act: fc.constant('many' as const), acceptsNew: fc.boolean(), value: fc.nat(9) }),
  ),
  { maxLength: 12 },
);

const start = Date.parse('2026-11-21T12:00:00Z');

/** A unit with two doctors, its events, and the acts carried out one by one a minute apart. */
function carryOut(given: readonly Act[]) {
  const unit = registerCareUnit({ profile: profile('falun'), caps: [] });
  const events: AuditEvent[] = [];
  const tell = (event: { type: AuditEvent['type']; data: object }, at: Date) => {
    const last = events.at(-1);
    const head = last ? headAfter(last) : { sequence: 0, hash: '' };
    const actor = { kind: 'staff', staffMemberId: 'staff', role: 'unitManager' } as const;
    const said = {
      stream: 'UNIT#falun',
      eventId: `e${head.sequence}`,
      at: at.toISOString(),
      actor,
      sealedUnder: 'falun',
    };
    events.push(chainEvent(head, { ...said, type: event.type, data: { ...event.data } }));
    return head.sequence + 1;
  };
  tell(unit.event, new Date(start));
  let state: RosterState = { capacity: unit.capacity, doctors: [] };
  for (const doctorId of ['anna', 'bert']) {
    const doctor = rosterDoctor(doctorId);
    const entered = registerDoctor(state.capacity, { doctor, ceilings: since2020(10), acceptsNew: true });
    tell(entered.event, new Date(start));
    state = { capacity: entered.capacity, doctors: [...state.doctors, doctor] };
  }
  const latest = new Map<string, MadeRosterChange>();
  const steps: { before: RosterState; after: RosterState; changes: number }[] = [];
  given.forEach((act, index) => {
    const now = new Date(start + index * 60_000);
    const decided = decide(state, act, `new${index}`, latest, now);
    if (!decided?.ok) return;
    const after = rosterAfter(state, decided.plan);
    for (const change of decided.plan.changes) {
      const sequence = tell(change.event, now);
      latest.set(change.doctorId, { ...change, sequence, at: now.toISOString() });
    }
    steps.push({ before: state, after, changes: decided.plan.changes.length });
    state = after;
  });
  return { events, state, steps };
}

function decide(
  state: RosterState,
  act: Act,
  doctorId: string,
  latest: ReadonlyMap<string, MadeRosterChange>,
  now: Date,
): RosterDecided | undefined {
  const doctorIds = state.doctors.map((doctor) => doctor.doctorId);
  if (act.act === 'add') return decideAddRosterEntry(state, { doctorId, wanted: act.entry }, now);
  if (act.act === 'many') {
    const ceiling = { value: act.value, from: '2026-11-21' };
    return decideChangeRosterEntries(state, { doctorIds, acceptsNew: act.acceptsNew, ceiling }, now);
  }
  const entry = findEntry(state, doctorIds[act.of % doctorIds.length] ?? '');
  if (!entry) return undefined;
  if (act.act === 'change') return decideChangeRosterEntry(state, { entry, wanted: act.entry }, now);
  if (act.act === 'end') return decideEndRosterEntry(state, { entry, lastDay: act.lastDay });
  const made = latest.get(entry.doctor.doctorId);
  return decideUndoRosterChange(state, { latest: made, sequence: made?.sequence ?? 0 }, now);
}

describe('any acts on a roster', () => {
  it('replay to the very roster and capacity', () => {
    fc.assert(
      fc.property(acts, (given) => {
        const { events, state } = carryOut(given);
        const replayed = replay(events);
        expect(replayed.capacities.get('falun')).toEqual(state.capacity);
        expect(replayed.doctors.get('falun')).toEqual(state.doctors);
      }),
    );
  });

  it('raise rev once for each change, and touch no counter', () => {
    fc.assert(
      fc.property(acts, (given) => {
        for (const { before, after, changes } of carryOut(given).steps) {
          expect(after.capacity.rev).toBe(before.capacity.rev + changes);
          expect(after.capacity.taken).toBe(before.capacity.taken);
          for (const { doctorId } of after.doctors) {
            expect(listedWith(after, doctorId)).toBe(listedWith(before, doctorId));
          }
        }
      }),
    );
  });

  it('never put a placeholder list where it could be chosen or counted', () => {
    fc.assert(
      fc.property(acts, (given) => {
        const { state } = carryOut(given);
        const doctors = state.doctors.filter(({ kind }) => kind === 'doctor').map(({ doctorId }) => doctorId);
        expect(Object.keys(state.capacity.doctors).toSorted()).toEqual(doctors.toSorted());
      }),
    );
  });

  it('leave whether somebody may be chosen to dated facts alone', () => {
    fc.assert(
      fc.property(acts, fc.nat(400), (given, days) => {
        const { state } = carryOut(given);
        const now = new Date(start + days * 86_400_000);
        for (const { doctorId, facts } of state.doctors) {
          const entry = findEntry(state, doctorId);
          if (!entry) throw new Error('Not on the roster');
          const said = choosability(entry, 0, defaultPolicy, now);
          const copy = structuredClone(entry);
          expect(choosability(copy, 0, defaultPolicy, now)).toBe(said);
          if (said === 'choosable') expect(notEligible(facts, defaultPolicy.namedDoctor)).toBeUndefined();
        }
      }),
    );
  });
});
