import type { RosterEntry } from './roster-entry.ts';

/** What a change can be a change of, as the history and the preview name it, in the order they tell it. */
const fields = [
  'name',
  'category',
  'employment',
  'share',
  'languages',
  'speciality',
  'trainingYear',
  'takesNote',
  'takesAges',
  'supervisorName',
  'hasAbsencePlan',
  'equivalenceDecided',
  'hasLongContract',
  'absences',
  'startsOn',
  'leavesOn',
  'visibleFrom',
  'visibleThrough',
  'successor',
  'acceptsNew',
  'ceiling',
] as const;
export type DifferingField = (typeof fields)[number];

/** One difference. Values are codes, numbers and ISO dates as text, many separated by spaces; absent: there was none. */
export interface RosterDifference {
  readonly field: DifferingField;
  readonly before?: string;
  readonly after?: string;
}

/** What differs between two states of an entry; everything, where it was not there before or is gone. */
export function rosterDifferences(
  before: RosterEntry | undefined,
  after: RosterEntry | undefined,
): RosterDifference[] {
  const was = before ? valuesOf(before) : undefined;
  const is = after ? valuesOf(after) : undefined;
  return fields.flatMap((field) => {
    const [old, now] = [was?.[field], is?.[field]];
    if (old === now) return [];
    return [{ field, ...(old !== undefined && { before: old }), ...(now !== undefined && { after: now }) }];
  });
}

type Values = Readonly<Partial<Record<DifferingField, string | undefined>>>;

function valuesOf({ doctor, ceilings, acceptsNew }: RosterEntry): Values {
  const { kind, name, startsOn, leavesOn, facts, absences } = doctor;
  const dates = { name, startsOn, leavesOn, successor: doctor.successorDoctorId };
  if (kind === 'placeholderList') return dates;
  const latest = ceilings.at(-1);
  return {
    ...dates,
    category: facts.category,
    employment: facts.employment,
    share: String(doctor.share),
    languages: doctor.languages.length > 0 ? doctor.languages.join(' ') : undefined,
    speciality: doctor.speciality,
    trainingYear: doctor.trainingYear === undefined ? undefined : String(doctor.trainingYear),
    takesNote: doctor.takesNote,
    takesAges: facts.takesAges && `${facts.takesAges.from ?? ''}-${facts.takesAges.through ?? ''}`,
    visibleFrom: doctor.visibleFrom,
    visibleThrough: doctor.visibleThrough,
    supervisorName: doctor.supervisorName,
    hasAbsencePlan: yesOrNo(facts.hasAbsencePlan),
    equivalenceDecided: yesOrNo(facts.equivalenceDecided),
    hasLongContract: yesOrNo(facts.hasLongContract),
    absences: absences.length > 0 ? absences.map(absenceText).join(' ') : undefined,
    acceptsNew: yesOrNo(acceptsNew),
    ceiling: latest && `${latest.value ?? 'none'} ${latest.from}`,
  };
}

/** From, through and who covers. */
function absenceText({ from, through, coveredByDoctorId = '' }: RosterEntry['doctor']['absences'][number]) {
  return `${from}/${through}/${coveredByDoctorId}`;
}

function yesOrNo(is: boolean | undefined): 'yes' | 'no' {
  return is ? 'yes' : 'no';
}
