import { decideExpireOffer } from '#domain/decide-offer-place.ts';
import { decideSettle } from '#domain/decide-settle.ts';
import type { PersonListing } from '#domain/listing.ts';
import type { WaitingPlace } from '#domain/waiting.ts';
import type { Database } from './database.ts';
import { saveDecision } from './save-decision.ts';

/**
 * Settles a choice whose midnight has come, by one transaction on the listing's version: settling twice is harmless.
 * Used by the midnight schedule and by whoever meets a due choice first.
 *
 * @returns the listing as it now is stored, and whether it was settled here. Not settled and not due is nothing to
 * settle; not settled and still due is a listing that was changed meanwhile: ask again.
 */
export async function settleListing(
  database: Database,
  listing: PersonListing,
  { at, eventId }: { readonly at: Date; readonly eventId: string },
): Promise<{ settled: boolean; listing: PersonListing }> {
  const plan = decideSettle({ listing }, at);
  if (!plan.ok) return { settled: false, listing };
  const actor = { kind: 'system', process: 'midnight' } as const;
  const saved = await saveDecision(database, { before: listing, plan, act: { at, actor, eventId } });
  if (saved.ok) return { settled: true, listing: saved.listing };
  return { settled: false, listing: saved.met?.listing ?? listing };
}

/** A place in a list whose offer nobody answered in time, or nothing. */
export function findExpired({ waiting = [] }: PersonListing, now: Date): WaitingPlace | undefined {
  const at = now.toISOString();
  return waiting.find(({ offer }) => offer && offer.until <= at);
}

/**
 * Ends one offer whose time has passed, by one transaction on the listing's version: twice is harmless. The place goes
 * on to the next who waits.
 *
 * @returns as `settleListing`.
 */
export async function expireOffer(
  database: Database,
  listing: PersonListing,
  { at, eventId }: { readonly at: Date; readonly eventId: string },
): Promise<{ settled: boolean; listing: PersonListing }> {
  const place = findExpired(listing, at);
  const plan = place && decideExpireOffer({ listing }, place, at);
  if (!plan?.ok) return { settled: false, listing };
  const actor = { kind: 'system', process: 'midnight' } as const;
  const saved = await saveDecision(database, { before: listing, plan, act: { at, actor, eventId } });
  if (saved.ok) return { settled: true, listing: saved.listing };
  return { settled: false, listing: saved.met?.listing ?? listing };
}
