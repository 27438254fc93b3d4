import * as z from 'zod';
import {
  availabilityState,
  capExemption,
  careUnitId,
  date,
  doctorCategory,
  doctorId,
  instant,
  languageCode,
} from './values.ts';

/** A doctor who may be chosen under the region's rule, as the public sees her or him. Placeholder lists never appear. */
export const directoryDoctor = z.object({
  doctorId,
  name: z.string(),
  category: doctorCategory,
  /** Share of full time, per cent. */
  share: z.int().min(1).max(100),
  languages: z.array(languageCode),
  availability: availabilityState,
  /** Whom the doctor can take, whole years inclusive; absent: everyone. */
  takesAges: z.object({ from: z.int().optional(), through: z.int().optional() }).optional(),
  /** Told where the category does not say it. */
  speciality: z.object({ sv: z.string(), en: z.string() }).optional(),
  /** Whom the doctor takes, in the unit's own words. */
  takesNote: z.string().optional(),
  supervisorName: z.string().optional(),
  /** Away between two dates (inclusive) and who covers; never why. */
  absence: z.object({ from: date, through: date, coveredBy: z.string().optional() }).optional(),
  /** First day at the unit, told where it is to come. */
  startsOn: date.optional(),
  /** Last day at the unit, where one is known. */
  leavesOn: date.optional(),
});
export type DirectoryDoctor = z.infer<typeof directoryDoctor>;

/** A condition of a choice from afar (a condition, never a bar). */
export const unitConditions = z.object({
  homeVisits: z.enum(['everyone', 'ownMunicipality', 'withinKm', 'none']),
  homeVisitKm: z.int().optional(),
  /** Travel: whether the region reimburses as to the nearest unit only. */
  travel: z.enum(['asToNearest', 'full', 'none']),
});

export const directoryCareUnit = z.object({
  careUnitId,
  name: z.string(),
  runBy: z.enum(['region', 'private']),
  careProviderName: z.string(),
  /** Own-run or under contract, with dates (HSL 7 kap. 3 a §). */
  basis: z.object({ kind: z.enum(['ownRun', 'contract']), from: date, through: date.optional() }),
  municipality: z.object({ code: z.string(), name: z.string() }).optional(),
  digitalOnly: z.boolean(),
  address: z.string().optional(),
  phone: z.string(),
  position: z.object({ lat: z.number(), lon: z.number() }).optional(),
  /** ISO weekdays 1–7; times HH:MM local. */
  openingHours: z.array(
    z.object({ days: z.array(z.int().min(1).max(7)), opens: z.string(), closes: z.string() }),
  ),
  languages: z.array(languageCode),
  alsoThere: z.array(z.string()),
  premises: z.array(z.string()),
  staffCategories: z.array(z.string()),
  conditions: unitConditions,
  availability: availabilityState,
  /** How many wait for a place; a band, never a figure (trust I11). Absent where nobody does. */
  waiting: z.enum(['under10', 'from10to49', 'from50']).optional(),
  /** A region's decision that limits listing: its period, for the unit page. */
  cap: z
    .object({
      from: date,
      through: date.optional(),
      decisionNumber: z.string(),
      exemptions: z.array(capExemption).optional().describe('Who may be listed past it'),
    })
    .optional(),
  doctors: z.array(directoryDoctor),
});
export type DirectoryCareUnit = z.infer<typeof directoryCareUnit>;

/** A unit in the find list: what a row needs, no more. */
export const foundCareUnit = directoryCareUnit
  .pick({
    careUnitId: true,
    name: true,
    runBy: true,
    municipality: true,
    digitalOnly: true,
    availability: true,
    languages: true,
    alsoThere: true,
  })
  .extend({
    /** Number on the map and in the list, from 1. */
    number: z.int(),
    /** As the crow flies ("fågelvägen"), km, one decimal; only when the reader named a place. */
    distanceKm: z.number().optional(),
    /** Position in the map's own units. */
    point: z.object({ x: z.number(), y: z.number() }).optional(),
    doctors: z.int(),
    doctorsWithPlaces: z.int(),
  });

export const findSort = z.enum(['name', 'distance']);

/** The public search; all of it may stand in the address. Nothing of it is stored. */
export const findQuery = z.strictObject({
  /** Name or place of a unit; one spelling mistake forgiven. */
  q: z.string().max(80).optional(),
  /** Place or postcode to measure from. */
  near: z.string().max(60).optional(),
  accepts: z.literal('new').optional(),
  doctor: z.literal('places').optional(),
  language: languageCode.optional(),
  runBy: z.enum(['region', 'private']).optional(),
  there: z.string().max(60).optional(),
  sort: findSort.optional(),
  page: z.coerce.number().int().min(1).max(200).optional(),
});

export const findAnswer = z.object({
  asOf: instant,
  total: z.int(),
  page: z.int(),
  pages: z.int(),
  sortedBy: findSort,
  careUnits: z.array(foundCareUnit),
  /** What `near` was understood as; `unknown` keeps the list and says so. */
  place: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('place'), name: z.string() }),
      z.object({ kind: z.literal('postcode'), name: z.string(), postcode: z.string() }),
      z.object({ kind: z.literal('unknown') }),
    ])
    .optional(),
  /** Set when nothing matched `q` as written and a near spelling was used instead. */
  understoodAs: z.string().optional(),
  /** What the filters can be set to, in the whole region. */
  choices: z.object({ languages: z.array(languageCode), alsoThere: z.array(z.string()) }),
  map: z.object({
    width: z.number(),
    height: z.number(),
    municipalities: z.array(z.object({ code: z.string(), name: z.string(), path: z.string() })),
  }),
});

export const careUnitAnswer = z.object({ asOf: instant, careUnit: directoryCareUnit });

/** What the region has decided and public pages tell: the figures are the policy's, so no text fixes them. */
export const rulesAnswer = z.object({
  asOf: instant,
  /** Whole years, each from that birthday: takes part in the choice; chooses alone; is an adult. */
  ages: z.object({ actsFrom: z.int(), choosesAloneFrom: z.int(), adultFrom: z.int() }),
  /** Counted changes of unit in a window of calendar months. */
  changes: z.object({ limit: z.int(), windowMonths: z.int() }),
  /** When a choice of unit applies. `next-day`: from the next midnight, Europe/Stockholm. */
  effect: z.enum(['next-day', 'at-once']),
});
