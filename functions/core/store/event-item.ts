import { staffRoles } from '#contract/staff-roles.ts';
import { chainEvent, headAfter } from '#domain/event-chain.ts';
import type { AuditEvent, EventType, PlannedEvent } from '#domain/events.ts';
import type { ChainHead } from '#domain/listing.ts';
import type { Actor } from '#domain/person.ts';
import type { Item, ReadItem } from './attribute-value.ts';
import { mustBeAbsent } from './calls.ts';
import { map, oneOf, text } from './fields.ts';
import { type Key, keys } from './keys.ts';
import type { Step } from './transaction.ts';

/** Who acts, when, and the id of the event that will say so: fixed once, so a repeated write is the same bytes. */
export interface Act {
  readonly at: Date;
  readonly actor: Actor;
  readonly eventId: string;
}

/** Puts a planned event on the end of a stream's chain: the step that writes it, and the head after it. */
export function eventStep(
  name: string,
  stream: string,
  head: ChainHead,
  planned: PlannedEvent,
  act: Act,
): { step: Step; head: ChainHead } {
  const event = chainEvent(head, {
    stream,
    eventId: act.eventId,
    at: act.at.toISOString(),
    actor: act.actor,
    type: planned.type,
    sealedUnder: planned.sealedUnder,
    data: planned.data,
  });
  const step = { name, table: 'events', put: toEventItem(event), condition: mustBeAbsent } as const;
  return { step, head: headAfter(event) };
}

/** An event as an item of the table `events`: stream and sequence are its key. */
export function toEventItem({ stream, sequence, ...rest }: AuditEvent): Item & Key {
  return { ...keys.event(stream, sequence), ...rest };
}

export function fromEventItem(item: ReadItem): AuditEvent {
  return {
    stream: text(item, 'pk'),
    sequence: Number(text(item, 'sk')),
    eventId: text(item, 'eventId'),
    type: oneOf(item, 'type', eventTypes),
    at: text(item, 'at'),
    actor: readActor(map(item, 'actor')),
    sealedUnder: text(item, 'sealedUnder'),
    data: map(item, 'data'),
    previousHash: text(item, 'previousHash'),
    hash: text(item, 'hash'),
  };
}

/** Whether an item of the table is an event; seals and their markers stand in the same table. */
export function isEventKey(key: { readonly pk: string; readonly sk: string }): boolean {
  return /^\d{10}$/.test(key.sk) && !key.pk.startsWith('SEAL#');
}

function readActor(actor: ReadItem): Actor {
  const kind = oneOf(actor, 'kind', ['person', 'staff', 'system']);
  if (kind === 'person') return { kind, personId: text(actor, 'personId') };
  if (kind === 'system')
    return {
      kind,
      process: oneOf(actor, 'process', ['midnight', 'seeding', 'import', 'reminders', 'waiting-list']),
    };
  const role = oneOf(actor, 'role', staffRoles);
  return { kind, staffMemberId: text(actor, 'staffMemberId'), role };
}

const everyEventType: Readonly<Record<EventType, true>> = {
  'care-unit-registered': true,
  'doctor-registered': true,
  'doctor-added': true,
  'doctor-changed': true,
  'doctor-ended': true,
  'roster-change-undone': true,
  'policy-decided': true,
  'basis-decided': true,
  'staff-assigned': true,
  'access-log-read': true,
  'staff-assignment-ended': true,
  'listing-imported': true,
  'listing-corrected': true,
  'listing-import-undone': true,
  'care-unit-changed': true,
  'care-unit-chosen': true,
  'pending-choice-replaced': true,
  'pending-choice-cancelled': true,
  'listing-took-effect': true,
  'named-doctor-chosen': true,
  'exemption-given': true,
  'exemption-taken-back': true,
  'exemption-registered': true,
  'exemption-withdrawn': true,
  'named-doctor-assigned': true,
  'proposed-doctor-declined': true,
  'waiting-list-joined': true,
  'waiting-place-offered': true,
  'waiting-ended': true,
  'cap-applied-for': true,
  'cap-taken-up': true,
  'cap-consultation-recorded': true,
  'cap-decided': true,
  'cap-reminder-given': true,
  'person-accessed': true,
  'planning-scenario-saved': true,
  'planning-scenario-removed': true,
  'planning-reviewed': true,
  'planning-target-applied': true,
};
const eventTypes = namesOf(everyEventType);

function namesOf<T extends string>(record: Readonly<Record<T, true>>): T[] {
  const names: T[] = [];
  for (const name in record) names.push(name);
  return names;
}
