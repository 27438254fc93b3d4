import { hashOf } from './event-chain.ts';
import type { AuditEvent } from './events.ts';
import type { ChainHead } from './listing.ts';

/** An event as a seal names it. */
export interface SealedEvent {
  readonly stream: string;
  readonly sequence: number;
  readonly hash: string;
}

/**
 * The events of one unit (or `REGION`) and minute, bound to the seal before: an event that is removed or rewritten by
 * other means than the service no longer fits. Late events of a minute come in a later seal of the same minute.
 */
export interface Seal {
  readonly sealedUnder: string;
  /** From 1 for each unit. */
  readonly sequence: number;
  /** The minute of the events, `YYYY-MM-DDTHH:MMZ`. */
  readonly minute: string;
  readonly events: readonly SealedEvent[];
  readonly previousHash: string;
  readonly hash: string;
}

/** Something that untouched seals and events cannot show. */
export interface SealFault {
  readonly sealedUnder: string;
  readonly sequence: number;
  readonly fault:
    | 'sequence-broken'
    | 'previous-hash-differs'
    | 'hash-differs'
    | 'event-missing'
    | 'event-hash-differs'
    | 'event-sealed-elsewhere'
    | 'event-sealed-twice';
}

/** The minute that an event belongs to. */
export function minuteOf(event: Pick<AuditEvent, 'at'>): string {
  return `${event.at.slice(0, 16)}Z`;
}

/** Seals events of one unit and minute on the end of the unit's seals; the head before is `{ sequence: 0, hash: '' }`. */
export function sealEvents(
  head: ChainHead,
  sealedUnder: string,
  minute: string,
  events: readonly SealedEvent[],
): Seal {
  const seal = {
    sealedUnder,
    sequence: head.sequence + 1,
    minute,
    events: events.map(({ stream, sequence, hash }) => ({ stream, sequence, hash })),
    previousHash: head.hash,
  };
  return { ...seal, hash: hashOf(seal) };
}
