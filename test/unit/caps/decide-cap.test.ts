import { describe, expect, it, test } from 'vitest';
import { capAt } from '#domain/admission.ts';
import { type CapAct, type CapStatus, capTransitions } from '#domain/cap-application.ts';
import { decideRecordConsultation } from '#domain/decide-cap.ts';
import { midnightOf } from '#domain/stockholm-time.ts';
import {
  apply,
  capped,
  decider,
  extend,
  lift,
  manager,
  now,
  rule,
  rules,
  slugOf,
  stateAfter,
  uncapped,
  wished,
} from './cap-case.ts';

const applied = stateAfter(uncapped, apply(uncapped));
const special = { specialReasons: 'No other unit within 60 km has places.' };
const consult = (state = applied, heldOn = '2026-03-01') =>
  decideRecordConsultation(state, { applicationId: 'a1', by: decider, heldOn, summary: 'Met.' }, now);

describe('a unit asks (HSL 7 kap. 3 c §: on the provider’s request)', () => {
  it('keeps what was asked for, and caps nothing', () => {
    expect(applied).toMatchObject({
      caps: [],
      rev: 1,
      applications: [{ applicationId: 'a1', status: 'applied', wished, appliedBy: manager.staffMemberId }],
    });
  });
  it('has one application at a time', () => {
    expect(slugOf(apply(applied, { applicationId: 'a2' }))).toBe('cap-application-open');
    const refused = stateAfter(applied, rule(applied, { outcome: 'refuseWholly', ...special }));
    expect(slugOf(apply(refused, { applicationId: 'a2' }))).toBe('ok');
  });
  test.each([
    ['begins yesterday', { from: '2026-03-01' }, 'cap-period-invalid'],
    ['begins today', { from: '2026-03-02' }, 'ok'],
    ['ends before it begins', { through: '2026-03-31' }, 'cap-period-invalid'],
    ['lasts one day', { through: '2026-04-01' }, 'ok'],
  ])('a period that %s', (_what, over, slug) => {
    expect(slugOf(apply(uncapped, { wished: { ...wished, ...over } }))).toBe(slug);
  });
  it('needs a last day, unless the region’s policy allows none (Gävleborg: six months)', () => {
    const { through: _none, ...open } = wished;
    expect(slugOf(apply(uncapped, { wished: open }))).toBe('cap-period-invalid');
    expect(slugOf(apply(uncapped, { wished: open, rules: { ...rules, requireThrough: false } }))).toBe('ok');
  });
});

describe('the region decides (HSL 7 kap. 3 c §)', () => {
  test.each(['unitManager', 'unitDelegate', 'unitAdministrator', 'listingOfficer', 'support'] as const)(
    'and nobody else: not %s',
    (role) => expect(slugOf(rule(applied, { by: { ...decider, role } }))).toBe('role-not-allowed'),
  );
  it('grants what was asked for, and keeps how it can be challenged', () => {
    const granted = stateAfter(applied, rule(applied));
    expect(granted).toMatchObject({
      rev: 2,
      told: [{ from: '2026-04-01', through: '2026-09-30', decisionNumber: 'HSN 2026/12' }],
      applications: [{ status: 'granted' }],
      rulings: [{ kind: 'grant', announcedOn: '2026-03-04', challengeThrough: '2026-03-25', terms: wished }],
    });
  });
  test.each([
    ['another number', { number: 900 }],
    ['another first day', { from: '2026-05-01' }],
    ['another last day', { through: '2026-08-31' }],
  ])('calls %s a refusal in part, with special reasons', (_what, over) => {
    const terms = { ...wished, ...over };
    expect(slugOf(rule(applied, { terms }))).toBe('cap-differs-from-application');
    expect(slugOf(rule(applied, { terms, outcome: 'refusePartly' }))).toBe('special-reasons-missing');
    expect(slugOf(rule(applied, { terms, outcome: 'refusePartly', specialReasons: '  ' }))).toBe(
      'special-reasons-missing',
    );
    const ruled = stateAfter(applied, rule(applied, { terms, outcome: 'refusePartly', ...special }));
    expect(ruled).toMatchObject({
      applications: [{ status: 'partlyRefused' }],
      rulings: [{ ...special, terms }],
    });
  });
  it('refuses wholly for special reasons only, and then nothing is capped', () => {
    expect(slugOf(rule(applied, { outcome: 'refuseWholly' }))).toBe('special-reasons-missing');
    const refused = stateAfter(applied, rule(applied, { outcome: 'refuseWholly', ...special }));
    expect(refused).toMatchObject({ caps: [], rev: 1, told: [], applications: [{ status: 'refused' }] });
  });
  it('may grant from today where the day asked for went by', () => {
    const at = new Date('2026-04-10T09:00:00Z');
    expect(slugOf(rule(applied, { at, terms: { ...wished, from: '2026-04-10' } }))).toBe('ok');
    expect(slugOf(rule(applied, { at }))).toBe('cap-period-invalid');
  });
  it('consults first where its policy says so', () => {
    const asks = { ...rules, consultation: true };
    expect(slugOf(rule(applied, { rules: asks }))).toBe('consultation-missing');
    expect(slugOf(consult(applied, '2026-03-03'))).toBe('cap-period-invalid');
    const consulted = stateAfter(applied, consult());
    expect(consulted.applications[0]?.status).toBe('consulted');
    expect(slugOf(rule(consulted, { rules: asks }))).toBe('ok');
  });
  it('lets no two caps meet', () => {
    const second = stateAfter(capped(), apply(capped(), { applicationId: 'a2' }));
    expect(slugOf(rule(second, { applicationId: 'a2', decisionId: 'd9' }))).toBe('cap-period-invalid');
  });
});

describe('by the clock', () => {
  const at = (state = capped(), date: string) => capAt(state, midnightOf(date));
  it('caps from the first day through the last (L09: expires at 24:00)', () => {
    expect(
      ['2026-03-31', '2026-04-01', '2026-09-30', '2026-10-01'].map((date) => at(undefined, date)),
    ).toEqual([null, 800, 800, null]);
    const last = new Date(midnightOf('2026-10-01').getTime() - 1);
    expect(capAt(capped(), last)).toBe(800);
  });
  it('applies from the instant of the decision where it begins today', () => {
    const today = { ...wished, from: '2026-03-02' };
    const state = stateAfter(uncapped, apply(uncapped, { wished: today }));
    const ruled = stateAfter(state, rule(state, { terms: today }));
    expect(capAt(ruled, new Date(now.getTime() - 1))).toBeNull();
    expect(capAt(ruled, now)).toBe(800);
  });
  it('is lifted early by a new decision, which names the one it replaces', () => {
    const before = capped();
    const lifted = stateAfter(before, lift(before, '2026-06-01'));
    expect([at(lifted, '2026-05-31'), at(lifted, '2026-06-01')]).toEqual([800, null]);
    expect(lifted.told).toMatchObject([{ from: '2026-04-01', through: '2026-05-31' }]);
    expect(lifted.rulings[0]).toBe(before.rulings[0]);
    expect(lifted.rulings[1]).toMatchObject({ kind: 'endEarly', replacesDecisionId: 'd1' });
    expect(lifted.applications[0]?.status).toBe('ended');
  });
  it('is gone where it was lifted before it began', () => {
    const lifted = stateAfter(capped(), lift(capped(), '2026-03-10'));
    expect(at(lifted, '2026-04-01')).toBeNull();
    expect(lifted.told).toEqual([]);
  });
  it('goes on by a new decision', () => {
    const before = capped();
    const longer = stateAfter(before, extend(before, '2026-12-31'));
    expect([at(longer, '2026-10-01'), at(longer, '2026-12-31'), at(longer, '2027-01-01')]).toEqual([
      800,
      800,
      null,
    ]);
    expect(longer.told).toMatchObject([{ from: '2026-04-01', through: '2026-12-31' }]);
    expect(longer.rulings).toHaveLength(2);
    const lifted = stateAfter(longer, lift(longer, '2026-11-01'));
    expect([at(lifted, '2026-10-31'), at(lifted, '2026-11-01')]).toEqual([800, null]);
  });
  test.each([
    ['lifting from yesterday', () => lift(capped(), '2026-03-01'), 'cap-period-invalid'],
    ['lifting after the last day', () => lift(capped(), '2026-10-01'), 'cap-period-invalid'],
    ['extending to the last day it has', () => extend(capped(), '2026-09-30'), 'cap-period-invalid'],
    [
      'extending what is over',
      () => extend(capped(), '2027-01-31', new Date('2026-10-02T08:00:00Z')),
      'cap-already-decided',
    ],
    [
      'lifting what is over',
      () => lift(capped(), '2026-10-02', new Date('2026-10-02T08:00:00Z')),
      'cap-already-decided',
    ],
    ['extending into another cap', extendIntoAnother, 'cap-period-invalid'],
  ])('refuses %s', (_what, decided, slug) => expect(slugOf(decided())).toBe(slug));

  function extendIntoAnother() {
    const later = { ...wished, from: '2026-11-01', through: '2026-12-31' };
    const asked = stateAfter(capped(), apply(capped(), { applicationId: 'a2', wished: later }));
    return extend(
      stateAfter(asked, rule(asked, { applicationId: 'a2', decisionId: 'd9', terms: later })),
      '2026-11-01',
    );
  }
});

describe('the lifecycle, every status and act', () => {
  const acts: Record<CapAct, (state: typeof applied) => ReturnType<typeof rule>> = {
    recordConsultation: (state) => consult(state),
    grant: (state) => rule(state, { decisionId: 'x' }),
    refusePartly: (state) =>
      rule(state, {
        decisionId: 'x',
        outcome: 'refusePartly',
        terms: { ...wished, number: 900 },
        ...special,
      }),
    refuseWholly: (state) => rule(state, { decisionId: 'x', outcome: 'refuseWholly', ...special }),
    extend: (state) => extend(state, '2026-12-31'),
    endEarly: (state) => lift(state, '2026-06-01'),
  };
  const partly = stateAfter(
    applied,
    rule(applied, { outcome: 'refusePartly', terms: { ...wished, number: 900 }, ...special }),
  );
  const states: Record<CapStatus, typeof applied> = {
    applied,
    consulted: stateAfter(applied, consult()),
    granted: capped(),
    partlyRefused: partly,
    refused: stateAfter(applied, rule(applied, { outcome: 'refuseWholly', ...special })),
    ended: stateAfter(capped(), lift(capped(), '2026-06-01')),
  };
  const names = <T extends string>(record: Readonly<Record<T, unknown>>) => Object.keys(record) as T[];
  const cells = names(capTransitions).flatMap((status) => names(acts).map((act) => [status, act] as const));

  it('has a cell for each', () => expect(cells).toHaveLength(36));
  test.each(cells)('%s: %s', (status, act) => {
    const decided = acts[act](states[status]);
    const next = capTransitions[status][act];
    if (next === undefined) expect(slugOf(decided)).toBe('cap-already-decided');
    else expect(stateAfter(states[status], decided).applications[0]?.status).toBe(next);
  });
  it('knows no application that was not made', () => {
    expect(slugOf(rule(uncapped))).toBe('cap-already-decided');
  });
});
