import type { AnswerOf } from '#contract/routes.ts';
import type { SummaryRow } from '../../components/field.ts';
import type { Translator } from '../../i18n/create-translator.ts';
import type { Formatters } from '../../i18n/formatters.ts';
import { categories, employments } from '../roster/roster-values.ts';
import { importColumnText, importFaultText } from './fault-texts.ts';

export type Job = AnswerOf<'actOnImport'>;
export type ImportRow = AnswerOf<'findImportRows'>['rows'][number];
type Fault = ImportRow['faults'][number];

export interface Reader {
  readonly t: Translator['t'];
  readonly fmt: Formatters;
}

/** Mebibytes that the browser hands in. */
export const browserMegabytes = 4;

/** Reasons of the jobs' own, beside those of files and cells. */
const ownFaults = [
  'no-file',
  'file-too-large',
  'no-rows',
  'file-differs',
  'left-out',
  'care-unit-unknown',
  'doctor-unknown',
  'doctor-ambiguous',
  'id-of-another',
] as const;

export const fates = ['new', 'changed', 'unchanged', 'refused', 'duplicate', 'ownChoice'] as const;
export const kinds = ['careUnits', 'doctors', 'listings'] as const;

/** What is wrong, in plain words, with the column that it is wrong in. */
export function faultText(fault: Fault, { t }: Reader): string {
  const own = ownFaults.find((one) => one === fault.slug);
  const text = own
    ? t(`staff-imports:fault.${own}`, { mb: browserMegabytes })
    : (importFaultText(fault, t) ?? t('staff-imports:fault.other', { slug: fault.slug }));
  return fault.column === undefined ? text : `${importColumnText(fault.column, t)}: ${text}`;
}

/** Why a file as a whole could not be read. */
export function jobFaultText(fault: NonNullable<Job['fault']>, reader: Reader): string {
  const text = faultText(fault, reader);
  return fault.row === undefined
    ? text
    : `${reader.t('staff-imports:job.atRow', { row: fault.row })} ${text}`;
}

export function phaseText({ phase, stopped }: Pick<Job, 'phase' | 'stopped'>, { t }: Reader): string {
  return stopped ? t('staff-imports:phase.stopped') : t(`staff-imports:phase.${phase}`);
}

/** Everything there is to say of a row: what differs, what is wrong, what to know. */
export function rowText({ faults, differences, warnings: told, fate }: ImportRow, reader: Reader): string {
  const { t } = reader;
  const said = differences.map(({ field, before: was, after: is }) => {
    const name = importColumnText(field, t);
    const [before, after] = [was, is].map((value) => value && valueText(field, value, reader));
    if (before === undefined) return t('staff-imports:difference.set', { field: name, after: after ?? '' });
    if (after === undefined) return t('staff-imports:difference.removed', { field: name, before });
    return t('staff-imports:difference.change', { field: name, before, after });
  });
  return [
    ...faults.map((fault) => faultText(fault, reader)),
    ...said,
    ...told.map((warning) => t(`staff-imports:warning.${warning}`)),
    ...(fate === 'ownChoice' ? [t('staff-imports:fateHint.ownChoice')] : []),
  ].join('; ');
}

/** Codes that stand for words, by the columns that hold them. */
const coded = ['runBy', 'basis', 'origin', 'homeVisits', 'travel', 'digitalOnly', 'acceptsNew'];
const codedFacts = ['hasAbsencePlan', 'equivalenceDecided', 'hasLongContract'];
const words = [
  'yes',
  'no',
  'region',
  'private',
  'ownRun',
  'contract',
  'chosen',
  'assigned',
  'defaultAllocation',
  'imported',
  'everyone',
  'ownMunicipality',
  'withinKm',
  'none',
  'asToNearest',
  'full',
] as const;

/** A value as it is read; what is no code stands as it is. */
function valueText(field: string, value: string, { t, fmt }: Reader): string {
  const category = categories.find((one) => one === value);
  if (field === 'category' && category) return t(`staff-roster:category.${category}`);
  const employment = employments.find((one) => one === value);
  if (field === 'employment' && employment) return t(`staff-roster:employment.${employment}`);
  if (field === 'languages') return value.split(' ').map(fmt.languageName).join(', ');
  const word = words.find((one) => one === value);
  return word && [...coded, ...codedFacts, 'ceiling'].includes(field)
    ? t(`staff-imports:value.${word}`)
    : value;
}

/** How far a job has come, as one line; nothing where it does nothing. */
export function progressText(job: Job, { t }: Reader): string {
  const { doneRows, rows, rowsPerSecond, secondsLeft } = job;
  const done =
    rows > 0
      ? t('staff-imports:job.progress', { done: doneRows, rows })
      : t('staff-imports:job.progressUnknown', { done: doneRows });
  if (rowsPerSecond === undefined || secondsLeft === undefined) return done;
  const left =
    secondsLeft < 90
      ? t('staff-imports:job.seconds', { count: secondsLeft })
      : t('staff-imports:job.minutes', { count: Math.round(secondsLeft / 60) });
  return `${done}. ${t('staff-imports:job.rate', { rate: rowsPerSecond, left })}`;
}

/** What is known of the file and of what was done with it. */
export function jobFacts(job: Job, { t, fmt }: Reader): SummaryRow[] {
  const { importedAt, undoneAt } = job;
  const at = (instant: string) => `${fmt.date(instant)} ${fmt.time(instant)}`;
  return [
    { label: t('staff-imports:form.kind'), value: t(`staff-imports:kind.${job.kind}`) },
    { label: t('staff-imports:job.asOf'), value: job.asOf },
    {
      label: t('staff-imports:job.bytes'),
      value: t('staff-imports:job.kb', { kb: Math.ceil(job.bytes / 1024) }),
    },
    { label: t('staff-imports:job.sha'), value: job.sha256 },
    { label: t('staff-imports:job.by'), value: `${t(`staff:role.${job.role}`)}, ${at(job.createdAt)}` },
    ...fates
      .filter((fate) => job.fates[fate] > 0)
      .map((fate) => ({ label: t(`staff-imports:fate.${fate}`), value: String(job.fates[fate]) })),
    ...(importedAt === undefined
      ? []
      : [
          { label: t('staff-imports:job.importedAt'), value: at(importedAt) },
          { label: t('staff-imports:job.written'), value: String(job.written) },
        ]),
    ...(job.left === 0 ? [] : [{ label: t('staff-imports:job.left'), value: String(job.left) }]),
    ...(undoneAt === undefined ? [] : [{ label: t('staff-imports:job.undoneAt'), value: at(undoneAt) }]),
  ];
}

/** Whether a worker is at it: then the page is another in a moment. */
export function isAtWork({ phase, stopped }: Pick<Job, 'phase' | 'stopped'>): boolean {
  const atWork = ['reading', 'judging', 'importing', 'checkingUndo', 'undoing'];
  return !stopped && atWork.includes(phase);
}
