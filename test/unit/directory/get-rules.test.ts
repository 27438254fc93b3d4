import { expect, it } from 'vitest';
import { rulesAnswer } from '#contract/directory-schemas.ts';
import { getRules } from '#functions/directory/get-rules.ts';
import { policy } from '#support/builders.ts';

const first = policy();
const versions = [
  { from: '2022-07-01T00:00:00.000Z', decisionId: 'd1', policy: first },
  {
    from: '2027-01-01T00:00:00.000Z',
    decisionId: 'd2',
    policy: {
      ...first,
      effect: 'at-once' as const,
      changes: { ...first.changes, limit: 3 },
      ages: { ...first.ages, choosesAloneFrom: 15 },
    },
  },
];

it('tells the figures in force, and no more of the policy', () => {
  const now = new Date('2026-11-21T09:00:00Z');
  expect(rulesAnswer.strict().parse(getRules(versions, now))).toMatchObject({
    asOf: '2026-11-21T09:00:00.000Z',
    ages: { actsFrom: 13, choosesAloneFrom: 16, adultFrom: 18 },
    effect: 'next-day',
  });
  // What the schema does not declare (whether a first choice counts) is stripped on the way out.
  expect(rulesAnswer.parse(getRules(versions, now)).changes).toEqual({ limit: 2, windowMonths: 12 });
});

it('changes at the instant that was decided', () => {
  const last = getRules(versions, new Date('2026-12-31T23:59:59.999Z'));
  const next = getRules(versions, new Date('2027-01-01T00:00:00Z'));
  expect([last.effect, last.changes.limit, last.ages.choosesAloneFrom]).toEqual(['next-day', 2, 16]);
  expect([next.effect, next.changes.limit, next.ages.choosesAloneFrom]).toEqual(['at-once', 3, 15]);
});
