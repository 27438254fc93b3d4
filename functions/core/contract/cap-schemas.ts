import * as z from 'zod';
import { capExemption, careUnitId, date, instant, writtenLine, writtenText } from './values.ts';

/** Ids of applications and decisions: 26 lower-case base 32 characters. */
export const caseId = z.string().regex(/^[a-z0-9]{26}$/);

export const capStatus = z.enum(['applied', 'consulted', 'granted', 'partlyRefused', 'refused', 'ended']);

const text = writtenText(4_000).min(1);
const diaryNumber = writtenLine(40).min(1);
const people = z.int().min(0).max(100_000);

/** At most so many listed people, from one local date through another, inclusive. */
const terms = z.strictObject({
  number: people,
  from: date,
  through: date.optional(),
  exemptions: z.array(capExemption).max(6),
});

/** What every decision of the region is written with. */
const rulingFields = { reasons: text, diaryNumber, announcedOn: date };

/** Names a cap from before the service by what its unit tells of it. */
export const takeUpCapBody = z.strictObject({ from: date, decisionNumber: writtenLine(200) });
export const applyForCapBody = z.strictObject({ reasons: text, actionPlan: text, wished: terms });
export const consultationBody = z.strictObject({ heldOn: date, summary: text });
export const decideCapBody = z.strictObject({
  ...rulingFields,
  outcome: z.enum(['grant', 'refusePartly', 'refuseWholly']),
  terms: terms.optional().describe('Left out where the region refuses wholly'),
  specialReasons: text.optional().describe('Required where the region refuses, wholly or partly'),
});
export const endCapBody = z.strictObject({ ...rulingFields, liftedFrom: date });
export const extendCapBody = z.strictObject({ ...rulingFields, through: date });

const termsTold = z.object({
  number: z.int(),
  from: date,
  through: date.optional(),
  exemptions: z.array(capExemption),
});

export const capApplication = z.object({
  applicationId: caseId,
  careUnitId,
  appliedAt: instant,
  reasons: z.string(),
  actionPlan: z.string(),
  wished: termsTold,
  consultation: z.object({ heldOn: date, summary: z.string(), recordedAt: instant }).optional(),
  status: capStatus,
  earlierDecisionNumber: z
    .string()
    .optional()
    .describe('Decided before the service: reasons and plan are empty'),
});

export const capRuling = z.object({
  decisionId: caseId,
  applicationId: caseId,
  kind: z.enum(['grant', 'refusePartly', 'refuseWholly', 'extend', 'endEarly']),
  decidedAt: instant,
  terms: termsTold.optional(),
  liftedFrom: date.optional(),
  reasons: z.string(),
  specialReasons: z.string().optional(),
  diaryNumber: z.string(),
  announcedOn: date,
  challengeThrough: date.describe('Last day for legality review (KL 13 kap. 5 §)'),
  replacesDecisionId: caseId.optional(),
});

/** A cap ends soon: for the unit's manager and the region. */
export const capReminder = z.object({
  careUnitId,
  careUnitName: z.string(),
  decisionNumber: z.string(),
  through: date,
  daysBefore: z.int(),
  daysLeft: z.int(),
});

const capRules = z.object({
  requireThrough: z.boolean(),
  consultation: z.boolean(),
  exemptions: z.array(capExemption),
});
const careUnitNamed = z.object({ careUnitId, name: z.string() });

/** Where a unit stands now. */
const placesNow = z.object({
  taken: z.int(),
  cap: z.int().optional().describe('Absent: not limited'),
  waiting: z.int(),
});

export const capsOfUnitAnswer = z.object({
  careUnit: careUnitNamed,
  today: date,
  now: placesNow,
  rules: capRules,
  mayApply: z.boolean().describe('No other application of the unit waits for a decision'),
  applications: z.array(capApplication).describe('Newest first'),
  decisions: z.array(capRuling).describe('Newest first'),
  earlier: z
    .array(z.object({ from: date, through: date.optional(), decisionNumber: z.string() }))
    .describe('Decided before the service'),
  reminders: z.array(capReminder),
});

export const findCapApplicationsQuery = z.strictObject({
  show: z.enum(['open', 'decided', 'all']).default('open'),
});

export const capApplicationsAnswer = z.object({
  applications: z.array(
    z.object({
      applicationId: caseId,
      careUnit: careUnitNamed,
      appliedAt: instant,
      ageDays: z.int(),
      /** The day by which it should be decided: when the cap was asked to begin. */
      dueOn: date,
      overdue: z.boolean(),
      number: z.int(),
      status: capStatus,
    }),
  ),
  earlier: z
    .array(
      z.object({
        careUnit: careUnitNamed,
        from: date,
        through: date.optional(),
        decisionNumber: z.string(),
      }),
    )
    .describe('Caps from before the service that are not over and not taken up; nearest last day first'),
  reminders: z.array(capReminder),
});

export const capApplicationAnswer = z.object({
  careUnit: careUnitNamed,
  today: date,
  now: placesNow,
  rules: capRules,
  application: capApplication,
  decisions: z.array(capRuling).describe('Of this application, newest first'),
  can: z.object({
    recordConsultation: z.boolean(),
    decide: z.boolean(),
    endEarly: z.boolean(),
    extend: z.boolean(),
  }),
});

export const simulateCapQuery = z.strictObject({
  number: z.coerce.number().int().min(0).max(100_000),
  from: date,
});
const placesBand = z.enum(['none', 'under10', 'from10to49', 'from50', 'unlimited']);

export const capSimulationAnswer = z.object({
  taken: z.int(),
  capBefore: z.int().nullable(),
  capAfter: z.int(),
  freeBefore: z.int().nullable(),
  freeAfter: z.int(),
  closed: z.int().optional(),
  opened: z.int().optional(),
  above: z.int().describe('Listed above the number: all stay listed'),
  waiting: z.int(),
  nearby: z.array(z.object({ careUnitId, name: z.string(), distanceKm: z.number(), free: placesBand })),
});

export const appliedAnswer = z.object({ applicationId: caseId });
export const ruledAnswer = z.object({ applicationId: caseId, decisionId: caseId });
