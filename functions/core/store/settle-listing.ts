import { decideSettle } from '#domain/decide-settle.ts';
import type { PersonListing } from '#domain/listing.ts';
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
