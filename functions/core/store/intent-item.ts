import { createHash } from 'node:crypto';
import { canonicalJson } from '#domain/event-chain.ts';
import type { Item, ReadItem } from './attribute-value.ts';
import type { Condition } from './calls.ts';
import { count, map, text } from './fields.ts';
import { type Key, keys } from './keys.ts';

/** What a choice came to, as it was answered: ids and instants by name. */
export type IntentOutcome = Readonly<Record<string, string>>;

/** One act that a person may send again, known by the key that came with it (ADR 3). */
export interface Intent {
  readonly personId: string;
  readonly keyHash: string;
  readonly requestHash: string;
}

export interface IntentRecord {
  readonly requestHash: string;
  readonly outcome: IntentOutcome;
  /** Epoch seconds: after this the record counts as gone, whether or not it has been removed. */
  readonly expiresAt: number;
}

const lifetime = 24 * 60 * 60;

/** The intent of a call: the same key with another route or body is another request. */
export function intentOf(
  personId: string,
  idempotencyKey: string,
  request: { readonly route: string; readonly body: unknown },
): Intent {
  return { personId, keyHash: sha256(idempotencyKey), requestHash: sha256(canonicalJson(request)) };
}

export function intentKey({ personId, keyHash }: Intent): Key {
  return keys.intent(personId, keyHash);
}

export function toIntentItem(intent: Intent, outcome: IntentOutcome, now: Date): Item & Key {
  return {
    ...intentKey(intent),
    q: intent.requestHash,
    o: outcome,
    expiresAt: epochSeconds(now) + lifetime,
  };
}

/** Absent, or past its time: removal by TTL is not prompt. */
export function intentMustBeNew(now: Date): Condition {
  return {
    expression: 'attribute_not_exists(pk) OR expiresAt <= :now',
    values: { now: epochSeconds(now) },
  };
}

/** The record, if it is there and alive. */
export function fromIntentItem(item: ReadItem | undefined, now: Date): IntentRecord | undefined {
  if (!item || count(item, 'expiresAt') <= epochSeconds(now)) return undefined;
  const stored = map(item, 'o');
  const outcome = Object.fromEntries(Object.keys(stored).map((name) => [name, text(stored, name)]));
  return { requestHash: text(item, 'q'), outcome, expiresAt: count(item, 'expiresAt') };
}

export function epochSeconds(instant: Date): number {
  return Math.floor(instant.getTime() / 1000);
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
