import type { CapacityDoctor } from './capacity.ts';
import type { RosterDoctor } from './roster.ts';

type Dated = Pick<RosterDoctor, 'startsOn' | 'leavesOn' | 'visibleFrom' | 'visibleThrough'>;

/**
 * A doctor's dates as admission meets them, local and inclusive: when patients see her or him, and when she or he works
 * at the unit where that is another time. The unit may show a doctor before the first day, or hide one who is still
 * there; nobody is shown after the last day.
 */
export function rosterDates(
  doctor: Dated,
): Pick<CapacityDoctor, 'visibleFrom' | 'visibleThrough' | 'employed'> {
  const { startsOn, leavesOn, visibleFrom = startsOn, visibleThrough } = doctor;
  const last = [visibleThrough, leavesOn].filter((date) => date !== undefined).toSorted()[0];
  const isOther = visibleFrom !== startsOn || last !== leavesOn;
  return {
    visibleFrom,
    ...(last !== undefined && { visibleThrough: last }),
    ...(isOther && { employed: { from: startsOn, ...(leavesOn !== undefined && { through: leavesOn }) } }),
  };
}
