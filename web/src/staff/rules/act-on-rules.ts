import type { AnswerOf } from '#contract/routes.ts';
import type { Api, Refused } from '../../api/client.ts';
import { isMendable } from './rules-errors.ts';
import {
  type DecisionField,
  decisionFields,
  missingOf,
  type RulesValues,
  readValues,
  rulesFields,
  rulesOf,
  writtenOf,
} from './rules-form.ts';

type Preview = AnswerOf<'previewNamedDoctorRules'>;

/** What a posted form came to: rules to mend, their effects with what the decision lacks, or a decision. */
export type ActedOnRules =
  | {
      readonly kind: 'form';
      readonly values: RulesValues;
      readonly missing: readonly 'appliesFrom'[];
      readonly refused?: Refused;
    }
  | {
      readonly kind: 'preview';
      readonly values: RulesValues;
      readonly preview: Preview;
      readonly missing: readonly DecisionField[];
      readonly refused?: Refused;
    }
  | { readonly kind: 'done'; readonly decisionId: string }
  | { readonly kind: 'refused'; readonly refused: Refused };

/** Takes the form that was posted: looks it over, shows what it would do, or has it decided. Nothing typed is lost. */
export async function actOnRules(api: Api, form: FormData): Promise<ActedOnRules> {
  const values = readValues(form, [...rulesFields, ...decisionFields, 'after']);
  const step = form.get('step');
  const noDay = missingOf(values, ['appliesFrom'] as const);
  if (step === 'change' || noDay.length > 0) {
    return { kind: 'form', values, missing: step === 'change' ? [] : noDay };
  }
  const body = { rules: rulesOf(values), appliesFrom: values.appliesFrom ?? '' };
  const previewed = await api.call('previewNamedDoctorRules', { body });
  if (!previewed.ok) {
    if (isMendable(previewed)) return { kind: 'form', values, missing: [], refused: previewed };
    return { kind: 'refused', refused: previewed };
  }
  const shown = { kind: 'preview', values, preview: previewed.answer } as const;
  if (step !== 'confirm') return { ...shown, missing: [] };
  const missing = missingOf(values, decisionFields);
  if (missing.length > 0) return { ...shown, missing };
  const decided = await api.call('decideNamedDoctorRules', {
    body: { ...body, ...writtenOf(values), after: values.after ?? '' },
  });
  if (decided.ok) return { kind: 'done', decisionId: decided.answer.decisionId };
  if (isMendable(decided)) return { ...shown, missing: [], refused: decided };
  return { kind: 'refused', refused: decided };
}
