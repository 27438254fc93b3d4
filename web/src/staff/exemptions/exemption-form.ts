import type { CallOf } from '#contract/routes.ts';
import type { Refused } from '../../api/client.ts';
import type { FieldError } from '../../components/field.ts';
import { fieldOf } from '../../components/person/form.ts';
import type { Translator } from '../../i18n/create-translator.ts';

type Code = CallOf<'registerExemption'>['body']['code'];
type Field = 'number' | 'code' | 'through';

/** What was typed. The number goes nowhere but into the body of the call: it is never shown again. */
export interface ExemptionValues {
  readonly number: string;
  readonly code: string;
  readonly through: string;
}

export function readExemption(form: FormData): ExemptionValues {
  const typed = (name: Field) => fieldOf(form, name)?.trim() ?? '';
  return { number: typed('number'), code: typed('code'), through: typed('through') };
}

/** The body of the call, or the fields that are wrong before anybody is asked. */
export function bodyOf(
  { number, code, through }: ExemptionValues,
  registrable: readonly Code[],
): { readonly body: CallOf<'registerExemption'>['body'] } | { readonly faults: readonly Field[] } {
  const chosen = registrable.find((one) => one === code);
  const faults: Field[] = [
    ...(number.replace(/\D/g, '').length < 10 || number.length > 40 ? (['number'] as const) : []),
    ...(chosen ? [] : (['code'] as const)),
    ...(through === '' || /^\d{4}-\d{2}-\d{2}$/.test(through) ? [] : (['through'] as const)),
  ];
  if (!chosen || faults.length > 0) return { faults };
  return { body: { number, code: chosen, ...(through !== '' && { through }) } };
}

/** Refusals that the form can mend, and the field at which they are told. */
const mendable: Partial<Record<Refused['slug'], Field>> = {
  'invalid-request': 'number',
  'exemption-not-allowed': 'code',
  'exemption-period-invalid': 'through',
};

/** The errors of the form; `trouble` is a refusal that it cannot mend. */
export function exemptionErrors(
  faults: readonly Field[],
  refused: Refused | undefined,
  t: Translator['t'],
): {
  readonly of: (field: Field) => string | undefined;
  readonly summary: readonly FieldError[];
  readonly trouble: Refused | undefined;
} {
  const field = refused && mendable[refused.slug];
  const told = new Map(
    faults.map((fault) => [fault, t(`staff-exemptions:register.fault.${fault}`)] as const),
  );
  if (refused && field) {
    const own = field === 'number' ? t('staff-exemptions:register.fault.number') : undefined;
    told.set(field, own ?? t(`problems:${refused.slug}.detail`));
  }
  return {
    of: (one) => told.get(one),
    summary: [...told].map(([one, text]) => ({ href: `#${one}`, text })),
    trouble: field ? undefined : refused,
  };
}
