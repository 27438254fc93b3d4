import type { CapTerms, CareUnitCaps } from '#domain/cap-application.ts';
import type { DecidedCap } from '#domain/cap-ruling.ts';
import { decideApplyForCap, decideCap } from '#domain/decide-cap.ts';
import { decideEndCap, decideExtendCap } from '#domain/decide-cap-end.ts';
import type { CapRules } from '#domain/policy.ts';
import { capRulesOf, defaultPolicy } from '#domain/policy-defaults.ts';
import { afterCapEvent } from '#domain/replay-caps.ts';

export const rules = capRulesOf(defaultPolicy);
export const manager = { staffMemberId: 'm'.repeat(26), role: 'unitManager' } as const;
export const decider = { staffMemberId: 'd'.repeat(26), role: 'regionDecider' } as const;
export const now = new Date('2026-03-02T09:00:00.000Z');

/** A unit of which nothing has been decided. */
export const uncapped: CareUnitCaps = {
  careUnitId: 'falun',
  caps: [],
  rev: 1,
  told: [],
  applications: [],
  rulings: [],
};
export const wished: CapTerms = {
  number: 800,
  from: '2026-04-01',
  through: '2026-09-30',
  exemptions: ['newborn', 'careHome'],
};
/** What every decision is written with. */
export const written = {
  reasons: 'Two of five doctors have left.',
  diaryNumber: 'HSN 2026/12',
  announcedOn: '2026-03-04',
};

/** The state after a decision; throws with the slug where it was refused. */
export function stateAfter(state: CareUnitCaps, decided: DecidedCap, at: Date = now): CareUnitCaps {
  if (!decided.ok) throw new Error(decided.refusal.slug);
  const next = afterCapEvent(state, decided.event, at);
  if (!next) throw new Error('not about a cap');
  return next;
}

/** The slug of a refusal, or `ok`. */
export const slugOf = (decided: DecidedCap): string => (decided.ok ? 'ok' : decided.refusal.slug);

export const apply = (
  state: CareUnitCaps,
  over: { applicationId?: string; wished?: CapTerms; rules?: CapRules; at?: Date } = {},
): DecidedCap =>
  decideApplyForCap(
    state,
    {
      applicationId: over.applicationId ?? 'a1',
      by: manager,
      reasons: 'Two of five doctors have left.',
      actionPlan: 'Recruit two.',
      wished: over.wished ?? wished,
    },
    over.rules ?? rules,
    over.at ?? now,
  );

type Ruling = Partial<Omit<Parameters<typeof decideCap>[1], 'terms'>> & {
  terms?: CapTerms | undefined;
  rules?: CapRules;
  at?: Date;
};

export function rule(state: CareUnitCaps, over: Ruling = {}): DecidedCap {
  const { terms = wished, rules: own = rules, at = now, ...rest } = over;
  const command = {
    applicationId: 'a1',
    decisionId: 'd1',
    by: decider,
    outcome: 'grant',
    ...written,
  } as const;
  return decideCap(state, { ...command, terms, ...rest }, own, at);
}

export const lift = (state: CareUnitCaps, liftedFrom: string, at: Date = now): DecidedCap =>
  decideEndCap(state, { applicationId: 'a1', decisionId: 'd2', by: decider, ...written, liftedFrom }, at);

export const extend = (state: CareUnitCaps, through: string, at: Date = now): DecidedCap =>
  decideExtendCap(state, { applicationId: 'a1', decisionId: 'd3', by: decider, ...written, through }, at);

/** A unit with a cap of 800 from April through September. */
export function capped(): CareUnitCaps {
  const applied = stateAfter(uncapped, apply(uncapped));
  return stateAfter(applied, rule(applied));
}
