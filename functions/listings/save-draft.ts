import type { AnswerOf, CallOf } from '#contract/routes.ts';
import { checkListable } from '#domain/admission.ts';
import { checkAge } from '#domain/ages.ts';
import { effectiveFrom } from '#domain/decide-choose-care-unit.ts';
import { canonicalJson } from '#domain/event-chain.ts';
import type { PersonListing } from '#domain/listing.ts';
import { policyAt } from '#domain/policy.ts';
import { localDate } from '#domain/stockholm-time.ts';
import { type CallContext, type Problemed, problem, problemOf } from '#http/call-context.ts';
import type { Database } from '#store/database.ts';
import { putDraft } from '#store/draft-item.ts';
import { readPolicies } from '#store/policy-item.ts';
import { readDraft } from '#store/read-person.ts';
import type { ReadContext } from './get-my-page.ts';

/**
 * Keeps the answers so far for 24 hours, with the idempotency key of confirming them. The same answers keep their key
 * until the listing has moved on: then what the key did is done, and choosing the same again is another choice.
 * Refusals: `guardian-chooses`, `guardian-confirms`, `care-unit-not-listable`. Store calls: one read, one write.
 */
export async function saveDraft(
  database: Database,
  { body }: Pick<CallOf<'saveDraft'>, 'body'>,
  { person, now, ids }: ReadContext & Pick<CallContext, 'ids'>,
): Promise<AnswerOf<'saveDraft'> | Problemed> {
  const policy = policyAt(await readPolicies(database, now), now);
  const tooYoung = checkAge(person, policy, now);
  if (tooYoung) return problemOf(tooYoung);
  const { careUnitId } = body;
  const { listing, saved, capacity } = await readDraft(database, person.personId, careUnitId, now);
  // Where one has a place already, the doctor can be changed though the unit takes no new people.
  if (!hasPlaceAt(listing, careUnitId)) {
    if (!capacity) return problem('care-unit-not-listable', { careUnitId });
    const closed = checkListable(capacity, localDate(effectiveFrom(policy, now)));
    if (closed) return problemOf(closed);
  }
  const same =
    saved?.listingVersion === listing.version && canonicalJson(saved.draft) === canonicalJson(body);
  const intentKey = same ? saved.intentKey : ids.newId();
  await putDraft(database, person.personId, {
    draft: body,
    intentKey,
    savedAt: now.toISOString(),
    listingVersion: listing.version,
  });
  return { intentKey };
}

function hasPlaceAt({ current, pending }: PersonListing, careUnitId: string): boolean {
  return current?.careUnitId === careUnitId || pending?.careUnitId === careUnitId;
}
