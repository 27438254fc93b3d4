import {
  type ActingStaff,
  type CapAct,
  type CapApplication,
  type CapRefusal,
  type CapRuling,
  type CapTerms,
  type CareUnitCaps,
  type Consultation,
  capTransitions,
  isOpen,
  refuseCap,
} from './cap-application.ts';
import { exemptionsInOrder } from './cap-exemption.ts';
import { overlaps } from './cap-periods.ts';
import type { EventData, PlannedEvent } from './events.ts';
import { lastDayToChallenge } from './legality-review.ts';
import type { CapRules } from './policy.ts';
import { addDays, localDate } from './stockholm-time.ts';

type CapEventType = 'cap-applied-for' | 'cap-consultation-recorded' | 'cap-decided';
type CapEvent = { [T in CapEventType]: { readonly type: T; readonly data: EventData[T] } }[CapEventType];

/** What is to be saved, or why not. What it makes of the unit's caps: `afterCapEvent`. */
export type DecidedCap =
  | { readonly ok: true; readonly event: PlannedEvent }
  | { readonly ok: false; readonly refusal: CapRefusal };

/** What every decision of the region is made with. */
export interface RulingCommand {
  readonly applicationId: string;
  /** Id of the decision to be. */
  readonly decisionId: string;
  readonly by: ActingStaff;
  readonly reasons: string;
  readonly diaryNumber: string;
  readonly announcedOn: string;
}

/**
 * A unit asks the region for a cap: one application at a time. Refusals: `cap-application-open`,
 * `cap-period-invalid`.
 */
export function decideApplyForCap(
  state: CareUnitCaps,
  command: {
    readonly applicationId: string;
    readonly by: ActingStaff;
    readonly reasons: string;
    readonly actionPlan: string;
    readonly wished: CapTerms;
  },
  rules: CapRules,
  now: Date,
): DecidedCap {
  if (state.applications.some(isOpen)) return refuseCap('cap-application-open');
  if (!periodHolds(command.wished, rules, now)) return refuseCap('cap-period-invalid');
  const { applicationId, by, reasons, actionPlan, wished } = command;
  const application: CapApplication = {
    applicationId,
    careUnitId: state.careUnitId,
    appliedAt: now.toISOString(),
    appliedBy: by.staffMemberId,
    reasons,
    actionPlan,
    wished: inOrder(wished),
    status: 'applied',
  };
  return plan(state, { type: 'cap-applied-for', data: { application } });
}

/** The region records its talks with the provider. Refusals: `cap-already-decided`, `cap-period-invalid`. */
export function decideRecordConsultation(
  state: CareUnitCaps,
  command: {
    readonly applicationId: string;
    readonly by: ActingStaff;
    readonly heldOn: string;
    readonly summary: string;
  },
  now: Date,
): DecidedCap {
  const { applicationId, by, heldOn, summary } = command;
  if (!stepOf(state, applicationId, 'recordConsultation')) return refuseCap('cap-already-decided');
  if (heldOn > localDate(now)) return refuseCap('cap-period-invalid');
  const recordedAt = now.toISOString();
  const consultation: Consultation = { heldOn, summary, recordedAt, recordedBy: by.staffMemberId };
  return plan(state, { type: 'cap-consultation-recorded', data: { applicationId, consultation } });
}

/**
 * The region grants, or refuses wholly or in part. Refusing requires special reasons (HSL 7 kap. 3 c §). Granting on
 * other terms than asked for is refusing in part. Refusals: `role-not-allowed`, `cap-already-decided`,
 * `consultation-missing`, `special-reasons-missing`, `cap-period-invalid`, `cap-differs-from-application`.
 */
export function decideCap(
  state: CareUnitCaps,
  command: RulingCommand & {
    readonly outcome: 'grant' | 'refusePartly' | 'refuseWholly';
    readonly terms?: CapTerms;
    readonly specialReasons?: string;
  },
  rules: CapRules,
  now: Date,
): DecidedCap {
  const { outcome, terms, specialReasons } = command;
  const refused = mayNotRule(state, command, outcome);
  if (refused) return refused;
  const application = state.applications.find((one) => one.applicationId === command.applicationId);
  if (!application) return refuseCap('cap-already-decided');
  if (rules.consultation && !application.consultation) return refuseCap('consultation-missing');
  if (outcome !== 'grant' && !specialReasons?.trim()) return refuseCap('special-reasons-missing');
  const ruling = rulingOf(state, command, outcome, now);
  if (outcome === 'refuseWholly')
    return planRuling(state, { ...ruling, ...(specialReasons && { specialReasons }) });
  if (!terms || !periodHolds(terms, rules, now)) return refuseCap('cap-period-invalid');
  if (standing(state).some((other) => overlaps(other, terms))) return refuseCap('cap-period-invalid');
  if (outcome === 'grant' && !grants(application.wished, terms, now)) {
    return refuseCap('cap-differs-from-application');
  }
  return planRuling(state, {
    ...ruling,
    terms: inOrder(terms),
    ...(outcome === 'refusePartly' && specialReasons !== undefined && { specialReasons }),
  });
}

/**
 * Lifts a cap from a local date, today at the earliest, before its time is out: a new reasoned decision. Refusals:
 * `role-not-allowed`, `cap-already-decided`, `cap-period-invalid`.
 */
export function decideEndCap(
  state: CareUnitCaps,
  command: RulingCommand & { readonly liftedFrom: string },
  now: Date,
): DecidedCap {
  const refused = mayNotRule(state, command, 'endEarly');
  if (refused) return refused;
  const last = lastRuling(state, command.applicationId);
  const { liftedFrom } = command;
  const today = localDate(now);
  if (!last?.terms || isOver(last.terms, today)) return refuseCap('cap-already-decided');
  if (liftedFrom < today || isOver(last.terms, liftedFrom)) return refuseCap('cap-period-invalid');
  const through = addDays(liftedFrom, -1);
  return planRuling(state, {
    ...rulingOf(state, command, 'endEarly', now),
    liftedFrom,
    terms: { ...last.terms, through },
    replacesDecisionId: last.decisionId,
  });
}

/**
 * Lets a cap go on past its last day: a new reasoned decision, on the same number and exemptions. Refusals:
 * `role-not-allowed`, `cap-already-decided` (over already), `cap-period-invalid`.
 */
export function decideExtendCap(
  state: CareUnitCaps,
  command: RulingCommand & { readonly through: string },
  now: Date,
): DecidedCap {
  const refused = mayNotRule(state, command, 'extend');
  if (refused) return refused;
  const last = lastRuling(state, command.applicationId);
  const { through } = command;
  if (!last?.terms || isOver(last.terms, localDate(now))) return refuseCap('cap-already-decided');
  const { through: before } = last.terms;
  if (before === undefined || through <= before) return refuseCap('cap-period-invalid');
  const more = { from: addDays(before, 1), through };
  const others = standing(state).filter(({ applicationId }) => applicationId !== command.applicationId);
  if (others.some((other) => overlaps(other, more))) return refuseCap('cap-period-invalid');
  return planRuling(state, {
    ...rulingOf(state, command, 'extend', now),
    terms: { ...last.terms, through },
    replacesDecisionId: last.decisionId,
  });
}

/** The latest decision on an application. */
export function lastRuling(
  { rulings }: Pick<CareUnitCaps, 'rulings'>,
  applicationId: string,
): CapRuling | undefined {
  return rulings.findLast((ruling) => ruling.applicationId === applicationId);
}

/** The periods of the caps that were decided and not lifted, past ones too. */
function standing(state: CareUnitCaps): (CapTerms & { readonly applicationId: string })[] {
  return state.applications.flatMap(({ applicationId }) => {
    const terms = lastRuling(state, applicationId)?.terms;
    const never = terms?.through !== undefined && terms.through < terms.from;
    return terms && !never ? [{ ...terms, applicationId }] : [];
  });
}

function mayNotRule(state: CareUnitCaps, { by, applicationId }: RulingCommand, act: CapAct) {
  if (by.role !== 'regionDecider') return refuseCap('role-not-allowed');
  return stepOf(state, applicationId, act) ? undefined : refuseCap('cap-already-decided');
}

function stepOf({ applications }: CareUnitCaps, applicationId: string, act: CapAct) {
  const application = applications.find((one) => one.applicationId === applicationId);
  return application && capTransitions[application.status][act];
}

function rulingOf(
  { careUnitId }: CareUnitCaps,
  { applicationId, decisionId, by, reasons, diaryNumber, announcedOn }: RulingCommand,
  kind: CapRuling['kind'],
  now: Date,
): CapRuling {
  return {
    decisionId,
    applicationId,
    careUnitId,
    kind,
    decidedAt: now.toISOString(),
    decidedBy: by.staffMemberId,
    reasons,
    diaryNumber,
    announcedOn,
    challengeThrough: lastDayToChallenge(announcedOn),
  };
}

/** Begins today or later, does not run backwards, and has an end where the region requires one. */
function periodHolds({ from, through }: CapTerms, rules: CapRules, now: Date): boolean {
  if (from < localDate(now)) return false;
  return through === undefined ? !rules.requireThrough : through >= from;
}

/** Whether the terms are what was asked for; a first day that went by while the case was open is today instead. */
function grants(wished: CapTerms, terms: CapTerms, now: Date): boolean {
  const today = localDate(now);
  const from = wished.from < today ? today : wished.from;
  return terms.number === wished.number && terms.from === from && terms.through === wished.through;
}

function isOver({ through }: CapTerms, on: string): boolean {
  return through !== undefined && through < on;
}

/** Each exemption once, in the order in which they are told. */
function inOrder(terms: CapTerms): CapTerms {
  return { ...terms, exemptions: exemptionsInOrder(terms.exemptions) };
}

function planRuling(state: CareUnitCaps, ruling: CapRuling): DecidedCap {
  return plan(state, { type: 'cap-decided', data: { ruling } });
}

function plan({ careUnitId }: CareUnitCaps, event: CapEvent): DecidedCap {
  return { ok: true, event: { ...event, sealedUnder: careUnitId } };
}
