import type { ProblemSlug } from '#contract/problems.ts';
import type { Api, Refused } from '../../api/client.ts';
import { fieldOf, intentKeyOf } from './form.ts';
import { answerOfField, type NamedDoctorAnswer } from './named-doctor-answer.ts';
import type { CareUnitView, DoctorVerdict, MyPage, NamedDoctorView } from './views.ts';

/** Where the doctor is chosen: the unit where one is listed, or the one that waits for midnight. */
export interface DoctorPlace {
  readonly careUnitId: string;
  readonly careUnitName: string;
  readonly isPending: boolean;
  /** The answer that stands. Its doctor is not among `doctors`: one does not choose whom one has. */
  readonly answer: NamedDoctorAnswer | undefined;
  readonly doctorName: string | undefined;
  readonly doctors: CareUnitView['doctors'];
  readonly verdicts: readonly DoctorVerdict[];
}
export type OpenedDoctorPage =
  | { readonly ok: true; readonly kind: 'open'; readonly place: DoctorPlace }
  | { readonly ok: true; readonly kind: 'not-listed' }
  /** A guardian chooses, or must agree: told with the other ways. */
  | { readonly ok: true; readonly kind: 'too-young'; readonly slug: AgeSlug; readonly mine: MyPage }
  | Refused;
type AgeSlug = Exclude<MyPage['abilities']['choose'], 'yes'>;

function answerOf(view: NamedDoctorView): NamedDoctorAnswer | undefined {
  if (view.kind === 'unanswered') return undefined;
  return view.kind === 'doctor' ? { kind: 'doctor', doctorId: view.doctorId } : { kind: view.kind };
}

/**
 * What each doctor would answer this person. Asked through the draft, which is not touched where the person is in the
 * middle of a choice of another unit: then only what the public sees is known, and the choice itself decides.
 */
async function findVerdicts(api: Api, careUnitId: string): Promise<readonly DoctorVerdict[]> {
  const before = await api.call('getChoice');
  if (!before.ok) return [];
  const { draft } = before.answer;
  if (draft?.careUnitId === careUnitId) return before.answer.doctors;
  if (draft) return [];
  const saved = await api.call('saveDraft', { body: { careUnitId } });
  const asked = saved.ok ? await api.call('getChoice') : saved;
  return asked.ok ? asked.answer.doctors : [];
}

/** Everything the page for choosing a doctor shows. */
export async function openDoctorPage(api: Api): Promise<OpenedDoctorPage> {
  const mine = await api.call('getMyPage');
  if (!mine.ok) return mine;
  const { current, pending, abilities } = mine.answer;
  const place = pending ?? current;
  if (abilities.choose !== 'yes')
    return { ok: true, kind: 'too-young', slug: abilities.choose, mine: mine.answer };
  if (!place) return { ok: true, kind: 'not-listed' };
  const { careUnitId, careUnitName, namedDoctor } = place;
  const unit = await api.call('getCareUnit', { params: { careUnitId } });
  if (!unit.ok) return unit;
  const verdicts = await findVerdicts(api, careUnitId);
  const own = namedDoctor.kind === 'doctor' ? namedDoctor : undefined;
  return {
    ok: true,
    kind: 'open',
    place: {
      careUnitId,
      careUnitName,
      isPending: place === pending,
      answer: answerOf(namedDoctor),
      doctorName: own?.name,
      doctors: unit.answer.careUnit.doctors.filter(({ doctorId }) => doctorId !== own?.doctorId),
      verdicts,
    },
  };
}

export type ChangedDoctor =
  | { readonly kind: 'chosen'; readonly receiptId: string }
  | { readonly kind: 'unanswered'; readonly intentKey: string; readonly value: undefined }
  | {
      readonly kind: 'refused';
      readonly refused: Refused;
      /** The page of the question can explain it beside the other doctors. */
      readonly isExplained: boolean;
      readonly value: string | undefined;
    };

const explained: readonly ProblemSlug[] = [
  'doctor-full',
  'doctor-not-choosable',
  'doctor-takes-others',
  'doctor-already-chosen',
];

/** Takes the posted answer. Sent twice it is one change: the key came with the page. */
export async function changeDoctor(api: Api, form: FormData): Promise<ChangedDoctor> {
  const intentKey = intentKeyOf(form) ?? crypto.randomUUID();
  const careUnitId = fieldOf(form, 'careUnitId') ?? '';
  const namedDoctor = answerOfField(form.get('namedDoctor'));
  if (!namedDoctor) return { kind: 'unanswered', intentKey, value: undefined };
  const body = { careUnitId, namedDoctor };
  const chosen = await api.call('chooseNamedDoctor', { body, idempotencyKey: intentKey });
  if (chosen.ok) return { kind: 'chosen', receiptId: chosen.answer.receiptId };
  const isExplained = explained.includes(chosen.slug);
  return { kind: 'refused', refused: chosen, isExplained, value: fieldOf(form, 'namedDoctor') };
}
