import * as z from 'zod';
import { messageAnswers, messageKinds } from '#domain/person-message.ts';
import { careUnitId, doctorId, instant, origin, writtenLine } from './values.ts';

/** Random; says nothing of whom it stands for (ADR 1), so it may stand in an address. */
export const personId = z.string().regex(/^[a-z0-9]{26}$/);
export const personParams = z.strictObject({ personId });
export const listedPersonParams = z.strictObject({ careUnitId, personId });
export const peopleOfUnitParams = z.strictObject({ careUnitId });

/** As typed; in the body, for a number never stands in an address. */
export const lookUpBody = z.strictObject({ number: writtenLine(40) });
export const lookUpAnswer = z.object({ personId });

/** Why somebody with protected identity is opened: kept in the access log, so no numbers and nothing about health. */
export const openPersonBody = z.strictObject({ reason: writtenLine(300) });

export const assignDoctorBody = z.strictObject({
  doctorId,
  kind: z.enum(['registered', 'proposed']),
  /** Version of the listing when the page was opened. */
  version: z.int().min(0),
});

/** A doctor as staff see it on one person's page. */
const staffNamedDoctor = z.object({
  kind: z.enum(['doctor', 'later', 'noPreference', 'declined', 'unanswered']),
  name: z.string().optional(),
  origin: origin.optional(),
  since: instant.optional(),
  /** By the clock, from the roster: nobody's listing is touched when a doctor leaves. */
  hasLeft: z.boolean(),
  /** Whom the unit proposes to those the doctor left. */
  successorName: z.string().optional(),
});

const place = z.object({ careUnitId, careUnitName: z.string() });

export const personAnswer = z.object({
  asOf: instant,
  personId,
  /** Protected identity: nothing but this is told until a reason is given. */
  isMasked: z.boolean(),
  isProtected: z.boolean(),
  identity: z.object({ name: z.string().optional(), number: z.string() }).optional(),
  version: z.int(),
  current: place.extend({ since: instant, origin, namedDoctor: staffNamedDoctor }).optional(),
  pending: place.extend({ effectiveFrom: instant }).optional(),
  /** Whether the caller may register or propose a doctor now. */
  mayAssign: z.boolean(),
  /** Whether registering is open: the person has neither chosen nor declined. */
  mayRegister: z.boolean(),
  doctors: z.array(
    z.object({
      doctorId,
      name: z.string(),
      /** Slug of why this person cannot have the doctor now. */
      refusal: z.string().optional(),
    }),
  ),
  /** What the unit has told the person, newest first, and what the person answered. */
  history: z.array(
    z.object({
      at: instant,
      kind: z.enum(messageKinds),
      name: z.string(),
      answer: z.enum(messageAnswers).optional(),
      answeredAt: instant.optional(),
    }),
  ),
});
