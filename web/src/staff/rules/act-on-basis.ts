import type { CallOf } from '#contract/routes.ts';
import type { Api, Refused } from '../../api/client.ts';
import { isMendable } from './rules-errors.ts';
import {
  type DecisionField,
  decisionFields,
  missingOf,
  type RulesValues,
  readValues,
  writtenOf,
} from './rules-form.ts';

export type Basis = CallOf<'decideBasis'>['body']['basis'];
type BasisField = DecisionField | 'from' | 'through';

/** What a posted form came to. A decision is shown before it is made. */
export type ActedOnBasis =
  | {
      readonly kind: 'form';
      readonly values: RulesValues;
      readonly missing: readonly BasisField[];
      readonly refused?: Refused;
    }
  | { readonly kind: 'preview'; readonly values: RulesValues }
  | { readonly kind: 'done' }
  | { readonly kind: 'refused'; readonly refused: Refused };

/** The basis typed; call it when nothing is missing. */
export function basisOf({ kind, from = '', through }: RulesValues): Basis {
  return { kind: kind === 'contract' ? 'contract' : 'ownRun', from, ...(through && { through }) };
}

/** Takes the form that was posted: looks it over, shows it, or has it carried out. Nothing typed is lost. */
export async function actOnBasis(api: Api, careUnitId: string, form: FormData): Promise<ActedOnBasis> {
  const values = readValues(form, ['kind', 'from', 'through', 'rev', ...decisionFields]);
  const step = form.get('step');
  if (step === 'change') return { kind: 'form', values, missing: [] };
  const missing = missingOf<BasisField>(values, ['from', 'through', ...decisionFields], ['through']);
  if (missing.length > 0) return { kind: 'form', values, missing };
  if (step !== 'confirm') return { kind: 'preview', values };
  const rev = /^\d{1,9}$/.test(values.rev ?? '') ? Number(values.rev) : 0;
  const body = { ...writtenOf(values), rev, basis: basisOf(values) };
  const decided = await api.call('decideBasis', { params: { careUnitId }, body });
  if (decided.ok) return { kind: 'done' };
  if (isMendable(decided)) return { kind: 'form', values, missing: [], refused: decided };
  return { kind: 'refused', refused: decided };
}
