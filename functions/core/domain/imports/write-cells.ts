import type { IdentityNumber } from '#domain/identity-number.ts';
import { type ChoiceColumn, type ImportChoice, importChoices } from './import-choices.ts';
import type { ColumnKey } from './import-columns.ts';
import { importColumns } from './import-columns.ts';
import type { ImportKind } from './import-kind.ts';
import type { ImportedCareUnit, ImportedDoctor, ImportedListingRow, ImportedRows } from './imported-rows.ts';
import { openingHoursText } from './opening-hours-text.ts';

/** The language of headers and words in a file. */
export type FileLanguage = 'sv' | 'en';

type Texts<K extends ImportKind> = Readonly<Record<ColumnKey<K>, string | undefined>>;

/** The headers of a kind, in the order of the format. */
export function headersOf(kind: ImportKind, language: FileLanguage): readonly string[] {
  return importColumns[kind].map((column) => column[language]);
}

/** A row as cells, in the order of the headers: `judgeRow` reads it back as it was. */
export function cellsOfRow<K extends ImportKind>(
  kind: K,
  row: ImportedRows[K],
  language: FileLanguage,
): readonly string[] {
  const texts = writers[kind](row, language);
  const columns: readonly { readonly key: ColumnKey<K> }[] = importColumns[kind];
  return columns.map(({ key }) => texts[key] ?? '');
}

const writers: {
  readonly [K in ImportKind]: (row: ImportedRows[K], language: FileLanguage) => Texts<K>;
} = { careUnits: careUnitTexts, doctors: doctorTexts, listings: listingTexts };

function careUnitTexts(unit: ImportedCareUnit, language: FileLanguage): Texts<'careUnits'> {
  return {
    hsaId: unit.hsaId,
    careUnitId: unit.careUnitId,
    name: unit.name,
    runBy: word('runBy', unit.runBy, language),
    careProviderName: unit.careProviderName,
    basis: word('basis', unit.basis.kind, language),
    basisFrom: unit.basis.from,
    basisThrough: unit.basis.through,
    municipalityCode: unit.municipalityCode,
    municipality: unit.municipalityName,
    address: unit.address,
    phone: unit.phone,
    latitude: decimal(unit.position?.lat, language),
    longitude: decimal(unit.position?.lon, language),
    openingHours: unit.openingHours && openingHoursText(unit.openingHours, language),
    languages: unit.languages?.join(', '),
    digitalOnly: yesNo(unit.digitalOnly, language),
    homeVisits: word('homeVisits', unit.homeVisits, language),
    homeVisitKm: unit.homeVisitKm?.toString(),
    travel: word('travel', unit.travel, language),
  };
}

function doctorTexts(
  { careUnit, doctorId, wanted }: ImportedDoctor,
  language: FileLanguage,
): Texts<'doctors'> {
  const isDoctor = wanted.kind === 'doctor';
  return {
    careUnit,
    doctorId,
    name: wanted.name,
    kind: word('kind', wanted.kind, language),
    category: isDoctor ? word('category', wanted.category, language) : undefined,
    employment: isDoctor ? word('employment', wanted.employment, language) : undefined,
    share: `${wanted.share} %`,
    languages: wanted.languages.join(', '),
    supervisorName: wanted.supervisorName,
    hasAbsencePlan: yesNo(wanted.hasAbsencePlan, language),
    equivalenceDecided: yesNo(wanted.equivalenceDecided, language),
    hasLongContract: yesNo(wanted.hasLongContract, language),
    startsOn: wanted.startsOn,
    leavesOn: wanted.leavesOn,
    acceptsNew: yesNo(wanted.acceptsNew, language),
    ceiling: wanted.ceiling?.value?.toString(),
  };
}

function listingTexts(listing: ImportedListingRow, language: FileLanguage): Texts<'listings'> {
  return {
    identityNumber: hyphenated(listing.identityNumber),
    careUnit: listing.careUnit,
    since: listing.since,
    origin: word('origin', listing.origin, language),
    doctor: listing.doctor,
    doctorSince: listing.doctorSince,
  };
}

function word(column: ChoiceColumn, value: string | undefined, language: FileLanguage): string | undefined {
  const choices: readonly ImportChoice[] = importChoices[column];
  return choices.find((choice) => choice.value === value)?.[language];
}

function yesNo(is: boolean | undefined, language: FileLanguage): string | undefined {
  if (is === undefined) return undefined;
  if (language === 'en') return is ? 'yes' : 'no';
  return is ? 'ja' : 'nej';
}

function decimal(number: number | undefined, language: FileLanguage): string | undefined {
  const text = number?.toString();
  return language === 'sv' ? text?.replace('.', ',') : text;
}

/** With a hyphen a spreadsheet takes it for a text, and shortens nothing. */
function hyphenated({ number }: IdentityNumber): string {
  return `${number.slice(0, 8)}-${number.slice(8)}`;
}
