import * as z from 'zod';
import type { DifferingField } from '#domain/roster-differences.ts';
import { specialityCodes } from '#domain/specialities.ts';
import { staffRole } from './staff-roles.ts';
import { careUnitId, date, doctorCategory, doctorId, instant, writtenLine } from './values.ts';

/** Roster schemas take what a form can hold; whether it can be so is the domain's to say, field by field. */
const typedDate = writtenLine(20).describe('Local date YYYY-MM-DD; judged with the other values');
const employment = z.enum(['permanent', 'fixedTerm', 'locum']);
const kind = z.enum(['doctor', 'placeholderList']);

/** A unit's `rev` when the page was opened: a change made on an older state is refused, never merged. */
const rev = z.int().min(0);

/** Why patients cannot choose an entry, or that they can. */
export const choosabilityState = z.enum([
  'choosable',
  'placeholder-list',
  'has-left',
  'not-begun',
  'not-shown',
  'takes-nobody',
  'category-not-allowed',
  'employment-not-allowed',
  'supervisor-missing',
  'absence-plan-missing',
  'equivalence-not-decided',
  'locum-contract-too-short',
  'not-accepting',
  'full',
]);

const notEligibleReason = choosabilityState.extract([
  'category-not-allowed',
  'employment-not-allowed',
  'supervisor-missing',
  'absence-plan-missing',
  'equivalence-not-decided',
  'locum-contract-too-short',
]);
/** Whole years, inclusive. */
const ages = z.object({ from: z.int().optional(), through: z.int().optional() });
/** A decided version of the rules; the diary number where it was decided in the service. */
const ruleVersion = z.object({ decisionId: z.string(), diaryNumber: z.string().optional() });
/** A base speciality, by our code. */
const speciality = z.enum(specialityCodes);

const absence = z.strictObject({
  from: typedDate,
  through: typedDate,
  coveredByDoctorId: doctorId.optional(),
});
const ceiling = z.strictObject({ value: z.int().nullable(), from: typedDate });

/** What a form says of an entry. `ceiling` is left out where it stays as it is. */
export const rosterEntryWanted = z.strictObject({
  kind,
  name: writtenLine(200),
  category: doctorCategory,
  employment,
  /** Per cent of full time. */
  share: z.int(),
  languages: z.array(writtenLine(20)).max(20),
  supervisorName: writtenLine(200).optional(),
  speciality: writtenLine(40).optional(),
  trainingYear: z.int().optional(),
  takesNote: writtenLine(300).optional(),
  /** Whole years, inclusive; within the region's rule for the category, whatever is said here. */
  takesAges: z.strictObject({ from: z.int().optional(), through: z.int().optional() }).optional(),
  hasAbsencePlan: z.boolean(),
  equivalenceDecided: z.boolean(),
  hasLongContract: z.boolean(),
  absences: z.array(absence).max(20),
  startsOn: typedDate,
  leavesOn: typedDate.optional(),
  /** Left out: patients see the doctor from the first day through the last. */
  visibleFrom: typedDate.optional(),
  visibleThrough: typedDate.optional(),
  acceptsNew: z.boolean(),
  ceiling: ceiling.optional(),
});

/** A row of the roster. Numbers of people are for staff only (trust I11). */
export const rosterRow = z.object({
  doctorId,
  kind,
  name: z.string(),
  category: doctorCategory,
  speciality: speciality.optional(),
  trainingYear: z.int().optional(),
  employment,
  share: z.int(),
  /** People who have the doctor, or will from midnight. */
  listed: z.int(),
  /** In force now; absent: none. */
  ceiling: z.int().optional(),
  acceptsNew: z.boolean(),
  /** The region's rule and the doctor's own group together; absent: everyone. */
  takesAges: ages.optional(),
  /** Going on, or the next one. */
  absence: z.object({ from: date, through: date, coveredBy: z.string().optional() }).optional(),
  startsOn: date,
  leavesOn: date.optional(),
  /** Where patients see the doctor on other days than those at the unit. */
  visibleFrom: date.optional(),
  visibleThrough: date.optional(),
  choosable: choosabilityState,
  /** Does not pass the region's rules: the decision that says so. */
  ruledBy: ruleVersion.optional(),
  /** Decided rules that are to come say otherwise of the doctor: from then on she or he passes, or why not. */
  ruledNext: ruleVersion.extend({ from: instant, reason: notEligibleReason.optional() }).optional(),
});
export type RosterRow = z.infer<typeof rosterRow>;

/** The closed list to choose from, with names. */
const namedSpeciality = z.object({ code: speciality, sv: z.string(), en: z.string() });

export const rosterAnswer = z.object({
  careUnitId,
  careUnitName: z.string(),
  /** Local date of the answer: what a new form begins with. */
  today: date,
  rev,
  /** Whether the reader's role may change anything. */
  mayChange: z.boolean(),
  rows: z.array(rosterRow),
  specialities: z.array(namedSpeciality),
});

const differingField = z.enum([
  'name',
  'category',
  'employment',
  'share',
  'languages',
  'speciality',
  'trainingYear',
  'takesNote',
  'takesAges',
  'supervisorName',
  'hasAbsencePlan',
  'equivalenceDecided',
  'hasLongContract',
  'absences',
  'startsOn',
  'leavesOn',
  'visibleFrom',
  'visibleThrough',
  'successor',
  'acceptsNew',
  'ceiling',
] as const satisfies readonly DifferingField[]);

export const rosterDifference = z.object({
  field: differingField,
  before: z.string().optional(),
  after: z.string().optional(),
});

/** One change, newest first. Who, by role only. */
export const rosterChangeMade = z.object({
  changeId: z.int(),
  at: instant,
  role: staffRole,
  kind: z.enum(['added', 'changed', 'ended', 'undone']),
  differences: z.array(rosterDifference),
});

/** Everything of one entry, for its form. */
export const rosterEntryAnswer = z.object({
  careUnitId,
  careUnitName: z.string(),
  /** Local date of the answer: what a new form begins with. */
  today: date,
  rev,
  mayChange: z.boolean(),
  row: rosterRow,
  languages: z.array(z.string()),
  specialities: z.array(namedSpeciality),
  takesNote: z.string().optional(),
  /** The doctor's own group, as the unit set it. */
  ownAges: ages.optional(),
  supervisorName: z.string().optional(),
  hasAbsencePlan: z.boolean(),
  equivalenceDecided: z.boolean(),
  hasLongContract: z.boolean(),
  absences: z.array(z.object({ from: date, through: date, coveredByDoctorId: doctorId.optional() })),
  /** In force and to come. */
  ceilings: z.array(z.object({ from: instant, value: z.int().nullable() })),
  history: z.array(rosterChangeMade),
  /** The latest change, where nothing built on it. */
  undoable: z.int().optional(),
});

export const rosterParams = z.strictObject({ careUnitId });
export const rosterEntryParams = z.strictObject({ careUnitId, doctorId });
/** A new entry, or what an entry is to be. */
export const rosterEntryBody = z.strictObject({ rev, entry: rosterEntryWanted });
export const endRosterEntryBody = z.strictObject({
  rev,
  lastDay: typedDate,
  successorDoctorId: doctorId.optional(),
});
export const undoRosterChangeBody = z.strictObject({ rev, changeId: z.int().min(1) });

/** The same for many: what is left out stays as it is. */
export const changeManyBody = z.strictObject({
  rev,
  doctorIds: z.array(doctorId).max(32),
  acceptsNew: z.boolean().optional(),
  ceiling: ceiling.optional(),
});

export const rosterEntrySaved = z.object({ doctorId });

/** What changing many would do, or did; who is not named stays as she or he is. */
export const rosterChangesAnswer = z.object({
  rev,
  changes: z.array(
    z.object({
      doctorId,
      name: z.string(),
      listed: z.int(),
      differences: z.array(rosterDifference),
      /** Fewer places than people: nobody is removed, nobody new can choose. */
      belowListed: z.boolean(),
    }),
  ),
  unchanged: z.array(z.object({ doctorId, name: z.string() })),
});
