import type { AnswerOf } from '#contract/routes.ts';
import { type DatedPolicy, policyAt } from '#domain/policy.ts';

/**
 * The figures of the policy in force that public pages say in words. What is about units and doctors is in the
 * directory already.
 */
export function getRules(versions: readonly DatedPolicy[], now: Date): AnswerOf<'getRules'> {
  const { ages, changes, effect } = policyAt(versions, now);
  return { asOf: now.toISOString(), ages, changes, effect };
}
