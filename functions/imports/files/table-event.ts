/** Why a file, a row or a cell of it cannot be read. Each has its text in the locale namespace `staff-import`. */
export const fileFaultSlugs = [
  'file-empty',
  'file-kind-unknown',
  'file-too-large',
  'file-cut-short',
  /** .xls, of before 2007. */
  'old-workbook',
  /** .xlsb. */
  'binary-workbook',
  'password-protected',
  'open-document',
  'other-office-file',
  'macros',
  'external-links',
  'formula',
  'cell-error',
  'workbook-damaged',
  /** It unpacks to more than a table of this size can need. */
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
  /** Known only when the kind is: a column that the format requires, or the same one under two names. */
  'column-missing',
  'column-twice',
  /** The row has more or fewer cells than the header: `detail` says how many. */
  'row-length',
  'row-too-long',
  'cell-too-long',
  'too-many-columns',
  'too-many-rows',
  /** Different texts of a workbook, which must be held. */
  'too-many-texts',
] as const;
export type FileFault = (typeof fileFaultSlugs)[number];

/**
 * What reading a file tells, in order: one header, then rows and faults of rows. A fault of a row's length, a formula
 * or a cell's error leaves that row out; any other ends the file, and rows shortly before it may be
 * untold. `row` is the row's number in the file, the header mostly 1; `column` is its letters, and with `column-missing`
 * and `column-twice` the key of the format's column.
 */
export type TableEvent =
  | { readonly kind: 'header'; readonly columns: readonly string[] }
  | { readonly kind: 'row'; readonly row: number; readonly cells: Readonly<Record<string, string>> }
  | TableFault;

export interface TableFault {
  readonly kind: 'fault';
  readonly slug: FileFault;
  readonly row?: number;
  readonly column?: string;
  /** A figure that belongs to the slug: a limit, a count. */
  readonly detail?: number;
}
