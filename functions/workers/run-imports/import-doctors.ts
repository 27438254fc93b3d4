import { ceilingAt } from '#domain/admission.ts';
import { decideUndoRosterChange } from '#domain/decide-roster.ts';
import { decideImportedDoctor, joinPlans } from '#domain/import-doctor.ts';
import { rosterReasons } from '#domain/imports/import-fault.ts';
import type { ImportedDoctor } from '#domain/imports/imported-rows.ts';
import { type JudgedRow, judgeRow } from '#domain/imports/judge-row.ts';
import type { RosterDoctor } from '#domain/roster.ts';
import { type RosterEntryWanted, type RosterPlan, rosterAfter } from '#domain/roster-change.ts';
import { rosterDifferences } from '#domain/roster-differences.ts';
import { findEntry, listedWith, type RosterEntry, type RosterState } from '#domain/roster-entry.ts';
import type { RosterRefusal } from '#domain/roster-fault.ts';
import type { DoneRow, FieldDifference, RowFault } from '#functions/imports/jobs/job-rows.ts';
import type { StoredCareUnit } from '#store/care-unit-item.ts';
import { readRosterChanges } from '#store/roster-change-item.ts';
import { saveRosterPlan } from '#store/save-roster.ts';
import type { Step } from '#store/transaction.ts';
import { findOnRoster, foldName } from './import-listings.ts';
import { type GivenRow, type Judged, type KindOfRows, type Planned, refused, type Work } from './work.ts';

interface DoctorPlan {
  readonly careUnitId: string;
  readonly doctorId: string;
  readonly wanted: RosterEntryWanted;
}

/** Rows of doctors and of lists without one. */
export const doctorRows: KindOfRows<DoctorPlan> = {
  keyOf: (given, now) => {
    const judged = judgeRow('doctors', given.cells, given.row, { now });
    if (!judged.ok) return undefined;
    const { careUnit, doctorId, wanted } = judged.value;
    return `${careUnit.toUpperCase()}|${doctorId ?? foldName(wanted.name)}`;
  },
  judge: async (work, rows) => {
    const judged: Judged<DoctorPlan>[] = [];
    for (const given of rows) judged.push(await judgeOne(work, given));
    return judged;
  },
  groupOf: ({ cells }) => (cells.careUnit ?? '').trim().toUpperCase(),
  // Three items each beside the unit's two and the note: within the hundred of a transaction.
  atOnce: 25,
  write,
  findBuiltOn: async (work, done) => {
    const found = await Promise.all(done.map(async (one) => ((await undoOf(work, [one])) ? [] : [one.row])));
    return found.flat();
  },
  undo: async (work, done, undone) => {
    const plan = await undoOf(work, done);
    return plan !== undefined && save(work, plan.unit, plan.plan, undone);
  },
};

async function judgeOne(work: Work, given: GivenRow): Promise<Judged<DoctorPlan>> {
  const { row } = given;
  const { region, now } = work;
  const judged: JudgedRow<'doctors'> = judgeRow('doctors', given.cells, row, {
    now,
    careUnitNameOf: (careUnit) => region.find(careUnit)?.name,
  });
  if (!judged.ok) return refused(row, judged.faults);
  const { value } = judged;
  const profile = region.find(value.careUnit);
  if (!profile) return refused(row, [{ slug: 'care-unit-unknown', column: 'careUnit' }]);
  const unit = await region.read(profile.careUnitId);
  const about = `${value.wanted.name}, ${profile.name}`;
  if (!unit) return refused(row, [{ slug: 'care-unit-unknown', column: 'careUnit' }], about);
  const found = findOnRoster(unit.doctors, value.doctorId ?? value.wanted.name);
  if (found.length > 1) return refused(row, [{ slug: 'doctor-ambiguous', column: 'name' }], about);
  const doctorId = found[0]?.doctorId ?? value.doctorId ?? work.newId().slice(-8);
  const entry = findEntry(unit, doctorId);
  const wanted = entry ? mergeWanted(entry, value, given.cells) : value.wanted;
  const decided = decideImportedDoctor(unit, { doctorId, entry, wanted }, now);
  const proposal = value.placeholderProposed && !entry ? { proposal: value.wanted.name } : {};
  if (!decided.ok) {
    const faults = faultsOf(decided.refusal);
    if (faults.length > 0) return refused(row, faults, about);
    return { row, told: { fate: 'unchanged', faults: [], differences: [], about } };
  }
  const after = decided.plan.changes[0]?.after;
  return {
    row,
    told: {
      fate: entry ? 'changed' : 'new',
      faults: [],
      differences: differencesOf(entry, after),
      about,
      warnings: isAboveCeiling(unit, doctorId, after, now) ? ['above-ceiling'] : [],
      ...proposal,
    },
    plan: { careUnitId: profile.careUnitId, doctorId, wanted },
  };
}

/** What the file does not say of somebody who is on the roster stays as it is. */
function mergeWanted(
  entry: RosterEntry,
  { wanted }: ImportedDoctor,
  cells: GivenRow['cells'],
): RosterEntryWanted {
  const { doctor, acceptsNew } = entry;
  const { facts } = doctor;
  const says = (key: string) => (cells[key] ?? '').trim() !== '';
  const { ceiling, supervisorName, leavesOn, ...rest } = wanted;
  const supervisor = says('supervisorName') ? supervisorName : doctor.supervisorName;
  const last = says('leavesOn') ? leavesOn : doctor.leavesOn;
  return {
    ...rest,
    share: says('share') ? wanted.share : doctor.share,
    languages: says('languages') ? wanted.languages : doctor.languages,
    hasAbsencePlan: says('hasAbsencePlan') ? wanted.hasAbsencePlan : (facts.hasAbsencePlan ?? false),
    equivalenceDecided: says('equivalenceDecided')
      ? wanted.equivalenceDecided
      : (facts.equivalenceDecided ?? false),
    hasLongContract: says('hasLongContract') ? wanted.hasLongContract : (facts.hasLongContract ?? false),
    absences: doctor.absences,
    ...withoutColumn(doctor),
    acceptsNew: says('acceptsNew') ? wanted.acceptsNew : acceptsNew,
    ...(supervisor !== undefined && { supervisorName: supervisor }),
    ...(last !== undefined && { leavesOn: last }),
    ...(says('ceiling') && ceiling && { ceiling }),
  };
}

/** What no column of a file can say. */
function withoutColumn({
  speciality,
  trainingYear,
  takesNote,
  visibleFrom,
  visibleThrough,
  facts,
}: RosterDoctor) {
  return { speciality, trainingYear, takesNote, visibleFrom, visibleThrough, takesAges: facts.takesAges };
}

/** Nothing where the row says what is so already. */
function faultsOf(refusal: RosterRefusal): RowFault[] {
  if (refusal.slug !== 'roster-entry-invalid') return [];
  return refusal.faults.map(({ field, reason }) => ({
    slug: rosterReasons[reason] ?? reason,
    column: field,
  }));
}

/** A ceiling applies from the instant it is written, so of it only the number is told. */
function differencesOf(before: RosterEntry | undefined, after: RosterEntry | undefined): FieldDifference[] {
  return rosterDifferences(before, after).map(({ field, before: was, after: is }) => {
    const said = (value: string) => (field === 'ceiling' ? (value.split(' ')[0] ?? '') : value);
    return {
      field,
      ...(was !== undefined && { before: said(was) }),
      ...(is !== undefined && { after: said(is) }),
    };
  });
}

function isAboveCeiling(
  state: RosterState,
  doctorId: string,
  after: RosterEntry | undefined,
  now: Date,
): boolean {
  const ceiling = after ? ceilingAt(after, now) : null;
  return ceiling !== null && listedWith(state, doctorId) > ceiling;
}

async function write(
  work: Work,
  rows: readonly Planned<DoctorPlan>[],
  noteOf: (done: readonly DoneRow[]) => Step,
): Promise<boolean> {
  const careUnitId = rows[0]?.plan.careUnitId ?? '';
  const unit = await work.region.read(careUnitId);
  if (!unit) return false;
  let state: RosterState = unit;
  const plans: RosterPlan[] = [];
  for (const { plan } of rows) {
    const { doctorId, wanted } = plan;
    const entry = findEntry(state, doctorId);
    const decided = decideImportedDoctor(state, { doctorId, entry, wanted }, work.now);
    if (!decided.ok) return false;
    plans.push(decided.plan);
    state = rosterAfter(state, decided.plan);
  }
  const done = rows.map(({ row, plan: { doctorId } }, at): DoneRow => {
    const sequence = unit.chain.sequence + at + 1;
    return { row, note: { of: 'doctor', careUnitId, doctorId, sequence } };
  });
  return save(work, unit, joinPlans(unit, plans), noteOf(done));
}

async function save(work: Work, unit: StoredCareUnit, plan: RosterPlan, note: Step): Promise<boolean> {
  const { database, job, now, newId, region } = work;
  region.forget(plan.careUnitId);
  return saveRosterPlan(database, unit, plan, { at: now, ...job.by, newId }, { steps: [note] });
}

/** The undo of a batch as one plan; nothing where anything was built on any of it. */
async function undoOf(
  { database, now, region }: Work,
  done: readonly DoneRow[],
): Promise<{ unit: StoredCareUnit; plan: RosterPlan } | undefined> {
  const notes = done.flatMap(({ note }) => (note?.of === 'doctor' ? [note] : []));
  const [first] = notes;
  const unit = first && (await region.read(first.careUnitId));
  if (!unit) return undefined;
  let state: RosterState = unit;
  const plans: RosterPlan[] = [];
  for (const { careUnitId, doctorId, sequence } of notes.toReversed()) {
    const [latest] = await readRosterChanges(database, careUnitId, doctorId, 1);
    const decided = decideUndoRosterChange(state, { latest, sequence }, now);
    if (!decided.ok) return undefined;
    plans.push(decided.plan);
    state = rosterAfter(state, decided.plan);
  }
  return { unit, plan: joinPlans(unit, plans, true) };
}
