import type { DirectoryCareUnit } from './directory-schemas.ts';

/** What `DIRECTORY / SNAPSHOT` holds: everything the public is told, ready to be answered (ADR 7). */
export interface DirectorySnapshot {
  /** When it was published (ISO, UTC): what the pages call "the information was right at". */
  readonly asOf: string;
  /** Every listable unit, by id. */
  readonly careUnits: readonly DirectoryCareUnit[];
  /** Units where one cannot list now, by name only: for people who still are listed there. Never in a list. */
  readonly unlistable: readonly UnlistableCareUnit[];
}

export interface UnlistableCareUnit {
  readonly careUnitId: string;
  readonly name: string;
  readonly phone: string;
}
