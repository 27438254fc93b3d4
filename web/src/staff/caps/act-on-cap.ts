import type { Api, Refused } from '../../api/client.ts';
import type { Translator } from '../../i18n/create-translator.ts';
import {
  type CapField,
  type CapValues,
  capErrors,
  findFaults,
  isMendable,
  readCapForm,
  termsOf,
} from './cap-form.ts';

/** The forms on an application's page. */
export const capActs = ['consultation', 'decide', 'end', 'extend'] as const;
export type CapAct = (typeof capActs)[number];
const outcomes = ['grant', 'refusePartly', 'refuseWholly'] as const;
export type Outcome = (typeof outcomes)[number];

/** What a posted form came to. A decision is shown before it is made. */
export type ActedOnCap =
  | { readonly kind: 'none' }
  | { readonly kind: 'preview'; readonly act: CapAct; readonly values: CapValues }
  | { readonly kind: 'done'; readonly act: CapAct; readonly decisionId?: string }
  | {
      readonly kind: 'faulty';
      readonly act: CapAct;
      readonly values: CapValues;
      readonly faults: readonly CapField[];
      readonly refused?: Refused;
    }
  | { readonly kind: 'refused'; readonly refused: Refused };

/** Takes the form that was posted: looks it over, shows it, or has it carried out. */
export async function actOnCap(api: Api, applicationId: string, form: FormData): Promise<ActedOnCap> {
  const act = capActs.find((one) => one === form.get('act'));
  if (!act) return { kind: 'none' };
  const values = readCapForm(form);
  const faults = findFaults(values, requiredFor(act, values));
  if (faults.length > 0) return { kind: 'faulty', act, values, faults };
  const step = form.get('step');
  if (step === 'change') return { kind: 'faulty', act, values, faults: [] };
  if (act !== 'consultation' && step !== 'confirm') return { kind: 'preview', act, values };
  const called = await carryOut(api, applicationId, act, values);
  if (called.ok) {
    const { answer } = called;
    return 'decisionId' in answer && typeof answer.decisionId === 'string'
      ? { kind: 'done', act, decisionId: answer.decisionId }
      : { kind: 'done', act };
  }
  if (isMendable(called)) return { kind: 'faulty', act, values, faults, refused: called };
  return { kind: 'refused', refused: called };
}

/** The outcome typed; granting where none was. */
export function outcomeOf({ outcome }: Pick<CapValues, 'outcome'>): Outcome {
  return outcomes.find((one) => one === outcome) ?? 'grant';
}

/** The errors of one of the page's forms. */
export function errorsOf(acted: ActedOnCap, act: CapAct, t: Translator['t']) {
  if (acted.kind !== 'faulty' || acted.act !== act) return capErrors([], undefined, t);
  const at = {
    consultation: 'heldOn',
    decide: undefined,
    end: 'liftedFrom',
    extend: 'through',
  } as const;
  const own = acted.refused?.slug === 'cap-period-invalid' ? at[act] : undefined;
  const errors = capErrors(acted.faults, acted.refused, t, own);
  if (act !== 'extend') return errors;
  // The form of the extension stands beside another one: its ids begin with its name, but for its own field.
  const summary = errors.summary.map(({ href, text }) => ({
    href: href === '#through' ? href : href.replace('#', '#extend-'),
    text,
  }));
  return { ...errors, summary };
}

function requiredFor(act: CapAct, values: CapValues): readonly CapField[] {
  if (act === 'consultation') return ['heldOn', 'summary'];
  const written = ['reasons', 'diaryNumber', 'announcedOn'] as const;
  if (act === 'end') return [...written, 'liftedFrom'];
  if (act === 'extend') return [...written, 'through'];
  const outcome = outcomeOf(values);
  return [
    ...written,
    'outcome',
    ...(outcome === 'refuseWholly' ? [] : (['number', 'from'] as const)),
    ...(outcome === 'grant' ? [] : (['specialReasons'] as const)),
  ];
}

function carryOut(api: Api, applicationId: string, act: CapAct, values: CapValues) {
  const params = { applicationId };
  const { reasons, diaryNumber, announcedOn, specialReasons, liftedFrom, through, heldOn, summary } = values;
  const written = { reasons, diaryNumber, announcedOn };
  switch (act) {
    case 'consultation':
      return api.call('recordConsultation', { params, body: { heldOn, summary } });
    case 'end':
      return api.call('endCap', { params, body: { ...written, liftedFrom } });
    case 'extend':
      return api.call('extendCap', { params, body: { ...written, through } });
    case 'decide': {
      const outcome = outcomeOf(values);
      const body = {
        ...written,
        outcome,
        ...(outcome !== 'refuseWholly' && { terms: termsOf(values) }),
        ...(outcome !== 'grant' && { specialReasons }),
      };
      return api.call('decideCap', { params, body });
    }
  }
}
