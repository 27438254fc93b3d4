import type { DecidedPolicy } from '#domain/decide-policy.ts';
import type { DatedPolicy } from '#domain/policy.ts';
import type { PolicyRefusal } from '#domain/policy-decision.ts';
import { afterPolicyEvent } from '#domain/replay-policy.ts';
import { mustBeAbsent } from './calls.ts';
import type { Database } from './database.ts';
import { type Act, eventStep } from './event-item.ts';
import { toPolicyDecisionItem } from './policy-decision-item.ts';
import { policyStep, readPolicy } from './policy-item.ts';
import { storeUnavailable } from './retry.ts';
import { type Step, transact } from './transaction.ts';

export type SavedPolicyDecision =
  | { readonly outcome: 'saved'; readonly version: DatedPolicy }
  | { readonly outcome: 'refused'; readonly refusal: PolicyRefusal };

/** The region's stream is also written by whoever gives roles; each time one does, the domain is asked again. */
const tries = 8;

/**
 * Carries out a decision on the policy: reads, lets the domain decide on what was read, and saves in one transaction
 * the versions (POLICY), the decision and the event. The head of the region's chain is its condition.
 */
export async function savePolicyDecision(
  database: Database,
  decide: (versions: readonly DatedPolicy[]) => DecidedPolicy,
  act: Act,
): Promise<SavedPolicyDecision> {
  for (let attempt = 1; attempt <= tries; attempt += 1) {
    const stored = await readPolicy(database);
    if (!stored) throw new Error('The region has no policy');
    const decided = decide(stored.versions);
    if (!decided.ok) return { outcome: 'refused', refusal: decided.refusal };
    const event = eventStep('event', 'REGION', stored.chain, decided.event, act);
    const after = afterPolicyEvent({ versions: stored.versions, decisions: [] }, decided.event, act.at);
    const [decision] = after?.decisions ?? [];
    if (!after || !decision) throw new Error('A decision made no version');
    const steps: Step[] = [
      policyStep(stored, { versions: after.versions, chain: event.head }),
      event.step,
      {
        name: 'decision',
        table: 'main',
        put: toPolicyDecisionItem(decision, event.head.sequence),
        condition: mustBeAbsent,
      },
    ];
    const transacted = await transact(database, steps);
    if (transacted.ok) return { outcome: 'saved', version: decision.version };
  }
  throw storeUnavailable(new Error('The region was changed by someone else every time'));
}
