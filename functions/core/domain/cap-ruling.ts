import {
  type ActingStaff,
  type CapAct,
  type CapApplication,
  type CapRefusal,
  type CapRuling,
  type CapTerms,
  type CareUnitCaps,
  capTransitions,
  refuseCap,
} from './cap-application.ts';
import type { EventData, PlannedEvent } from './events.ts';
import { lastDayToChallenge } from './legality-review.ts';

type CapEventType = 'cap-applied-for' | 'cap-taken-up' | 'cap-consultation-recorded' | 'cap-decided';
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

/** The latest decision on an application. */
export function lastRuling(
  { rulings }: Pick<CareUnitCaps, 'rulings'>,
  applicationId: string,
): CapRuling | undefined {
  return rulings.findLast((ruling) => ruling.applicationId === applicationId);
}

/** The periods of the caps that were decided and not lifted, past ones too. */
export function standing(state: CareUnitCaps): (CapTerms & { readonly applicationId: string })[] {
  return state.applications.flatMap(({ applicationId }) => {
    const terms = lastRuling(state, applicationId)?.terms;
    const never = terms?.through !== undefined && terms.through < terms.from;
    return terms && !never ? [{ ...terms, applicationId }] : [];
  });
}

/** Whether the role may decide, and the case's lifecycle has such a step. */
export function mayNotRule(state: CareUnitCaps, { by, applicationId }: RulingCommand, act: CapAct) {
  if (by.role !== 'regionDecider') return refuseCap('role-not-allowed');
  return stepOf(state, applicationId, act) ? undefined : refuseCap('cap-already-decided');
}

/** Where an act leads from here; nothing where there is no such step. */
export function stepOf({ applications }: CareUnitCaps, applicationId: string, act: CapAct) {
  const application = applications.find((one) => one.applicationId === applicationId);
  return application && capTransitions[application.status][act];
}

/** What every decision says. */
export function rulingOf(
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

/**
 * The terms that a case ends with so far: those of its latest decision, or, of a cap from before the service that
 * nothing was decided on here, those it was taken up with.
 */
export function termsOf(
  { rulings, applications }: Pick<CareUnitCaps, 'rulings' | 'applications'>,
  applicationId: string,
): CapTerms | undefined {
  const application = applications.find((one) => one.applicationId === applicationId);
  return lastRuling({ rulings }, applicationId)?.terms ?? earlierTerms(application);
}

/** The terms of a cap that was decided before the service. */
export function earlierTerms(application: CapApplication | undefined): CapTerms | undefined {
  return application?.earlierDecisionNumber === undefined ? undefined : application.wished;
}

/** Whether a period's last day is before a local date. */
export function isOver({ through }: Pick<CapTerms, 'through'>, on: string): boolean {
  return through !== undefined && through < on;
}

/** A decision, as the event that says it. */
export function planRuling(state: CareUnitCaps, ruling: CapRuling): DecidedCap {
  return planCap(state, { type: 'cap-decided', data: { ruling } });
}

/** An event of the unit's stream. */
export function planCap({ careUnitId }: CareUnitCaps, event: CapEvent): DecidedCap {
  return { ok: true, event: { ...event, sealedUnder: careUnitId } };
}
