import { describe, expect, test } from 'vitest';
import { policyAt } from '#domain/policy.ts';
import { defaultPolicy } from '#domain/policy-defaults.ts';
import { policy } from '#support/builders.ts';

describe('the policy in force', () => {
  const versions = [
    { from: '2026-12-01T00:00:00.000Z', decisionId: 'b', policy: policy({ effect: 'at-once' }) },
    { from: '2026-01-01T00:00:00.000Z', decisionId: 'a', policy: policy() },
  ];

  test('is the last that has begun, whatever the order', () => {
    expect(policyAt(versions, new Date('2026-11-30T23:59:59.999Z')).effect).toBe('next-day');
    expect(policyAt(versions, new Date('2026-12-01T00:00:00.000Z')).effect).toBe('at-once');
  });

  test('before the first there is none: a fault', () => {
    expect(() => policyAt(versions, new Date('2025-12-31T23:59:59.999Z'))).toThrow('No policy');
  });
});

describe('what holds where a region has decided nothing else (rules 7)', () => {
  test('two changes in twelve months (HSL 7 kap. 3 a §), the first own choice free', () => {
    expect(defaultPolicy.changes).toEqual({ limit: 2, windowMonths: 12, countFirstChoice: false });
  });

  test('effect at midnight (Västra Götaland); 13, 16 and 18 years (1177, Västerbotten)', () => {
    expect(defaultPolicy.effect).toBe('next-day');
    expect(defaultPolicy.ages).toEqual({ actsFrom: 13, choosesAloneFrom: 16, adultFrom: 18 });
  });

  test('guide values never block and are those of Socialstyrelsen 2022', () => {
    expect(defaultPolicy.namedDoctor.guideValues).toEqual({ specialist: 1100, doctorInTraining: 550 });
  });
});
