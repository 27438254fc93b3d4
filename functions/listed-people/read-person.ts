import type { AccessAct, AccessEntry, AccessedFact } from '#domain/access-log.ts';
import type { PastListing, PersonListing } from '#domain/listing.ts';
import { listingAt } from '#domain/listing-at.ts';
import type { PersonMessage } from '#domain/person-message.ts';
import type { ChosenPurpose } from '#domain/purpose.ts';
import type { ActingStaff, CallContext } from '#http/call-context.ts';
import type { Database } from '#store/database.ts';
import { type Identity, readIdentity } from '#store/identity-item.ts';
import { readPersonHistory } from '#store/read-person.ts';

/** The part of a call's context that looking at a person needs. */
export interface LookContext extends Pick<CallContext, 'now' | 'ids' | 'cookie'> {
  readonly staff: Pick<ActingStaff, 'staffMemberId' | 'role'> & { readonly purpose: ChosenPurpose };
}

/** A person as stored, whom the caller may know of. */
export interface KnownPerson {
  readonly personId: string;
  readonly identity: Identity;
  /** As stored: a due choice may not be settled yet. */
  readonly listing: PersonListing;
  readonly pasts: readonly PastListing[];
  readonly messages: readonly PersonMessage[];
}

/**
 * The person, where the caller may know that there is one. A unit's staff know of those who are listed there, now or
 * from midnight; of somebody with protected identity they know nothing here. The region's listing officer knows of
 * anybody. Everything else is undefined, and so the very same answer, by the same reads.
 */
export async function readKnownPerson(
  database: Database,
  careUnitId: string | undefined,
  personId: string,
  now: Date,
): Promise<KnownPerson | undefined> {
  const [identity, history] = await Promise.all([
    readIdentity(database, personId),
    readPersonHistory(database, personId),
  ]);
  if (!identity || !mayKnowOf(careUnitId, identity, history.listing, now)) return undefined;
  return { personId, identity, ...history };
}

function mayKnowOf(
  careUnitId: string | undefined,
  { protectedIdentity }: Identity,
  listing: PersonListing,
  now: Date,
): boolean {
  if (careUnitId === undefined) return true;
  const { current, pending } = listingAt(listing, now);
  return !protectedIdentity && [current?.careUnitId, pending?.careUnitId].includes(careUnitId);
}

/** An entry of the access log for one person. */
export function entryOf(
  { staff, now, ids }: LookContext,
  careUnitId: string | undefined,
  personId: string,
  what: { readonly act: AccessAct; readonly facts: readonly AccessedFact[]; readonly reason?: string },
): AccessEntry {
  const { staffMemberId, role, purpose } = staff;
  return {
    accessId: ids.newId(),
    personId,
    at: now.toISOString(),
    staffMemberId,
    role,
    ...(careUnitId !== undefined && { careUnitId }),
    purpose: purpose.purpose,
    ...what,
  };
}
