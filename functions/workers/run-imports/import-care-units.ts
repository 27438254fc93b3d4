import { capAt } from '#domain/admission.ts';
import { canonicalJson } from '#domain/event-chain.ts';
import { factsOf, idFromName, isWithdrawn, profileSaid, withdrawnProfile } from '#domain/import-care-unit.ts';
import { judgeRow } from '#domain/imports/judge-row.ts';
import type { CareUnitProfile } from '#domain/roster.ts';
import type { DoneNote, DoneRow, FieldDifference } from '#functions/imports/jobs/job-rows.ts';
import { readCareUnit, type StoredCareUnit } from '#store/care-unit-item.ts';
import { writeCareUnit, writeNewCareUnit } from '#store/import-rows.ts';
import type { Step } from '#store/transaction.ts';
import {
  type GivenRow,
  type Judged,
  type KindOfRows,
  type Planned,
  refused,
  registrarOf,
  type Work,
} from './work.ts';

interface CareUnitPlan {
  readonly profile: CareUnitProfile;
  /** The unit that is there, also one whose registration was taken back. */
  readonly unit?: StoredCareUnit;
}

/** Rows of care units; each is a transaction of its own. */
export const careUnitRows: KindOfRows<CareUnitPlan> = {
  keyOf: ({ row, cells }, now) => {
    const judged = judgeRow('careUnits', cells, row, { now });
    return judged.ok ? judged.value.hsaId.toUpperCase() : undefined;
  },
  judge: async (work, rows) => {
    const judged: Judged<CareUnitPlan>[] = [];
    for (const given of rows) judged.push(await judgeOne(work, given));
    return judged;
  },
  groupOf: ({ row }) => String(row),
  atOnce: 1,
  write,
  findBuiltOn: async (work, done) => {
    const found = await Promise.all(done.map(async (one) => ((await undoOf(work, one)) ? [] : [one.row])));
    return found.flat();
  },
  undo: async (work, done, undone) => {
    const plan = done[0] && (await undoOf(work, done[0]));
    if (!plan) return false;
    const { unit, ...change } = plan;
    return writeCareUnit(work.database, unit, change, undone, registrarOf(work));
  },
};

async function judgeOne(work: Work, { row, cells }: GivenRow): Promise<Judged<CareUnitPlan>> {
  const judged = judgeRow('careUnits', cells, row, { now: work.now });
  if (!judged.ok) return refused(row, judged.faults);
  const said = judged.value;
  const about = said.name;
  const byHsaId = work.region.find(said.hsaId);
  const byId = said.careUnitId === undefined ? undefined : work.region.find(said.careUnitId);
  if (byId && byHsaId?.careUnitId !== byId.careUnitId && byId.hsaId !== undefined) {
    return refused(row, [{ slug: 'id-of-another', column: 'careUnitId' }], about);
  }
  if (said.careUnitId !== undefined && byHsaId && byHsaId.careUnitId !== said.careUnitId) {
    return refused(row, [{ slug: 'id-of-another', column: 'careUnitId' }], about);
  }
  const known = byHsaId ?? byId;
  const unit = known
    ? await work.region.read(known.careUnitId)
    : await readFreeId(work, said.careUnitId ?? idFromName(said.name), said.hsaId);
  if (unit === 'taken') return refused(row, [{ slug: 'id-of-another', column: 'careUnitId' }], about);
  const isNew = !unit || isWithdrawn(unit.profile);
  const careUnitId = unit?.profile.careUnitId ?? said.careUnitId ?? idFromName(said.name);
  const profile = profileSaid(said, unit?.profile, careUnitId);
  const differences = differencesOf(isNew ? undefined : unit?.profile, profile);
  if (differences.length === 0) return { row, told: { fate: 'unchanged', faults: [], differences, about } };
  const cap = unit && capAt(unit.capacity, work.now);
  const above = cap !== undefined && cap !== null && (unit?.capacity.taken ?? 0) > cap;
  return {
    row,
    told: {
      fate: isNew ? 'new' : 'changed',
      faults: [],
      differences,
      about,
      warnings: above ? ['above-cap'] : [],
    },
    plan: { profile, ...(unit && { unit }) },
  };
}

/** What stands under an id that no unit of the region's list has: nothing, or a registration that was taken back. */
async function readFreeId(
  { database }: Work,
  careUnitId: string,
  hsaId: string,
): Promise<StoredCareUnit | 'taken' | undefined> {
  const there = await readCareUnit(database, careUnitId);
  if (!there) return undefined;
  const same = there.profile.hsaId?.toUpperCase() === hsaId.toUpperCase();
  return same && isWithdrawn(there.profile) ? there : 'taken';
}

function differencesOf(before: CareUnitProfile | undefined, after: CareUnitProfile): FieldDifference[] {
  const was = before ? factsOf(before) : new Map<string, string>();
  const is = factsOf(after);
  return [...new Set([...is.keys(), ...was.keys()])].flatMap((field) => {
    const [old, now] = [was.get(field), is.get(field)];
    if (old === now) return [];
    return [{ field, ...(old !== undefined && { before: old }), ...(now !== undefined && { after: now }) }];
  });
}

async function write(
  work: Work,
  rows: readonly Planned<CareUnitPlan>[],
  noteOf: (done: readonly DoneRow[]) => Step,
): Promise<boolean> {
  const [one] = rows;
  if (!one) return false;
  const { profile, unit } = one.plan;
  work.region.forget(profile.careUnitId);
  const before = unit && !isWithdrawn(unit.profile) ? { before: unit.profile } : {};
  const note: DoneNote = { of: 'careUnit', careUnitId: profile.careUnitId, after: profile, ...before };
  const step = noteOf([{ row: one.row, note }]);
  const registrar = registrarOf(work);
  return unit
    ? writeCareUnit(work.database, unit, { profile, inRegion: 'put' }, step, registrar)
    : writeNewCareUnit(work.database, profile, step, registrar);
}

/**
 * How a unit is taken back; nothing where anything was built on it. A changed one gets its facts again, if they are still
 * what the import made them; a new one goes, if nothing but the import ever happened to it.
 */
async function undoOf({ region }: Work, { note }: DoneRow) {
  if (note?.of !== 'careUnit') return undefined;
  const unit = await region.read(note.careUnitId);
  if (!unit || canonicalJson(unit.profile) !== canonicalJson(note.after)) return undefined;
  if (note.before) return { unit, profile: note.before };
  const touched =
    unit.doctors.length > 0 ||
    unit.capacity.taken > 0 ||
    unit.capacity.waiting > 0 ||
    unit.capacity.caps.length > 0;
  if (touched) return undefined;
  const profile = withdrawnProfile(unit.profile);
  return { unit, profile, inRegion: 'take-off', empty: true } as const;
}
