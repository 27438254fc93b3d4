import type { PersonListing } from './listing.ts';
import { settle } from './listing-at.ts';
import { type Plan, releasePlace } from './plan.ts';
import { type Decided, refuse } from './refusals.ts';
import { endStrays } from './waiting-places.ts';

/**
 * Makes a due choice the current listing and gives the old place back. Used by the midnight schedule and by whoever
 * meets a due choice first; waiting for a doctor at the old unit ends with it. Nothing is assumed of a unit, so a full or closed one does not stop what was promised.
 *
 * Refusals: `nothing-pending`, where there is none or its midnight has not come.
 */
export function decideSettle({ listing }: { readonly listing: PersonListing }, now: Date): Decided<Plan> {
  const settled = settle(listing, now);
  if (!settled?.listing.current) return refuse({ slug: 'nothing-pending' });
  const { careUnitId } = settled.listing.current;
  const plan: Plan = {
    ...settled,
    listing: { ...settled.listing, version: listing.version + 1 },
    capacity: listing.current ? [releasePlace(listing.current)] : [],
    event: { type: 'listing-took-effect', sealedUnder: careUnitId, data: { careUnitId } },
  };
  return { ok: true, ...endStrays(plan) };
}
