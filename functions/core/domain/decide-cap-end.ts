import { type CareUnitCaps, refuseCap } from './cap-application.ts';
import { overlaps } from './cap-periods.ts';
import {
  type DecidedCap,
  isOver,
  lastRuling,
  mayNotRule,
  planRuling,
  type RulingCommand,
  rulingOf,
  standing,
  termsOf,
} from './cap-ruling.ts';
import { addDays, localDate } from './stockholm-time.ts';

/**
 * Lifts a cap from a local date, today at the earliest, before its time is out: a new reasoned decision. Not where another cap has
 * taken its place in those days: that one is what there is to lift. Refusals:
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
  const terms = termsOf(state, command.applicationId);
  const { liftedFrom } = command;
  const today = localDate(now);
  if (!terms || isOver(terms, today)) return refuseCap('cap-already-decided');
  if (liftedFrom < today || isOver(terms, liftedFrom)) return refuseCap('cap-period-invalid');
  if (meetsAnother(state, command.applicationId, { ...terms, from: liftedFrom })) {
    return refuseCap('cap-period-invalid');
  }
  const through = addDays(liftedFrom, -1);
  return planRuling(state, {
    ...rulingOf(state, command, 'endEarly', now),
    liftedFrom,
    terms: { ...terms, through },
    ...(last && { replacesDecisionId: last.decisionId }),
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
  const terms = termsOf(state, command.applicationId);
  const { through } = command;
  if (!terms || isOver(terms, localDate(now))) return refuseCap('cap-already-decided');
  const { through: before } = terms;
  if (before === undefined || through <= before) return refuseCap('cap-period-invalid');
  const more = { from: addDays(before, 1), through };
  if (meetsAnother(state, command.applicationId, more)) return refuseCap('cap-period-invalid');
  return planRuling(state, {
    ...rulingOf(state, command, 'extend', now),
    terms: { ...terms, through },
    ...(last && { replacesDecisionId: last.decisionId }),
  });
}

/** Whether a cap of another case stands on any of those days. */
function meetsAnother(
  state: CareUnitCaps,
  applicationId: string,
  days: { readonly from: string; readonly through?: string },
): boolean {
  return standing(state).some((other) => other.applicationId !== applicationId && overlaps(other, days));
}
