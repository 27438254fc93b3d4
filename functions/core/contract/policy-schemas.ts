import * as z from 'zod';
import { caseId } from './cap-schemas.ts';
import { choosabilityState } from './roster-schemas.ts';
import { staffRole } from './staff-roles.ts';
import { careUnitId, date, doctorCategory, doctorId, instant, writtenLine, writtenText } from './values.ts';

export const employment = z.enum(['permanent', 'fixedTerm', 'locum']);
export const requirement = z.enum(['supervisor', 'absencePlan', 'equivalenceDecision']);
/** Whole years, inclusive. */
const patientAges = z.strictObject({ from: z.int().optional(), through: z.int().optional() });

/** Who of a category may be a named doctor, and for whom. Whether it holds together, the domain says. */
export const categoryRule = z.strictObject({
  allowed: z.boolean(),
  employments: z.array(employment).max(3),
  requires: z.array(requirement).max(3).optional(),
  patientAges: patientAges.optional(),
  alsoInHomeNursingOrCareHome: z.boolean().optional(),
});

export const namedDoctorRules = z.strictObject({
  categories: z.strictObject({
    gpSpecialist: categoryRule,
    doctorInTraining: categoryRule,
    geriatrician: categoryRule,
    paediatrician: categoryRule,
    equivalentCompetence: categoryRule,
    otherSpecialist: categoryRule,
    licensedDoctor: categoryRule,
  }),
  locumNeedsLongContract: z.boolean(),
  guideValues: z.strictObject({ specialist: z.int(), doctorInTraining: z.int() }),
});
export type NamedDoctorRulesSaid = z.infer<typeof namedDoctorRules>;

/** The id of a version: of a decision made here, or the one that set the region up. */
const versionId = writtenLine(80).min(1);
const text = writtenText(4_000).min(1);

/** What every decision is written with. */
export const decisionFields = {
  reasons: text,
  diaryNumber: writtenLine(40).min(1),
  decidedOn: date,
  announcedOn: date,
};

/** Why, when and in which role; never who by name. */
export const decisionTold = {
  reasons: z.string(),
  diaryNumber: z.string(),
  decidedOn: date,
  announcedOn: date,
  challengeThrough: date.describe('Last day for legality review (KL 13 kap. 5 §)'),
  registeredAt: instant,
  role: staffRole,
};

export const policyVersion = z.object({
  decisionId: versionId,
  from: instant,
  until: instant.optional().describe('When the next version begins'),
  /** `replaced`: a later decision says something else from the same instant, so it never applied. */
  standing: z.enum(['inForce', 'coming', 'past', 'replaced']),
  rules: namedDoctorRules,
  decision: z
    .object({
      ...decisionTold,
      kind: z.enum(['named-doctor-rules', 'withdrawal']),
      withdraws: versionId.optional(),
    })
    .optional()
    .describe('Absent: from setting up the region'),
});

export const policyVersionsAnswer = z.object({
  today: date,
  /** The latest decision: a new one is made on it. */
  latest: versionId,
  mayDecide: z.boolean(),
  versions: z.array(policyVersion).describe('Newest decision first'),
  presets: z.object({ vastmanland: namedDoctorRules, permissive: namedDoctorRules }),
});

export const previewRulesBody = z.strictObject({ rules: namedDoctorRules, appliesFrom: date });

const effects = { gains: z.int(), loses: z.int(), group: z.int() };
export const rulesPreviewAnswer = z.object({
  /** The instant from which a decision made now would apply. */
  from: instant,
  until: instant.optional().describe('A later version is decided already and begins then'),
  unchanged: z.boolean().describe('The same rules would be in force then anyway'),
  doctors: z.array(
    z.object({
      careUnitId,
      careUnitName: z.string(),
      doctorId,
      name: z.string(),
      category: doctorCategory,
      effect: z.enum(['gains', 'loses', 'group']),
      listed: z.int(),
      before: choosabilityState,
      after: choosabilityState,
      agesBefore: patientAges.optional(),
      agesAfter: patientAges.optional(),
    }),
  ),
  careUnits: z.array(
    z.object({
      careUnitId,
      name: z.string(),
      ...effects,
      /** People who have a doctor that loses. */
      peopleOfLosing: z.int(),
      /** People who have a doctor whose group changes: at most so many are touched. */
      peopleOfGroup: z.int(),
    }),
  ),
  totals: z.object({ ...effects, peopleOfLosing: z.int(), peopleOfGroup: z.int() }),
});

export const decideRulesBody = z.strictObject({
  ...decisionFields,
  after: versionId,
  appliesFrom: date,
  rules: namedDoctorRules,
});
export const withdrawRulesBody = z.strictObject({ ...decisionFields, after: versionId });
export const policyDecidedAnswer = z.object({ decisionId: caseId, from: instant });
