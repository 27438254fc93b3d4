import { checkAge } from './ages.ts';
import { changesWithoutPending } from './changes.ts';
import type { PersonListing } from './listing.ts';
import { isDue } from './listing-at.ts';
import type { Person } from './person.ts';
import { type Plan, releasePlace } from './plan.ts';
import type { Policy } from './policy.ts';
import { type Decided, refuse } from './refusals.ts';
import { endStrays } from './waiting-places.ts';

/**
 * Cancels the choice that waits for midnight: its place is given back and it no longer counts; the current listing,
 * its doctor and its place were never touched. From midnight on it is the current listing and cannot be cancelled.
 *
 * Refusals: `guardian-chooses`, `guardian-confirms`, `nothing-pending`.
 */
export function decideCancelPending(
  { listing }: { readonly listing: PersonListing },
  { person }: { readonly person: Person },
  policy: Policy,
  now: Date,
): Decided<Plan> {
  const tooYoung = checkAge(person, policy, now);
  if (tooYoung) return refuse(tooYoung);
  const { pending, ...rest } = listing;
  if (!pending || isDue(listing, now)) return refuse({ slug: 'nothing-pending' });
  const plan: Plan = {
    listing: { ...rest, changes: changesWithoutPending(listing), version: listing.version + 1 },
    capacity: [releasePlace(pending)],
    event: {
      type: 'pending-choice-cancelled',
      sealedUnder: pending.careUnitId,
      data: { careUnitId: pending.careUnitId, receiptId: pending.receipt.receiptId },
    },
  };
  return { ok: true, ...endStrays(plan) };
}
