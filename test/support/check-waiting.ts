import { type AuditEvent, dataOf } from '#domain/events.ts';
import type { PersonListing } from '#domain/listing.ts';
import type { WaitingPlace } from '#domain/waiting.ts';
import type { Violation } from './checker.ts';

/** An entry of a waiting list as a store holds it. */
export interface EntryRow {
  readonly list: string;
  readonly sequence: number;
  readonly personId: string;
  readonly offered: boolean;
}

/** The list of a place, as the entries' partition names it. */
export function listOf({
  careUnitId,
  doctorId,
}: {
  careUnitId: string;
  doctorId?: string | undefined;
}): string {
  return doctorId === undefined ? careUnitId : `${careUnitId}#${doctorId}`;
}

/** I7: the entries are the places that listings name, each once and each other's image. */
export function checkEntries(listings: readonly PersonListing[], entries: readonly EntryRow[]): Violation[] {
  const named = listings.flatMap(({ personId, waiting = [] }) =>
    waiting.map((place) => spell({ ...place, list: listOf(place), personId, offered: !!place.offer })),
  );
  const held = entries.map(spell);
  const differ = [
    ...named.filter((one) => !held.includes(one)),
    ...held.filter((one) => !named.includes(one)),
  ];
  const doubled = named.filter((one, index) => named.indexOf(one) !== index);
  return [...differ, ...doubled].map((of) => ({ invariant: 'I7', of, what: 'entry and listing differ' }));
}

/**
 * I6 and I7: a place goes to the first who waits; each place in a list begins once and ends once; nobody who was not
 * exempt and had no offer chose a unit while somebody waited for it.
 */
export function checkOrder(events: readonly AuditEvent[]): Violation[] {
  const violations: Violation[] = [];
  const waiting = new Map<string, Map<number, string>>();
  const offered = new Map<string, Map<number, string>>();
  const given = new Set<string>();
  const listIn = (lists: typeof waiting, list: string) => {
    const found = lists.get(list) ?? new Map<number, string>();
    lists.set(list, found);
    return found;
  };
  const leave = (lists: typeof waiting, list: string, personId: string) => {
    const found = listIn(lists, list);
    for (const [sequence, person] of found) if (person === personId) found.delete(sequence);
  };
  for (const event of inOrder(events)) {
    const personId = event.stream.slice('PERSON#'.length);
    const joined = dataOf(event, 'waiting-list-joined')?.place;
    if (joined) {
      const list = listOf(joined);
      if (given.has(`${list} ${joined.sequence}`))
        violations.push(broken('I7', list, 'one number given twice'));
      given.add(`${list} ${joined.sequence}`);
      listIn(waiting, list).set(joined.sequence, personId);
    }
    const offer = dataOf(event, 'waiting-place-offered');
    if (offer) {
      const list = listOf(offer);
      const live = listIn(waiting, list);
      const first = Math.min(...live.keys());
      if (first !== offer.sequence) violations.push(broken('I6', list, `${offer.sequence} before ${first}`));
      live.delete(offer.sequence);
      listIn(offered, list).set(offer.sequence, personId);
    }
    const ended = dataOf(event, 'waiting-ended');
    if (ended) {
      const list = listOf(ended);
      const was =
        listIn(waiting, list).delete(ended.sequence) || listIn(offered, list).delete(ended.sequence);
      if (!was) violations.push(broken('I7', list, `${ended.sequence} ended twice`));
    }
    const chosen = dataOf(event, 'care-unit-chosen') ?? dataOf(event, 'pending-choice-replaced');
    if (chosen) {
      const live = listIn(waiting, chosen.careUnitId);
      const first = [...live.keys()].toSorted((a, b) => a - b)[0];
      const isFirst = first !== undefined && live.get(first) === personId && event.actor.kind === 'system';
      const hasOffer = [...listIn(offered, chosen.careUnitId).values()].includes(personId);
      if (first !== undefined && !isFirst && !hasOffer && !chosen.exemption) {
        violations.push(broken('I6', chosen.careUnitId, 'chosen past those who wait'));
      }
      leave(waiting, chosen.careUnitId, personId);
      leave(offered, chosen.careUnitId, personId);
    }
    const doctor = dataOf(event, 'named-doctor-chosen');
    if (doctor?.namedDoctor.kind === 'doctor') {
      const list = listOf({ careUnitId: doctor.careUnitId, doctorId: doctor.namedDoctor.doctorId });
      leave(waiting, list, personId);
      leave(offered, list, personId);
    }
  }
  return violations;
}

/**
 * By time; within one instant, which a test's clock makes many things share, in the one order that can be sound: who
 * joined, who left before being asked, what went to those who wait by their numbers, and then what people did.
 */
function inOrder(events: readonly AuditEvent[]): AuditEvent[] {
  const people = events.filter(({ stream }) => stream.startsWith('PERSON#'));
  const numbers = new Map(
    people.flatMap((event) => {
      const place = dataOf(event, 'waiting-list-joined')?.place;
      return place ? [[`${listOf(place)} ${event.stream}`, place.sequence] as const] : [];
    }),
  );
  const rank = (event: AuditEvent) => {
    if (dataOf(event, 'waiting-list-joined')) return -2;
    if (dataOf(event, 'waiting-ended')?.why === 'left') return -1;
    const offered = dataOf(event, 'waiting-place-offered');
    if (offered) return offered.sequence;
    const listed = event.actor.kind === 'system' ? dataOf(event, 'care-unit-chosen') : undefined;
    return (listed && numbers.get(`${listed.careUnitId} ${event.stream}`)) ?? Number.MAX_SAFE_INTEGER;
  };
  return people.toSorted((x, y) => x.at.localeCompare(y.at) || rank(x) - rank(y) || x.sequence - y.sequence);
}

function spell({ list, sequence, personId, offered }: EntryRow | (WaitingPlace & EntryRow)): string {
  return `${list} ${sequence} ${personId} ${offered}`;
}

function broken(invariant: 'I6' | 'I7', of: string, what: string): Violation {
  return { invariant, of, what };
}
