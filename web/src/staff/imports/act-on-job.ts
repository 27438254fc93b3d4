import type { CallOf } from '#contract/routes.ts';
import type { Api, Refused } from '../../api/client.ts';
import { fieldOf } from '../../components/person/form.ts';

const acts = ['dryRun', 'importNow', 'stop', 'resume', 'undo'] as const;
type Answer = CallOf<'answerImport'>['body']['answers'][number];

/** Does what a button of the job's page asks for: an act, or the answers on lists without a doctor. */
export async function actOnJob(api: Api, jobId: string, form: FormData): Promise<Refused | undefined> {
  const params = { jobId };
  if (fieldOf(form, 'act') === 'answer') {
    const answered = await api.call('answerImport', { params, body: { answers: answersOf(form) } });
    return answered.ok ? undefined : answered;
  }
  const act = acts.find((one) => one === fieldOf(form, 'act'));
  const acted = await api.call('actOnImport', { params, body: { act: act ?? 'resume' } });
  return acted.ok ? undefined : acted;
}

/** One answer a row, by the fields `kind-{row}` and `name-{row}`. */
function answersOf(form: FormData): Answer[] {
  return form.getAll('row').flatMap((value): Answer[] => {
    const row = Number(value);
    if (!Number.isSafeInteger(row) || row < 1) return [];
    const kind = fieldOf(form, `kind-${row}`);
    const name = fieldOf(form, `name-${row}`)?.trim().slice(0, 80);
    if (kind === 'leaveOut' || !name) return [{ row, kind: 'leaveOut' }];
    return [{ row, kind: kind === 'doctor' ? 'doctor' : 'placeholderList', name }];
  });
}
