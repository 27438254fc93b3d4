import type { RosterFaultReason } from '#domain/roster-fault.ts';

/** What a cell, or a row as a whole, can be wrong in. Each has its text in the locale namespace `staff-import`. */
export const cellFaultSlugs = [
  'missing',
  'too-long',
  /** Signs that are not seen: control characters, text turned to run the other way, no-width spaces. */
  'hidden-characters',
  'not-a-date',
  /** 03/04/2026 is two dates. */
  'date-unclear',
  'date-in-the-future',
  'ends-before-start',
  'not-a-number',
  /** 1.100 is two numbers. */
  'number-unclear',
  /** 1,99001E+11: the spreadsheet wrote a long number short, and digits are gone. */
  'number-shortened',
  'out-of-range',
  'share-unclear',
  'not-yes-or-no',
  'not-a-choice',
  'not-an-hsa-id',
  'not-a-care-unit',
  'not-an-identity-number',
  /** Right in itself, and nothing to list by: it is replaced when the person gets a number. */
  'reserve-number',
  'not-a-language',
  'not-opening-hours',
  'not-an-id',
  'not-a-phone-number',
  'half-a-position',
  'doctor-name-has-digits',
  'list-name-has-number',
  'supervisor-is-oneself',
  /** An earlier row says the same unit, doctor or person: `detail` is its row. */
  'row-twice',
] as const;
export type CellFaultSlug = (typeof cellFaultSlugs)[number];

/** One fault. `column` is the column's key; absent where the row as a whole is meant. */
export interface CellFault {
  readonly row: number;
  readonly column?: string;
  readonly slug: CellFaultSlug;
  /** The cell as it stands, cut short; never of a column that says something of a person. */
  readonly shown?: string;
  readonly detail?: number;
}

/** The roster's own reasons, as far as a row can meet them, in the words of an import. */
export const rosterReasons: Readonly<Partial<Record<RosterFaultReason, CellFaultSlug>>> = {
  'name-missing': 'missing',
  'name-too-long': 'too-long',
  'doctor-name-has-digits': 'doctor-name-has-digits',
  'list-name-has-number': 'list-name-has-number',
  'share-out-of-range': 'out-of-range',
  'language-unknown': 'not-a-language',
  'supervisor-is-oneself': 'supervisor-is-oneself',
  'date-not-valid': 'not-a-date',
  'ends-before-start': 'ends-before-start',
  'ceiling-out-of-range': 'out-of-range',
};
