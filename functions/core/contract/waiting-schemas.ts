import * as z from 'zod';
import { careUnitId, date, doctorId, instant } from './values.ts';

/** Which list: a unit's own, or that of one doctor there. */
export const waitingList = z.strictObject({ careUnitId, doctorId: doctorId.optional() });
export const joinWaitingListBody = z.strictObject({
  careUnitId,
  doctorId: doctorId.optional(),
  /** To be listed without a question when a place opens; a unit's list only. */
  automatic: z.boolean(),
});

/** How long it may take, in whole days; told only where places have opened often enough to say. */
export const waitingEstimate = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('range'), fromDays: z.int(), throughDays: z.int() }),
  z.object({ kind: z.literal('cannotBeJudged') }),
]);

/** Why a list stands still by what is decided today. */
export const standstill = z.discriminatedUnion('why', [
  z.object({ why: z.literal('over-limit'), over: z.int() }),
  z.object({ why: z.enum(['care-unit-ends', 'doctor-ends']), lastDay: date }),
  z.object({ why: z.literal('doctor-takes-nobody-new') }),
]);

const listView = {
  careUnitId,
  careUnitName: z.string(),
  doctorId: doctorId.optional(),
  doctorName: z.string().optional(),
  /** How many wait, by the list as it was last drawn. */
  waiting: z.int(),
  estimate: waitingEstimate,
  standstills: z.array(standstill),
  /** When the list was drawn. */
  asOf: instant,
};

/** What joining would mean: told before, never after. */
export const waitingListAnswer = z.object({
  ...listView,
  /** What stands against joining now: the slug of the refusal. */
  refusal: z.string().optional(),
  /** The place that the next to join gets. */
  place: z.int(),
  rules: z.object({
    places: z.int(),
    placesLeft: z.int(),
    offerDays: z.int(),
    dropOnChoice: z.boolean(),
  }),
});

/** A place of one's own. Exact figures: they are one's own (trust I11). */
export const waitingPlaceView = z.object({
  ...listView,
  joinedAt: instant,
  automatic: z.boolean(),
  /** Own place; 1 is first. Absent while a place is offered. */
  place: z.int().optional(),
  offer: z.object({ offeredAt: instant, until: instant }).optional(),
});

export const waitingPlacesAnswer = z.object({ asOf: instant, places: z.array(waitingPlaceView) });
export const waitingActAnswer = z.object({ careUnitId });
