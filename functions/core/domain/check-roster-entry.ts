import type { RosterDoctor } from './roster.ts';
import type { RosterEntryWanted } from './roster-change.ts';
import type { RosterFault, RosterFaultReason, RosterField } from './roster-fault.ts';
import { isSpeciality, trainingYears } from './specialities.ts';
import { isDate, localDate } from './stockholm-time.ts';

const nameAtMost = 80;
const noteAtMost = 120;
const absencesAtMost = 10;
const oldest = 120;
/** No doctor's list is near it; a slip of the keyboard is past it. */
const ceilingAtMost = 5_000;

/**
 * Everything that is wrong with an entry, so that all of it can be mended at once. Whether the doctor may be chosen
 * is another matter: a doctor who does not pass the region's rule is entered all the same, and shown with the reason.
 */
export function checkRosterEntry(
  wanted: RosterEntryWanted,
  roster: readonly RosterDoctor[],
  own: string | undefined,
  now: Date,
): RosterFault[] {
  if (wanted.kind === 'placeholderList') return [...checkName(wanted), ...checkDates(wanted)];
  return [
    ...checkName(wanted),
    ...checkDates(wanted),
    ...checkShown(wanted),
    ...checkAges(wanted),
    ...checkPost(wanted),
    ...checkTraining(wanted),
    ...checkTakesNote(wanted),
    ...checkAbsences(wanted, roster, own),
    ...checkCeiling(wanted.ceiling, now),
  ];
}

function fault(field: RosterField, reason: RosterFaultReason): RosterFault {
  return { field, reason };
}

function checkName({ kind, name }: RosterEntryWanted): RosterFault[] {
  const length = name.trim().length;
  if (length === 0) return [fault('name', 'name-missing')];
  if (length > nameAtMost) return [fault('name', 'name-too-long')];
  if (kind === 'doctor' && /\p{N}/u.test(name)) return [fault('name', 'doctor-name-has-digits')];
  if (hasLongNumber(name)) return [fault('name', 'list-name-has-number')];
  return [];
}

function checkDates({ startsOn, leavesOn }: RosterEntryWanted): RosterFault[] {
  const wrong: RosterFault[] = [];
  if (!isDate(startsOn)) wrong.push(fault('startsOn', 'date-not-valid'));
  if (leavesOn === undefined) return wrong;
  if (!isDate(leavesOn)) wrong.push(fault('leavesOn', 'date-not-valid'));
  else if (leavesOn < startsOn) wrong.push(fault('leavesOn', 'ends-before-start'));
  return wrong;
}

/** Before the first day as well; never after the last. */
function checkShown({ startsOn, leavesOn, visibleFrom, visibleThrough }: RosterEntryWanted): RosterFault[] {
  const wrong: RosterFault[] = [];
  if (visibleFrom !== undefined && !isDate(visibleFrom)) wrong.push(fault('visibleFrom', 'date-not-valid'));
  const from = visibleFrom ?? startsOn;
  const last = visibleThrough ?? leavesOn;
  if (visibleThrough !== undefined && !isDate(visibleThrough)) {
    wrong.push(fault('visibleThrough', 'date-not-valid'));
  } else if (visibleThrough !== undefined && leavesOn !== undefined && visibleThrough > leavesOn) {
    wrong.push(fault('visibleThrough', 'shown-after-end'));
  } else if ((visibleFrom ?? visibleThrough) !== undefined && last !== undefined && last < from) {
    wrong.push(fault('visibleThrough', 'shown-reversed'));
  }
  return wrong;
}

/** Whole years. Whether the region's rule takes anybody of that age is judged when somebody chooses, for rules change. */
function checkAges({ takesAges: { from, through } = {} }: RosterEntryWanted): RosterFault[] {
  const isAge = (age: number) => Number.isInteger(age) && age >= 0 && age <= oldest;
  const wrong: RosterFault[] = [];
  if (from !== undefined && !isAge(from)) wrong.push(fault('agesFrom', 'age-out-of-range'));
  if (through !== undefined && !isAge(through)) wrong.push(fault('agesThrough', 'age-out-of-range'));
  else if (through !== undefined && from !== undefined && isAge(from) && through < from) {
    wrong.push(fault('agesThrough', 'ages-reversed'));
  }
  return wrong;
}

function checkPost({ name, share, languages, supervisorName }: RosterEntryWanted): RosterFault[] {
  const wrong: RosterFault[] = [];
  if (!Number.isInteger(share) || share < 1 || share > 100) wrong.push(fault('share', 'share-out-of-range'));
  if (languages.some((code) => !/^[a-z]{2,3}$/.test(code))) {
    wrong.push(fault('languages', 'language-unknown'));
  }
  const supervisor = supervisorName?.trim();
  if (!supervisor) return wrong;
  if (supervisor.length > nameAtMost) wrong.push(fault('supervisorName', 'name-too-long'));
  else if (/\p{N}/u.test(supervisor)) wrong.push(fault('supervisorName', 'doctor-name-has-digits'));
  else if (supervisor === name.trim()) wrong.push(fault('supervisorName', 'supervisor-is-oneself'));
  return wrong;
}

function checkTraining({ speciality, trainingYear }: RosterEntryWanted): RosterFault[] {
  const wrong: RosterFault[] = [];
  if (speciality !== undefined && !isSpeciality(speciality)) {
    wrong.push(fault('speciality', 'speciality-unknown'));
  }
  if (trainingYear !== undefined && !trainingYears.some((year) => year === trainingYear)) {
    wrong.push(fault('trainingYear', 'training-year-unknown'));
  }
  return wrong;
}

/** Shown to patients: short, and no number in it that may be somebody's. */
function checkTakesNote({ takesNote = '' }: RosterEntryWanted): RosterFault[] {
  const wrong: RosterFault[] = [];
  if (takesNote.trim().length > noteAtMost) wrong.push(fault('takesNote', 'note-too-long'));
  if (hasLongNumber(takesNote)) wrong.push(fault('takesNote', 'list-name-has-number'));
  return wrong;
}

/** Six digits or more, however they are parted. */
function hasLongNumber(text: string): boolean {
  return /\p{N}[\p{N}\s+-]{4,}\p{N}/u.test(text);
}

function checkAbsences(
  { absences }: RosterEntryWanted,
  roster: readonly RosterDoctor[],
  own: string | undefined,
): RosterFault[] {
  const wrong = new Set<RosterFaultReason>();
  if (absences.length > absencesAtMost) wrong.add('absences-too-many');
  for (const { from, through, coveredByDoctorId } of absences) {
    if (!isDate(from) || !isDate(through)) wrong.add('date-not-valid');
    else if (through < from) wrong.add('absence-reversed');
    if (coveredByDoctorId !== undefined && !canCover(roster, coveredByDoctorId, own)) {
      wrong.add('cover-not-on-roster');
    }
  }
  const inOrder = absences.toSorted((a, b) => (a.from < b.from ? -1 : 1));
  if (inOrder.some(({ from }, at) => at > 0 && from <= (inOrder[at - 1]?.through ?? ''))) {
    wrong.add('absences-overlap');
  }
  return [...wrong].map((reason) => fault('absences', reason));
}

/** A colleague, and a person: nobody is looked after by a list. */
function canCover(roster: readonly RosterDoctor[], doctorId: string, own: string | undefined): boolean {
  return doctorId !== own && roster.some((one) => one.doctorId === doctorId && one.kind === 'doctor');
}

/** A ceiling is a whole number of people, or none, from today or later: what applied when people chose stays. */
export function checkCeiling(ceiling: RosterEntryWanted['ceiling'], now: Date): RosterFault[] {
  if (!ceiling) return [];
  const { value, from } = ceiling;
  const wrong: RosterFault[] = [];
  if (value !== null && (!Number.isInteger(value) || value < 0 || value > ceilingAtMost)) {
    wrong.push(fault('ceiling', 'ceiling-out-of-range'));
  }
  if (!isDate(from)) wrong.push(fault('ceilingFrom', 'date-not-valid'));
  else if (from < localDate(now)) wrong.push(fault('ceilingFrom', 'ceiling-in-the-past'));
  return wrong;
}
