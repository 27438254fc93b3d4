import { checkRosterEntry } from '#domain/check-roster-entry.ts';
import type { RosterEntryWanted } from '#domain/roster-change.ts';
import { placeholderFacts } from '#domain/roster-entry.ts';
import type { RosterField } from '#domain/roster-fault.ts';
import { localDate } from '#domain/stockholm-time.ts';
import type { CellReader } from './cell-reader.ts';
import type { ColumnKey } from './import-columns.ts';
import { rosterReasons } from './import-fault.ts';
import type { ImportedDoctor, RowSurroundings } from './imported-rows.ts';
import { proposePlaceholder } from './propose-placeholder.ts';
import { type Read, read, readCareUnit, readChoice, readYesNo, unread } from './read-cell.ts';
import { readDate } from './read-date-cell.ts';
import { readLanguages } from './read-list-cell.ts';
import { readShare, readWholeNumber } from './read-number-cell.ts';

type Reader = CellReader<'doctors'>;

/** No doctor's list is near it; the roster's own check says the same. */
const ceilingAtMost = 5_000;

/**
 * A doctor or a placeholder list of a row. Where the file does not say which, a name that looks like a list's is
 * taken for one and marked as a proposal. What the roster page refuses is refused here, by the same rules.
 */
export function takeDoctor(
  reader: Reader,
  { now, careUnitNameOf }: RowSurroundings,
): ImportedDoctor | undefined {
  const { take } = reader;
  const careUnit = take('careUnit', readCareUnit);
  const doctorId = take('doctorId', readDoctorId);
  const name = take('name', read);
  const said = take('kind', (text) => readChoice('kind', text));
  const startsOn = take('startsOn', readDate);
  const leavesOn = take('leavesOn', readDate);
  const looksLikeList =
    name !== undefined && proposePlaceholder(name, careUnit && careUnitNameOf?.(careUnit));
  const kind = said ?? (looksLikeList ? 'placeholderList' : 'doctor');
  const post = takePost(reader, kind, localDate(now));
  if (!careUnit || !name || !startsOn || !post) return undefined;
  const wanted = { kind, name, startsOn, ...post, ...(leavesOn !== undefined && { leavesOn }) };
  findRosterFaults(reader, wanted, now);
  return {
    careUnit,
    wanted,
    placeholderProposed: said === undefined && looksLikeList,
    ...(doctorId !== undefined && { doctorId }),
  };
}

/** Competence and employment are required of a doctor; a list has neither. */
function takePost({ take, fault }: Reader, kind: RosterEntryWanted['kind'], today: string) {
  const isDoctor = kind === 'doctor';
  const category = take('category', (text) => readChoice('category', text));
  const employment = take('employment', (text) => readChoice('employment', text));
  const share = take('share', readShare) ?? 100;
  const languages = take('languages', readLanguages) ?? [];
  const supervisorName = take('supervisorName', read);
  const ceiling = take('ceiling', (text) => readWholeNumber(text, { from: 0, through: ceilingAtMost }));
  const facts = {
    hasAbsencePlan: take('hasAbsencePlan', readYesNo) ?? false,
    equivalenceDecided: take('equivalenceDecided', readYesNo) ?? false,
    hasLongContract: take('hasLongContract', readYesNo) ?? false,
    acceptsNew: take('acceptsNew', readYesNo) ?? isDoctor,
  };
  if (isDoctor && !category) fault('missing', 'category');
  if (isDoctor && !employment) fault('missing', 'employment');
  if (isDoctor && (!category || !employment)) return undefined;
  return {
    ...placeholderFacts,
    ...(category && { category }),
    ...(employment && { employment }),
    ...facts,
    share,
    languages,
    absences: [],
    ...(supervisorName !== undefined && { supervisorName }),
    ...(ceiling !== undefined && { ceiling: { value: ceiling, from: today } }),
  };
}

const columnOf: Readonly<Partial<Record<RosterField, ColumnKey<'doctors'>>>> = {
  kind: 'kind',
  name: 'name',
  share: 'share',
  languages: 'languages',
  supervisorName: 'supervisorName',
  startsOn: 'startsOn',
  leavesOn: 'leavesOn',
  ceiling: 'ceiling',
};

function findRosterFaults({ fault }: Reader, wanted: RosterEntryWanted, now: Date): void {
  for (const { field, reason } of checkRosterEntry(wanted, [], undefined, now)) {
    const column = columnOf[field];
    const slug = rosterReasons[reason];
    if (column && slug) fault(slug, column);
  }
}

function readDoctorId(text: string): Read<string> {
  return /^[a-z0-9]{4,12}$/.test(text) ? read(text) : unread('not-an-id');
}
