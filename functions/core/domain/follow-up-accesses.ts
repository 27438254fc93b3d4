import { createHash } from 'node:crypto';
import type { AccessEntry } from './access-log.ts';

/** How many of a day's entries a sample holds. */
export const sampleSize = 10;
/** From so many different people by one member of staff in a day and unit, the follow-up is asked to look. */
export const manyPeople = 30;

/**
 * A sample of entries that nobody can foresee: the order of their hashes with a seed that is new each time. In the
 * order of time, newest first.
 */
export function sampleOf(entries: readonly AccessEntry[], seed: string): readonly AccessEntry[] {
  const rank = ({ accessId }: AccessEntry) =>
    createHash('sha256').update(`${seed} ${accessId}`).digest('hex');
  return entries
    .map((entry) => ({ entry, at: rank(entry) }))
    .toSorted((a, b) => (a.at < b.at ? -1 : 1))
    .slice(0, sampleSize)
    .map(({ entry }) => entry)
    .toSorted((a, b) => (a.at > b.at ? -1 : 1));
}

/** How many different people each member of staff saw, most first. */
export function peopleByStaff(entries: readonly AccessEntry[]): { staffMemberId: string; people: number }[] {
  return [...Map.groupBy(entries, ({ staffMemberId }) => staffMemberId)]
    .map(([staffMemberId, of]) => ({
      staffMemberId,
      people: new Set(of.map(({ personId }) => personId)).size,
    }))
    .toSorted((a, b) => b.people - a.people);
}
