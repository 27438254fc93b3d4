import type { Capacity } from '#domain/capacity.ts';
import type { HeldExemption } from '#domain/exemption.ts';
import { noListing, type PastListing, type PersonListing } from '#domain/listing.ts';
import type { PersonMessage } from '#domain/person-message.ts';
import type { ReadItem } from './attribute-value.ts';
import { getItem, getItems, queryItems } from './calls.ts';
import { fromCapacityItem } from './capacity-item.ts';
import type { Database } from './database.ts';
import { fromDraftItem, type SavedDraft } from './draft-item.ts';
import { fromExemptionItem, isExemptionItem } from './exemption-item.ts';
import { text } from './fields.ts';
import { fromIntentItem, type Intent, type IntentRecord, intentKey } from './intent-item.ts';
import { keys } from './keys.ts';
import { fromListingItem } from './listing-item.ts';
import { fromMessageItem } from './message-item.ts';
import { fromPastItem, isPastItem } from './past-item.ts';

/** What a decision stands on, as stored at one moment. */
export interface ChoiceState {
  readonly listing: PersonListing;
  /** Absent where there is no such unit, or none was asked for. */
  readonly capacity: Capacity | undefined;
  /** The exemption from that unit's cap that is registered for the person. */
  readonly held: HeldExemption | undefined;
  /** The record of this very intent, where it was carried out before. */
  readonly intent: IntentRecord | undefined;
}

/** The person's listing, a unit's capacity, the exemption from its cap and the intent, by one consistent `BatchGetItem`. */
export async function readChoiceState(
  database: Database,
  intent: Intent,
  careUnitId: string | undefined,
  now: Date,
): Promise<ChoiceState> {
  const { personId } = intent;
  const wanted = [keys.listing(personId), intentKey(intent)];
  if (careUnitId !== undefined) {
    wanted.push(keys.capacity(careUnitId), keys.exemption(personId, careUnitId));
  }
  const [listing, record, capacity, exemption] = await getItems(database, 'main', wanted);
  return {
    listing: listingOf(personId, listing),
    capacity: capacity && fromCapacityItem(capacity),
    held: fromExemptionItem(exemption),
    intent: fromIntentItem(record, now),
  };
}

/** The person's listing and draft, and a unit's capacity if one is asked for, by one consistent `BatchGetItem`. */
export async function readDraft(
  database: Database,
  personId: string,
  careUnitId: string | undefined,
  now: Date,
): Promise<{ listing: PersonListing; saved: SavedDraft | undefined; capacity: Capacity | undefined }> {
  const wanted = [keys.listing(personId), keys.draft(personId)];
  if (careUnitId !== undefined) wanted.push(keys.capacity(careUnitId));
  const [listing, draft, capacity] = await getItems(database, 'main', wanted);
  return {
    listing: listingOf(personId, listing),
    saved: fromDraftItem(draft, now),
    capacity: capacity && fromCapacityItem(capacity),
  };
}

/** The person's listing alone, consistent. */
export async function readListing(database: Database, personId: string): Promise<PersonListing> {
  const item = await getItem(database, 'main', keys.listing(personId), { consistent: true });
  return listingOf(personId, item);
}

/** Many people's listings, consistent, by person id; those who have none are not in the answer. */
export async function readListings(
  database: Database,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, PersonListing>> {
  const items = await getItems(database, 'main', [...new Set(personIds)].map(keys.listing));
  const listings = items.flatMap((item) => (item ? [fromListingItem(item)] : []));
  return new Map(listings.map((listing) => [listing.personId, listing]));
}

/** A unit's capacity, consistent. */
export async function readCapacity(database: Database, careUnitId: string): Promise<Capacity | undefined> {
  const item = await getItem(database, 'main', keys.capacity(careUnitId), { consistent: true });
  return item && fromCapacityItem(item);
}

/** A unit's capacity, and the person's exemption from its cap, by one consistent `BatchGetItem`. */
export async function readPlace(
  database: Database,
  personId: string,
  careUnitId: string,
): Promise<{ capacity: Capacity | undefined; held: HeldExemption | undefined }> {
  const wanted = [keys.capacity(careUnitId), keys.exemption(personId, careUnitId)];
  const [capacity, exemption] = await getItems(database, 'main', wanted);
  return {
    capacity: capacity && fromCapacityItem(capacity),
    held: fromExemptionItem(exemption),
  };
}

/**
 * The listing, exemptions from caps, the earlier listings and the messages, newest first, by one `Query`: keys from
 * LISTING to PAST#. Consistent, so that
 * whoever has just chosen sees it.
 */
export async function readPersonHistory(
  database: Database,
  personId: string,
): Promise<{
  listing: PersonListing;
  pasts: readonly PastListing[];
  exemptions: readonly HeldExemption[];
  messages: readonly PersonMessage[];
}> {
  const { pk, sk } = keys.listing(personId);
  const page = await queryItems(database, 'main', {
    partition: pk,
    between: [sk, 'PAST#~'],
    consistent: true,
  });
  const listing = page.items.find((item) => item.sk === sk);
  const exemptions = page.items.filter(isExemptionItem).flatMap((item) => fromExemptionItem(item) ?? []);
  const pasts = page.items.filter(isPastItem).map(fromPastItem);
  const messages = page.items.filter((item) => text(item, 'sk').startsWith('MESSAGE#')).map(fromMessageItem);
  return {
    listing: listingOf(personId, listing),
    pasts: pasts.toReversed(),
    exemptions,
    messages: messages.toReversed(),
  };
}

function listingOf(personId: string, item: ReadItem | undefined): PersonListing {
  return item ? fromListingItem(item) : noListing(personId);
}
