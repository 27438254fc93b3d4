import type { CurrentListing, PastListing, PendingListing, PersonListing } from './listing.ts';

/** Whether a choice waits whose midnight has come. At the very instant it is due. */
export function isDue(
  listing: PersonListing,
  now: Date,
): listing is PersonListing & { pending: PendingListing } {
  return listing.pending !== undefined && listing.pending.effectiveFrom <= now.toISOString();
}

/**
 * The listing as it is at `now`, whatever has been saved: a pending choice whose midnight has come *is* current.
 * Reading never waits for the midnight schedule. Version and chain are those of what is stored.
 */
export function listingAt(listing: PersonListing, now: Date): PersonListing {
  return settle(listing, now)?.listing ?? listing;
}

/**
 * What settling a due choice makes of the listing, and the earlier listing that it ends; nothing where none is due.
 * The change of unit is dated at the midnight it was promised for, however late it is settled.
 */
export function settle(
  listing: PersonListing,
  now: Date,
): { listing: PersonListing; past?: PastListing } | undefined {
  if (!isDue(listing, now)) return undefined;
  const { pending, current: old, ...rest } = listing;
  const current = becomeCurrent(pending);
  if (!old) return { listing: { ...rest, current } };
  return { listing: { ...rest, current }, past: { ...old, until: current.since, endedBy: 'choice' } };
}

/** A chosen listing from the instant it takes effect. */
export function becomeCurrent(pending: PendingListing): CurrentListing {
  const { effectiveFrom, ...chosen } = pending;
  return { ...chosen, since: effectiveFrom, origin: 'chosen' };
}
