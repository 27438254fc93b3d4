import { createHash } from 'node:crypto';
import { canonicalJson } from '#domain/event-chain.ts';
import type { ImportJob } from '#domain/import-job.ts';
import type { Actor } from '#domain/person.ts';
import type { CareUnitProfile } from '#domain/roster.ts';
import type { DoneRow, FateRow, RowFault } from '#functions/imports/jobs/job-rows.ts';
import type { JobVault } from '#functions/imports/jobs/job-vault.ts';
import type { IdentityKeys } from '#keys/identity-keys.ts';
import { getItems } from '#store/calls.ts';
import {
  findCareUnitIds,
  fromProfileItem,
  readCareUnit,
  type StoredCareUnit,
} from '#store/care-unit-item.ts';
import type { Database } from '#store/database.ts';
import { keys } from '#store/keys.ts';
import type { Registrar } from '#store/register-care-unit.ts';
import type { Step } from '#store/transaction.ts';

/** What one step of a job works with. */
export interface Work {
  readonly database: Database;
  readonly identityKeys: IdentityKeys;
  readonly vault: JobVault;
  readonly job: ImportJob;
  readonly now: Date;
  readonly newId: () => string;
  readonly region: RegionUnits;
  /** Places that the rows before take: see `ImportJob.intake`. Judging adds to it. */
  readonly intake: Map<string, number>;
}

/** The region's units, read once a step; a unit with its roster, read when it is first asked for. */
export interface RegionUnits {
  /** By HSA-id in any case, or by id. */
  readonly find: (careUnit: string) => CareUnitProfile | undefined;
  readonly profiles: () => readonly CareUnitProfile[];
  readonly read: (careUnitId: string) => Promise<StoredCareUnit | undefined>;
  /** Forgets what was read: something was written. */
  readonly forget: (careUnitId?: string) => void;
}

export async function readRegionUnits(database: Database): Promise<RegionUnits> {
  const ids = await findCareUnitIds(database);
  const items = await getItems(database, 'main', ids.map(keys.profile));
  const profiles = items.flatMap((item) => (item ? [fromProfileItem(item).profile] : []));
  const byId = new Map(profiles.map((profile) => [profile.careUnitId, profile]));
  const byHsaId = new Map(
    profiles.flatMap((profile) => (profile.hsaId ? [[profile.hsaId.toUpperCase(), profile] as const] : [])),
  );
  const read = new Map<string, Promise<StoredCareUnit | undefined>>();
  return {
    find: (careUnit) => byHsaId.get(careUnit.toUpperCase()) ?? byId.get(careUnit.toLowerCase()),
    profiles: () => profiles,
    read: (careUnitId) => {
      const unit = read.get(careUnitId) ?? readCareUnit(database, careUnitId);
      read.set(careUnitId, unit);
      return unit;
    },
    forget: (careUnitId) => (careUnitId === undefined ? read.clear() : void read.delete(careUnitId)),
  };
}

/** What is said of a row, before its number and the name of its effect. */
export type Told = Omit<FateRow, 'row' | 'effect' | 'warnings'> & Partial<Pick<FateRow, 'warnings'>>;

/** A row judged against the region as it is, and what would be written of it; nothing where nothing would. */
export interface Judged<P> {
  readonly row: number;
  readonly told: Told;
  readonly plan?: P;
}

export function refused(row: number, faults: readonly RowFault[], about?: string): Judged<never> {
  return { row, told: { fate: 'refused', faults, differences: [], ...(about !== undefined && { about }) } };
}

/** A short name of what a row would do, alike as long as it would do the same. */
export function effectOf({ fate, faults, differences }: Told): string {
  const said = canonicalJson({ fate, faults, differences });
  return createHash('sha256').update(said).digest('base64url').slice(0, 16);
}

/** Who imports, for events: the member of staff who began the job, in the role that was held. */
export function registrarOf({ job, now, newId }: Work): Registrar {
  const actor: Actor = { kind: 'staff', ...job.by };
  return { at: now, actor, newId };
}

/** A row with its cells, by the column's key. */
export interface GivenRow {
  readonly row: number;
  readonly cells: Readonly<Record<string, string>>;
}

/** One kind of rows: how they are judged, grouped, written and taken back. */
export interface KindOfRows<P> {
  /** Two rows of a file with the same key are about the same; nothing where the row says nothing. */
  readonly keyOf: (given: GivenRow, now: Date) => string | undefined;
  /** Judges rows against the region as it is now. */
  readonly judge: (work: Work, rows: readonly GivenRow[]) => Promise<readonly Judged<P>[]>;
  /** Rows of one transaction: those of one group, so many at a time. It follows from the file alone. */
  readonly groupOf: (given: GivenRow) => string;
  readonly atOnce: number;
  /**
   * Writes a batch in one transaction with its note. Nothing where anything was changed meanwhile: then it is judged
   * again.
   */
  readonly write: (
    work: Work,
    rows: readonly Planned<P>[],
    noteOf: (done: readonly DoneRow[]) => Step,
  ) => Promise<boolean>;
  /** Rows that something was built on since they were written. */
  readonly findBuiltOn: (work: Work, done: readonly DoneRow[]) => Promise<readonly number[]>;
  /** Takes a batch back in one transaction with its mark; not where anything was built on it meanwhile. */
  readonly undo: (work: Work, done: readonly DoneRow[], undone: Step) => Promise<boolean>;
}

export type Planned<P> = Judged<P> & { readonly plan: P };
