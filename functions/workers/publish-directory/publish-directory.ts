import { isDeepStrictEqual } from 'node:util';
import { directoryCareUnit } from '#contract/directory-schemas.ts';
import type { DirectorySnapshot } from '#contract/directory-snapshot.ts';
import { projectCareUnit } from '#domain/directory-projection.ts';
import { type Policy, policyAt } from '#domain/policy.ts';
import { findCareUnitIds, readCareUnit } from '#store/care-unit-item.ts';
import type { Database } from '#store/database.ts';
import { putSnapshot, readSnapshot } from '#store/directory-item.ts';
import { readPolicies } from '#store/policy-item.ts';
import { storeUnavailable } from '#store/retry.ts';

export interface Publishing {
  readonly database: Database;
  readonly clock: () => Date;
  readonly wait: (milliseconds: number) => Promise<void>;
}

/** Milliseconds between two writes of the snapshot: it is one item, and readers keep it for as long. */
const between = 1_000;
/** Other writers can be first only so often; each of them leaves a second. */
const tries = 20;
/** Units read at a time. */
const readers = 8;

type Part = Pick<DirectorySnapshot, 'careUnits' | 'unlistable'>;

/**
 * Publishes units as they are in the table now (ADR 7). The snapshot's version is loaded first and the units are read
 * after, consistently; the put holds only on that version. So a record that comes twice, late or out of order, or
 * another worker, cannot make the directory older than the table: whoever comes second loads again.
 *
 * @param changed ids of units that may have changed, or `everything`, which also forgets units that are gone.
 * @returns whether it wrote: what the public is told had changed, or everything was asked for.
 */
export async function publishDirectory(
  { database, clock, wait }: Publishing,
  changed: readonly string[] | 'everything',
): Promise<boolean> {
  for (let attempt = 1; attempt <= tries; attempt += 1) {
    const stored = await readSnapshot<DirectorySnapshot>(database, { consistent: true });
    const now = clock();
    const age = stored ? now.getTime() - Date.parse(stored.document.asOf) : between;
    if (age >= 0 && age < between) {
      await wait(between - age);
      continue;
    }
    const ids = changed === 'everything' ? await findCareUnitIds(database) : changed;
    const policy = policyAt(await readPolicies(database, now), now);
    const read = await readUnits(database, ids, policy, now);
    const kept = changed === 'everything' ? nothing : without(stored?.document ?? nothing, ids);
    const next = merge(kept, read);
    if (changed !== 'everything' && stored && says(stored.document, next)) return false;
    const snapshot: DirectorySnapshot = { asOf: now.toISOString(), ...next };
    if (await putSnapshot(database, snapshot, stored?.version ?? 0)) return true;
  }
  throw storeUnavailable(new Error('Others published the directory every time'));
}

const nothing: Part = { careUnits: [], unlistable: [] };

function without({ careUnits, unlistable }: Part, ids: readonly string[]): Part {
  const gone = new Set(ids);
  return {
    careUnits: careUnits.filter(({ careUnitId }) => !gone.has(careUnitId)),
    unlistable: unlistable.filter(({ careUnitId }) => !gone.has(careUnitId)),
  };
}

function merge(kept: Part, read: Part): Part {
  return {
    careUnits: [...kept.careUnits, ...read.careUnits].toSorted(byId),
    unlistable: [...kept.unlistable, ...read.unlistable].toSorted(byId),
  };
}

function byId(a: { readonly careUnitId: string }, b: { readonly careUnitId: string }): number {
  return a.careUnitId < b.careUnitId ? -1 : 1;
}

/** Whether the public is told the same: most choices change a count and no state. */
function says({ careUnits, unlistable }: Part, next: Part): boolean {
  return isDeepStrictEqual({ careUnits, unlistable }, next);
}

async function readUnits(
  database: Database,
  ids: readonly string[],
  policy: Policy,
  now: Date,
): Promise<Part> {
  const left = ids.values();
  const parts: Part[] = [];
  const readOn = async () => {
    for (const id of left) parts.push(await readUnit(database, id, policy, now));
  };
  await Promise.all(Array.from({ length: readers }, readOn));
  return {
    careUnits: parts.flatMap(({ careUnits }) => careUnits),
    unlistable: parts.flatMap(({ unlistable }) => unlistable),
  };
}

/** One unit as the public sees it; by name only where one cannot list; nothing where it is not stored. */
async function readUnit(database: Database, careUnitId: string, policy: Policy, now: Date): Promise<Part> {
  const unit = await readCareUnit(database, careUnitId);
  if (!unit) return nothing;
  const { profile, capacity, doctors } = unit;
  const projected = projectCareUnit(profile, capacity, doctors, policy, now);
  // The contract's schema drops whatever it does not declare, so nothing internal can be published by mistake.
  if (projected) return { careUnits: [directoryCareUnit.parse(projected)], unlistable: [] };
  return { careUnits: [], unlistable: [{ careUnitId, name: profile.name, phone: profile.phone }] };
}
