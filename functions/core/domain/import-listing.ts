import type { PlannedEvent } from './events.ts';
import {
  type Change,
  type CurrentListing,
  noListing,
  type PastListing,
  type PersonListing,
} from './listing.ts';
import { type CapacityChange, importPlace } from './plan.ts';

/** A person's listing as another register holds it. */
export interface ImportedListing {
  readonly personId: string;
  readonly current?: CurrentListing;
  /** Counted changes of the last window, oldest first. */
  readonly changes: readonly Change[];
  /** Earlier listings, for the history on "my page". Keep few: the event holds them all. */
  readonly pasts?: readonly PastListing[];
}

/**
 * Takes over a listing from another register. Nobody is refused and no cap is asked: a cap blocks new listings and
 * removes none. It is the first event of the person's stream.
 */
export function importListing({ personId, current, changes, pasts = [] }: ImportedListing): {
  listing: PersonListing;
  pasts: readonly PastListing[];
  capacity: readonly CapacityChange[];
  event: PlannedEvent;
} {
  const listing = { ...noListing(personId), ...(current && { current }), changes, version: 1 };
  return {
    listing,
    pasts,
    capacity: current ? [importPlace(current)] : [],
    event: {
      type: 'listing-imported',
      sealedUnder: current?.careUnitId ?? 'REGION',
      data: { ...(current && { current }), changes, pasts },
    },
  };
}
