import type { CallOf } from '#contract/routes.ts';
import { fieldOf } from '../../components/person/form.ts';
import { ceilingOf } from './roster-values.ts';

/** The form that changes many, as somebody filled it in. */
export interface ManyValues {
  readonly rev: number;
  readonly doctorIds: readonly string[];
  readonly acceptsNew: 'keep' | 'yes' | 'no';
  readonly setCeiling: boolean;
  readonly ceiling: string;
  readonly ceilingFrom: string;
}

export function readMany(form: FormData): ManyValues {
  const accepts = fieldOf(form, 'acceptsNew');
  return {
    rev: revOf(form),
    doctorIds: form
      .getAll('doctorIds')
      .filter((one): one is string => typeof one === 'string' && /^[a-z0-9]{4,12}$/.test(one)),
    acceptsNew: accepts === 'yes' || accepts === 'no' ? accepts : 'keep',
    setCeiling: fieldOf(form, 'setCeiling') === 'yes',
    ceiling: fieldOf(form, 'ceiling')?.trim() ?? '',
    ceilingFrom: fieldOf(form, 'ceilingFrom') ?? '',
  };
}

/** The body of the preview and of the saving: the same. */
export function manyBody(values: ManyValues): CallOf<'changeRosterEntries'>['body'] {
  const { rev, doctorIds, acceptsNew, setCeiling, ceiling, ceilingFrom } = values;
  return {
    rev,
    doctorIds: [...doctorIds],
    ...(acceptsNew !== 'keep' && { acceptsNew: acceptsNew === 'yes' }),
    ...(setCeiling && { ceiling: ceilingOf(ceiling, ceilingFrom) }),
  };
}

/** The `rev` a form was made on; one that is none is older than everything. */
export function revOf(form: FormData): number {
  const rev = Number(fieldOf(form, 'rev') ?? '0');
  return Number.isSafeInteger(rev) && rev >= 0 ? rev : 0;
}
