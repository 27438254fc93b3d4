import type { ProblemSlug } from '#contract/problems.ts';
import type { CallOf } from '#contract/routes.ts';
import type { Refused } from '../../api/client.ts';
import type { FieldError } from '../../components/field.ts';
import type { Translator } from '../../i18n/create-translator.ts';

type Terms = CallOf<'applyForCap'>['body']['wished'];
export type Exemption = Terms['exemptions'][number];

export const exemptions: readonly Exemption[] = [
  'newborn',
  'careHome',
  'family',
  'movedIn',
  'child0to6',
  'medicalPriority',
];

/** The fields of all forms on caps; each form uses some. */
export const capFields = [
  'outcome',
  'number',
  'from',
  'through',
  'liftedFrom',
  'heldOn',
  'summary',
  'reasons',
  'specialReasons',
  'actionPlan',
  'diaryNumber',
  'announcedOn',
] as const;
export type CapField = (typeof capFields)[number];

/** What was typed, as it was typed. */
export type CapValues = Readonly<Record<CapField, string>> & { readonly exemptions: readonly Exemption[] };

const none = Object.fromEntries(capFields.map((field) => [field, ''])) as Record<CapField, string>;

/** Values a form begins with. */
export function valuesOf(
  given: Partial<Record<CapField, string>>,
  ticked: readonly Exemption[] = [],
): CapValues {
  return { ...none, ...given, exemptions: ticked };
}

/** Past what any field takes, so that what was cut off is refused for its length all the same. */
const readAtMost = 8_000;

/** What was typed, with one character for a line break; what is too long stays, and the API says so. */
export function readCapForm(form: FormData): CapValues {
  const read = (field: CapField) => {
    const value = form.get(field);
    return typeof value === 'string' ? value.replaceAll('\r\n', '\n').trim().slice(0, readAtMost) : '';
  };
  const ticked = form.getAll('exemptions');
  const values = Object.fromEntries(capFields.map((field) => [field, read(field)]));
  return valuesOf(
    values,
    exemptions.filter((exemption) => ticked.includes(exemption)),
  );
}

/** The terms typed; call it when nothing is missing. */
export function termsOf({ number, from, through, exemptions: ticked }: CapValues): Terms {
  return {
    number: Number(number.replace(/\s/g, '')),
    from,
    ...(through && { through }),
    exemptions: [...ticked],
  };
}

const dates: readonly CapField[] = ['from', 'through', 'liftedFrom', 'heldOn', 'announcedOn'];

/** The faults of a form, by field. */
export interface CapErrors {
  readonly of: (field: CapField) => string | undefined;
  readonly summary: readonly FieldError[];
}

/** What can be told before asking the API: fields left empty, and what is no number or no date. */
export function findFaults(values: CapValues, required: readonly CapField[]): CapField[] {
  return capFields.filter((field) => {
    const value = values[field];
    if (value === '') return required.includes(field);
    if (field === 'number') return !/^\d{1,6}$/.test(value.replace(/\s/g, ''));
    return dates.includes(field) && !/^\d{4}-\d{2}-\d{2}$/.test(value);
  });
}

/** Refusals that a form can mend, and the field at which they are told. */
const mendable: Partial<Record<ProblemSlug, CapField>> = {
  'cap-period-invalid': 'from',
  'cap-differs-from-application': 'outcome',
  'special-reasons-missing': 'specialReasons',
  'consultation-missing': 'outcome',
  'invalid-request': 'reasons',
};

/** Whether a refusal is told on the form, with all that was typed. */
export function isMendable({ slug }: Refused): boolean {
  return slug in mendable;
}

/** The faults as texts. `at` moves a refusal to another field, where the form has not the usual one. */
export function capErrors(
  faults: readonly CapField[],
  refused: Refused | undefined,
  t: Translator['t'],
  at?: CapField,
): CapErrors {
  const told = new Map<CapField, string>();
  for (const field of faults) told.set(field, t(`staff-caps:fault.${field}`));
  if (refused && isMendable(refused)) {
    told.set(at ?? mendable[refused.slug] ?? 'reasons', t(`problems:${refused.slug}.detail`));
  }
  return {
    of: (field) => told.get(field),
    summary: [...told].map(([field, text]) => ({ href: `#${field}`, text })),
  };
}
