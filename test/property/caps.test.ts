import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { capAt, checkPlace, exemptionsAt } from '#domain/admission.ts';
import type { CareUnitCaps } from '#domain/cap-application.ts';
import { capExemptions } from '#domain/cap-exemption.ts';
import { decideApplyForCap, decideCap } from '#domain/decide-cap.ts';
import { decideEndCap, decideExtendCap } from '#domain/decide-cap-end.ts';
import { capRulesOf } from '#domain/policy-defaults.ts';
import { afterCapEvent } from '#domain/replay-caps.ts';
import { addDays, localDate, midnightOf } from '#domain/stockholm-time.ts';
import { capacity } from '#support/builders.ts';

const rules = capRulesOf({});
const start = '2026-01-01';
const by = { staffMemberId: 'd', role: 'regionDecider' } as const;
const written = { reasons: 'r', diaryNumber: 'n', announcedOn: start };
const empty: CareUnitCaps = {
  careUnitId: 'falun',
  caps: [],
  rev: 1,
  told: [],
  applications: [],
  rulings: [],
};

/** One act some days after the one before: on the latest application, with a day some days on. */
const act = fc.record({
  kind: fc.constantFrom('apply', 'grant', 'partly', 'refuse', 'end', 'extend'),
  wait: fc.integer({ min: 0, max: 40 }),
  days: fc.integer({ min: -2, max: 60 }),
  length: fc.integer({ min: -1, max: 90 }),
  number: fc.integer({ min: 0, max: 50 }),
  exemptions: fc.subarray([...capExemptions]),
});
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

interface Told {
  readonly state: CareUnitCaps;
  readonly now: Date;
}

/** Carries out acts at nine in the morning; what is refused changes nothing. */
function run(acts: readonly Act[]): Told[] {
  let date = start;
  let state = empty;
  const steps: Told[] = [];
  for (const [index, { kind, wait, days, length, number, exemptions }] of acts.entries()) {
    date = addDays(date, wait);
    const now = new Date(midnightOf(date).getTime() + 9 * 3_600_000 + index);
    const last = state.applications.at(-1);
    const applicationId = kind === 'apply' ? `a${index}` : (last?.applicationId ?? 'none');
    const from = addDays(date, days);
    const terms = { number, from, through: addDays(from, length), exemptions };
    const command = { applicationId, decisionId: `d${index}`, by, ...written, specialReasons: 's' };
    const decided = {
      apply: () => decideApplyForCap(state, { ...command, actionPlan: 'p', wished: terms }, rules, now),
      grant: () =>
        decideCap(state, { ...command, outcome: 'grant', terms: last?.wished ?? terms }, rules, now),
      partly: () => decideCap(state, { ...command, outcome: 'refusePartly', terms }, rules, now),
      refuse: () => decideCap(state, { ...command, outcome: 'refuseWholly' }, rules, now),
      end: () => decideEndCap(state, { ...command, liftedFrom: from }, now),
      extend: () => decideExtendCap(state, { ...command, through: terms.through }, now),
    }[kind]();
    if (decided.ok) state = afterCapEvent(state, decided.event, now) ?? state;
    steps.push({ state, now });
  }
  return steps;
}

const acts = fc.array(act, { maxLength: 25 });

describe('caps', () => {
  test('a cap never admits beyond itself but by an exemption that its decision names', () => {
    fc.assert(
      fc.property(
        acts,
        fc.integer({ min: 0, max: 60 }),
        fc.integer({ min: 0, max: 400 }),
        fc.constantFrom(undefined, ...capExemptions),
        (list, taken, day, code) => {
          const caps = run(list).at(-1)?.state.caps ?? [];
          const at = midnightOf(addDays(start, day));
          const cap = capAt({ caps }, at);
          const refused = checkPlace({ ...capacity('falun'), caps, taken }, at, code) !== undefined;
          const named = code !== undefined && exemptionsAt({ caps }, at).includes(code);
          expect(refused).toBe(cap !== null && taken >= cap && !named);
        },
      ),
    );
  });

  test('a decision never changes after the fact, and none reaches back in time', () => {
    fc.assert(
      fc.property(acts, (list) => {
        const steps = run(list);
        for (const [index, { state, now }] of steps.entries()) {
          const before = steps[index - 1]?.state ?? empty;
          expect(state.rulings.slice(0, before.rulings.length)).toEqual(before.rulings);
          for (let day = 0; midnightOf(addDays(start, day)) < now; day += 7) {
            const past = midnightOf(addDays(start, day));
            expect(capAt(state, past)).toBe(capAt(before, past));
            expect(exemptionsAt(state, past)).toEqual(exemptionsAt(before, past));
          }
        }
      }),
    );
  });

  test('by the clock, a cap is in force exactly in the period that was decided', () => {
    fc.assert(
      fc.property(acts, fc.integer({ min: 0, max: 500 }), (list, day) => {
        const last = run(list).at(-1);
        if (!last) return;
        const date = addDays(localDate(last.now), day + 1);
        const inForce = last.state.told.find(({ from, through = date }) => from <= date && date <= through);
        const ruling = last.state.rulings.findLast((one) => one.applicationId === inForce?.applicationId);
        expect(capAt(last.state, midnightOf(date))).toBe(inForce ? ruling?.terms?.number : null);
        expect(exemptionsAt(last.state, midnightOf(date))).toEqual(inForce ? ruling?.terms?.exemptions : []);
      }),
    );
  });

  test('rev rises with each decision that changes a cap, and with nothing else', () => {
    fc.assert(
      fc.property(acts, (list) => {
        const { state } = run(list).at(-1) ?? { state: empty };
        const changing = state.rulings.filter(({ kind }) => kind !== 'refuseWholly');
        expect(state.rev).toBe(1 + changing.length);
      }),
    );
  });
});

test('own-run and private units are judged alike: the rules on caps never hear who runs the unit', () => {
  const domain = join(import.meta.dirname, '../../functions/core/domain');
  for (const file of ['cap-application', 'cap-periods', 'decide-cap', 'simulate-cap', 'cap-reminders']) {
    const source = readFileSync(join(domain, `${file}.ts`), 'utf8');
    expect(source).not.toMatch(/runBy|careProvider|ownRun|contract|CareUnitProfile/);
  }
});
