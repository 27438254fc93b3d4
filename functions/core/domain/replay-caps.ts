import {
  type CapAct,
  type CapApplication,
  type CapRuling,
  type CareUnitCaps,
  capTransitions,
} from './cap-application.ts';
import { tellCap, withCapPeriod } from './cap-periods.ts';
import { earlierTerms } from './cap-ruling.ts';
import type { Capacity } from './capacity.ts';
import { type AuditEvent, dataOf } from './events.ts';
import type { CareUnitProfile } from './roster.ts';
import { addDays } from './stockholm-time.ts';
import { afterTakenUp } from './take-up-cap.ts';

/** The caps of a unit as its items say: its profile, its capacity, its applications and the decisions on them. */
export function capsOf(
  { careUnitId, capDecisions = [] }: Pick<CareUnitProfile, 'careUnitId' | 'capDecisions'>,
  { caps, rev }: Pick<Capacity, 'caps' | 'rev'>,
  applications: readonly CapApplication[],
  rulings: readonly CapRuling[],
): CareUnitCaps {
  return { careUnitId, caps, rev, told: capDecisions, applications, rulings };
}

/**
 * The unit's caps after an event of its stream; nothing for an event that is about something else. The store writes
 * what comes out, and replay arrives at the same.
 *
 * @throws for an event that cannot follow the ones before it.
 */
export function afterCapEvent(
  state: CareUnitCaps,
  event: Pick<AuditEvent, 'type' | 'data'>,
  at: Date,
): CareUnitCaps | undefined {
  const applied = dataOf(event, 'cap-applied-for');
  if (applied) return { ...state, applications: [...state.applications, applied.application] };
  const takenUp = dataOf(event, 'cap-taken-up');
  if (takenUp) return afterTakenUp(state, takenUp.application);
  const consulted = dataOf(event, 'cap-consultation-recorded');
  if (consulted) {
    const { applicationId, consultation } = consulted;
    const next = { ...moved(state, applicationId, 'recordConsultation'), consultation };
    return { ...state, applications: replaced(state, next) };
  }
  const decided = dataOf(event, 'cap-decided');
  return decided && afterRuling(state, decided.ruling, at);
}

function afterRuling(state: CareUnitCaps, ruling: CapRuling, at: Date): CareUnitCaps {
  const next = {
    ...state,
    applications: replaced(state, moved(state, ruling.applicationId, ruling.kind)),
    rulings: [...state.rulings, ruling],
  };
  const { kind, terms, applicationId, diaryNumber, replacesDecisionId, liftedFrom } = ruling;
  if (kind === 'refuseWholly' || !terms) return next;
  const before =
    state.rulings.find(({ decisionId }) => decisionId === replacesDecisionId)?.terms ??
    earlierTerms(state.applications.find((one) => one.applicationId === applicationId));
  const value = kind === 'endEarly' ? null : terms.number;
  const from = liftedFrom ?? (before?.through === undefined ? terms.from : addDays(before.through, 1));
  const through = kind === 'endEarly' ? before?.through : terms.through;
  const told = {
    from: terms.from,
    ...(terms.through !== undefined && { through: terms.through }),
    decisionNumber: diaryNumber,
    applicationId,
  };
  return {
    ...next,
    // A cap lifted before it began is lifted from its first day.
    caps: withCapPeriod(
      state.caps,
      {
        value,
        from: from < terms.from ? terms.from : from,
        ...(through !== undefined && { through }),
        ...(value !== null && { exemptions: terms.exemptions }),
      },
      at,
    ),
    told: tellCap(state.told, told),
    rev: state.rev + 1,
  };
}

function moved({ applications }: CareUnitCaps, applicationId: string, act: CapAct): CapApplication {
  const application = applications.find((one) => one.applicationId === applicationId);
  const status = application && capTransitions[application.status][act];
  if (!status) throw new Error(`${act} cannot follow what the unit's stream says of the application`);
  return { ...application, status };
}

function replaced({ applications }: CareUnitCaps, next: CapApplication): CapApplication[] {
  return applications.map((one) => (one.applicationId === next.applicationId ? next : one));
}
