import type { PastListing } from '#domain/listing.ts';
import type { Item, ReadItem } from './attribute-value.ts';
import { oneOf, text } from './fields.ts';
import { type Key, keys } from './keys.ts';
import { currentMap, readCurrent } from './listing-item.ts';

/** `PERSON#id / PAST#until#…`, an earlier listing: named as on LISTING, with `t` until and `b` ended by. */
export function toPastItem(personId: string, past: PastListing): Item & Key {
  return {
    ...keys.past(personId, past.until, past.receipt?.receiptId ?? past.since),
    ...currentMap(past),
    t: past.until,
    b: past.endedBy,
  };
}

/** What is left of an earlier listing that an undo made current again: nobody deletes anything of a person's history. */
export function gonePastItem(personId: string, past: PastListing): Item & Key {
  return { ...keys.past(personId, past.until, past.receipt?.receiptId ?? past.since), gone: true };
}

/** Whether an item is an earlier listing. */
export function isPastItem(item: ReadItem): boolean {
  return text(item, 'sk').startsWith('PAST#') && item.gone === undefined;
}

export function fromPastItem(item: ReadItem): PastListing {
  return {
    ...readCurrent(item),
    until: text(item, 't'),
    endedBy: oneOf(item, 'b', ['choice', 'correction', 'register', 'careUnitClosed']),
  };
}
