import type { RowFate } from '#domain/import-job.ts';
import type { CurrentListing, PastListing } from '#domain/listing.ts';
import type { CareUnitProfile } from '#domain/roster.ts';

/** Something wrong with a row, or with one cell of it. */
export interface RowFault {
  readonly column?: string;
  readonly slug: string;
  readonly shown?: string;
  readonly detail?: number;
}

export interface FieldDifference {
  readonly field: string;
  readonly before?: string;
  readonly after?: string;
}

/** A row as the file holds it: its cells by the column's key, or why it has none. */
export interface ReadRow {
  readonly row: number;
  readonly cells?: Readonly<Record<string, string>>;
  readonly faults?: readonly RowFault[];
}

/** What is told of a row after the dry run. `effect` names what it would do: an import does that, or leaves the row. */
export interface FateRow {
  readonly row: number;
  readonly fate: RowFate;
  readonly about?: string;
  readonly faults: readonly RowFault[];
  readonly differences: readonly FieldDifference[];
  readonly warnings: readonly RowWarning[];
  readonly proposal?: string;
  readonly effect: string;
}
export type RowWarning = 'above-cap' | 'above-ceiling';

/** What was written of a row, and what an undo needs to take it back. Rows that were left have no note. */
export interface DoneRow {
  readonly row: number;
  readonly note?: DoneNote;
}
export type DoneNote =
  | {
      readonly of: 'listing';
      readonly personId: string;
      readonly version: number;
      readonly before?: CurrentListing;
      readonly past?: PastListing;
    }
  | {
      readonly of: 'doctor';
      readonly careUnitId: string;
      readonly doctorId: string;
      readonly sequence: number;
    }
  | {
      readonly of: 'careUnit';
      readonly careUnitId: string;
      /** The facts that the import gave it, and those before; none where the unit was new. */
      readonly after: CareUnitProfile;
      readonly before?: CareUnitProfile;
    };
