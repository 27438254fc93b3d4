import * as z from 'zod';
import { directoryCareUnit, unitConditions } from './directory-schemas.ts';
import {
  capExemption,
  careUnitId,
  date,
  doctorId,
  instant,
  namedDoctorAnswer,
  origin,
  receiptId,
  writtenLine,
} from './values.ts';

/** A named doctor as the person sees it: the name comes from the published directory, never from the listing. */
export const namedDoctorView = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('doctor'),
    doctorId,
    /** Absent when the doctor is no longer on the roster. */
    name: z.string().optional(),
    origin,
    since: instant,
    /** The doctor's last day at the unit has passed: one has no named doctor, and the unit is to propose one. */
    hasLeft: z.boolean().optional(),
    /** Whom the unit proposes to those whom the doctor left. */
    successor: z.object({ doctorId, name: z.string() }).optional(),
    absence: z.object({ from: date, through: date, coveredBy: z.string().optional() }).optional(),
  }),
  z.object({ kind: z.enum(['later', 'noPreference', 'declined']), since: instant }),
  z.object({ kind: z.literal('unanswered') }),
]);

export const receiptView = z.object({
  receiptId,
  chosenAt: instant,
  conditionsVersion: z.string(),
  counted: z.boolean(),
});

export const currentView = z.object({
  careUnitId,
  careUnitName: z.string(),
  since: instant,
  origin,
  namedDoctor: namedDoctorView,
  receipt: receiptView.optional(),
});

/** A doctor whom one's unit registered or proposes, until one answers. */
export const proposalView = z.object({
  messageId: receiptId,
  kind: z.enum(['registered', 'proposed']),
  doctorId,
  name: z.string(),
  at: instant,
});

export const pendingView = z.object({
  careUnitId,
  careUnitName: z.string(),
  effectiveFrom: instant,
  namedDoctor: namedDoctorView,
  receipt: receiptView,
});

/** Changes of unit: how many are left and when each one used comes back. */
export const changesView = z.object({
  limit: z.int(),
  windowMonths: z.int(),
  left: z.int(),
  /** The first date on which a change is free; only when none is left. */
  nextAllowedOn: date.optional(),
  /** One date for each change used: when it comes back. */
  comeBackOn: z.array(date),
});

/** What this person may do here and now, by age and policy. */
export const abilities = z.object({
  choose: z.enum(['yes', 'guardian-chooses', 'guardian-confirms']),
  suggestedAudience: z.enum(['standard', 'young']),
  suggestedLanguage: z.string().optional(),
  protectedIdentity: z.boolean(),
});

export const myPageAnswer = z.object({
  asOf: instant,
  abilities,
  current: currentView.optional(),
  pending: pendingView.optional(),
  /** The person leaves, or has left, the named doctor's age group: told, and nobody is dropped. */
  ageGroup: z.object({ on: date, throughAge: z.int(), passed: z.boolean() }).optional(),
  proposal: proposalView.optional(),
  changes: changesView,
  /** Full units that the person may choose all the same, each with the ground and the last day. */
  mayChoose: z
    .array(z.object({ careUnitId, careUnitName: z.string(), code: capExemption, through: date }))
    .optional(),
  history: z.array(
    z.object({
      careUnitId,
      careUnitName: z.string(),
      since: instant,
      until: instant,
      origin,
      namedDoctorName: z.string().optional(),
      receiptId: receiptId.optional(),
    }),
  ),
});

export const draft = z.strictObject({
  careUnitId,
  namedDoctor: namedDoctorAnswer.optional(),
  /** Version of the conditions the person said they had read. */
  conditionsVersion: writtenLine(20).optional(),
});

/** The choice being made: answers so far, the unit as published now, and what each answer would meet. */
export const choiceAnswer = z.object({
  asOf: instant,
  abilities,
  draft: draft.optional(),
  /** Idempotency key of this draft: the check page carries it, so a resent form is one choice. */
  intentKey: z.string().optional(),
  careUnit: directoryCareUnit.optional(),
  /** For this person: which doctors can be chosen, and why not the others. */
  doctors: z.array(z.object({ doctorId, choosable: z.boolean(), refusal: z.string().optional() })),
  /** What stands against the draft as it is, if anything: the slug of the refusal. */
  refusal: z.object({ slug: z.string(), nextAllowedOn: date.optional() }).optional(),
  conditions: z.object({ version: z.string(), unit: unitConditions.optional() }),
  /** Where the unit is full: by which exemption this person may choose it all the same, and through which day. */
  exemption: z.object({ code: capExemption, through: date.optional() }).optional(),
  /** Where the unit is full: the exemptions that the decision on its cap names. */
  exemptions: z.array(capExemption).optional(),
  /** What confirming would do. `doctor-only`: same unit, at once, costs nothing. */
  effect: z.enum(['first-listing', 'change', 'replaces-pending', 'doctor-only']).optional(),
  counted: z.boolean(),
  effectiveFrom: instant.optional(),
  current: currentView.optional(),
  pending: pendingView.optional(),
  changes: changesView,
});

export const chooseCareUnitBody = z.strictObject({
  careUnitId,
  namedDoctor: namedDoctorAnswer,
  conditionsVersion: writtenLine(20),
});
export const chooseNamedDoctorBody = z.strictObject({ careUnitId, namedDoctor: namedDoctorAnswer });

export const proposalAnswer = z.enum(['accept', 'decline']);
/** `careUnitId`: where one is listed, whose doctor is proposed. */
export const answerProposalBody = z.strictObject({ careUnitId, answer: proposalAnswer });

export const chosenAnswer = z.object({ receiptId, effectiveFrom: instant });

export const receiptAnswer = z.object({
  asOf: instant,
  receiptId,
  status: z.enum(['pending', 'current', 'past']),
  careUnitId,
  careUnitName: z.string(),
  careUnitPhone: z.string().optional(),
  effectiveFrom: instant,
  namedDoctor: namedDoctorView,
  chosenAt: instant,
  counted: z.boolean(),
  exemption: capExemption.optional().describe('By which the unit’s cap was passed'),
  conditions: z.object({ version: z.string(), unit: unitConditions.optional() }),
  changes: changesView,
});
