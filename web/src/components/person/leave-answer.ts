import type { Api, Refused } from '../../api/client.ts';
import { fieldOf } from './form.ts';
import { answerOfField } from './named-doctor-answer.ts';

/**
 * A form came after its session had ended: leaves what it holds in the person's draft, so that the page one comes back
 * to after logging in again shows it. The service takes it for half an hour after the end and tells nothing back.
 */
export async function leaveAnswer(
  api: Api,
  form: FormData | undefined,
  refused: Refused | undefined,
): Promise<void> {
  const careUnitId = form && fieldOf(form, 'careUnitId');
  if (refused?.slug !== 'session-ended' || !form || !careUnitId) return;
  const namedDoctor = answerOfField(form.get('namedDoctor'));
  const conditionsVersion = fieldOf(form, 'conditionsVersion');
  await api.call('saveDraft', { body: { careUnitId, namedDoctor, conditionsVersion } });
}
