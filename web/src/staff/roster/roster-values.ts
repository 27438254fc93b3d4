import type { AnswerOf, CallOf } from '#contract/routes.ts';
import { fieldOf } from '../../components/person/form.ts';

type Wanted = CallOf<'addRosterEntry'>['body']['entry'];
export type Entry = AnswerOf<'getRosterEntry'>;

/** What stands in the fields of the form: as stored, or as somebody typed it. */
export interface RosterValues {
  readonly kind: Wanted['kind'];
  readonly name: string;
  readonly category: Wanted['category'];
  readonly employment: Wanted['employment'];
  readonly share: string;
  readonly languages: readonly string[];
  readonly speciality: string;
  readonly trainingYear: string;
  readonly takesNote: string;
  readonly agesFrom: string;
  readonly agesThrough: string;
  readonly supervisorName: string;
  readonly hasAbsencePlan: boolean;
  readonly equivalenceDecided: boolean;
  readonly hasLongContract: boolean;
  readonly absences: readonly AbsenceValues[];
  readonly startsOn: string;
  readonly leavesOn: string;
  readonly visibleFrom: string;
  readonly visibleThrough: string;
  readonly acceptsNew: boolean;
  readonly ceiling: string;
  readonly ceilingFrom: string;
}

export interface AbsenceValues {
  readonly from: string;
  readonly through: string;
  readonly cover: string;
}

export const categories = [
  'gpSpecialist',
  'doctorInTraining',
  'geriatrician',
  'paediatrician',
  'equivalentCompetence',
  'otherSpecialist',
  'licensedDoctor',
] as const satisfies readonly Wanted['category'][];
export const employments = [
  'permanent',
  'fixedTerm',
  'locum',
] as const satisfies readonly Wanted['employment'][];

/** An empty form; `today` is a local date. */
export function newValues(kind: Wanted['kind'], today: string): RosterValues {
  return {
    kind,
    name: '',
    category: 'gpSpecialist',
    employment: 'permanent',
    share: '100',
    languages: ['sv'],
    speciality: '',
    trainingYear: '',
    takesNote: '',
    agesFrom: '',
    agesThrough: '',
    supervisorName: '',
    hasAbsencePlan: false,
    equivalenceDecided: false,
    hasLongContract: false,
    absences: [],
    startsOn: today,
    leavesOn: '',
    visibleFrom: '',
    visibleThrough: '',
    acceptsNew: true,
    ceiling: '',
    ceilingFrom: today,
  };
}

/** The form of an entry as it is stored. The ceiling is the one in force, or the last that is to come. */
export function valuesOfEntry(entry: Entry, today: string): RosterValues {
  const { row } = entry;
  const latest = entry.ceilings.at(-1);
  const from = latest ? localDay(latest.from) : today;
  return {
    kind: row.kind,
    name: row.name,
    category: row.category,
    employment: row.employment,
    share: String(row.share),
    languages: entry.languages,
    speciality: row.speciality ?? '',
    trainingYear: String(row.trainingYear ?? ''),
    takesNote: entry.takesNote ?? '',
    agesFrom: String(entry.ownAges?.from ?? ''),
    agesThrough: String(entry.ownAges?.through ?? ''),
    supervisorName: entry.supervisorName ?? '',
    hasAbsencePlan: entry.hasAbsencePlan,
    equivalenceDecided: entry.equivalenceDecided,
    hasLongContract: entry.hasLongContract,
    absences: entry.absences.map(({ from, through, coveredByDoctorId }) => ({
      from,
      through,
      cover: coveredByDoctorId ?? '',
    })),
    startsOn: row.startsOn,
    leavesOn: row.leavesOn ?? '',
    visibleFrom: row.visibleFrom ?? '',
    visibleThrough: row.visibleThrough ?? '',
    acceptsNew: row.acceptsNew,
    ceiling: latest?.value === undefined || latest.value === null ? '' : String(latest.value),
    ceilingFrom: from < today ? today : from,
  };
}

/** What somebody typed, kept as typed. */
export function readValues(form: FormData): RosterValues {
  const text = (name: string) => fieldOf(form, name)?.trim() ?? '';
  const texts = (name: string) =>
    form.getAll(name).map((value) => (typeof value === 'string' ? value.trim() : ''));
  const [from, through, cover] = [texts('absenceFrom'), texts('absenceThrough'), texts('absenceCover')];
  return {
    kind: text('kind') === 'placeholderList' ? 'placeholderList' : 'doctor',
    name: text('name'),
    category: categories.find((one) => one === text('category')) ?? 'gpSpecialist',
    employment: employments.find((one) => one === text('employment')) ?? 'permanent',
    share: text('share'),
    languages: texts('languages').slice(0, 20),
    speciality: /^[a-zA-Z]{1,40}$/.test(text('speciality')) ? text('speciality') : '',
    trainingYear: /^\d$/.test(text('trainingYear')) ? text('trainingYear') : '',
    takesNote: text('takesNote'),
    agesFrom: text('agesFrom'),
    agesThrough: text('agesThrough'),
    supervisorName: text('supervisorName'),
    hasAbsencePlan: text('hasAbsencePlan') === 'yes',
    equivalenceDecided: text('equivalenceDecided') === 'yes',
    hasLongContract: text('hasLongContract') === 'yes',
    absences: from
      .map((one, at) => ({ from: one, through: through[at] ?? '', cover: cover[at] ?? '' }))
      .filter((absence) => absence.from !== '' || absence.through !== '')
      .slice(0, 20),
    startsOn: text('startsOn'),
    leavesOn: text('leavesOn'),
    visibleFrom: text('visibleFrom'),
    visibleThrough: text('visibleThrough'),
    acceptsNew: text('acceptsNew') === 'yes',
    ceiling: text('ceiling'),
    ceilingFrom: text('ceilingFrom'),
  };
}

/** The body of the call. A number that is none is sent as one that the rules refuse, so that the field is marked. */
export function wantedOf(values: RosterValues): Wanted {
  const { share, absences, leavesOn, supervisorName, ceiling, ceilingFrom, languages, ...rest } = values;
  const { speciality, trainingYear, takesNote, agesFrom, agesThrough, ...others } = rest;
  const { visibleFrom, visibleThrough, ...same } = others;
  return {
    ...same,
    ...(speciality !== '' && { speciality }),
    ...(trainingYear !== '' && { trainingYear: Number(trainingYear) }),
    ...(takesNote !== '' && { takesNote }),
    ...(values.kind === 'doctor' && agesOf(agesFrom, agesThrough)),
    ...(visibleFrom !== '' && { visibleFrom }),
    ...(visibleThrough !== '' && { visibleThrough }),
    share: wholeNumber(share) ?? 0,
    languages: [...languages],
    absences: absences.map(({ from, through, cover }) => ({
      from,
      through,
      ...(/^[a-z0-9]{4,12}$/.test(cover) && { coveredByDoctorId: cover }),
    })),
    ...(leavesOn !== '' && { leavesOn }),
    ...(supervisorName !== '' && { supervisorName }),
    ...(values.kind === 'doctor' && { ceiling: ceilingOf(ceiling, ceilingFrom) }),
  };
}

/** Empty is no limit. */
function agesOf(from: string, through: string): Pick<Wanted, 'takesAges'> {
  if (from === '' && through === '') return {};
  const age = (text: string) => wholeNumber(text) ?? -1;
  return {
    takesAges: { ...(from !== '' && { from: age(from) }), ...(through !== '' && { through: age(through) }) },
  };
}

/** Empty is no ceiling. */
export function ceilingOf(value: string, from: string): { value: number | null; from: string } {
  return { value: value === '' ? null : (wholeNumber(value) ?? -1), from };
}

/** Digits, with the spaces that Swedish writes thousands with. */
function wholeNumber(text: string): number | undefined {
  const digits = text.replaceAll(/\s/g, '');
  return /^\d{1,6}$/.test(digits) ? Number(digits) : undefined;
}

const stockholm = new Intl.DateTimeFormat('sv', { timeZone: 'Europe/Stockholm', dateStyle: 'short' });

/** The local date of an instant. */
export function localDay(instant: string | Date): string {
  return stockholm.format(new Date(instant));
}
