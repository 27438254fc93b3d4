import type { IdentityNumber } from '#domain/identity-number.ts';
import type { Origin } from '#domain/listing.ts';
import type { CareUnitProfile, UnitConditions } from '#domain/roster.ts';
import type { RosterEntryWanted } from '#domain/roster-change.ts';

/** What a judgement of rows knows beside them. */
export interface RowSurroundings {
  readonly now: Date;
  /** The name of a registered unit by HSA-id or id, for telling lists from doctors; leave out where none is known. */
  readonly careUnitNameOf?: (careUnit: string) => string | undefined;
}

/** A care unit as a file says it; fields that the file lacks are absent, and stay as they are at a unit that exists. */
export interface ImportedCareUnit
  extends Pick<CareUnitProfile, 'name' | 'runBy' | 'careProviderName' | 'basis' | 'phone'>,
    Partial<Pick<CareUnitProfile, 'address' | 'position' | 'openingHours' | 'languages' | 'digitalOnly'>>,
    Partial<UnitConditions> {
  /** In capitals. */
  readonly hsaId: string;
  readonly careUnitId?: string;
  readonly municipalityCode?: string;
  readonly municipalityName?: string;
}

/** A doctor or a placeholder list as a file says it. */
export interface ImportedDoctor {
  /** HSA-id in capitals, or id, of the unit. */
  readonly careUnit: string;
  readonly doctorId?: string;
  readonly wanted: RosterEntryWanted;
  /** The file does not say doctor or list, and the name looks like a list's: staff are shown it before the import. */
  readonly placeholderProposed: boolean;
}

/** A person's listing as a file says it. */
export interface ImportedListingRow {
  readonly identityNumber: IdentityNumber;
  readonly careUnit: string;
  /** Local date. */
  readonly since: string;
  readonly origin: Origin;
  /** Name or id on the unit's roster. */
  readonly doctor?: string;
  readonly doctorSince?: string;
}

/** What a good row of each kind says. */
export interface ImportedRows {
  readonly careUnits: ImportedCareUnit;
  readonly doctors: ImportedDoctor;
  readonly listings: ImportedListingRow;
}
