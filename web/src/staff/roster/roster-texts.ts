import type { RosterRow } from '#contract/roster-schemas.ts';
import type { AnswerOf } from '#contract/routes.ts';
import type { SummaryRow } from '../../components/field.ts';
import type { Translator } from '../../i18n/create-translator.ts';
import type { Formatters } from '../../i18n/formatters.ts';
import { categories, type Entry, employments, localDay } from './roster-values.ts';

type Difference = AnswerOf<'getRosterEntry'>['history'][number]['differences'][number];

export interface Reader {
  readonly t: Translator['t'];
  readonly fmt: Formatters;
}

/** How the roster's codes read; dates ISO in tables, where they are compared, and in words elsewhere. */
export const competenceOf = ({ kind, category, takesAges }: RosterRow, { t }: Reader): string => {
  if (kind === 'placeholderList') return t('staff-roster:value.none');
  const text = t(`staff-roster:category.${category}`);
  return takesAges ? agesText(takesAges, t, text) : text;
};

/** Ages after a text: "Barnläkare, 0–18 år". */
function agesText({ from, through }: NonNullable<RosterRow['takesAges']>, t: Translator['t'], text: string) {
  if (through !== undefined) return t('staff-roster:value.ages', { text, from: from ?? 0, through });
  return t('staff-roster:value.agesFrom', { text, from: from ?? 0 });
}

export function listedOf({ kind, listed, ceiling }: RosterRow, { t }: Reader): string {
  if (kind === 'placeholderList') return t('staff-roster:value.none');
  return ceiling === undefined
    ? t('staff-roster:value.noCeiling', { listed })
    : t('staff-roster:value.listedOf', { listed, ceiling });
}

export function absenceOf({ absence }: RosterRow, { t }: Reader): string {
  if (!absence) return t('staff-roster:value.none');
  const { from, through, coveredBy } = absence;
  return coveredBy === undefined
    ? t('staff-roster:value.absence', { from, through })
    : t('staff-roster:value.absenceCovered', { from, through, name: coveredBy });
}

export function ceilingText(value: number | null, from: string, { t }: Reader): string {
  const date = localDay(from);
  return value === null
    ? t('staff-roster:value.noCeilingFrom', { date })
    : t('staff-roster:value.ceilingFrom', { ceiling: value, date });
}

/** Which decided rules keep a doctor from being chosen, and from when others say otherwise. */
export function ruledText({ ruledBy, ruledNext }: RosterRow, { t, fmt }: Reader): string {
  const named = ({ diaryNumber }: { diaryNumber?: string | undefined }) =>
    diaryNumber === undefined
      ? t('staff-roster:ruled.first')
      : t('staff-roster:ruled.diary', { number: diaryNumber });
  const next = ruledNext && { date: fmt.date(ruledNext.from), decision: named(ruledNext) };
  return [
    ...(ruledBy ? [t('staff-roster:ruled.by', { decision: named(ruledBy) })] : []),
    ...(next && !ruledNext.reason ? [t('staff-roster:ruled.will', next)] : []),
    ...(next && ruledNext.reason
      ? [
          t('staff-roster:ruled.willNot', {
            ...next,
            reason: t(`staff-roster:choosable.${ruledNext.reason}`),
          }),
        ]
      : []),
  ].join(' ');
}

/** One difference as a sentence. `nameOf` tells who covers, and what a speciality is called. */
export function differenceText(
  { field, before, after }: Difference,
  reader: Reader,
  nameOf: (code: string) => string,
): string {
  const label = reader.t(`staff-roster:field.${field}`);
  const say = (value: string) => valueText(field, value, reader, nameOf);
  if (before === undefined)
    return reader.t('staff-roster:history.set', { field: label, after: say(after ?? '') });
  if (after === undefined) {
    return reader.t('staff-roster:history.removed', { field: label, before: say(before) });
  }
  return reader.t('staff-roster:history.change', { field: label, before: say(before), after: say(after) });
}

function valueText(
  field: Difference['field'],
  value: string,
  reader: Reader,
  nameOf: (id: string) => string,
): string {
  const { t, fmt } = reader;
  if (value === 'yes' || value === 'no') return t(`staff-roster:value.${value}`);
  if (field === 'share') return t('staff-roster:value.percent', { share: value });
  if (field === 'speciality') return nameOf(value);
  if (field === 'trainingYear') return t('staff-roster:value.year', { year: value });
  if (field === 'languages') return value.split(' ').map(fmt.languageName).join(', ');
  if (field === 'ceiling') {
    const [ceiling = '', from = ''] = value.split(' ');
    return ceilingText(ceiling === 'none' ? null : Number(ceiling), from, reader);
  }
  if (field === 'takesAges') {
    const [from = '', through = ''] = value.split('-');
    return through === ''
      ? t('staff-roster:value.onlyFrom', { from })
      : t('staff-roster:value.onlyBetween', { from: from === '' ? 0 : from, through });
  }
  if (field === 'successor') return nameOf(value);
  if (field === 'absences') {
    return value
      .split(' ')
      .map((one) => absenceCode(one, reader, nameOf))
      .join('; ');
  }
  const category = categories.find((one) => one === value);
  if (field === 'category' && category) return t(`staff-roster:category.${category}`);
  const employment = employments.find((one) => one === value);
  if (field === 'employment' && employment) return t(`staff-roster:employment.${employment}`);
  return value;
}

function absenceCode(code: string, { t }: Reader, nameOf: (id: string) => string): string {
  const [from = '', through = '', cover = ''] = code.split('/');
  return cover === ''
    ? t('staff-roster:value.absence', { from, through })
    : t('staff-roster:value.absenceCovered', { from, through, name: nameOf(cover) });
}

export const shownFilters = ['all', 'choosable', 'not', 'lists'] as const;

/** Whether a row is among those asked for. */
export function isShown({ kind, choosable }: RosterRow, filter: (typeof shownFilters)[number]): boolean {
  if (filter === 'all') return true;
  if (filter === 'lists') return kind === 'placeholderList';
  if (filter === 'choosable') return choosable === 'choosable';
  return kind === 'doctor' && choosable !== 'choosable';
}

/** How an entry is now, for its own page. */
export function entryRows(
  entry: Entry,
  reader: Reader,
  specialityOf: (code: string) => string | undefined,
): SummaryRow[] {
  const { row, ceilings, supervisorName, languages, takesNote } = entry;
  const { speciality, trainingYear } = row;
  const { t, fmt } = reader;
  const dates = [
    { label: t('staff-roster:field.startsOn'), value: row.startsOn },
    ...(row.leavesOn === undefined ? [] : [{ label: t('staff-roster:field.leavesOn'), value: row.leavesOn }]),
    ...(['visibleFrom', 'visibleThrough'] as const).flatMap((field) => {
      const value = row[field];
      return value === undefined ? [] : [{ label: t(`staff-roster:field.${field}`), value }];
    }),
  ];
  const choosable = {
    label: t('staff-roster:column.choosable'),
    value: t(`staff-roster:choosable.${row.choosable}`),
  };
  if (row.kind === 'placeholderList') return [choosable, ...dates];
  const ruled = ruledText(row, reader);
  return [
    choosable,
    ...(ruled ? [{ label: t('staff-roster:ruled.label'), value: ruled }] : []),
    { label: t('staff-roster:column.listed'), value: listedOf(row, reader) },
    {
      label: t('staff-roster:column.accepts'),
      value: t(row.acceptsNew ? 'staff-roster:value.yes' : 'staff-roster:value.no'),
    },
    { label: t('staff-roster:column.competence'), value: competenceOf(row, reader) },
    ...(speciality === undefined
      ? []
      : [{ label: t('staff-roster:field.speciality'), value: specialityOf(speciality) ?? speciality }]),
    ...(trainingYear === undefined
      ? []
      : [
          {
            label: t('staff-roster:field.trainingYear'),
            value: t('staff-roster:value.year', { year: trainingYear }),
          },
        ]),
    ...(takesNote === undefined ? [] : [{ label: t('staff-roster:field.takesNote'), value: takesNote }]),
    { label: t('staff-roster:field.employment'), value: t(`staff-roster:employment.${row.employment}`) },
    { label: t('staff-roster:field.share'), value: t('staff-roster:value.percent', { share: row.share }) },
    { label: t('staff-roster:field.languages'), value: languages.map(fmt.languageName).join(', ') },
    ...(supervisorName === undefined
      ? []
      : [{ label: t('staff-roster:field.supervisorName'), value: supervisorName }]),
    { label: t('staff-roster:column.absence'), value: absenceOf(row, reader) },
    ...(ceilings.length === 0
      ? []
      : [
          {
            label: t('staff-roster:form.ceilings'),
            value: ceilings.map(({ value, from }) => ceilingText(value, from, reader)).join('; '),
          },
        ]),
    ...dates,
  ];
}
