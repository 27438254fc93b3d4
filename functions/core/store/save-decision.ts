import type { Capacity } from '#domain/capacity.ts';
import type { PersonListing } from '#domain/listing.ts';
import type { Plan } from '#domain/plan.ts';
import { type Condition, mustBeAbsent } from './calls.ts';
import { capacityStep, fromCapacityItem } from './capacity-item.ts';
import type { Database } from './database.ts';
import { type Act, eventStep } from './event-item.ts';
import { exemptionStands, exemptionStep } from './exemption-item.ts';
import {
  fromIntentItem,
  type Intent,
  type IntentOutcome,
  type IntentRecord,
  intentMustBeNew,
  toIntentItem,
} from './intent-item.ts';
import { fromListingItem, toListingItem } from './listing-item.ts';
import { toMessageItem } from './message-item.ts';
import { toPastItem } from './past-item.ts';
import { type FailedStep, type Step, transact, transactOrReadAgain } from './transaction.ts';
import { entryStep } from './waiting-item.ts';

export interface Decision {
  /** The listing that was decided on: if it has changed since, nothing is saved. */
  readonly before: PersonListing;
  readonly plan: Plan;
  readonly act: Act;
  /** The intent it is carried out under, and what to answer whoever sends that again. */
  readonly intent?: { readonly intent: Intent; readonly outcome: IntentOutcome } | undefined;
  /** Written in the same transaction; where one of these fails, everything is to be read again. */
  readonly also?: readonly Step[];
}

/** What was met instead of what the decision assumed: ask the domain again on this. */
export interface Met {
  readonly intent?: IntentRecord;
  readonly listing?: PersonListing;
  readonly capacity?: Capacity;
}

/**
 * Saved: the listing as it now is stored, with its new chain head. Not saved: what was met; nothing where others wrote
 * the same items meanwhile or no answer came, so that the intent and all else must be read again.
 */
export type Saved =
  | { readonly ok: true; readonly listing: PersonListing }
  | { readonly ok: false; readonly met: Met | undefined };

/**
 * Saves a decision in one transaction: LISTING on its version, each unit's CAPACITY on what was assumed, the exemption
 * it leans on, entries of waiting lists, PAST where a listing ended, the event, the intent. All or nothing; whatever
 * failed is returned as it was met.
 *
 * A lost answer is resolved by sending the same transaction again, and past that by reading the intent. Without an
 * intent there is nothing to read: then it is sent until it is decided.
 * @throws an error for which `isStoreUnavailable` holds where a decision without intent could not be told.
 */
export async function saveDecision(database: Database, decision: Decision): Promise<Saved> {
  const { steps, listing } = stepsOf(decision);
  const transacted = await (decision.intent ? transactOrReadAgain : transact)(database, steps);
  if (transacted === 'read-again') return { ok: false, met: undefined };
  if (transacted.ok) return { ok: true, listing };
  const also = new Set(decision.also?.map((step) => step.name));
  const readAgain = transacted.failed.some((step) => also.has(step.name));
  return { ok: false, met: readAgain ? undefined : metBy(decision, transacted.failed) };
}

function stepsOf({ before, plan, act, intent, also = [] }: Decision): {
  steps: Step[];
  listing: PersonListing;
} {
  const { personId } = plan.listing;
  const event = eventStep('event', `PERSON#${personId}`, before.chain, plan.event, act);
  const listing = { ...plan.listing, chain: event.head };
  const capacity = plan.capacity.map((change, index) => capacityStep(`capacity ${index}`, change));
  const entries = (plan.entries ?? []).map((entry, index) => entryStep(`entry ${index}`, personId, entry));
  const steps: (Step | undefined)[] = [
    { name: 'listing', table: 'main', put: toListingItem(listing), condition: stillAt(before.version) },
    ...capacity,
    plan.leansOn && exemptionStands(personId, plan.leansOn),
    ...entries,
    plan.past && { name: 'past', table: 'main', put: toPastItem(personId, plan.past) },
    ...(plan.messages ?? []).map((message): Step => {
      const name = `message ${message.messageId}`;
      return { name, table: 'main', put: toMessageItem(personId, message) };
    }),
    event.step,
    ...also,
    intent && {
      name: 'intent',
      table: 'main',
      put: toIntentItem(intent.intent, intent.outcome, act.at),
      condition: intentMustBeNew(act.at),
    },
  ];
  return { steps: steps.filter((step) => step !== undefined), listing };
}

function stillAt(version: number): Condition {
  return version === 0 ? mustBeAbsent : { expression: 'v = :version', values: { version } };
}

function metBy({ plan, act, before }: Decision, failed: readonly FailedStep[]): Met | undefined {
  const met = (name: string) => failed.find((step) => step.name === name)?.met;
  // A registration that was withdrawn or replaced between the reads: everything is read again.
  if (failed.some((step) => step.name === exemptionStep)) return undefined;
  const intent = fromIntentItem(met('intent'), act.at);
  const listing = met('listing');
  const chosen = plan.capacity.findIndex((change) => change.expects);
  const capacity = met(`capacity ${chosen}`);
  if (!intent && !listing && !capacity) {
    // Nothing that another choice could have moved: a counter at zero or a listing that is gone is a fault.
    const names = failed.map((step) => step.name).join(', ');
    throw new Error(`The store contradicts itself (${names}; listing version ${before.version})`);
  }
  return {
    ...(intent && { intent }),
    ...(listing && { listing: fromListingItem(listing) }),
    ...(capacity && { capacity: fromCapacityItem(capacity) }),
  };
}
