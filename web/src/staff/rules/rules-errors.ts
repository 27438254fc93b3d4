import type { Refused } from '../../api/client.ts';
import type { FieldError } from '../../components/field.ts';
import type { Translator } from '../../i18n/create-translator.ts';
import { nameKeyOf } from './rules-form.ts';

const reasons = [
  'no-employment',
  'ages-reversed',
  'age-out-of-range',
  'guide-out-of-range',
  'nobody-allowed',
] as const;
const told = [
  'reasons',
  'diaryNumber',
  'decidedOn',
  'announcedOn',
  'appliesFrom',
  'from',
  'through',
] as const;

/** The faults of a form on rules or bases, by field. */
export interface RulesErrors {
  readonly of: (field: string) => string | undefined;
  readonly summary: readonly FieldError[];
}

/** Refusals that are told on the form itself, with all that was typed. */
export function isMendable({ slug }: Pick<Refused, 'slug'>): boolean {
  return /^(policy|basis)-/.test(slug) || slug === 'care-unit-changed' || slug === 'invalid-request';
}

/**
 * The faults as texts. A refusal that is about no field leads to `at`, the field that most often mends it.
 */
export function rulesErrors(
  missing: readonly (typeof told)[number][],
  refused: Refused | undefined,
  at: string,
  { t }: Pick<Translator, 't'>,
): RulesErrors {
  const faults = new Map<string, string>(missing.map((field) => [field, t(`staff-rules:fault.${field}`)]));
  for (const { pointer, reason } of refused?.problem.errors ?? []) {
    const known = reasons.find((one) => one === reason);
    if (!known) continue;
    const field = pointer.split('/').at(-1) ?? '';
    const key = nameKeyOf(field);
    const name = key
      ? t(key)
      : field === 'specialist' || field === 'doctorInTraining'
        ? t(`staff-rules:form.${field}`)
        : '';
    faults.set(anchorOf(field, known), t(`staff-rules:fault.${known}`, { field: name }));
  }
  if (refused && faults.size === 0) faults.set(at, t(`problems:${refused.slug}.detail`));
  return {
    of: (field) => faults.get(field),
    summary: [...faults].map(([field, text]) => ({ href: `#${field}`, text })),
  };
}

/** `doctorInTraining` is a category and a guide value: the reason tells which. */
function anchorOf(field: string, reason: (typeof reasons)[number]): string {
  if (reason === 'guide-out-of-range') return field;
  return field === 'categories' ? 'set-gpSpecialist' : `set-${field}`;
}
