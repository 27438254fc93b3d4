import * as z from 'zod';

/** Values that several schemas share. Units: instants ISO 8601 UTC, dates local to Europe/Stockholm, distances km. */
export const careUnitId = z
  .string()
  .regex(/^[a-z0-9-]{3,60}$/)
  .describe('Readable id of a care unit, part of its address');
export const doctorId = z.string().regex(/^[a-z0-9]{4,12}$/);
export const receiptId = z.string().regex(/^[a-z0-9]{26}$/);
/**
 * What no keyboard means to send: control characters, and those that turn the direction of what follows, by which a text
 * can be made to read as another.
 */
const hidden = /[\p{Cc}\u061C\u2028\u2029\u202A-\u202E\u2066-\u2069\uFEFF]/u;

/** A line that somebody wrote, in one spelling (NFC), without spaces around it. */
export function writtenLine(atMost: number) {
  return z
    .string()
    .normalize('NFC')
    .trim()
    .max(atMost)
    .refine((text) => !hidden.test(text));
}

/** The same of several lines. A form sends a line break as two characters; it is counted and kept as one. */
export function writtenText(atMost: number) {
  return z
    .string()
    .overwrite((text) => text.replaceAll('\r\n', '\n'))
    .normalize('NFC')
    .trim()
    .max(atMost)
    .refine((text) => !hidden.test(text.replaceAll(/[\n\t]/g, '')));
}

export const instant = z.iso.datetime();
export const date = z.iso.date();
export const languageCode = z.string().regex(/^[a-z]{2,3}$/);

/** Four states, never by colour alone; `unknown` is not free. */
export const availabilityState = z.enum(['open', 'fewPlaces', 'full', 'notAccepting', 'unknown']);
export type AvailabilityState = z.infer<typeof availabilityState>;

export const doctorCategory = z.enum([
  'gpSpecialist',
  'doctorInTraining',
  'geriatrician',
  'paediatrician',
  'equivalentCompetence',
  'otherSpecialist',
  'licensedDoctor',
]);
export const origin = z.enum(['chosen', 'assigned', 'defaultAllocation', 'imported']);

export const namedDoctorAnswer = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('doctor'), doctorId }),
  z.strictObject({ kind: z.literal('later') }),
  z.strictObject({ kind: z.literal('noPreference') }),
  z.strictObject({ kind: z.literal('declined') }),
]);

/** Who may still be listed at a capped unit, by the decision (HSL 7 kap. 3 c §). */
export const capExemption = z.enum([
  'newborn',
  'careHome',
  'family',
  'movedIn',
  'child0to6',
  'medicalPriority',
]);
