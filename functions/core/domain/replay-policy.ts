import { type AuditEvent, dataOf } from './events.ts';
import { keptVersions } from './policy.ts';
import type { PolicyDecision, RegionPolicy } from './policy-decision.ts';

/** Before the region's first policy. */
export const noPolicy: RegionPolicy = { versions: [], decisions: [] };

/**
 * The region's policy after an event of its stream; nothing for an event that is about something else. The store writes
 * what comes out, and replay arrives at the same. Versions from before decisions were made in the service carry no
 * decision.
 */
export function afterPolicyEvent(
  { versions, decisions }: RegionPolicy,
  event: Pick<AuditEvent, 'type' | 'data'>,
  at: Date,
): RegionPolicy | undefined {
  const decision = decisionIn(event);
  if (!decision) return undefined;
  const { version, ruling } = decision;
  return {
    versions: keptVersions([...versions, version], at),
    decisions: ruling ? [...decisions, { version, ruling }] : decisions,
  };
}

/** The version that an event made, with the decision where it says one. */
export function decisionIn(
  event: Pick<AuditEvent, 'type' | 'data'>,
): { readonly version: PolicyDecision['version']; readonly ruling?: PolicyDecision['ruling'] } | undefined {
  const data = dataOf(event, 'policy-decided');
  if (!data) return undefined;
  const { ruling, ...version } = data;
  return { version, ...(ruling && { ruling }) };
}
