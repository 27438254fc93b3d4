import type { AnswerOf, CallOf } from '#contract/routes.ts';
import type { Capacity } from '#domain/capacity.ts';
import { decideJoinWaitingList } from '#domain/decide-waiting.ts';
import { listingAt } from '#domain/listing-at.ts';
import { policyAt } from '#domain/policy.ts';
import { type WaitingListName, waitingRulesOf } from '#domain/waiting.ts';
import { estimateWait, standstills } from '#domain/waiting-estimate.ts';
import { countWaiting, positionIn } from '#domain/waiting-position.ts';
import { type Problemed, problem } from '#http/call-context.ts';
import type { Database } from '#store/database.ts';
import { readPolicies } from '#store/policy-item.ts';
import { readCapacity, readListing } from '#store/read-person.ts';
import { type DrawnList, readDrawnList, readDrawnLists } from '#store/waiting-map-item.ts';
import type { ReadContext } from './get-my-page.ts';
import { type PublishedNames, readNames } from './published-names.ts';

/** Names change rarely: a minute-old one will do, milliseconds. */
const namesAge = 60_000;

/**
 * Own places in waiting lists. Store calls: the listing, the lists as drawn, and a capacity a unit: none of them grows
 * with how many wait.
 */
export async function getWaitingPlaces(
  database: Database,
  { person, now }: ReadContext,
): Promise<AnswerOf<'getWaitingPlaces'>> {
  const [stored, names] = await Promise.all([
    readListing(database, person.personId),
    readNames(database, now, namesAge),
  ]);
  const { waiting = [] } = listingAt(stored, now);
  const drawn = await readDrawnLists(database, waiting, now);
  const units = [...new Set(waiting.map(({ careUnitId }) => careUnitId))];
  const capacities = await Promise.all(units.map((careUnitId) => readCapacity(database, careUnitId)));
  const places = waiting.flatMap((held, index) => {
    const list = drawn[index];
    if (!list) return [];
    const { joinedAt, automatic, sequence, offer } = held;
    const place = positionIn(list.map, sequence);
    const capacity = capacities[units.indexOf(held.careUnitId)];
    return {
      ...viewList(held, list, names, { capacity, place, now }),
      joinedAt,
      automatic,
      ...(offer ? { offer: { offeredAt: offer.offeredAt, until: offer.until } } : { place }),
    };
  });
  return { asOf: now.toISOString(), places };
}

/** What joining a list would mean, before one does: what stands against it, the place one would get, the rules. */
export async function getWaitingList(
  database: Database,
  { query }: Pick<CallOf<'getWaitingList'>, 'query'>,
  { person, now }: ReadContext,
): Promise<AnswerOf<'getWaitingList'> | Problemed> {
  const [stored, versions, names, capacity, drawn] = await Promise.all([
    readListing(database, person.personId),
    readPolicies(database, now),
    readNames(database, now, namesAge),
    readCapacity(database, query.careUnitId),
    readDrawnList(database, query, now),
  ]);
  const { doctorId } = query;
  const isKnown = doctorId === undefined || names.doctor(query.careUnitId, doctorId);
  if (!capacity || !names.careUnit(query.careUnitId) || !isKnown) return problem('not-found');
  const policy = policyAt(versions, now);
  const listing = listingAt(stored, now);
  const command = { ...query, person, automatic: false };
  const decided = decideJoinWaitingList({ listing, capacity }, command, policy, now);
  const { places, offerDays, dropOnChoice } = waitingRulesOf(policy);
  const next =
    doctorId === undefined ? capacity.nextSequence : (capacity.doctorLists?.[doctorId]?.nextSequence ?? 1);
  const place = positionIn(drawn.map, next);
  return {
    ...viewList(query, drawn, names, { capacity, place, now }),
    ...(!decided.ok && { refusal: decided.refusal.slug }),
    place,
    rules: {
      places,
      placesLeft: Math.max(0, places - (listing.waiting?.length ?? 0)),
      offerDays,
      dropOnChoice,
    },
  };
}

interface Seen {
  readonly capacity: Capacity | undefined;
  readonly place: number;
  readonly now: Date;
}

function viewList(
  { careUnitId, doctorId }: WaitingListName,
  { map, openedAt, since, asOf }: DrawnList,
  names: PublishedNames,
  { capacity, place, now }: Seen,
) {
  const doctor = doctorId === undefined ? undefined : names.doctor(careUnitId, doctorId);
  return {
    careUnitId,
    careUnitName: names.nameOf(careUnitId),
    ...(doctorId !== undefined && { doctorId }),
    ...(doctor && { doctorName: doctor.name }),
    waiting: countWaiting(map),
    estimate: estimateWait(place, openedAt, since, now),
    standstills: capacity ? standstills(capacity, { careUnitId, doctorId }, now) : [],
    asOf,
  };
}
