import type { ImportKind } from './import-kind.ts';

/** How a cell of the column is read; `docs/import-formats.md` says of each what may be written. */
export type CellForm =
  | 'text'
  | 'date'
  | 'wholeNumber'
  | 'decimalNumber'
  | 'share'
  | 'yesNo'
  | 'choice'
  | 'hsaId'
  | 'careUnit'
  | 'identityNumber'
  | 'languages'
  | 'openingHours';

/** One column of a format. */
export interface ImportColumn {
  readonly key: string;
  /** The header as templates and exports write it. */
  readonly sv: string;
  readonly en: string;
  /** Other headers that regions' own files use. */
  readonly alsoCalled: readonly string[];
  readonly required: boolean;
  /** Says something of a person: a wrong value is never shown again, not even in a fault. */
  readonly personal: boolean;
  readonly form: CellForm;
}

export type ImportColumns = Readonly<Record<ImportKind, readonly ImportColumn[]>>;

type Options = Partial<Pick<ImportColumn, 'required' | 'personal'>> & { readonly alsoCalled?: string };

/** A column; `alsoCalled` is written with bars between the names. */
export function column<const Key extends string>(
  key: Key,
  sv: string,
  en: string,
  form: CellForm,
  { alsoCalled = '', required = false, personal = false }: Options = {},
): ImportColumn & { readonly key: Key } {
  return {
    key,
    sv,
    en,
    form,
    required,
    personal,
    alsoCalled: alsoCalled === '' ? [] : alsoCalled.split('|'),
  };
}
