import { describe, expect, it } from 'vitest';
import {
  decideAddRosterEntry,
  decideChangeRosterEntry,
  decideEndRosterEntry,
  decideUndoRosterChange,
} from '#domain/decide-roster.ts';
import { decideChangeRosterEntries } from '#domain/decide-roster-many.ts';
import type { RosterEntryWanted } from '#domain/roster-change.ts';
import { rosterAfter } from '#domain/roster-change.ts';
import { findEntry, listedWith, type RosterState } from '#domain/roster-entry.ts';
import { faultsOf, madeOf, planned, rosterOf, wanted, withAdded } from '#support/roster.ts';

const now = new Date('2026-11-21T12:00:00Z');
const roster = () => rosterOf({ anna: { taken: 5, ceiling: 10 }, bo: {}, list: { kind: 'placeholderList' } });
const entryOf = (state: RosterState, doctorId: string) => {
  const entry = findEntry(state, doctorId);
  if (!entry) throw new Error('Not on the roster');
  return entry;
};
const add = (entry: RosterEntryWanted) =>
  decideAddRosterEntry(roster(), { doctorId: 'maja', wanted: entry }, now);
const change = (overrides: Partial<RosterEntryWanted>, state = roster()) => {
  const asIs = wanted({
    name: 'Läkare anna',
    share: 100,
    languages: ['sv'],
    startsOn: '2020-01-01',
    ...overrides,
  });
  return decideChangeRosterEntry(state, { entry: entryOf(state, 'anna'), wanted: asIs }, now);
};

describe('adding to the roster', () => {
  it('enters a doctor whom patients can choose, with the event that says the whole entry', () => {
    const ceiling = { value: 900, from: '2027-01-01' };
    const plan = planned(add(wanted({ name: '  Maja   Lind ', ceiling })));
    const after = rosterAfter(roster(), plan);
    expect(entryOf(after, 'maja')).toEqual({
      doctor: {
        doctorId: 'maja',
        kind: 'doctor',
        name: 'Maja Lind',
        facts: { category: 'gpSpecialist', employment: 'permanent' },
        share: 80,
        languages: ['sv', 'en'],
        absences: [],
        startsOn: '2026-01-01',
      },
      // The midnight of a winter's day, Stockholm.
      ceilings: [{ from: '2026-12-31T23:00:00.000Z', value: 900 }],
      acceptsNew: true,
    });
    expect(plan.changes[0]?.event).toEqual({
      type: 'doctor-added',
      sealedUnder: 'falun',
      data: entryOf(after, 'maja'),
    });
    expect(plan.capacity.rev).toBe(roster().capacity.rev + 1);
    expect(plan.capacity.doctors.anna).toEqual(roster().capacity.doctors.anna);
  });

  it('keeps a placeholder list off the capacity, with nothing of a doctor’s', () => {
    const plan = planned(
      add(wanted({ kind: 'placeholderList', name: 'Norberg 1', supervisorName: 'Bo Ek' })),
    );
    expect(plan.capacity.doctors).toEqual(roster().capacity.doctors);
    expect(plan.changes[0]?.after).toMatchObject({
      doctor: { kind: 'placeholderList', name: 'Norberg 1', facts: { category: 'licensedDoctor' } },
      ceilings: [],
      acceptsNew: false,
    });
  });

  it('a ceiling from today is from this instant: people chose under the old one this morning', () => {
    const plan = planned(add(wanted({ ceiling: { value: 5, from: '2026-11-21' } })));
    expect(plan.changes[0]?.after?.ceilings).toEqual([{ from: now.toISOString(), value: 5 }]);
  });
});

describe('values that cannot be', () => {
  const away = { from: '2026-12-01', through: '2026-12-31' };
  it.each<[string, Partial<RosterEntryWanted>, string[]]>([
    ['no name', { name: '   ' }, ['name name-missing']],
    ['a name past 80', { name: 'a'.repeat(81) }, ['name name-too-long']],
    ['a list’s name on a doctor', { name: 'Norberg 1' }, ['name doctor-name-has-digits']],
    [
      'an identity number as a list',
      { kind: 'placeholderList', name: '19121212-1212' },
      ['name list-name-has-number'],
    ],
    ['a share of nothing', { share: 0 }, ['share share-out-of-range']],
    ['a share past full time', { share: 101 }, ['share share-out-of-range']],
    ['half a per cent', { share: 50.5 }, ['share share-out-of-range']],
    ['a language that is none', { languages: ['sv', 'Svenska'] }, ['languages language-unknown']],
    ['own supervisor', { supervisorName: 'Maja Lind' }, ['supervisorName supervisor-is-oneself']],
    ['a number as supervisor', { supervisorName: '070 123' }, ['supervisorName doctor-name-has-digits']],
    ['no first day', { startsOn: '' }, ['startsOn date-not-valid']],
    ['a day that does not exist', { startsOn: '2026-02-30' }, ['startsOn date-not-valid']],
    ['ended before begun', { leavesOn: '2025-12-31' }, ['leavesOn ends-before-start']],
    [
      'an absence backwards',
      { absences: [{ from: '2026-12-02', through: '2026-12-01' }] },
      ['absences absence-reversed'],
    ],
    [
      'two absences at once',
      { absences: [away, { from: '2026-12-31', through: '2027-01-02' }] },
      ['absences absences-overlap'],
    ],
    [
      'eleven absences',
      {
        absences: Array.from({ length: 11 }, (_, n) => ({
          from: `2027-01-${10 + n}`,
          through: `2027-01-${10 + n}`,
        })),
      },
      ['absences absences-too-many'],
    ],
    [
      'cover by nobody we know',
      { absences: [{ ...away, coveredByDoctorId: 'nobody' }] },
      ['absences cover-not-on-roster'],
    ],
    [
      'cover by a list',
      { absences: [{ ...away, coveredByDoctorId: 'list' }] },
      ['absences cover-not-on-roster'],
    ],
    [
      'a ceiling below nothing',
      { ceiling: { value: -1, from: '2026-12-01' } },
      ['ceiling ceiling-out-of-range'],
    ],
    [
      'a ceiling past all lists',
      { ceiling: { value: 5_001, from: '2026-12-01' } },
      ['ceiling ceiling-out-of-range'],
    ],
    [
      'a ceiling from yesterday',
      { ceiling: { value: 5, from: '2026-11-20' } },
      ['ceilingFrom ceiling-in-the-past'],
    ],
    [
      'several at once',
      { name: '', share: 0, startsOn: 'x' },
      ['name name-missing', 'startsOn date-not-valid', 'share share-out-of-range'],
    ],
  ])('%s', (_what, overrides, faults) => {
    expect(faultsOf(add(wanted(overrides)))).toEqual(faults);
  });

  it('lets pass what is at the limits', () => {
    const absences = [
      { ...away, coveredByDoctorId: 'bo' },
      { from: '2027-01-01', through: '2027-01-01' },
    ];
    const entry = wanted({
      share: 1,
      absences,
      leavesOn: '2026-01-01',
      ceiling: { value: 0, from: '2026-11-21' },
    });
    expect(add(entry).ok).toBe(true);
  });
});

describe('changing', () => {
  it('says so where nothing differs', () => {
    expect(change({})).toEqual({ ok: false, refusal: { slug: 'roster-unchanged' } });
    expect(change({ ceiling: { value: 10, from: '2026-12-24' } })).toEqual({
      ok: false,
      refusal: { slug: 'roster-unchanged' },
    });
  });

  it('lowers a ceiling below those listed: nobody is removed', () => {
    const plan = planned(change({ ceiling: { value: 2, from: '2026-11-21' } }));
    expect(plan.capacity.doctors.anna).toMatchObject({
      taken: 5,
      ceilings: [
        { from: '2020-01-01T00:00:00.000Z', value: 10 },
        { from: now.toISOString(), value: 2 },
      ],
    });
  });

  it('never turns a doctor into a list, nor ends a time without the page that says whom it touches', () => {
    expect(faultsOf(change({ kind: 'placeholderList' }))).toEqual(['kind kind-fixed']);
    expect(faultsOf(change({ leavesOn: '2026-12-01' }))).toEqual(['leavesOn end-elsewhere']);
  });

  it('moves a last day later, or takes it away', () => {
    const leaving = rosterOf({ anna: { leavesOn: '2026-12-31' } });
    expect(change({ leavesOn: '2027-01-31' }, leaving).ok).toBe(true);
    expect(change({}, leaving).ok).toBe(true);
    expect(faultsOf(change({ leavesOn: '2026-12-30' }, leaving))).toEqual(['leavesOn end-elsewhere']);
  });

  it('a supervisor is a fact of the rule: named or not', () => {
    const facts = planned(change({ supervisorName: 'Bo Ek' })).changes[0]?.after?.doctor.facts;
    expect(facts).toEqual({ category: 'gpSpecialist', employment: 'permanent', hasSupervisor: true });
  });
});

describe('ending', () => {
  const end = (lastDay: string) => {
    const state = roster();
    return decideEndRosterEntry(state, { entry: entryOf(state, 'anna'), lastDay });
  };
  it('nobody new chooses from now on; those who have the doctor keep their places', () => {
    const plan = planned(end('2026-12-31'));
    expect(plan.capacity.doctors.anna).toMatchObject({
      taken: 5,
      acceptsNew: false,
      visibleThrough: '2026-12-31',
    });
    expect(plan.changes[0]).toMatchObject({ kind: 'ended', listed: 5, event: { type: 'doctor-ended' } });
  });
  it.each([
    ['2019-12-31', ['leavesOn ends-before-start']],
    ['soon', ['leavesOn date-not-valid']],
    ['', ['leavesOn date-not-valid']],
  ])('not on %s', (lastDay, faults) => {
    expect(faultsOf(end(lastDay))).toEqual(faults);
  });
});

describe('many at once', () => {
  const many = (over: object) =>
    decideChangeRosterEntries(roster(), { doctorIds: ['anna', 'bo', 'list'], ...over }, now);
  it('changes those it is to change; lists and those who have it so already stay', () => {
    const plan = planned(many({ acceptsNew: false, ceiling: { value: 10, from: '2026-11-21' } }));
    expect(
      plan.changes.map(({ doctorId, after }) => [doctorId, after?.acceptsNew, after?.ceilings.length]),
    ).toEqual([
      ['anna', false, 1],
      ['bo', false, 1],
    ]);
    expect(plan.capacity.rev).toBe(roster().capacity.rev + 2);
  });
  it.each([
    [{}, ['ceiling nothing-chosen']],
    [{ acceptsNew: true, doctorIds: [] }, ['doctorIds nothing-chosen']],
    [
      { ceiling: { value: 1.5, from: '2026-11-20' } },
      ['ceiling ceiling-out-of-range', 'ceilingFrom ceiling-in-the-past'],
    ],
  ])('refuses %j', (over, faults) => {
    expect(faultsOf(many(over))).toEqual(faults);
  });
  it('says so where all have it so', () => {
    expect(many({ acceptsNew: true })).toEqual({ ok: false, refusal: { slug: 'roster-unchanged' } });
  });
});

describe('undo', () => {
  const later = new Date('2026-11-21T13:00:00Z');
  const raised = () => {
    const before = roster();
    const plan = planned(change({ ceiling: { value: 12, from: '2026-11-21' }, share: 50 }, before));
    return { state: rosterAfter(before, plan), made: madeOf(plan, 7, now) };
  };
  const undo = (state: RosterState, latest: ReturnType<typeof raised>['made'] | undefined, sequence = 7) =>
    decideUndoRosterChange(state, { latest, sequence }, later);

  it('puts the entry back by an event; the ceiling from now on, for it applied meanwhile', () => {
    const { state, made } = raised();
    const plan = planned(undo(state, made));
    expect(plan.changes[0]?.after).toMatchObject({ doctor: { share: 100 } });
    expect(plan.capacity.doctors.anna?.ceilings).toEqual([
      { from: now.toISOString(), value: 12 },
      { from: later.toISOString(), value: 10 },
    ]);
    expect(plan.changes[0]?.event).toMatchObject({ type: 'roster-change-undone', data: { undoes: 7 } });
    expect(plan.expectsListed).toBe(true);
  });

  it('is refused once somebody has chosen or left the doctor', () => {
    const { state, made } = raised();
    for (const taken of [4, 6]) {
      const { anna } = state.capacity.doctors;
      if (!anna) throw new Error('No such doctor');
      const moved = {
        ...state,
        capacity: { ...state.capacity, doctors: { ...state.capacity.doctors, anna: { ...anna, taken } } },
      };
      expect(undo(moved, made)).toEqual({ ok: false, refusal: { slug: 'roster-change-built-on' } });
    }
  });

  it('takes only the latest change back, and once', () => {
    const { state, made } = raised();
    const nothing = { ok: false, refusal: { slug: 'nothing-to-undo' } };
    expect(undo(state, made, 6)).toEqual(nothing);
    expect(undo(state, undefined)).toEqual(nothing);
    expect(undo(state, { ...made, kind: 'undone' })).toEqual(nothing);
  });

  it('takes an entry away again, unless a colleague’s cover leans on it', () => {
    const plan = planned(add(wanted()));
    const state = rosterAfter(roster(), plan);
    const gone = rosterAfter(state, planned(undo(state, madeOf(plan, 7, now))));
    expect(findEntry(gone, 'maja')).toBeUndefined();
    expect(gone.capacity.doctors).toEqual(roster().capacity.doctors);
    const absences = [{ from: '2027-01-01', through: '2027-01-02', coveredByDoctorId: 'maja' }];
    const leaned = withAdded(state, 'eva', now, wanted({ absences }));
    expect(undo(leaned, madeOf(plan, 7, now))).toEqual({
      ok: false,
      refusal: { slug: 'roster-change-built-on' },
    });
    expect(listedWith(leaned, 'maja')).toBe(0);
  });
});
