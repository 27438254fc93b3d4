import type { Api, Called } from '../../api/client.ts';
import { fieldOf } from '../../components/person/form.ts';
import type { Translator } from '../../i18n/create-translator.ts';
import { actOf } from './take-purpose.ts';

/** What registering or proposing came to. */
export interface Assigned {
  readonly done?: 'registered' | 'proposed';
  readonly doctorId?: string;
  readonly error?: string;
  /** A refusal that the page itself tells, with how it is now. */
  readonly refused?: Extract<Called<'assignNamedDoctor'>, { ok: false }>;
}

/** Registers or proposes the doctor of the form; nothing where another form was sent. */
export async function assign(
  api: Api,
  params: { readonly careUnitId: string; readonly personId: string },
  form: FormData | undefined,
  t: Translator['t'],
): Promise<Assigned> {
  const kind = actOf(form);
  if (!form || (kind !== 'registered' && kind !== 'proposed')) return {};
  const doctorId = fieldOf(form, 'doctorId');
  if (doctorId === undefined) return { error: t('staff-people:assign.missing') };
  const version = Math.max(0, Number.parseInt(fieldOf(form, 'version') ?? '0', 10) || 0);
  const done = await api.call('assignNamedDoctor', { params, body: { doctorId, kind, version } });
  return done.ok ? { done: kind } : { refused: done, doctorId };
}
