import type { DirectorySnapshot } from '#contract/directory-snapshot.ts';
import type { AnswerOf } from '#contract/routes.ts';
import { type Figure, figuresOf, leastTold } from '#domain/listing-figures.ts';
import type { CallContext } from '#http/call-context.ts';
import type { Database } from '#store/database.ts';
import { readSnapshotCached } from '#store/directory-item.ts';
import { readCapacities } from '#store/read-capacities.ts';

/** Figures of every published unit, from its counters alone: no listing is read. */
export async function getListingFigures(
  database: Database,
  { now }: Pick<CallContext, 'now'>,
): Promise<AnswerOf<'getListingFigures'>> {
  const snapshot = (await readSnapshotCached<DirectorySnapshot>(database, now))?.document;
  const units = [...(snapshot?.careUnits ?? []), ...(snapshot?.unlistable ?? [])];
  const capacities = await readCapacities(
    database,
    units.map(({ careUnitId }) => careUnitId),
  );
  const careUnits = units.flatMap(({ name }, at) => {
    const capacity = capacities[at];
    return capacity ? [{ name, ...figuresOf(capacity, now) }] : [];
  });
  return {
    asOf: now.toISOString(),
    leastTold,
    careUnits,
    total: {
      careUnits: careUnits.length,
      listed: sum(careUnits.map(({ listed }) => listed)),
      withoutDoctor: sum(careUnits.map(({ withoutDoctor }) => withoutDoctor)),
      doctors: sum(careUnits.map(({ doctors }) => doctors)),
    },
  };
}

/** What is hidden in a row is hidden in the sum. */
function sum(figures: readonly Figure[]): number {
  return figures.reduce<number>((all, one) => (one === 'few' ? all : all + one), 0);
}
