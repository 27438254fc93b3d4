import { findRulesFaults, plainRules } from './check-named-doctor-rules.ts';
import { canonicalJson } from './event-chain.ts';
import type { PlannedEvent } from './events.ts';
import { lastDayToChallenge } from './legality-review.ts';
import type { NamedDoctorRules } from './named-doctor-rules.ts';
import { comingVersions, type DatedPolicy, type Policy, versionAt } from './policy.ts';
import { type PolicyRefusal, type PolicyRuling, refusePolicy } from './policy-decision.ts';
import type { StaffRole } from './staff-assignment.ts';
import { localDate, midnightOf } from './stockholm-time.ts';

/**
 * A change of policy applies at the earliest this long after it was decided, milliseconds: by then every function knows
 * of it, so no transaction needs a condition on it.
 */
export const policyNotice = 60_000;

/** Versions that may wait to begin at the same time: each stands on the item that every function reads. */
const mostComing = 12;

/** What every decision on the policy is made with. */
export interface PolicyCommand {
  /** Id of the decision to be. */
  readonly decisionId: string;
  readonly by: { readonly staffMemberId: string; readonly role: StaffRole };
  /** The latest decision when the form was opened. */
  readonly after: string;
  readonly reasons: string;
  readonly diaryNumber: string;
  readonly decidedOn: string;
  readonly announcedOn: string;
}

/** What is to be saved, or why not. What it makes of the policy: `afterPolicyEvent`. */
export type DecidedPolicy =
  | { readonly ok: true; readonly event: PlannedEvent & { readonly type: 'policy-decided' } }
  | { readonly ok: false; readonly refusal: PolicyRefusal };

/**
 * The instant from which a version decided now applies: midnight of the day, or sixty seconds from now where that is
 * later. Never back in time.
 *
 * @param day local date
 */
export function policyBegins(day: string, now: Date): string {
  const earliest = now.getTime() + policyNotice;
  return new Date(Math.max(midnightOf(day).getTime(), earliest)).toISOString();
}

/**
 * The region decides new rules on who may be a named doctor, from a local date: the rest of the policy goes on as it
 * would have been then. Refusals: `role-not-allowed`, `policy-changed`, `policy-date-invalid`, `policy-rules-invalid`,
 * `policy-unchanged`, `policy-versions-too-many`.
 */
export function decideNamedDoctorRules(
  versions: readonly DatedPolicy[],
  command: PolicyCommand & { readonly rules: NamedDoctorRules; readonly appliesFrom: string },
  now: Date,
): DecidedPolicy {
  const refused = mayNotDecide(versions, command, now);
  if (refused) return refused;
  if (command.appliesFrom < localDate(now)) return refusePolicy({ slug: 'policy-date-invalid' });
  const faults = findRulesFaults(command.rules);
  if (faults.length > 0) return refusePolicy({ slug: 'policy-rules-invalid', faults });
  const from = policyBegins(command.appliesFrom, now);
  const then = versionAt(versions, new Date(from));
  const rules = plainRules(command.rules);
  if (then && canonicalJson(plainRules(then.policy.namedDoctor)) === canonicalJson(rules)) {
    return refusePolicy({ slug: 'policy-unchanged' });
  }
  const coming = comingVersions(versions, now);
  if (coming.length >= mostComing && !coming.some((one) => one.from === from)) {
    return refusePolicy({ slug: 'policy-versions-too-many' });
  }
  return plan(command, from, { ...policyOf(then), namedDoctor: rules }, 'named-doctor-rules', now);
}

/**
 * The region takes back a version that has not begun: from the instant at which it would have begun, what was before it
 * goes on. Versions after it stay. Refusals: `role-not-allowed`, `policy-changed`, `policy-date-invalid`,
 * `policy-not-coming`.
 *
 * The notice holds here too: a version that begins within sixty seconds can no longer be taken back.
 */
export function decideWithdrawPolicy(
  versions: readonly DatedPolicy[],
  command: PolicyCommand & { readonly withdraws: string },
  now: Date,
): DecidedPolicy {
  const refused = mayNotDecide(versions, command, now);
  if (refused) return refused;
  const soonest = new Date(now.getTime() + policyNotice);
  const taken = comingVersions(versions, now).find(({ decisionId }) => decisionId === command.withdraws);
  if (!taken || taken.from < soonest.toISOString()) return refusePolicy({ slug: 'policy-not-coming' });
  const before = versionAt(versions, new Date(Date.parse(taken.from) - 1));
  return plan(command, taken.from, policyOf(before), 'withdrawal', now);
}

function mayNotDecide(
  versions: readonly DatedPolicy[],
  { by, after, decidedOn, announcedOn }: PolicyCommand,
  now: Date,
) {
  if (by.role !== 'regionDecider') return refusePolicy({ slug: 'role-not-allowed' });
  if (versions.at(-1)?.decisionId !== after) return refusePolicy({ slug: 'policy-changed' });
  if (decidedOn > localDate(now) || announcedOn < decidedOn)
    return refusePolicy({ slug: 'policy-date-invalid' });
  return undefined;
}

function policyOf(version: DatedPolicy | undefined): Policy {
  if (!version) throw new Error('A region decides on a policy that it has');
  return version.policy;
}

function plan(
  command: PolicyCommand & { readonly withdraws?: string },
  from: string,
  policy: Policy,
  kind: PolicyRuling['kind'],
  now: Date,
): DecidedPolicy {
  const { decisionId, by, reasons, diaryNumber, decidedOn, announcedOn, withdraws } = command;
  const ruling: PolicyRuling = {
    kind,
    reasons,
    decidedOn,
    announcedOn,
    challengeThrough: lastDayToChallenge(announcedOn),
    registeredAt: now.toISOString(),
    registeredBy: by.staffMemberId,
    role: by.role,
    ...(withdraws !== undefined && { withdraws }),
  };
  const data = { from, decisionId, diaryNumber, policy, ruling };
  return { ok: true, event: { type: 'policy-decided', sealedUnder: 'REGION', data } };
}
