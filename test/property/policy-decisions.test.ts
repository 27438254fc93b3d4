import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { leavesAgeGroup } from '#domain/age-group.ts';
import { choosability } from '#domain/choosability.ts';
import { decideNamedDoctorRules, decideWithdrawPolicy, policyNotice } from '#domain/decide-policy.ts';
import { canonicalJson } from '#domain/event-chain.ts';
import { comingVersions, type DatedPolicy, policyAt, versionAt } from '#domain/policy.ts';
import type { RegionPolicy } from '#domain/policy-decision.ts';
import { ageGroupRulesOf, defaultPolicy, namedDoctorPresets } from '#domain/policy-defaults.ts';
import { afterPolicyEvent } from '#domain/replay-policy.ts';
import { addDays, addYears, localDate, midnightOf } from '#domain/stockholm-time.ts';
import { rosterDoctor } from '#support/builders.ts';

const start = '2026-01-01';
const { vastmanland, permissive } = namedDoctorPresets;
const first: DatedPolicy = { from: '2022-06-30T22:00:00.000Z', decisionId: 'first', policy: defaultPolicy };
const by = { staffMemberId: 'd', role: 'regionDecider' } as const;

/** Rules that differ in who passes and whom they take. */
const rulesArbitrary = fc.oneof(
  fc.constantFrom(vastmanland, permissive),
  fc.integer({ min: 10, max: 30 }).map((through) => ({
    ...vastmanland,
    categories: {
      ...vastmanland.categories,
      paediatrician: { ...vastmanland.categories.paediatrician, patientAges: { from: 0, through } },
    },
  })),
);
const act = fc.record({
  kind: fc.constantFrom('decide', 'decide', 'withdraw'),
  wait: fc.integer({ min: 0, max: 40 }),
  ahead: fc.integer({ min: -3, max: 60 }),
  rules: rulesArbitrary,
});
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;
const acts = fc.array(act, { maxLength: 15 });

interface Step {
  readonly state: RegionPolicy;
  /** Every version decided so far, as a list that is only added to. */
  readonly all: readonly DatedPolicy[];
  readonly now: Date;
}

/** Carries out acts at nine in the morning; what is refused changes nothing. */
function run(list: readonly Act[]): Step[] {
  let date = start;
  let state: RegionPolicy = { versions: [first], decisions: [] };
  let all: readonly DatedPolicy[] = [first];
  return list.map(({ kind, wait, ahead, rules }, index) => {
    date = addDays(date, wait);
    const now = new Date(midnightOf(date).getTime() + 9 * 3_600_000 + index * 120_000);
    const after = state.versions.at(-1)?.decisionId ?? '';
    const written = { reasons: 'r', diaryNumber: `n${index}`, decidedOn: date, announcedOn: date };
    const command = { ...written, decisionId: `d${index}`, by, after };
    const withdraws = comingVersions(state.versions, now)[0]?.decisionId ?? 'none';
    const decided =
      kind === 'withdraw'
        ? decideWithdrawPolicy(state.versions, { ...command, withdraws }, now)
        : decideNamedDoctorRules(
            state.versions,
            { ...command, rules, appliesFrom: addDays(date, ahead) },
            now,
          );
    if (decided.ok) {
      state = afterPolicyEvent(state, decided.event, now) ?? state;
      all = [...all, ...state.versions.slice(-1)];
    }
    return { state, all, now };
  });
}

describe('decisions on the policy', () => {
  test('never change after the fact: what applied at an instant before a decision’s notice applies for ever', () => {
    fc.assert(
      fc.property(acts, fc.integer({ min: 0, max: 600 }), (list, day) => {
        const steps = run(list);
        const at = midnightOf(addDays(start, day));
        const last = steps.at(-1);
        for (const { now, all } of steps) {
          if (!last || at.getTime() >= now.getTime() + policyNotice) continue;
          expect(policyAt(last.all, at)).toEqual(policyAt(all, at));
        }
      }),
    );
  });

  test('a decision that was made is in every later state word for word', () => {
    fc.assert(
      fc.property(acts, (list) => {
        const steps = run(list);
        for (const [index, { state }] of steps.entries()) {
          const before = steps[index - 1]?.state.decisions ?? [];
          expect(canonicalJson(state.decisions.slice(0, before.length))).toBe(canonicalJson(before));
        }
      }),
    );
  });

  test('what is kept with the policy says the same, now and later, as every version together', () => {
    fc.assert(
      fc.property(acts, fc.integer({ min: 0, max: 200 }), (list, day) => {
        for (const { state, all, now } of run(list)) {
          const at = new Date(now.getTime() + day * 86_400_000);
          expect(versionAt(state.versions, at)).toEqual(versionAt(all, at));
          expect(state.versions[0]).toEqual(first);
          expect(state.versions.length).toBeLessThanOrEqual(14);
        }
      }),
    );
  });

  test('eligibility depends on dated facts alone: asked again at the same instant it is the same', () => {
    fc.assert(
      fc.property(acts, fc.constantFrom('otherSpecialist', 'gpSpecialist'), (list, category) => {
        const steps = run(list);
        const doctor = rosterDoctor('abcd', { facts: { category, employment: 'permanent' } });
        const entry = { doctor, ceilings: [], acceptsNew: true };
        for (const { all, now } of steps) {
          const said = choosability(entry, 0, policyAt(all, now), now);
          const last = steps.at(-1);
          if (last) expect(choosability(entry, 0, policyAt(last.all, now), now)).toBe(said);
        }
      }),
    );
  });
});

describe('leaving a doctor’s age group', () => {
  const group = { category: 'paediatrician' } as const;

  test('is told from the notice on, keeps its day, and is passed from that day on; nothing else changes it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 30 * 365 }),
        fc.integer({ min: 0, max: 30 * 365 }),
        (born, later) => {
          const birthDate = addDays('1990-01-01', born);
          const today = addDays('2005-01-01', later);
          const leaves = addYears(birthDate, 19);
          const said = leavesAgeGroup({ birthDate }, group, [first2005], midnightOf(today));
          const toldFrom = addDays(leaves, -ageGroupRulesOf(defaultPolicy).noticeDays);
          const expected =
            today < toldFrom ? undefined : { on: leaves, throughAge: 18, passed: leaves <= today };
          expect(said).toEqual(expected);
        },
      ),
    );
  });

  test('by decided rules to come it is never earlier than they begin', () => {
    fc.assert(
      fc.property(acts, fc.integer({ min: 0, max: 20 * 365 }), (list, born) => {
        const birthDate = addDays('2000-01-01', born);
        for (const { all, now } of run(list)) {
          const said = leavesAgeGroup({ birthDate }, group, all, now);
          if (!said || said.passed) continue;
          // The rules of that day: a version that begins at the next midnight is none of them.
          const lastMoment = new Date(midnightOf(addDays(said.on, 1)).getTime() - 1);
          const rules = policyAt(all, lastMoment).namedDoctor;
          expect(rules.categories.paediatrician.patientAges?.through).toBe(said.throughAge);
          expect(said.on > localDate(now)).toBe(true);
          expect(said.on >= addYears(birthDate, said.throughAge + 1)).toBe(true);
        }
      }),
    );
  });
});

const first2005: DatedPolicy = { ...first, from: '2000-01-01T00:00:00.000Z' };
