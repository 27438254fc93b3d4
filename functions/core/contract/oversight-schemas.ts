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

/** Days of a period at most: what one follow-up reads. */
const followedDaysAtMost = 31;
const wholeDay = 86_400_000;

export const followedParams = z.strictObject({ staffMemberId });
export const followedQuery = z.strictObject({ from: date, through: date }).refine(({ from, through }) => {
  const days = (Date.parse(through) - Date.parse(from)) / wholeDay + 1;
  return days >= 1 && days <= followedDaysAtMost;
}, 'A period is one day to thirty-one');

export const followUpQuery = z.strictObject({
  unit: z.union([z.literal('REGION'), careUnitId]),
  day: date,
  staffMemberId: staffMemberId.optional(),
  sample: z.stringbool().default(false),
});
const accessTold = z.object({
  accessId: z.string(),
  at: instant,
  role: staffRole,
  purpose: z.enum(purposes),
  act: z.enum(accessActs),
  facts: z.array(z.enum(accessedFacts)),
  /** Tells people of this answer apart; who they are is not told. */
  person: z.int(),
});
const unitOfAccess = z.object({ unit: z.string(), name: z.string().optional() });

/** One member of staff over a period, at every unit where she or he has a role then. */
export const followedAnswer = z.object({
  staffMemberId,
  name: z.string(),
  from: date,
  through: date,
  /** Local date of the answer. */
  today: date,
  total: z.int(),
  /** There are more entries than were read or are shown. */
  cut: z.boolean(),
  manyPeople: z.int(),
  people: z.int(),
  /** By unit and day, newest first; only those with entries. `unit` is REGION for a role in the region. */
  days: z.array(unitOfAccess.extend({ day: date, entries: z.int(), people: z.int(), isMany: z.boolean() })),
  entries: z.array(accessTold.extend(unitOfAccess.shape)),
});

export const followUpAnswer = z.object({
  total: z.int(),
  /** There are more entries that day than were read. */
  cut: z.boolean(),
  manyPeople: z.int(),
  entries: z.array(accessTold.extend({ staffMemberId, name: z.string() })),
  staff: z.array(z.object({ staffMemberId, name: z.string(), people: z.int(), isMany: z.boolean() })),
  careUnits: z.array(z.object({ careUnitId, name: z.string() })),
});
