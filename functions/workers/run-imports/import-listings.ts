import { capAt, ceilingAt } from '#domain/admission.ts';
import {
  type ImportedBefore,
  judgeListing,
  type ListingImport,
  type ListingSaid,
  undoListingImport,
} from '#domain/correct-listing.ts';
import { birthDateOf, type IdentityNumber } from '#domain/identity-number.ts';
import type { ImportedListingRow } from '#domain/imports/imported-rows.ts';
import { judgeRow } from '#domain/imports/judge-row.ts';
import { proposePlaceholder } from '#domain/imports/propose-placeholder.ts';
import { type CurrentListing, noListing, type PersonListing } from '#domain/listing.ts';
import type { RosterDoctor } from '#domain/roster.ts';
import { localDate } from '#domain/stockholm-time.ts';
import { inParallel } from '#functions/imports/jobs/in-parallel.ts';
import type {
  DoneNote,
  DoneRow,
  FieldDifference,
  RowFault,
  RowWarning,
} from '#functions/imports/jobs/job-rows.ts';
import { findPersonId, saveNewIdentity } from '#store/identity-item.ts';
import { type ListingWrite, listingsATransaction, writeListings } from '#store/import-rows.ts';
import { readListings } from '#store/read-person.ts';
import type { GivenRow, Judged, KindOfRows, Planned, Work } from './work.ts';
import { refused, registrarOf } from './work.ts';

/** What would be written of a row; whose it is, or the number of somebody who is new. */
interface ListingPlan {
  readonly said: ListingSaid;
  readonly before: PersonListing;
  readonly plan: ListingImport;
  readonly newcomer?: { readonly number: IdentityNumber; readonly pointer: string };
}

/** Calls to KMS and reads of identities at a time. */
const atATime = 16;

/** Rows of people's listings. */
export const listingRows: KindOfRows<ListingPlan> = {
  keyOf: ({ row, cells }, now) => {
    const judged = judgeRow('listings', cells, row, { now });
    return judged.ok ? judged.value.identityNumber.number : undefined;
  },
  judge,
  groupOf: () => '',
  atOnce: listingsATransaction,
  write,
  findBuiltOn: async (work, done) => {
    const people = await readPeople(work, done);
    return people.filter(({ undo }) => !undo).map(({ row }) => row);
  },
  undo: async (work, done, undone) => {
    const people = await readPeople(work, done);
    const writes = people.flatMap(({ before, undo, past }): ListingWrite[] =>
      undo ? [{ before, plan: undo, ...(past && { resumes: past }) }] : [],
    );
    return writes.length === people.length && writeListings(work.database, writes, undone, registrarOf(work));
  },
};

async function judge(work: Work, rows: readonly GivenRow[]): Promise<Judged<ListingPlan>[]> {
  const { database, identityKeys } = work;
  const read = await inParallel(atATime, rows, async ({ row, cells }) => {
    const judged = judgeRow('listings', cells, row, { now: work.now });
    if (!judged.ok) return refused(row, judged.faults);
    const said = await resolve(work, judged.value);
    if ('slug' in said) return refused(row, [said]);
    const pointer = await identityKeys.pointerOf(judged.value.identityNumber.number);
    const personId = await findPersonId(database, pointer);
    return { row, said, personId, newcomer: { number: judged.value.identityNumber, pointer } };
  });
  const known = read.flatMap((one) => ('said' in one && one.personId !== undefined ? [one.personId] : []));
  const listings = await readListings(database, known);
  // One after the other: each is told of the places that those before it take.
  return inParallel(1, read, async (one): Promise<Judged<ListingPlan>> => {
    if (!('said' in one)) return one;
    const { row, said, personId, newcomer } = one;
    const before = (personId !== undefined && listings.get(personId)) || noListing(personId ?? '');
    const judged = judgeListing(before, said, { asOf: work.job.asOf, now: work.now });
    const { fate } = judged;
    if (!('plan' in judged)) return { row, told: { fate, faults: [], differences: [] } };
    const { plan } = judged;
    const differences = await differencesOf(work, before.current, plan.listing.current);
    return {
      row,
      told: { fate, faults: [], differences, warnings: await warningsOf(work, plan) },
      plan: { said, before, plan, ...(personId === undefined && { newcomer }) },
    };
  });
}

/** The unit and the doctor that a row names, as the region has them; or what is wrong. */
async function resolve(
  { region }: Work,
  { careUnit, doctor, origin, since, doctorSince }: ImportedListingRow,
): Promise<ListingSaid | RowFault> {
  const profile = region.find(careUnit);
  if (!profile) return { slug: 'care-unit-unknown', column: 'careUnit' };
  const dates = { since, ...(doctorSince !== undefined && { doctorSince }) };
  const said = { careUnitId: profile.careUnitId, origin, ...dates };
  if (doctor === undefined) return said;
  const unit = await region.read(profile.careUnitId);
  const found = findOnRoster(unit?.doctors ?? [], doctor);
  if (found.length > 1) return { slug: 'doctor-ambiguous', column: 'doctor' };
  const [one] = found;
  if (one) return { ...said, doctorId: one.kind === 'doctor' ? one.doctorId : null };
  // A list without a doctor is nobody: one is listed there without one.
  return proposePlaceholder(doctor, profile.name)
    ? { ...said, doctorId: null }
    : { slug: 'doctor-unknown', column: 'doctor' };
}

/** By id, or by name without regard to case and spaces. */
export function findOnRoster(doctors: readonly RosterDoctor[], named: string): readonly RosterDoctor[] {
  const byId = doctors.filter(({ doctorId }) => doctorId === named);
  if (byId.length > 0) return byId;
  return doctors.filter(({ name }) => foldName(name) === foldName(named));
}

export function foldName(name: string): string {
  return name.trim().replaceAll(/\s+/g, ' ').toLowerCase();
}

/** Whether the unit then has more people than its cap, or the doctor than the ceiling: nobody is refused, it is told. */
async function warningsOf({ region, intake, now }: Work, { capacity }: ListingImport): Promise<RowWarning[]> {
  const told: RowWarning[] = [];
  const add = (key: string, by: number) => {
    const taken = (intake.get(key) ?? 0) + by;
    intake.set(key, taken);
    return taken;
  };
  for (const { careUnitId, taken, doctors } of capacity) {
    const unit = await region.read(careUnitId);
    const cap = unit && capAt(unit.capacity, now);
    const there = add(careUnitId, taken) + (unit?.capacity.taken ?? 0);
    if (taken > 0 && typeof cap === 'number' && there > cap) told.push('above-cap');
    for (const [doctorId, by] of Object.entries(doctors)) {
      const doctor = unit?.capacity.doctors[doctorId];
      const ceiling = doctor && ceilingAt(doctor, now);
      const have = add(`${careUnitId}/${doctorId}`, by) + (doctor?.taken ?? 0);
      if (by > 0 && typeof ceiling === 'number' && have > ceiling) told.push('above-ceiling');
    }
  }
  return told;
}

async function differencesOf(
  work: Work,
  before: CurrentListing | undefined,
  after: CurrentListing | undefined,
): Promise<FieldDifference[]> {
  const [was, is] = await Promise.all([fieldsOf(work, before), fieldsOf(work, after)]);
  return (['careUnit', 'since', 'origin', 'doctor'] as const).flatMap((field) => {
    const [old, now] = [was[field], is[field]];
    if (old === now) return [];
    return [{ field, ...(old !== undefined && { before: old }), ...(now !== undefined && { after: now }) }];
  });
}

async function fieldsOf(
  { region }: Work,
  listing: CurrentListing | undefined,
): Promise<Partial<Record<'careUnit' | 'since' | 'origin' | 'doctor', string>>> {
  if (!listing) return {};
  const { careUnitId, since, origin, namedDoctor } = listing;
  const unit = await region.read(careUnitId);
  const doctor =
    namedDoctor.kind === 'doctor'
      ? (unit?.doctors.find(({ doctorId }) => doctorId === namedDoctor.doctorId)?.name ??
        namedDoctor.doctorId)
      : undefined;
  return {
    careUnit: unit?.profile.name ?? careUnitId,
    since: localDate(new Date(since)),
    origin,
    ...(doctor !== undefined && { doctor }),
  };
}

async function write(
  work: Work,
  rows: readonly Planned<ListingPlan>[],
  noteOf: (done: readonly DoneRow[]) => Parameters<typeof writeListings>[2],
): Promise<boolean> {
  const writes = await inParallel(atATime, rows, async ({ plan }): Promise<ListingWrite> => {
    if (!plan.newcomer) return { before: plan.before, plan: plan.plan };
    const before = noListing(await register(work, plan.newcomer));
    const judged = judgeListing(before, plan.said, { asOf: work.job.asOf, now: work.now });
    return { before, plan: 'plan' in judged ? judged.plan : plan.plan };
  });
  const done = writes.map(({ before, plan }, at): DoneRow => {
    const { personId, current } = before;
    const note: DoneNote = {
      of: 'listing',
      personId,
      version: plan.listing.version,
      ...(current && { before: current }),
      ...(plan.past && { past: plan.past }),
    };
    return { row: rows[at]?.row ?? 0, note };
  });
  return writeListings(work.database, writes, noteOf(done), registrarOf(work));
}

/** The person of a number that nobody had: registered under a new random id, unless somebody was first. */
async function register(
  { database, identityKeys, newId }: Work,
  { number, pointer }: NonNullable<ListingPlan['newcomer']>,
): Promise<string> {
  const known = await findPersonId(database, pointer);
  if (known !== undefined) return known;
  const personId = newId();
  const birthDate = birthDateOf(number);
  const saved = await saveNewIdentity(database, {
    personId,
    pointer,
    sealed: await identityKeys.seal({ number: number.number }, personId),
    protectedIdentity: false,
    ...(birthDate !== undefined && { birthDate }),
  });
  const found = saved ? personId : await findPersonId(database, pointer);
  if (found === undefined) throw new Error('A number points at nobody');
  return found;
}

/** The listings of a batch as they are now, each with the undo of it where nothing was built on it. */
async function readPeople({ database }: Work, done: readonly DoneRow[]) {
  const notes = done.flatMap(({ row, note }) => (note?.of === 'listing' ? [{ row, note }] : []));
  const listings = await readListings(
    database,
    notes.map(({ note }) => note.personId),
  );
  return notes.map(({ row, note }) => {
    const before = listings.get(note.personId) ?? noListing(note.personId);
    const { version, past } = note;
    const imported: ImportedBefore = {
      version,
      ...(note.before && { before: note.before }),
      ...(past && { past }),
    };
    return { row, before, past, undo: undoListingImport(before, imported) };
  });
}
