import { capAt, ceilingAt } from './admission.ts';
import type { Capacity } from './capacity.ts';

/** What is counted of a unit, from its counters alone: no person is read. */
export interface UnitFigures {
  readonly careUnitId: string;
  /** People listed or about to be. */
  readonly listed: Figure;
  /** Absent: not capped. */
  readonly cap?: number;
  readonly doctors: number;
  /** Places left with doctors who take new people; absent where one of them has no ceiling. */
  readonly placesWithDoctors?: number;
  /** People listed without a named doctor. */
  readonly withoutDoctor: Figure;
}

/** A count of people, or `few`: from one up to fewer than the least that may be told. */
export type Figure = number | 'few';

/** Fewer people than this are not told apart, so that nobody can be picked out of a figure. */
export const leastTold = 5;

function figure(count: number): Figure {
  return count > 0 && count < leastTold ? 'few' : count;
}

/**
 * The figures of one unit at an instant. Those without a named doctor are hidden too where those with one are so few
 * that the difference would tell them.
 */
export function figuresOf(capacity: Capacity, now: Date): UnitFigures {
  const doctors = Object.values(capacity.doctors);
  const withDoctor = doctors.reduce((sum, { taken }) => sum + taken, 0);
  const without = Math.max(0, capacity.taken - withDoctor);
  const listed = figure(capacity.taken);
  const tells = listed !== 'few' && figure(withDoctor) !== 'few';
  const cap = capAt(capacity, now);
  const open = doctors.filter(({ acceptsNew }) => acceptsNew);
  const places = open.map((doctor) => {
    const ceiling = ceilingAt(doctor, now);
    return ceiling === null ? null : Math.max(0, ceiling - doctor.taken);
  });
  const known = places.filter((left) => left !== null);
  return {
    careUnitId: capacity.careUnitId,
    listed,
    ...(cap !== null && { cap }),
    doctors: doctors.length,
    ...(known.length === places.length && { placesWithDoctors: known.reduce((sum, left) => sum + left, 0) }),
    withoutDoctor: tells ? figure(without) : 'few',
  };
}
