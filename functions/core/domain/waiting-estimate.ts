import { capAt, ceilingAt } from './admission.ts';
import type { Capacity } from './capacity.ts';
import type { WaitingListName } from './waiting.ts';

/** How long a wait may be, in whole days from now; or that there is no ground to say. */
export type WaitingEstimate =
  | { readonly kind: 'range'; readonly fromDays: number; readonly throughDays: number }
  | { readonly kind: 'cannotBeJudged' };

/** So many days back are looked at, and so many places must have opened in them before anything is said. */
const lookBackDays = 365;
const fewestOpened = 30;
const dayLength = 86_400_000;

/**
 * The wait of somebody at a place, from the places that opened lately. Opened places are taken as a Poisson count, whose
 * square root varies by about a half: one either way spans some 95 %. Below thirty there is no ground, and beyond two
 * years the range says nothing: then it cannot be judged.
 *
 * @param position 1 is first.
 * @param openedAt instants (ISO) at which a place of this list was offered.
 * @param since when the list began (ISO): a young list is judged by its own days.
 */
export function estimateWait(
  position: number,
  openedAt: readonly string[],
  since: string,
  now: Date,
): WaitingEstimate {
  const start = Math.max(Date.parse(since), now.getTime() - lookBackDays * dayLength);
  const days = (now.getTime() - start) / dayLength;
  const opened = openedAt.filter((at) => Date.parse(at) > start && Date.parse(at) <= now.getTime()).length;
  if (opened < fewestOpened || days < 1) return { kind: 'cannotBeJudged' };
  const quick = (Math.sqrt(opened) + 1) ** 2 / days;
  const slow = (Math.sqrt(opened) - 1) ** 2 / days;
  const throughDays = Math.ceil(position / slow);
  if (throughDays > 730) return { kind: 'cannotBeJudged' };
  return { kind: 'range', fromDays: Math.max(1, Math.floor(position / quick)), throughDays };
}

/** Why a list stands still, told to who waits or thinks of it. */
export type Standstill =
  /** More are listed than the cap or ceiling admits: so many must leave before one place opens. */
  | { readonly why: 'over-limit'; readonly over: number }
  /** The unit or the doctor ends: local date of the last day. */
  | { readonly why: 'care-unit-ends' | 'doctor-ends'; readonly lastDay: string }
  | { readonly why: 'doctor-takes-nobody-new' };

/** What keeps a list from moving by what is decided today; empty where nothing does. */
export function standstills(capacity: Capacity, { doctorId }: WaitingListName, now: Date): Standstill[] {
  const found: Standstill[] = [];
  const { listableThrough } = capacity;
  if (listableThrough !== undefined) found.push({ why: 'care-unit-ends', lastDay: listableThrough });
  if (doctorId === undefined) return [...found, ...overLimit(capacity.taken, capAt(capacity, now))];
  const doctor = Object.hasOwn(capacity.doctors, doctorId) ? capacity.doctors[doctorId] : undefined;
  if (!doctor) return found;
  if (doctor.visibleThrough !== undefined) found.push({ why: 'doctor-ends', lastDay: doctor.visibleThrough });
  if (!doctor.acceptsNew) found.push({ why: 'doctor-takes-nobody-new' });
  return [...found, ...overLimit(doctor.taken, ceilingAt(doctor, now))];
}

function overLimit(taken: number, limit: number | null): Standstill[] {
  return limit !== null && taken > limit ? [{ why: 'over-limit', over: taken - limit }] : [];
}
