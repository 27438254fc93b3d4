import type { PolicyDecision } from '#domain/policy-decision.ts';
import type { Item, ReadItem } from './attribute-value.ts';
import { queryItems } from './calls.ts';
import type { Database } from './database.ts';
import { count, text } from './fields.ts';
import { type Key, keys } from './keys.ts';

/** `REGION / RULEDECISION#id`: put once, never written again; `n` is its event's place in the region's stream. */
export function toPolicyDecisionItem(decision: PolicyDecision, sequence: number): Item & Key {
  const { decisionId } = decision.version;
  return { ...keys.policyDecision(decisionId), decision: JSON.stringify(decision), n: sequence };
}

export function fromPolicyDecisionItem(item: ReadItem): PolicyDecision {
  return JSON.parse(text(item, 'decision'));
}

/** Every decision on the policy that was made in the service, consistent, in the order in which they were made. */
export async function readPolicyDecisions(database: Database): Promise<PolicyDecision[]> {
  const { pk, sk } = keys.policyDecision('');
  const items: ReadItem[] = [];
  let startKey: Awaited<ReturnType<typeof queryItems>>['next'];
  do {
    const page = await queryItems(database, 'main', {
      partition: pk,
      between: [sk, `${sk}~`],
      consistent: true,
      startKey,
    });
    items.push(...page.items);
    startKey = page.next;
  } while (startKey);
  return items.toSorted((a, b) => count(a, 'n') - count(b, 'n')).map(fromPolicyDecisionItem);
}
