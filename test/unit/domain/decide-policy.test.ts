import { describe, expect, test } from 'vitest';
import { findRulesFaults, plainRules } from '#domain/check-named-doctor-rules.ts';
import { decideNamedDoctorRules, decideWithdrawPolicy, policyBegins } from '#domain/decide-policy.ts';
import type { CategoryRule, DoctorCategory, NamedDoctorRules } from '#domain/named-doctor-rules.ts';
import { type DatedPolicy, policyAt } from '#domain/policy.ts';
import { defaultPolicy, namedDoctorPresets } from '#domain/policy-defaults.ts';
import { afterPolicyEvent } from '#domain/replay-policy.ts';

const now = new Date('2026-11-23T09:00:00Z');
const { vastmanland, permissive } = namedDoctorPresets;
const first: DatedPolicy = { from: '2022-06-30T22:00:00.000Z', decisionId: 'first', policy: defaultPolicy };
const command = {
  decisionId: 'second',
  by: { staffMemberId: 'd', role: 'regionDecider' },
  after: 'first',
  reasons: 'Too few specialists.',
  diaryNumber: 'RS 2026/7',
  decidedOn: '2026-11-20',
  announcedOn: '2026-11-23',
  rules: permissive,
  appliesFrom: '2027-01-01',
} as const;

function decided(over: object = {}, versions: readonly DatedPolicy[] = [first]) {
  return decideNamedDoctorRules(versions, { ...command, ...over }, now);
}
const slugOf = (answer: ReturnType<typeof decided>) => (answer.ok ? undefined : answer.refusal.slug);

/** The versions after a decision that holds. */
function made(answer: ReturnType<typeof decided>, versions: readonly DatedPolicy[] = [first]) {
  if (!answer.ok) throw new Error(answer.refusal.slug);
  const next = afterPolicyEvent({ versions, decisions: [] }, answer.event, now);
  if (!next) throw new Error('No policy');
  return next.versions;
}

describe('the region decides who may be a named doctor', () => {
  test('from the midnight of the day in Stockholm, with the rest of the policy as it was', () => {
    const versions = made(decided());
    expect(versions.map(({ from }) => from)).toEqual([first.from, '2026-12-31T23:00:00.000Z']);
    expect(policyAt(versions, new Date('2026-12-31T22:59:59.999Z'))).toEqual(defaultPolicy);
    expect(policyAt(versions, new Date('2026-12-31T23:00:00Z'))).toEqual({
      ...defaultPolicy,
      namedDoctor: plainRules(permissive),
    });
  });

  test('the decision says when it was announced and how long it can be challenged (KL 13 kap. 5 §)', () => {
    const answer = decided();
    expect(answer.ok && answer.event.data.ruling).toEqual({
      kind: 'named-doctor-rules',
      reasons: 'Too few specialists.',
      decidedOn: '2026-11-20',
      announcedOn: '2026-11-23',
      challengeThrough: '2026-12-14',
      registeredAt: now.toISOString(),
      registeredBy: 'd',
      role: 'regionDecider',
    });
  });

  test.each([
    ['today', '2026-11-23', '2026-11-23T09:01:00.000Z'],
    ['tomorrow', '2026-11-24', '2026-11-23T23:00:00.000Z'],
    ['in summer time', '2027-07-01', '2027-06-30T22:00:00.000Z'],
  ])('%s: never sooner than sixty seconds ahead', (_, day, begins) => {
    expect(policyBegins(day, now)).toBe(begins);
  });

  test.each([
    ['by an officer', { by: { staffMemberId: 'o', role: 'listingOfficer' } }, 'role-not-allowed'],
    ['on what is no longer the latest decision', { after: 'zeroth' }, 'policy-changed'],
    ['from a day that has passed', { appliesFrom: '2026-11-22' }, 'policy-date-invalid'],
    ['decided tomorrow', { decidedOn: '2026-11-24', announcedOn: '2026-11-25' }, 'policy-date-invalid'],
    ['announced before it was decided', { announcedOn: '2026-11-19' }, 'policy-date-invalid'],
    ['the same as before', { rules: vastmanland }, 'policy-unchanged'],
  ])('not %s', (_, over, slug) => {
    expect(slugOf(decided(over))).toBe(slug);
  });

  test('a later decision from the same day takes the place of the earlier one', () => {
    const versions = made(decided());
    const again = decided(
      { decisionId: 'third', after: 'second', rules: { ...permissive, locumNeedsLongContract: false } },
      versions,
    );
    expect(made(again, versions).map(({ decisionId }) => decisionId)).toEqual(['first', 'third']);
  });

  test('at most twelve versions wait to begin', () => {
    let versions: readonly DatedPolicy[] = [first];
    for (let month = 1; month <= 12; month += 1) {
      const rules = month % 2 === 0 ? vastmanland : permissive;
      const appliesFrom = `2027-${String(month).padStart(2, '0')}-01`;
      const decisionId = `d${month}`;
      const over = { decisionId, rules, appliesFrom, after: versions.at(-1)?.decisionId };
      versions = made(decided(over, versions), versions);
    }
    const more = { appliesFrom: '2028-01-01', after: 'd12' };
    expect(slugOf(decided(more, versions))).toBe('policy-versions-too-many');
  });
});

describe('taking back rules that have not begun', () => {
  const coming = made(decided());
  const withdraw = (over: object = {}, at = now) =>
    decideWithdrawPolicy(
      coming,
      { ...command, decisionId: 'third', after: 'second', withdraws: 'second', ...over },
      at,
    );

  test('is a new decision: what was before goes on from the same instant', () => {
    const versions = made(withdraw(), coming);
    expect(versions.map(({ decisionId, from }) => [decisionId, from])).toEqual([
      ['first', first.from],
      ['third', '2026-12-31T23:00:00.000Z'],
    ]);
    expect(policyAt(versions, new Date('2027-02-01T00:00:00Z'))).toEqual(defaultPolicy);
  });

  test.each([
    ['what is in force', { withdraws: 'first' }, now, 'policy-not-coming'],
    ['what begins within sixty seconds', {}, new Date('2026-12-31T22:59:01Z'), 'policy-not-coming'],
    ['by an officer', { by: { staffMemberId: 'o', role: 'listingOfficer' } }, now, 'role-not-allowed'],
    ['on an older decision', { after: 'first' }, now, 'policy-changed'],
  ])('not %s', (_, over, at, slug) => {
    expect(slugOf(withdraw(over, at))).toBe(slug);
  });
});

describe('rules that hold together', () => {
  const withRule = (category: DoctorCategory, rule: Partial<CategoryRule>): NamedDoctorRules => ({
    ...vastmanland,
    categories: { ...vastmanland.categories, [category]: { ...vastmanland.categories[category], ...rule } },
  });
  const nobody = { allowed: false, employments: [] };

  test.each([
    ['the presets', permissive, []],
    ['allowed in no employment', withRule('gpSpecialist', { employments: [] }), ['no-employment']],
    [
      'reversed ages',
      withRule('paediatrician', { patientAges: { from: 19, through: 18 } }),
      ['ages-reversed'],
    ],
    ['an age below zero', withRule('geriatrician', { patientAges: { from: -1 } }), ['age-out-of-range']],
    [
      'no guide',
      { ...vastmanland, guideValues: { specialist: 0, doctorInTraining: 550 } },
      ['guide-out-of-range'],
    ],
    [
      'nobody at all (HSL 7 kap. 3 §: everybody gets to choose a named doctor)',
      {
        ...vastmanland,
        categories: {
          gpSpecialist: nobody,
          doctorInTraining: nobody,
          geriatrician: nobody,
          paediatrician: nobody,
          equivalentCompetence: nobody,
          otherSpecialist: nobody,
          licensedDoctor: nobody,
        },
      },
      ['nobody-allowed'],
    ],
  ])('%s', (_, rules, reasons) => {
    expect(findRulesFaults(rules).map(({ reason }) => reason)).toEqual(reasons);
  });
});
