import type { Capacity } from '#domain/capacity.ts';
import { decideListAutomatically } from '#domain/decide-choose-care-unit.ts';
import { decideOfferPlace } from '#domain/decide-offer-place.ts';
import type { PersonListing } from '#domain/listing.ts';
import { isDue } from '#domain/listing-at.ts';
import type { Plan } from '#domain/plan.ts';
import { type DatedPolicy, policyAt } from '#domain/policy.ts';
import type { Decided } from '#domain/refusals.ts';
import { placeIn, type WaitingListName } from '#domain/waiting.ts';
import { buildWaitingMap } from '#domain/waiting-position.ts';
import type { Database } from '#store/database.ts';
import { readPolicies } from '#store/policy-item.ts';
import { readCapacity, readListing } from '#store/read-person.ts';
import { saveDecision } from '#store/save-decision.ts';
import { settleListing } from '#store/settle-listing.ts';
import { findFirstWaiting, readEntries } from '#store/waiting-item.ts';
import { putDrawnList, readDrawnList } from '#store/waiting-map-item.ts';

export interface Offering {
  readonly database: Database;
  readonly now: Date;
  readonly newId: () => string;
}

/** So many times others may write the same items before the list is left to the next run. */
const tries = 20;

/**
 * Offers every place that is open in a unit's waiting lists to the first of each, and draws the lists anew. Whatever
 * woke the worker, it looks at the table: a record that comes twice, late or out of order offers nothing twice.
 *
 * @returns how many places were offered.
 */
export async function offerPlaces(offering: Offering, careUnitId: string): Promise<number> {
  const { database, now } = offering;
  const capacity = await readCapacity(database, careUnitId);
  if (!capacity) return 0;
  const versions = await readPolicies(database, now);
  const doctors = Object.keys(capacity.doctorLists ?? {});
  const lists: WaitingListName[] = [
    ...(capacity.nextSequence > 1 ? [{ careUnitId }] : []),
    ...doctors.map((doctorId) => ({ careUnitId, doctorId })),
  ];
  let offered = 0;
  for (const list of lists) {
    const opened = await offerTo(offering, list, versions);
    offered += opened;
    await drawList(offering, list, opened);
  }
  return offered;
}

async function offerTo(
  offering: Offering,
  list: WaitingListName,
  versions: readonly DatedPolicy[],
): Promise<number> {
  let offered = 0;
  for (let attempt = 0; attempt < tries; ) {
    const outcome = await offerToFirst(offering, list, versions);
    if (outcome === 'nothing') return offered;
    if (outcome === 'offered') offered += 1;
    if (outcome === 'met-others') attempt += 1;
  }
  throw new Error('Others wrote the same waiting list every time');
}

async function offerToFirst(
  { database, now, newId }: Offering,
  list: WaitingListName,
  versions: readonly DatedPolicy[],
): Promise<'offered' | 'ended' | 'met-others' | 'nothing'> {
  const capacity = await readCapacity(database, list.careUnitId);
  if (!capacity || waitingIn(capacity, list) === 0) return 'nothing';
  const first = await findFirstWaiting(database, list);
  if (!first) return 'nothing';
  const listing = await readListing(database, first.personId);
  if (isDue(listing, now)) {
    await settleListing(database, listing, { at: now, eventId: newId() });
    return 'met-others';
  }
  const plan = decideFor({ listing, capacity }, list, { versions, now, newId });
  // The place ended between the reads: what comes next is seen at the next look.
  if (!plan.ok) return plan.refusal.slug === 'not-waiting' ? 'met-others' : 'nothing';
  const actor = { kind: 'system', process: 'waiting-list' } as const;
  const saved = await saveDecision(database, {
    before: listing,
    plan,
    act: { at: now, actor, eventId: newId() },
  });
  if (!saved.ok) return 'met-others';
  return plan.event.type === 'waiting-ended' ? 'ended' : 'offered';
}

/**
 * Lists somebody who asked for it without a question, if the conditions are still those of the day of joining; whoever
 * must be asked is asked.
 */
function decideFor(
  state: { readonly listing: PersonListing; readonly capacity: Capacity },
  list: WaitingListName,
  { versions, now, newId }: Pick<Offering, 'now' | 'newId'> & { readonly versions: readonly DatedPolicy[] },
): Decided<Plan> {
  const policy = policyAt(versions, now);
  const place = placeIn(state.listing, list);
  if (place?.automatic && place.doctorId === undefined) {
    const { conditionsVersion } = policyAt(versions, new Date(place.joinedAt));
    const listed = decideListAutomatically(state, newId(), policy, now);
    if (listed.ok && conditionsVersion === policy.conditionsVersion) return listed;
  }
  return decideOfferPlace(state, list, policy, now);
}

function waitingIn(capacity: Capacity, { doctorId }: WaitingListName): number {
  return doctorId === undefined ? capacity.waiting : (capacity.doctorLists?.[doctorId]?.waiting ?? 0);
}

/** Draws the list as it stands: the version is loaded before the entries, as the directory does (ADR 7). */
async function drawList({ database, now }: Offering, list: WaitingListName, opened: number): Promise<void> {
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const drawn = await readDrawnList(database, list, now, { consistent: true });
    const capacity = await readCapacity(database, list.careUnitId);
    const sequences: number[] = [];
    for await (const entry of readEntries(database, list)) if (!entry.offered) sequences.push(entry.sequence);
    const next =
      list.doctorId === undefined
        ? capacity?.nextSequence
        : capacity?.doctorLists?.[list.doctorId]?.nextSequence;
    const asOf = now.toISOString();
    const map = buildWaitingMap(sequences, Math.max(next ?? 1, (sequences.at(-1) ?? 0) + 1));
    const openedAt = [...drawn.openedAt, ...Array.from({ length: opened }, () => asOf)];
    if (await putDrawnList(database, list, { ...drawn, map, openedAt, asOf })) return;
  }
  throw new Error('Others drew the same waiting list every time');
}
