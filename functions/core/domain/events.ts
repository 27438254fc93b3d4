import type { ChainHead } from './listing.ts';
import type { Actor } from './person.ts';

/** What happened, in the past tense. Replaying a stream of these gives the tables (trust.md I9). */
export type EventType =
  | 'care-unit-registered'
  | 'doctor-registered'
  | 'policy-decided'
  | 'listing-imported'
  | 'care-unit-chosen'
  | 'pending-choice-replaced'
  | 'pending-choice-cancelled'
  | 'listing-took-effect'
  | 'named-doctor-chosen';

/**
 * One audit event. `stream` is `PERSON#id`, `UNIT#id` or `REGION`; `sequence` counts from 1 in its stream.
 * `changes` holds each item the transaction changed, as it became (`after`) with the counters' differences.
 */
export interface AuditEvent {
  readonly stream: string;
  readonly sequence: number;
  readonly eventId: string;
  readonly type: EventType;
  readonly at: string;
  readonly actor: Actor;
  /** The unit whose minute seals it; the region's own acts use `REGION`. */
  readonly sealedUnder: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly previousHash: string;
  readonly hash: string;
}

export type { ChainHead };
