import type { RouteName } from '#contract/routes.ts';
import type { PersonListing } from '#domain/listing.ts';
import { isDue } from '#domain/listing-at.ts';
import type { Plan } from '#domain/plan.ts';
import { type Policy, policyAt } from '#domain/policy.ts';
import type { Decided } from '#domain/refusals.ts';
import {
  type CallContext,
  type Problemed,
  problem,
  problemOf,
  type SignedInPerson,
} from '#http/call-context.ts';
import type { Database } from '#store/database.ts';
import type { Act } from '#store/event-item.ts';
import { type Intent, type IntentOutcome, intentOf } from '#store/intent-item.ts';
import { readPolicies } from '#store/policy-item.ts';
import { type ChoiceState, readChoiceState } from '#store/read-person.ts';
import { type RetryBudget, type Tried, untilDecided } from '#store/retry.ts';
import { saveDecision } from '#store/save-decision.ts';
import { settleListing } from '#store/settle-listing.ts';

/** The part of a call's context that an act looks at. Actor and subject are the same person until families come. */
export interface ActContext extends Pick<CallContext, 'now' | 'ids'> {
  readonly person: SignedInPerson;
  readonly idempotencyKey: string;
}

/** One act of a person on the own listing. */
export interface ListingAct<O extends IntentOutcome> {
  readonly route: RouteName;
  readonly body: unknown;
  /** The unit whose capacity the decision needs. */
  readonly careUnitId?: string;
  readonly decide: (
    state: Pick<ChoiceState, 'listing' | 'capacity' | 'held'>,
    policy: Policy,
  ) => Decided<Plan>;
  /** What is answered once the plan is saved, now and to whoever sends the same again. */
  readonly outcomeOf: (plan: Plan, before: PersonListing) => O;
  readonly readOutcome: (outcome: IntentOutcome) => O;
}

/** How often the domain is asked again on what was met, before everything is read again. */
const meetingsAtMost = 8;
/** How long one goes on while others write the same items; the function itself ends after 15 seconds. */
const patience: RetryBudget = { tries: 12, time: 8_000, firstWait: 200, longestWait: 1_500 };

/**
 * Carries out an act once, however often it is sent: load → decide → save in one transaction, and where something
 * moved meanwhile, decide again on what was met. A choice whose midnight has come is settled first.
 *
 * Store calls: one read and one write; two more where a due choice had to be settled, and for each time others were
 * writing the same items.
 * @throws an error for which `isStoreUnavailable` holds where it could not be decided in time; the outcome is then not
 * known, and the same act sent again tells.
 */
export async function actOnce<O extends IntentOutcome>(
  database: Database,
  context: ActContext,
  act: ListingAct<O>,
): Promise<O | Problemed> {
  const { person, now, ids, idempotencyKey } = context;
  const { personId } = person;
  const request = { route: act.route, body: act.body };
  const round: Round = {
    intent: intentOf(personId, idempotencyKey, request),
    policy: policyAt(await readPolicies(database, now), now),
    by: { at: now, actor: { kind: 'person', personId }, eventId: ids.newId() },
    newId: ids.newId,
  };
  return untilDecided(database, () => decideAndSave(database, round, act), patience);
}

/** What stays the same from round to round. */
interface Round {
  readonly intent: Intent;
  readonly policy: Policy;
  readonly by: Act;
  readonly newId: () => string;
}

async function decideAndSave<O extends IntentOutcome>(
  database: Database,
  { intent, policy, by, newId }: Round,
  act: ListingAct<O>,
): Promise<Tried<O | Problemed>> {
  const read = () => readChoiceState(database, intent, act.careUnitId, by.at);
  let state: ChoiceState = await read();
  for (let meetings = 0; meetings < meetingsAtMost; meetings += 1) {
    if (state.intent) {
      const same = state.intent.requestHash === intent.requestHash;
      return { done: same ? act.readOutcome(state.intent.outcome) : problem('idempotency-key-reused') };
    }
    if (isDue(state.listing, by.at)) {
      await settleListing(database, state.listing, { at: by.at, eventId: newId() });
      state = await read();
      continue;
    }
    const plan = act.decide(state, policy);
    if (!plan.ok) return { done: problemOf(plan.refusal) };
    const outcome = act.outcomeOf(plan, state.listing);
    const decision = { before: state.listing, plan, act: by, intent: { intent, outcome } };
    const saved = await saveDecision(database, decision);
    if (saved.ok) return { done: outcome };
    if (!saved.met) break;
    state = { ...state, ...saved.met };
  }
  return { again: new Error('Others were writing the same items') };
}

/** One text of a stored outcome. */
export function outcomeText(outcome: IntentOutcome, name: string): string {
  const text = outcome[name];
  if (text === undefined) throw new Error(`A stored outcome has no "${name}"`);
  return text;
}
