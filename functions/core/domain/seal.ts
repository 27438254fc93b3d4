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
    | 'event-sealed-twice'
    | 'event-not-sealed';
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

/**
 * Verifies seals against all events: each unit's seals chained from 1, each seal's own hash, and every event in exactly
 * one seal, its own unit's, by its own hash.
 */
export function verifySeals(seals: readonly Seal[], events: readonly AuditEvent[]): SealFault[] {
  const unsealed = new Map(events.map((event) => [nameOf(event), event]));
  const known = new Map(unsealed);
  const faults: SealFault[] = [];
  for (const ofUnit of Map.groupBy(seals, (seal) => seal.sealedUnder).values()) {
    faults.push(...verifySealChain(ofUnit));
  }
  for (const { sealedUnder, sequence, events: sealed } of seals) {
    const found = (fault: SealFault['fault']) => faults.push({ sealedUnder, sequence, fault });
    for (const entry of sealed) {
      const event = known.get(nameOf(entry));
      if (!event) found('event-missing');
      else if (event.hash !== entry.hash) found('event-hash-differs');
      else if (event.sealedUnder !== sealedUnder) found('event-sealed-elsewhere');
      if (event && !unsealed.delete(nameOf(entry))) found('event-sealed-twice');
    }
  }
  for (const { sealedUnder } of unsealed.values()) {
    faults.push({ sealedUnder, sequence: 0, fault: 'event-not-sealed' });
  }
  return faults;
}

function verifySealChain(seals: readonly Seal[]): SealFault[] {
  const faults: SealFault[] = [];
  let previous: ChainHead = { sequence: 0, hash: '' };
  for (const seal of seals.toSorted((a, b) => a.sequence - b.sequence)) {
    const { sealedUnder, sequence, hash, ...rest } = seal;
    const found = (fault: SealFault['fault']) => faults.push({ sealedUnder, sequence, fault });
    if (sequence !== previous.sequence + 1) found('sequence-broken');
    else if (seal.previousHash !== previous.hash) found('previous-hash-differs');
    if (hashOf({ sealedUnder, sequence, ...rest }) !== hash) found('hash-differs');
    previous = { sequence, hash };
  }
  return faults;
}

function nameOf({ stream, sequence }: { readonly stream: string; readonly sequence: number }): string {
  return `${stream} ${sequence}`;
}
