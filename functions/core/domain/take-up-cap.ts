import { datedAt } from './admission.ts';
import { type ActingStaff, type CapApplication, type CareUnitCaps, refuseCap } from './cap-application.ts';
import { overlaps } from './cap-periods.ts';
import { type DecidedCap, isOver, planCap, standing } from './cap-ruling.ts';
import type { CapDecision } from './roster.ts';
import { localDate, midnightOf } from './stockholm-time.ts';

/** The caps of a unit from before the service that are not over, and that are no case of the service yet. */
export function earlierCaps(told: readonly CapDecision[], today: string): readonly CapDecision[] {
  return told.filter((one) => one.applicationId === undefined && !isOver(one, today));
}

/**
 * Makes a cap from before the service a case of its own, so that the region can decide on it as on any other: it is
 * ended or extended by a new reasoned decision. Taking it up decides nothing: number, period and exemptions
 * stay as they are registered. Refusals: `role-not-allowed`, `cap-already-decided` (over, a case already, another cap has
 * taken its place, or none).
 */
export function decideTakeUpCap(
  state: CareUnitCaps,
  command: {
    readonly applicationId: string;
    readonly by: ActingStaff;
    readonly from: string;
    readonly decisionNumber: string;
  },
  now: Date,
): DecidedCap {
  const { applicationId, by, from, decisionNumber } = command;
  if (by.role !== 'regionDecider') return refuseCap('role-not-allowed');
  const today = localDate(now);
  const earlier = earlierCaps(state.told, today).find(
    (one) => one.from === from && one.decisionNumber === decisionNumber,
  );
  const cap = datedAt(state.caps, from > today ? midnightOf(from) : now);
  const day = from > today ? from : today;
  const isReplaced = standing(state).some((other) => overlaps(other, { from: day, through: day }));
  if (!earlier || isReplaced || cap?.value == null) return refuseCap('cap-already-decided');
  const application: CapApplication = {
    applicationId,
    careUnitId: state.careUnitId,
    appliedAt: now.toISOString(),
    appliedBy: by.staffMemberId,
    reasons: '',
    actionPlan: '',
    wished: {
      number: cap.value,
      from,
      ...(earlier.through !== undefined && { through: earlier.through }),
      exemptions: [...(cap.exemptions ?? [])],
    },
    status: 'granted',
    earlierDecisionNumber: decisionNumber,
  };
  return planCap(state, { type: 'cap-taken-up', data: { application } });
}

/** The unit's caps after a cap was taken up: the period that patients are told is the case's from now on. */
export function afterTakenUp(state: CareUnitCaps, application: CapApplication): CareUnitCaps {
  const { applicationId, earlierDecisionNumber, wished } = application;
  return {
    ...state,
    applications: [...state.applications, application],
    told: state.told.map((one) =>
      one.applicationId === undefined &&
      one.from === wished.from &&
      one.decisionNumber === earlierDecisionNumber
        ? { ...one, applicationId }
        : one,
    ),
  };
}
