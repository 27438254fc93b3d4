import type { AnswerOf, CallOf } from '#contract/routes.ts';
import type { Api, Refused } from '../../api/client.ts';
import { fieldOf } from '../../components/person/form.ts';

type Purpose = CallOf<'choosePurpose'>['body']['purpose'];
type PurposeAnswer = AnswerOf<'getPurpose'>;

/** What the page that asks for a purpose needs; `kept` are the fields of the form that met no purpose. */
export interface PurposeAsked extends Pick<PurposeAnswer, 'choices' | 'minutes'> {
  readonly kept: readonly (readonly [string, string])[];
  /** Sent without one. */
  readonly isMissing: boolean;
}

/** People can be shown for a purpose; or one is asked for; or something stands against both. */
export type PurposeTaken =
  | { readonly ok: true; readonly chosen: NonNullable<PurposeAnswer['chosen']> }
  | { readonly ok: false; readonly asked: PurposeAsked }
  | { readonly ok: false; readonly refused: Refused };

const own = ['act', 'purpose', 'keptAct'];

/**
 * Before a page shows people: takes the purpose that was sent, ends one, or asks for one where none holds. The form that
 * met none is kept field by field and goes on when the purpose is chosen, so nothing typed is lost.
 */
export async function takePurpose(api: Api, form: FormData | undefined): Promise<PurposeTaken> {
  const act = form && fieldOf(form, 'act');
  if (act === 'end-purpose') {
    const ended = await api.call('endPurpose');
    if (!ended.ok) return { ok: false, refused: ended };
    return { ok: false, asked: { ...ended.answer, kept: [], isMissing: false } };
  }
  const called = await api.call('getPurpose');
  if (!called.ok) return { ok: false, refused: called };
  const { choices, chosen } = called.answer;
  const ask = (isMissing: boolean): PurposeTaken => ({
    ok: false,
    asked: { ...called.answer, kept: keptOf(form), isMissing },
  });
  if (act !== 'purpose') return chosen ? { ok: true, chosen } : ask(false);
  const sent = choices.find((one): one is Purpose => one === fieldOf(form ?? new FormData(), 'purpose'));
  if (!sent) return ask(true);
  const saved = await api.call('choosePurpose', { body: { purpose: sent } });
  if (!saved.ok) return { ok: false, refused: saved };
  return saved.answer.chosen ? { ok: true, chosen: saved.answer.chosen } : ask(true);
}

/** What the page was asked to do, whether or not a purpose was chosen in between. */
export function actOf(form: FormData | undefined): string | undefined {
  if (!form) return undefined;
  const act = fieldOf(form, 'act');
  return act === 'purpose' ? fieldOf(form, 'keptAct') : act;
}

function keptOf(form: FormData | undefined): [string, string][] {
  if (!form) return [];
  const act = actOf(form);
  const fields = [...form.entries()].flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' && !own.includes(name) && value.length <= 300 ? [[name, value]] : [],
  );
  return act === undefined ? fields : [...fields, ['keptAct', act]];
}
