import type { Api, Called, Refused } from '../../api/client.ts';
import { fieldOf } from '../../components/person/form.ts';

/** What a form on a scenario's page came to. */
export interface ActedOn {
  readonly done?: 'removed' | 'reviewed' | 'applied';
  readonly refused?: Refused;
  /** The doctor whose form it was. */
  readonly doctorId?: string;
  readonly typed?: ReviewTyped;
}

/** What was typed into the form of a review or of the act. */
export interface ReviewTyped {
  readonly heldOn: string;
  readonly manager: boolean;
  readonly doctor: boolean;
  readonly supervisor: boolean;
  readonly studyDirector: 'notNeeded' | 'tookPart' | 'awaited';
  readonly from: string;
}

/** Removes the scenario, records a review, or makes a number a ceiling. */
export async function actOnScenario(
  api: Api,
  params: { readonly careUnitId: string; readonly scenarioId: string },
  form: FormData,
): Promise<ActedOn> {
  const version = numberOf(form, 'version');
  const act = fieldOf(form, 'act');
  if (act === 'remove') {
    const removed = await api.call('removePlanningScenario', { params, body: { version } });
    return removed.ok ? { done: 'removed' } : { refused: removed };
  }
  const doctorId = fieldOf(form, 'doctorId') ?? 'none';
  const of = { ...params, doctorId };
  const typed = readReview(form);
  const { from, ...review } = typed;
  const told = (
    called: Called<'recordPlanningReview' | 'applyPlanningTarget'>,
    done: ActedOn['done'],
  ): ActedOn => (called.ok ? { ...(done && { done }), doctorId } : { refused: called, doctorId, typed });
  if (act === 'apply') {
    const body = { version, rev: numberOf(form, 'rev'), from };
    return told(await api.call('applyPlanningTarget', { params: of, body }), 'applied');
  }
  const body = { version, target: numberOf(form, 'target'), ...review };
  return told(await api.call('recordPlanningReview', { params: of, body }), 'reviewed');
}

function readReview(form: FormData): ReviewTyped {
  const ticked = (name: string) => fieldOf(form, name) === 'yes';
  const director = fieldOf(form, 'studyDirector');
  return {
    heldOn: fieldOf(form, 'heldOn')?.slice(0, 20) ?? '',
    manager: ticked('manager'),
    doctor: ticked('doctor'),
    supervisor: ticked('supervisor'),
    studyDirector: director === 'tookPart' || director === 'awaited' ? director : 'notNeeded',
    from: fieldOf(form, 'from')?.slice(0, 20) ?? '',
  };
}

/** A whole number of a hidden field; one that is none is older than everything. */
export function numberOf(form: FormData, name: string): number {
  const value = Number(fieldOf(form, name) ?? '0');
  return Number.isSafeInteger(value) && value >= 0 ? value : 0;
}
