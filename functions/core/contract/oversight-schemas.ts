import * as z from 'zod';
import { accessActs, accessedFacts } from '#domain/access-log.ts';
import { purposes } from '#domain/purpose.ts';
import { staffMemberId } from './staff-role-schemas.ts';
import { staffRole } from './staff-roles.ts';
import { careUnitId, date, instant } from './values.ts';

const figure = z.union([z.int(), z.literal('few')]).describe('`few`: one or more, too few to be told');

export const listingFiguresAnswer = z.object({
  asOf: instant,
  leastTold: z.int(),
  careUnits: z.array(
    z.object({
      careUnitId,
      name: z.string(),
      listed: figure,
      cap: z.int().optional(),
      doctors: z.int(),
      placesWithDoctors: z.int().optional(),
      withoutDoctor: figure,
    }),
  ),
  /** Only of what is told of each unit, so that no difference gives a hidden figure away. */
  total: z.object({ careUnits: z.int(), listed: z.int(), withoutDoctor: z.int(), doctors: z.int() }),
});

export const serviceStateAnswer = z.object({
  now: instant,
  directory: z
    .object({ asOf: instant, ageSeconds: z.int(), version: z.int(), careUnits: z.int(), unlistable: z.int() })
    .optional()
    .describe('Absent: nothing has been published'),
  policy: z.object({ versions: z.int(), inForceSince: instant }),
  session: z.object({ idleUntil: instant, absoluteUntil: instant }),
});

export const followUpQuery = z.strictObject({
  unit: z.union([z.literal('REGION'), careUnitId]),
  day: date,
  staffMemberId: staffMemberId.optional(),
  sample: z.stringbool().default(false),
});
export const followUpAnswer = z.object({
  total: z.int(),
  /** There are more entries that day than were read. */
  cut: z.boolean(),
  manyPeople: z.int(),
  entries: z.array(
    z.object({
      accessId: z.string(),
      at: instant,
      staffMemberId,
      name: z.string(),
      role: staffRole,
      purpose: z.enum(purposes),
      act: z.enum(accessActs),
      facts: z.array(z.enum(accessedFacts)),
      /** Tells people of this answer apart; who they are is not told. */
      person: z.int(),
    }),
  ),
  staff: z.array(z.object({ staffMemberId, name: z.string(), people: z.int(), isMany: z.boolean() })),
  careUnits: z.array(z.object({ careUnitId, name: z.string() })),
});
