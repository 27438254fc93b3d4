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

export function fromPastItem(item: ReadItem): PastListing {
  return {
    ...readCurrent(item),
    until: text(item, 't'),
    endedBy: oneOf(item, 'b', ['choice', 'correction', 'register', 'careUnitClosed']),
  };
}
