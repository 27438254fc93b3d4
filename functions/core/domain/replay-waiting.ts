import { type AuditEvent, dataOf } from './events.ts';
import type { CurrentListing, PendingListing } from './listing.ts';
import { isSameList, type WaitingListName, type WaitingPlace } from './waiting.ts';

/** The person's places in waiting lists after an event that is about them; nothing for any other event. */
export function replayWaiting(
  waiting: readonly WaitingPlace[],
  event: AuditEvent,
): readonly WaitingPlace[] | undefined {
  const joined = dataOf(event, 'waiting-list-joined');
  if (joined) return [...waiting, joined.place];
  const offered = dataOf(event, 'waiting-place-offered');
  if (offered) {
    const { until } = offered;
    const place = find(waiting, offered);
    const offer = { offeredAt: event.at, until };
    return waiting.map((one) => (one === place ? { ...one, offer } : one));
  }
  const ended = dataOf(event, 'waiting-ended');
  if (!ended) return undefined;
  const place = find(waiting, ended);
  return waiting.filter((one) => one !== place);
}

/** One waits for a unit where one has no place, and for a doctor whom one lacks at a unit where one has. */
export function stillWaiting(
  waiting: readonly WaitingPlace[],
  places: readonly (CurrentListing | PendingListing | undefined)[],
): readonly WaitingPlace[] {
  return waiting.filter(({ careUnitId, doctorId }) => {
    const here = places.filter((place) => place?.careUnitId === careUnitId);
    if (doctorId === undefined) return here.length === 0;
    const doctors = here.map((place) => place?.namedDoctor.kind === 'doctor' && place.namedDoctor.doctorId);
    return here.length > 0 && !doctors.includes(doctorId);
  });
}

/** The next number of each list, by unit and, after `#`, doctor: one more than the last that was given. */
export function nextSequences(events: Iterable<AuditEvent>): ReadonlyMap<string, number> {
  const next = new Map<string, number>();
  for (const event of events) {
    const joined = dataOf(event, 'waiting-list-joined');
    if (!joined) continue;
    const { careUnitId, doctorId, sequence } = joined.place;
    const list = doctorId === undefined ? careUnitId : `${careUnitId}#${doctorId}`;
    next.set(list, Math.max(next.get(list) ?? 1, sequence + 1));
  }
  return next;
}

function find(waiting: readonly WaitingPlace[], list: WaitingListName & { sequence: number }): WaitingPlace {
  const place = waiting.find((one) => isSameList(one, list) && one.sequence === list.sequence);
  if (!place) throw new Error('A place in a waiting list changed that nobody had');
  return place;
}
