import { describe, expect, it } from 'vitest';
import type { CareUnitCaps } from '#domain/cap-application.ts';
import { dueReminders } from '#domain/cap-reminders.ts';
import { midnightOf } from '#domain/stockholm-time.ts';
import { decideTakeUpCap, earlierCaps } from '#domain/take-up-cap.ts';
import {
  apply,
  decider,
  extend,
  lift,
  manager,
  now,
  rule,
  slugOf,
  stateAfter,
  uncapped,
  wished,
} from './cap-case.ts';

const told = { from: '2025-10-01', through: '2026-06-30', decisionNumber: 'RD 2025/7' };
const from = midnightOf(told.from).toISOString();
const until = midnightOf('2026-07-01').toISOString();
/** A unit that was registered with a cap of 700 through June. */
const registered: CareUnitCaps = {
  ...uncapped,
  told: [told],
  caps: [
    { from, value: 700, exemptions: ['newborn'] },
    { from: until, value: null },
  ],
};
const takeUp = (state: CareUnitCaps, over: object = {}, at = now) =>
  decideTakeUpCap(
    state,
    { applicationId: 'a1', by: decider, from: told.from, decisionNumber: told.decisionNumber, ...over },
    at,
  );
const takenUp = () => stateAfter(registered, takeUp(registered));

describe('a cap from before the service', () => {
  it('is taken up as it is registered: nothing is decided', () => {
    const state = takenUp();
    expect(state).toMatchObject({ caps: registered.caps, rev: registered.rev, rulings: [] });
    expect(state.told).toEqual([{ ...told, applicationId: 'a1' }]);
    expect(state.applications).toMatchObject([
      {
        status: 'granted',
        earlierDecisionNumber: 'RD 2025/7',
        wished: { number: 700, from: told.from, through: told.through, exemptions: ['newborn'] },
      },
    ]);
    expect(earlierCaps(state.told, '2026-03-02')).toEqual([]);
    expect(slugOf(apply(state, { applicationId: 'a2' }))).toBe('ok');
  });

  it('is lifted early by a new decision, from that day and not before', () => {
    const state = takenUp();
    const lifted = stateAfter(state, lift(state, '2026-04-01'));
    expect(lifted.applications[0]?.status).toBe('ended');
    expect(lifted.caps).toEqual([
      { from, value: 700, exemptions: ['newborn'] },
      { from: midnightOf('2026-04-01').toISOString(), value: null },
      { from: until, value: null },
    ]);
    expect(lifted.told).toMatchObject([{ from: told.from, through: '2026-03-31', applicationId: 'a1' }]);
    expect(lifted.rulings[0]).not.toHaveProperty('replacesDecisionId');
    expect(slugOf(lift(lifted, '2026-04-02'))).toBe('cap-already-decided');
  });

  it('goes on by a new decision, on the same number and exemptions; and again', () => {
    const once = stateAfter(takenUp(), extend(takenUp(), '2026-09-30'));
    expect(once.caps.slice(0, 2)).toEqual([
      { from, value: 700, exemptions: ['newborn'] },
      { from: until, value: 700, exemptions: ['newborn'] },
    ]);
    expect(once.told).toMatchObject([{ through: '2026-09-30', decisionNumber: 'HSN 2026/12' }]);
    const twice = stateAfter(once, extend(once, '2026-10-31'));
    expect(twice.rulings[1]).toMatchObject({ replacesDecisionId: 'd3', terms: { number: 700 } });
  });

  it('is replaced by a cap that is granted; then that one is what there is to lift', () => {
    const asked = stateAfter(takenUp(), apply(takenUp(), { applicationId: 'a2' }));
    const granted = stateAfter(asked, rule(asked, { applicationId: 'a2' }));
    expect(granted.told.map(({ applicationId }) => applicationId)).toEqual(['a2', 'a1']);
    expect(granted.caps).toContainEqual({
      from: midnightOf(wished.from).toISOString(),
      value: 800,
      exemptions: wished.exemptions,
    });
    expect(slugOf(lift(granted, '2026-03-15'))).toBe('cap-period-invalid');
    expect(slugOf(extend(granted, '2026-08-31'))).toBe('cap-period-invalid');
  });

  it.each<[string, CareUnitCaps, object, string]>([
    ['the unit’s own manager', registered, { by: manager }, 'role-not-allowed'],
    ['another number', registered, { decisionNumber: 'RD 2025/8' }, 'cap-already-decided'],
    ['another first day', registered, { from: '2025-10-02' }, 'cap-already-decided'],
    ['one that is a case already', takenUp(), {}, 'cap-already-decided'],
    ['a period without a number of people', { ...registered, caps: [] }, {}, 'cap-already-decided'],
  ])('is not taken up: %s', (_name, state, over, slug) => {
    expect(slugOf(takeUp(state, over))).toBe(slug);
  });

  it('is not taken up when it is over, but on its last day it is', () => {
    expect(slugOf(takeUp(registered, {}, midnightOf('2026-07-01')))).toBe('cap-already-decided');
    expect(slugOf(takeUp(registered, {}, midnightOf('2026-06-30')))).toBe('ok');
  });

  it.each([60, 30, 7])('reminds %i days before, as a case and before it is one', (days) => {
    const at = new Date(midnightOf('2026-06-30').getTime() - days * 86_400_000);
    for (const state of [registered, takenUp()]) {
      expect(dueReminders('falun', state.told, at)).toMatchObject([
        { daysBefore: days, through: told.through },
      ]);
    }
  });
});
