import { capAt, checkDoctor, checkListable, checkPlace, exemptionsAt } from './admission.ts';
import { checkAge } from './ages.ts';
import type { Capacity } from './capacity.ts';
import { changesInWindow, changesWithoutPending, countChanges, windowStart } from './changes.ts';
import { type Exempt, type ExemptionFacts, exemptionOf, type HeldExemption } from './exemption.ts';
import type { NamedDoctorAnswer, PendingListing, PersonListing } from './listing.ts';
import { becomeCurrent, isDue } from './listing-at.ts';
import { answered, doctorBelow } from './named-doctor-answer.ts';
import type { Person } from './person.ts';
import { type CapacityExpectation, type Plan, releasePlace, takePlace } from './plan.ts';
import type { Policy } from './policy.ts';
import { exemptionRulesOf } from './policy-defaults.ts';
import { type Decided, type Refusal, refuse } from './refusals.ts';
import { localDate, nextMidnight } from './stockholm-time.ts';
import { openOffer, releaseWaiting, waitingRulesOf, withoutPlaces } from './waiting.ts';
import { endStrays } from './waiting-places.ts';

export interface ChooseCareUnit {
  readonly person: Person;
  readonly careUnitId: string;
  readonly namedDoctor: NamedDoctorAnswer;
  /** Version of the conditions that the person was told. */
  readonly conditionsVersion: string;
  readonly receiptId: string;
}

/** What a choice is decided on: the person's listing and the chosen unit's capacity, if there is such a unit. */
export interface ChoiceState {
  readonly listing: PersonListing;
  readonly capacity: Capacity | undefined;
  /** The exemption from this unit's cap that staff have registered for the person. */
  readonly held?: HeldExemption | undefined;
  /** What is known beside the date of birth; nothing, until a population register says so. */
  readonly facts?: Omit<ExemptionFacts, 'birthDate'>;
}

/** When a choice of unit made now takes effect, by the region's policy. */
export function effectiveFrom(policy: Policy, now: Date): Date {
  return policy.effect === 'at-once' ? now : nextMidnight(now);
}

/**
 * Whether a choice of unit would be a counted change. A first listing is no change; nor, unless the region says so, is
 * the first own choice of one who was allocated (`defaultAllocation`, `assigned`). A listing that was imported counts
 * as chosen: whether it was is not known, and the limit of two must hold (HSL 7 kap. 3 a §).
 */
export function isCountedChange(listing: PersonListing, policy: Policy): boolean {
  const origin = listing.current?.origin;
  if (origin === undefined) return false;
  if (origin === 'defaultAllocation' || origin === 'assigned') return policy.changes.countFirstChoice;
  return true;
}

/**
 * Lists a person at a care unit with an answer on a named doctor. The place is taken at once; by the default policy the
 * choice is pending until the next midnight. A choice that waits elsewhere is replaced: its place is given back, and
 * it no longer counts.
 *
 * Where the unit is full or people wait, an exemption that the cap names lets the person past, and the event and the
 * receipt say which. A doctor's ceiling holds for everybody. One to whom a place was offered has it: choosing the unit
 * is accepting.
 *
 * Refusals, in this order: `guardian-chooses`, `guardian-confirms`, `conditions-changed`, `already-listed-here`,
 * `care-unit-not-listable` (on the day of effect), `rechoice-limit-reached`, `care-unit-full`, `doctor-not-choosable`,
 * `doctor-takes-others` (age on the day of effect), `doctor-full`.
 *
 * @throws where a due choice has not been settled: the caller settles first, with `decideSettle`.
 */
export function decideChooseCareUnit(
  state: ChoiceState,
  command: ChooseCareUnit,
  policy: Policy,
  now: Date,
): Decided<Plan> {
  const { listing, capacity } = state;
  if (isDue(listing, now)) throw new Error('A due choice must be settled before the next');
  const { careUnitId, person, namedDoctor } = command;
  const refused = checkPerson(listing, command, policy, now);
  if (refused) return refuse(refused);
  if (!capacity) return refuse({ slug: 'care-unit-not-listable', careUnitId });

  const effective = effectiveFrom(policy, now);
  const offer = openOffer(listing, { careUnitId }, now);
  const exempt = offer ? undefined : exemptFromCap({ ...state, capacity }, person, policy, now);
  const refusal =
    checkListable(capacity, localDate(effective)) ??
    checkChangesLeft(listing, policy, now) ??
    (offer ? undefined : checkPlace(capacity, now, exempt?.code)) ??
    (namedDoctor.kind === 'doctor'
      ? checkDoctor(capacity, namedDoctor.doctorId, person, policy, now, localDate(effective))
      : undefined);
  if (refusal) return refuse(refusal);
  const planned = planChoice(listing, capacity, command, policy, {
    now,
    effective,
    exempt,
    hasPlace: !!offer,
  });
  return { ok: true, ...planned };
}

/**
 * Lists somebody who waits without a question, as she or he asked when joining: the place that has opened is taken as
 * `decideChooseCareUnit` takes it, with the answer on a named doctor left for later. Not where a question is called for:
 * a choice is pending, or the yearly limit is reached (judged now, not when joining).
 *
 * Refusals: `care-unit-not-listable`, `rechoice-limit-reached`, `care-unit-full`, `place-free` where a pending choice
 * stands in the way: then the place is offered.
 */
export function decideListAutomatically(
  { listing, capacity }: { readonly listing: PersonListing; readonly capacity: Capacity },
  receiptId: string,
  policy: Policy,
  now: Date,
): Decided<Plan> {
  const { careUnitId } = capacity;
  if (listing.pending) return refuse({ slug: 'place-free', careUnitId });
  const effective = effectiveFrom(policy, now);
  const cap = capAt(capacity, now);
  const refusal =
    checkListable(capacity, localDate(effective)) ??
    checkChangesLeft(listing, policy, now) ??
    (cap !== null && capacity.taken >= cap ? ({ slug: 'care-unit-full', careUnitId } as const) : undefined);
  if (refusal) return refuse(refusal);
  const { conditionsVersion } = policy;
  const command = { careUnitId, namedDoctor: { kind: 'later' }, conditionsVersion, receiptId } as const;
  const timing = { now, effective, exempt: undefined, hasPlace: false, isFirst: true };
  return { ok: true, ...planChoice(listing, capacity, command, policy, timing) };
}

/** By what the person passes a full unit, or one where people wait; nothing where there is a free place for anybody. */
export function exemptFromCap(
  { capacity, held, facts }: ChoiceState & { readonly capacity: Capacity },
  { birthDate }: Pick<Person, 'birthDate'>,
  policy: Policy,
  now: Date,
): Exempt | undefined {
  if (!checkPlace(capacity, now)) return undefined;
  const known = { held, facts: { ...facts, birthDate } };
  return exemptionOf(exemptionsAt(capacity, now), known, exemptionRulesOf(policy), localDate(now));
}

function checkPerson(
  { current, pending }: PersonListing,
  { person, careUnitId, conditionsVersion }: ChooseCareUnit,
  policy: Policy,
  now: Date,
): Refusal | undefined {
  const tooYoung = checkAge(person, policy, now);
  if (tooYoung) return tooYoung;
  if (conditionsVersion !== policy.conditionsVersion) {
    return { slug: 'conditions-changed', currentVersion: policy.conditionsVersion };
  }
  const listedHere = current?.careUnitId === careUnitId || pending?.careUnitId === careUnitId;
  return listedHere ? { slug: 'already-listed-here', careUnitId } : undefined;
}

/** A choice that does not count is never stopped by the limit. */
function checkChangesLeft(listing: PersonListing, policy: Policy, now: Date): Refusal | undefined {
  if (!isCountedChange(listing, policy)) return undefined;
  const { left, nextAllowedOn } = countChanges({ changes: changesWithoutPending(listing) }, policy, now);
  if (left > 0 || nextAllowedOn === undefined) return undefined;
  return { slug: 'rechoice-limit-reached', nextAllowedOn };
}

function planChoice(
  listing: PersonListing,
  capacity: Capacity,
  command: Omit<ChooseCareUnit, 'person'>,
  policy: Policy,
  { now, effective, ...terms }: Terms & { now: Date; effective: Date },
): Plan {
  const { exempt } = terms;
  const { careUnitId, receiptId, conditionsVersion } = command;
  const { current, pending: replaced, personId, version, chain, waiting = [] } = listing;
  const at = now.toISOString();
  const since = effective.toISOString();
  const counted = isCountedChange(listing, policy);
  const exemption = exempt && { exemption: exempt.code };
  const chosen: PendingListing = {
    careUnitId,
    effectiveFrom: since,
    namedDoctor: answered(command.namedDoctor, since),
    receipt: { receiptId, chosenAt: at, conditionsVersion, counted, ...exemption },
  };
  const told = { careUnitId, receiptId, conditionsVersion, counted, ...exemption };
  const windowFrom = windowStart(policy, now).toISOString();
  const kept = changesInWindow(changesWithoutPending(listing), policy, now);
  const changes = counted ? [...kept, { at, toCareUnitId: careUnitId }] : kept;
  const dropped = waitingRulesOf(policy).dropOnChoice
    ? waiting.filter((place) => place.doctorId === undefined && place.careUnitId !== careUnitId)
    : [];
  const lists = withoutPlaces(waiting, dropped);
  const next = { personId, changes, ...lists, version: version + 1, chain };
  const atOnce = isDue({ ...next, pending: chosen }, now);
  const ended = atOnce ? current : undefined;
  return endStrays({
    listing: atOnce
      ? { ...next, current: becomeCurrent(chosen) }
      : { ...next, ...(current && { current }), pending: chosen },
    ...(ended && { past: { ...ended, until: since, endedBy: 'choice' } }),
    capacity: [
      takePlace(chosen, expectation(capacity, command.namedDoctor, now, terms)),
      ...[replaced, ended].filter((place) => place !== undefined).map(releasePlace),
      ...dropped.map(releaseWaiting),
    ],
    ...(dropped.length > 0 && { entries: dropped.map((place) => ({ place, ended: true })) }),
    ...(exempt?.held && { leansOn: exempt.held }),
    event: {
      type: replaced ? 'pending-choice-replaced' : 'care-unit-chosen',
      sealedUnder: careUnitId,
      data: {
        ...told,
        namedDoctor: command.namedDoctor,
        effectiveFrom: since,
        windowFrom,
        ...(dropped.length > 0 && { leavesLists: true }),
      },
    },
  });
}

/** By what a choice comes to its place. */
interface Terms {
  readonly exempt: Exempt | undefined;
  /** A place was offered and is held. */
  readonly hasPlace: boolean;
  /** The first of the waiting list, for whom the place opened. */
  readonly isFirst?: boolean;
}

/**
 * What the choice assumes of the unit: the cap and ceiling in force by the clock, and that nobody waits. One who is
 * exempt assumes only `rev`, for the decision that names the exemption, and the ceiling; so does one whose place is held.
 */
function expectation(
  capacity: Capacity,
  answer: NamedDoctorAnswer,
  now: Date,
  { exempt, hasPlace, isFirst }: Terms,
): CapacityExpectation {
  const passes = exempt !== undefined || hasPlace;
  const cap = passes ? null : capAt(capacity, now);
  const below = answer.kind === 'doctor' ? doctorBelow(capacity, answer.doctorId, now) : undefined;
  return {
    rev: capacity.rev,
    ...(cap !== null && { takenBelow: cap }),
    ...(below && { doctorTakenBelow: below }),
    nobodyWaiting: !passes && !isFirst,
    ...(answer.kind === 'doctor' && { nobodyWaitingFor: answer.doctorId }),
  };
}
