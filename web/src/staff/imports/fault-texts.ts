import type { Translator } from '../../i18n/create-translator.ts';

/** Why a file, a row or a cell of it cannot be read. */
const fileFaults = [
  'file-empty',
  'file-kind-unknown',
  'file-too-large',
  'file-cut-short',
  'old-workbook',
  'binary-workbook',
  'password-protected',
  'open-document',
  'other-office-file',
  'macros',
  'external-links',
  'formula',
  'cell-error',
  'workbook-damaged',
  'workbook-bomb',
  'several-sheets',
  'encoding-unknown',
  'encoding-mixed',
  'unseen-bytes',
  'separator-unclear',
  'quotes-wrong',
  'header-missing',
  'header-empty',
  'header-twice',
  'column-missing',
  'column-twice',
  'row-length',
  'row-too-long',
  'cell-too-long',
  'too-many-columns',
  'too-many-rows',
  'too-many-texts',
] as const;

/** What a cell, or a row as a whole, is wrong in. */
const cellFaults = [
  'missing',
  'too-long',
  'hidden-characters',
  'not-a-date',
  'date-unclear',
  'date-in-the-future',
  'ends-before-start',
  'not-a-number',
  'number-unclear',
  'number-shortened',
  'out-of-range',
  'share-unclear',
  'not-yes-or-no',
  'not-a-choice',
  'not-an-hsa-id',
  'not-a-care-unit',
  'not-an-identity-number',
  'reserve-number',
  'not-a-language',
  'not-opening-hours',
  'not-an-id',
  'not-a-phone-number',
  'half-a-position',
  'doctor-name-has-digits',
  'list-name-has-number',
  'supervisor-is-oneself',
  'row-twice',
] as const;

/** The columns of all kinds of files; a key means the same in each. */
const columns = [
  'hsaId',
  'careUnitId',
  'name',
  'runBy',
  'careProviderName',
  'basis',
  'basisFrom',
  'basisThrough',
  'municipalityCode',
  'municipality',
  'address',
  'phone',
  'latitude',
  'longitude',
  'openingHours',
  'languages',
  'digitalOnly',
  'homeVisits',
  'homeVisitKm',
  'travel',
  'careUnit',
  'doctorId',
  'kind',
  'category',
  'employment',
  'share',
  'supervisorName',
  'hasAbsencePlan',
  'equivalenceDecided',
  'hasLongContract',
  'startsOn',
  'leavesOn',
  'acceptsNew',
  'ceiling',
  'identityNumber',
  'since',
  'origin',
  'doctor',
  'doctorSince',
] as const;

/** A fault of an import as the API tells it. */
export interface ImportFault {
  readonly slug: string;
  readonly column?: string | undefined;
  /** The cell as it stands, where it may be shown. */
  readonly shown?: string | undefined;
  readonly detail?: number | undefined;
}

/** What is wrong, in plain words, with the cell where it may be shown. Undefined for a slug that is not of a file. */
export function importFaultText(
  { slug, shown, detail }: ImportFault,
  t: Translator['t'],
): string | undefined {
  const values: Readonly<Record<string, number>> = detail === undefined ? {} : { detail };
  const ofFile = fileFaults.find((one) => one === slug);
  const ofCell = cellFaults.find((one) => one === slug);
  const text = ofFile
    ? t(`staff-import-faults:file.${ofFile}`, values)
    : ofCell && t(`staff-import-faults:cell.${ofCell}`, values);
  return text === undefined || shown === undefined ? text : t('staff-import-faults:shown', { text, shown });
}

/** A column by the header of the format; letters, where the file is not read by columns yet, as they stand. */
export function importColumnText(column: string, t: Translator['t']): string {
  const known = columns.find((one) => one === column);
  return known ? t(`staff-import-faults:column.${known}`) : column;
}
