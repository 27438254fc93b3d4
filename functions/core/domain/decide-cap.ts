import {
  type ActingStaff,
  type CapApplication,
  type CapTerms,
  type CareUnitCaps,
  type Consultation,
  isOpen,
  refuseCap,
} from './cap-application.ts';
import { exemptionsInOrder } from './cap-exemption.ts';
import { overlaps } from './cap-periods.ts';
import {
  type DecidedCap,
  mayNotRule,
  planCap,
  planRuling,
  type RulingCommand,
  rulingOf,
  standing,
  stepOf,
} from './cap-ruling.ts';
import type { CapRules } from './policy.ts';
import { localDate } from './stockholm-time.ts';

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
  return planCap(state, { type: 'cap-applied-for', data: { application } });
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
  return planCap(state, { type: 'cap-consultation-recorded', data: { applicationId, consultation } });
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

/** Each exemption once, in the order in which they are told. */
function inOrder(terms: CapTerms): CapTerms {
  return { ...terms, exemptions: exemptionsInOrder(terms.exemptions) };
}
