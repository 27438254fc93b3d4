import * as z from 'zod';
import { directoryCareUnit, unitConditions } from '#contract/directory-schemas.ts';
import { employment } from '#contract/policy-schemas.ts';
import { date, doctorCategory, doctorId, instant, languageCode } from '#contract/values.ts';
import type { CareUnitRegistration, DoctorRegistration } from '#domain/register.ts';
import { specialityCodes } from '#domain/specialities.ts';

/** Public facts that a unit is registered with as they are published; unknown fields are refused at every depth. */
const { basis, municipality, position, ...published } = directoryCareUnit.omit({
  availability: true,
  cap: true,
  doctors: true,
  openingHours: true,
  conditions: true,
}).shape;
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

const profile = z.strictObject({
  ...published,
  hsaId: z
    .string()
    .regex(/^SE\d{10}-[0-9A-Z]+$/i)
    .optional(),
  basis: basis.strict(),
  municipality: municipality.unwrap().strict().optional(),
  position: position.unwrap().strict().optional(),
  openingHours: z.array(
    z.strictObject({ days: z.array(z.int().min(1).max(7)).min(1), opens: timeOfDay, closes: timeOfDay }),
  ),
  conditions: unitConditions.strict(),
  capDecisions: z
    .array(z.strictObject({ from: date, through: date.optional(), decisionNumber: z.string() }))
    .optional(),
});

const dated = z.array(z.strictObject({ from: instant, value: z.int().min(0).nullable() })).default([]);

const doctor = z.strictObject({
  doctorId,
  kind: z.enum(['doctor', 'placeholderList']),
  name: z.string(),
  facts: z.strictObject({
    category: doctorCategory,
    employment,
    hasSupervisor: z.boolean().optional(),
    hasAbsencePlan: z.boolean().optional(),
    equivalenceDecided: z.boolean().optional(),
    hasLongContract: z.boolean().optional(),
    takesAges: z
      .strictObject({ from: z.int().min(0).max(120).optional(), through: z.int().min(0).max(120).optional() })
      .optional(),
  }),
  share: z.int().min(1).max(100),
  languages: z.array(languageCode),
  speciality: z.enum(specialityCodes).optional(),
  trainingYear: z.int().min(1).max(7).optional(),
  takesNote: z.string().max(120).optional(),
  supervisorName: z.string().optional(),
  absences: z
    .array(z.strictObject({ from: date, through: date, coveredByDoctorId: doctorId.optional() }))
    .default([]),
  startsOn: date,
  leavesOn: date.optional(),
  visibleFrom: date.optional(),
  visibleThrough: date.optional(),
});

/** A line of `care-unit-registrations.json`: a unit with its dated caps and its roster, as the store registers it. */
export const careUnitRegistration = z.strictObject({
  profile,
  caps: dated,
  doctors: z.array(z.strictObject({ doctor, ceilings: dated, acceptsNew: z.boolean() })).default([]),
}) satisfies z.ZodType<CareUnitRegistration & { readonly doctors: readonly DoctorRegistration[] }>;
