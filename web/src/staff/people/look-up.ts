import type { Api, Called } from '../../api/client.ts';
import { fieldOf } from '../../components/person/form.ts';
import type { Translator } from '../../i18n/create-translator.ts';
import { actOf } from './take-purpose.ts';

/** What a look-up came to: whom it found, what to mend in the form, or what stands against the page. */
export interface LookedUp {
  readonly personId?: string;
  readonly number?: string;
  readonly error?: string;
  /** Nobody whom one may know of has the number. */
  readonly isNobody?: boolean;
  readonly refused?: Extract<Called<'lookUpPerson'>, { ok: false }>;
}

/** Looks the typed number up, at a unit or in the region; nothing where no form was sent. */
export async function lookUp(
  api: Api,
  form: FormData | undefined,
  t: Translator['t'],
  careUnitId?: string,
): Promise<LookedUp> {
  if (!form || actOf(form) !== 'look-up') return {};
  const number = (fieldOf(form, 'number') ?? '').slice(0, 40);
  const found =
    careUnitId === undefined
      ? await api.call('lookUpPerson', { body: { number } })
      : await api.call('lookUpListedPerson', { params: { careUnitId }, body: { number } });
  if (found.ok) return { personId: found.answer.personId };
  if (found.slug === 'not-found') return { number, isNobody: true };
  if (found.slug === 'invalid-request') return { number, error: t('staff-people:find.invalid') };
  return { number, refused: found };
}
