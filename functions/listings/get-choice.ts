import type { AnswerOf } from '#contract/routes.ts';
import { checkDoctor, checkPlace, exemptionsAt } from '#domain/admission.ts';
import type { Capacity } from '#domain/capacity.ts';
import {
  decideChooseCareUnit,
  effectiveFrom,
  exemptFromCap,
  isCountedChange,
} from '#domain/decide-choose-care-unit.ts';
import { decideChooseNamedDoctor } from '#domain/decide-choose-named-doctor.ts';
import { type HeldExemption, isAllowed } from '#domain/exemption.ts';
import type { PersonListing } from '#domain/listing.ts';
import { listingAt } from '#domain/listing-at.ts';
import { type Policy, policyAt } from '#domain/policy.ts';
import { exemptionRulesOf } from '#domain/policy-defaults.ts';
import type { Refusal } from '#domain/refusals.ts';
import { localDate } from '#domain/stockholm-time.ts';
import type { Database } from '#store/database.ts';
import type { ChoiceDraft, SavedDraft } from '#store/draft-item.ts';
import { readPolicies } from '#store/policy-item.ts';
import { readDraft, readPlace } from '#store/read-person.ts';
import type { ReadContext } from './get-my-page.ts';
import { type PublishedNames, readNames } from './published-names.ts';
import { viewAbilities, viewChanges, viewCurrent, viewPending } from './views.ts';

type ChoiceAnswer = AnswerOf<'getChoice'>;

/** A unit's published state may be this old while one chooses, milliseconds: confirming asks the store itself. */
const unitAge = 5_000;

/**
 * The choice being made: the answers so far, the unit as published, and what stands against them as things are.
 * Nothing is reserved and nothing decided: confirming decides. Store calls: one read, and one more for the capacity
 * of a drafted unit.
 */
export async function getChoice(database: Database, context: ReadContext): Promise<ChoiceAnswer> {
  const { person, now } = context;
  const [stored, versions, names] = await Promise.all([
    readDraft(database, person.personId, undefined, now),
    readPolicies(database, now),
    readNames(database, now, unitAge),
  ]);
  const policy = policyAt(versions, now);
  const listing = listingAt(stored.listing, now);
  const { current, pending } = listing;
  const common = {
    asOf: now.toISOString(),
    abilities: viewAbilities(person, policy, now),
    ...(current && { current: viewCurrent(current, names) }),
    ...(pending && { pending: viewPending(pending, names) }),
    changes: viewChanges(listing, policy, now),
  };
  const { saved } = stored;
  if (!saved || isDone(saved, listing)) {
    return { ...common, doctors: [], conditions: { version: policy.conditionsVersion }, counted: false };
  }
  const place = await readPlace(database, person.personId, saved.draft.careUnitId);
  return { ...common, ...viewDraft({ saved, listing, ...place, names }, policy, context) };
}

/** A draft that was confirmed: one of its unit's receipts is younger than the draft. */
function isDone({ draft, savedAt }: SavedDraft, { current, pending }: PersonListing): boolean {
  return [pending, current]
    .filter((place) => place?.careUnitId === draft.careUnitId)
    .flatMap((place) => [place?.receipt, place?.doctorReceipt])
    .some((receipt) => receipt !== undefined && receipt.chosenAt >= savedAt);
}

interface DraftState {
  readonly saved: SavedDraft;
  readonly listing: PersonListing;
  readonly capacity: Capacity | undefined;
  readonly held: HeldExemption | undefined;
  readonly names: PublishedNames;
}

function viewDraft(state: DraftState, policy: Policy, context: ReadContext) {
  const { saved, listing, capacity, names } = state;
  const { now, person } = context;
  const { draft, intentKey } = saved;
  const careUnit = names.careUnit(draft.careUnitId);
  const effect = effectOf(listing, draft.careUnitId);
  const from = effectOn(listing, draft.careUnitId, policy, now);
  const refusal = refusalOf(state, policy, context);
  const against = (doctorId: string) =>
    capacity && checkDoctor(capacity, doctorId, person, policy, now, localDate(from));
  return {
    draft,
    intentKey,
    ...(careUnit && { careUnit }),
    doctors: (careUnit?.doctors ?? []).map(({ doctorId }) => {
      const refused = against(doctorId);
      return { doctorId, choosable: !refused, ...(refused && { refusal: refused.slug }) };
    }),
    ...(refusal && { refusal: viewRefusal(refusal) }),
    conditions: { version: policy.conditionsVersion, ...(careUnit && { unit: careUnit.conditions }) },
    effect,
    ...viewExemption(state, effect, policy, context),
    counted: effect !== 'doctor-only' && isCountedChange(listing, policy),
    effectiveFrom: from.toISOString(),
  };
}

/** What a full unit's cap names, and by which of them this person passes it, if by any. */
function viewExemption(
  state: DraftState,
  effect: NonNullable<ChoiceAnswer['effect']>,
  policy: Policy,
  { person, now }: ReadContext,
): Pick<ChoiceAnswer, 'exemption' | 'exemptions'> {
  const { capacity } = state;
  if (!capacity || effect === 'doctor-only' || !checkPlace(capacity, now)) return {};
  const exempt = exemptFromCap({ ...state, capacity }, person, policy, now);
  const rules = exemptionRulesOf(policy);
  return {
    ...(exempt && {
      exemption: { code: exempt.code, ...(exempt.held && { through: exempt.held.through }) },
    }),
    exemptions: exemptionsAt(capacity, now).filter((code) => isAllowed(code, rules)),
  };
}

function effectOf(
  { current, pending }: PersonListing,
  careUnitId: string,
): NonNullable<ChoiceAnswer['effect']> {
  if (pending?.careUnitId === careUnitId || current?.careUnitId === careUnitId) return 'doctor-only';
  if (pending) return 'replaces-pending';
  return current ? 'change' : 'first-listing';
}

/** When confirming would take effect: at once for a doctor where one is listed, with the pending choice where it rides. */
function effectOn({ current, pending }: PersonListing, careUnitId: string, policy: Policy, now: Date): Date {
  if (pending?.careUnitId === careUnitId) return new Date(pending.effectiveFrom);
  return current?.careUnitId === careUnitId ? now : effectiveFrom(policy, now);
}

/** What confirming would be refused with now. What is not answered yet stands against nothing. */
function refusalOf(
  { saved, listing, capacity, held }: DraftState,
  policy: Policy,
  { person, now }: ReadContext,
): Refusal | undefined {
  const { careUnitId, namedDoctor = { kind: 'later' }, conditionsVersion }: ChoiceDraft = saved.draft;
  const command = {
    person,
    careUnitId,
    namedDoctor,
    conditionsVersion: conditionsVersion ?? policy.conditionsVersion,
    receiptId: '',
  };
  const decided =
    effectOf(listing, careUnitId) === 'doctor-only'
      ? decideChooseNamedDoctor({ listing, capacity }, command, policy, now)
      : decideChooseCareUnit({ listing, capacity, held }, command, policy, now);
  return decided.ok ? undefined : decided.refusal;
}

function viewRefusal(refusal: Refusal): NonNullable<ChoiceAnswer['refusal']> {
  const { slug } = refusal;
  return 'nextAllowedOn' in refusal ? { slug, nextAllowedOn: refusal.nextAllowedOn } : { slug };
}
