import * as z from 'zod';

/** Values that several schemas share. Units: instants ISO 8601 UTC, dates local to Europe/Stockholm, distances km. */
export const careUnitId = z
  .string()
  .regex(/^[a-z0-9-]{3,60}$/)
  .describe('Readable id of a care unit, part of its address');
export const doctorId = z.string().regex(/^[a-z0-9]{4,12}$/);
export const receiptId = z.string().regex(/^[a-z0-9]{26}$/);
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
