import { createHash } from 'node:crypto';
import type { AuditEvent } from './events.ts';
import type { ChainHead } from './listing.ts';

/** Something found in a chain that an untouched chain cannot hold. */
export interface ChainFault {
  readonly stream: string;
  readonly sequence: number;
  readonly fault: 'sequence-broken' | 'previous-hash-differs' | 'hash-differs';
}

/**
 * JSON with one spelling: keys sorted, no spaces, members that are `undefined` left out.
 * @throws for what JSON cannot say (a function, an infinite number), which nobody decided to store.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return JSON.stringify(value);
  if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object') {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
    return `{${members.join(',')}}`;
  }
  throw new Error(`A ${typeof value} has no canonical JSON`);
}

/** SHA-256 of the canonical JSON, base64url (43 characters). */
export function hashOf(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('base64url');
}

/** Puts an event on the end of its stream's chain; the head before the first is `{ sequence: 0, hash: '' }`. */
export function chainEvent(
  head: ChainHead,
  event: Omit<AuditEvent, 'sequence' | 'previousHash' | 'hash'>,
): AuditEvent {
  const chained = { ...event, sequence: head.sequence + 1, previousHash: head.hash };
  return { ...chained, hash: hashOf(chained) };
}

/** The head after an event: what the stream's item keeps. */
export function headAfter(event: AuditEvent): ChainHead {
  return { sequence: event.sequence, hash: event.hash };
}

/**
 * Verifies one stream from its first event, in any order given: whole numbers from 1, each event's own hash, each
 * naming the one before. An edited event, a missing one and a doubled one are all found.
 */
export function verifyChain(events: readonly AuditEvent[]): ChainFault[] {
  const faults: ChainFault[] = [];
  let previous: ChainHead = { sequence: 0, hash: '' };
  for (const event of events.toSorted((a, b) => a.sequence - b.sequence)) {
    const { stream, sequence, hash, ...rest } = event;
    const found = (fault: ChainFault['fault']) => faults.push({ stream, sequence, fault });
    if (sequence !== previous.sequence + 1) found('sequence-broken');
    else if (event.previousHash !== previous.hash) found('previous-hash-differs');
    if (hashOf({ stream, sequence, ...rest }) !== hash) found('hash-differs');
    previous = { sequence, hash };
  }
  return faults;
}
