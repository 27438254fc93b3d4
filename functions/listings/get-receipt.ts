import type { AnswerOf, CallOf } from '#contract/routes.ts';
import type { NamedDoctor, PastListing, PersonListing, Receipt } from '#domain/listing.ts';
import { settle } from '#domain/listing-at.ts';
import { policyAt } from '#domain/policy.ts';
import { type Problemed, problem } from '#http/call-context.ts';
import type { Database } from '#store/database.ts';
import { readPolicies } from '#store/policy-item.ts';
import { readPersonHistory } from '#store/read-person.ts';
import type { ReadContext } from './get-my-page.ts';
import { readNames } from './published-names.ts';
import { viewChanges, viewNamedDoctor } from './views.ts';

interface Found {
  readonly status: 'pending' | 'current' | 'past';
  readonly careUnitId: string;
  readonly effectiveFrom: string;
  readonly namedDoctor: NamedDoctor;
  readonly receipt: Receipt;
}

const namesAge = 60_000;

/**
 * One's own receipt: of a choice of unit or of doctor. Another's, and one that never was, is `not-found`. A receipt
 * is found as long as its listing is; a later change of doctor takes the place of an earlier one's. Store calls: one.
 */
export async function getReceipt(
  database: Database,
  { params }: Pick<CallOf<'getReceipt'>, 'params'>,
  { person, now }: ReadContext,
): Promise<AnswerOf<'getReceipt'> | Problemed> {
  const [stored, versions, names] = await Promise.all([
    readPersonHistory(database, person.personId),
    readPolicies(database, now),
    readNames(database, now, namesAge),
  ]);
  const settled = settle(stored.listing, now);
  const listing = settled?.listing ?? stored.listing;
  const pasts = settled?.past ? [settled.past, ...stored.pasts] : stored.pasts;
  const found = findReceipt(listing, pasts, params.receiptId);
  if (!found) return problem('not-found');
  const { status, careUnitId, effectiveFrom, namedDoctor, receipt } = found;
  const phone = names.phoneOf(careUnitId);
  const unit = names.careUnit(careUnitId)?.conditions;
  return {
    asOf: now.toISOString(),
    receiptId: receipt.receiptId,
    status,
    careUnitId,
    careUnitName: names.nameOf(careUnitId),
    ...(phone !== undefined && { careUnitPhone: phone }),
    effectiveFrom,
    namedDoctor: viewNamedDoctor(careUnitId, namedDoctor, names),
    chosenAt: receipt.chosenAt,
    counted: receipt.counted,
    ...(receipt.exemption && { exemption: receipt.exemption }),
    conditions: { version: receipt.conditionsVersion, ...(unit && { unit }) },
    changes: viewChanges(listing, policyAt(versions, now), now),
  };
}

function findReceipt(
  { pending, current }: PersonListing,
  pasts: readonly PastListing[],
  receiptId: string,
): Found | undefined {
  const places = [
    ...(pending ? [{ ...pending, since: pending.effectiveFrom, status: 'pending' as const }] : []),
    ...(current ? [{ ...current, status: 'current' as const }] : []),
    ...pasts.map((past) => ({ ...past, status: 'past' as const })),
  ];
  for (const { receipt, doctorReceipt, since, ...place } of places) {
    if (receipt?.receiptId === receiptId) return { ...place, effectiveFrom: since, receipt };
    if (doctorReceipt?.receiptId === receiptId) {
      const { namedDoctor } = place;
      // A change of doctor applies from its own instant, or with the choice of unit that it rode on.
      const effectiveFrom = namedDoctor.kind === 'unanswered' ? since : namedDoctor.since;
      return { ...place, effectiveFrom, receipt: doctorReceipt };
    }
  }
  return undefined;
}
