import { policyNotice } from '#domain/decide-policy.ts';
import type { ChainHead } from '#domain/listing.ts';
import { type DatedPolicy, keptVersions } from '#domain/policy.ts';
import type { Item, ReadItem } from './attribute-value.ts';
import { getItem, mustBeAbsent } from './calls.ts';
import type { Database } from './database.ts';
import { eventStep } from './event-item.ts';
import { count, text } from './fields.ts';
import { type Key, keys } from './keys.ts';
import type { Registrar } from './register-care-unit.ts';
import { type Step, transact } from './transaction.ts';

/** The region's policy as stored: the versions it keeps, and the head of the region's event chain. */
export interface StoredPolicy {
  readonly versions: readonly DatedPolicy[];
  readonly chain: ChainHead;
}

/** How long a function may go on with the versions it has read, milliseconds. */
const cachedFor = 10_000;

/**
 * The versions of the policy, at most ten seconds old. A change applies at the earliest sixty seconds after it was
 * decided, so every function knows of it by then and no transaction needs a condition on it (ADR 6).
 *
 * @throws where the region has no policy: it is written at seeding or first deployment.
 */
export async function readPolicies(database: Database, now: Date): Promise<readonly DatedPolicy[]> {
  const cached = caches.get(database.client);
  const age = cached ? now.getTime() - cached.at : Number.NaN;
  if (cached && age >= 0 && age < cachedFor) return cached.versions;
  const stored = await readPolicy(database);
  if (!stored) throw new Error('The region has no policy');
  caches.set(database.client, { at: now.getTime(), versions: stored.versions });
  return stored.versions;
}

/** The policy item itself, consistent; for those who change it. */
export async function readPolicy(database: Database): Promise<StoredPolicy | undefined> {
  const item = await getItem(database, 'main', keys.policy(), { consistent: true });
  return item && fromPolicyItem(item);
}

/**
 * Adds a version of the policy, with its event on the region's stream. The first may apply from any instant; a later
 * one at the earliest sixty seconds from now.
 *
 * @returns `decided-already` where a version with that decision id is stored.
 */
export async function putPolicy(
  database: Database,
  version: DatedPolicy,
  registrar: Registrar,
): Promise<'decided' | 'decided-already'> {
  const stored = await readPolicy(database);
  if (stored?.versions.some((one) => one.decisionId === version.decisionId)) return 'decided-already';
  if (stored && Date.parse(version.from) < registrar.at.getTime() + policyNotice) {
    throw new Error('A change of policy applies at the earliest sixty seconds after it was decided');
  }
  const before = stored ?? { versions: [], chain: { sequence: 0, hash: '' } };
  const planned = { type: 'policy-decided', sealedUnder: 'REGION', data: version } as const;
  const act = { ...registrar, eventId: registrar.newId() };
  const event = eventStep('event', 'REGION', before.chain, planned, act);
  const versions = keptVersions([...before.versions, version], registrar.at);
  const transacted = await transact(database, [
    policyStep(stored, { versions, chain: event.head }),
    event.step,
  ]);
  if (!transacted.ok) throw new Error('The policy was changed by someone else meanwhile');
  return 'decided';
}

/** The policy as it is after an act; its condition is the head of the region's chain as it was met. */
export function policyStep(before: StoredPolicy | undefined, after: StoredPolicy): Step {
  const condition = before
    ? { expression: 'e = :sequence', values: { sequence: before.chain.sequence } }
    : mustBeAbsent;
  return { name: 'policy', table: 'main', put: toPolicyItem(after), condition };
}

function toPolicyItem({ versions, chain }: StoredPolicy): Item & Key {
  return { ...keys.policy(), versions: JSON.stringify(versions), e: chain.sequence, h: chain.hash };
}

export function fromPolicyItem(item: ReadItem): StoredPolicy {
  return {
    versions: JSON.parse(text(item, 'versions')),
    chain: { sequence: count(item, 'e'), hash: text(item, 'h') },
  };
}

const caches = new WeakMap<object, { at: number; versions: readonly DatedPolicy[] }>();
