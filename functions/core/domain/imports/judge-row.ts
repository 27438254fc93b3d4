import { type Cells, readerOf } from './cell-reader.ts';
import type { CellFault } from './import-fault.ts';
import type { ImportKind } from './import-kind.ts';
import type { ImportedRows, RowSurroundings } from './imported-rows.ts';
import { takeCareUnit } from './take-care-unit.ts';
import { takeDoctor } from './take-doctor.ts';
import { takeListingRow } from './take-listing.ts';

/** What a row says, or everything that is wrong with it. */
export type JudgedRow<K extends ImportKind> =
  | { readonly ok: true; readonly value: ImportedRows[K] }
  | { readonly ok: false; readonly faults: readonly CellFault[] };

/**
 * Judges one row of a file, by itself: what the service holds, and other rows, are not asked. `row` is the row's number
 * in the file, the header being 1.
 */
export function judgeRow<K extends ImportKind>(
  kind: K,
  cells: Cells<K>,
  row: number,
  surroundings: RowSurroundings,
): JudgedRow<K> {
  const reader = readerOf(kind, cells, row);
  const value = takers[kind](reader, surroundings);
  if (value !== undefined && reader.faults.length === 0) return { ok: true, value };
  return { ok: false, faults: reader.faults };
}

type Takers = {
  readonly [K in ImportKind]: (
    reader: ReturnType<typeof readerOf<K>>,
    surroundings: RowSurroundings,
  ) => ImportedRows[K] | undefined;
};

const takers: Takers = { careUnits: takeCareUnit, doctors: takeDoctor, listings: takeListingRow };
