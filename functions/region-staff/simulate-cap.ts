import type { DirectorySnapshot } from '#contract/directory-snapshot.ts';
import type { AnswerOf, CallOf } from '#contract/routes.ts';
import { type NearbyUnit, simulateCap } from '#domain/simulate-cap.ts';
import { distanceKm, shownKm } from '#functions/directory/distance.ts';
import { type CallContext, type Problemed, problem } from '#http/call-context.ts';
import { findCareUnitOfApplication } from '#store/cap-item.ts';
import type { Database } from '#store/database.ts';
import { readSnapshotCached } from '#store/directory-item.ts';
import { readCapacities } from '#store/read-capacities.ts';

/** Units near by that are told of. */
const nearest = 5;

/** Says what a number from a day would do, at the unit and around it. Decides and changes nothing. */
export async function simulateCapOf(
  database: Database,
  { params: { applicationId }, query }: CallOf<'simulateCap'>,
  { now }: Pick<CallContext, 'now'>,
): Promise<AnswerOf<'simulateCap'> | Problemed> {
  const careUnitId = await findCareUnitOfApplication(database, applicationId);
  if (careUnitId === undefined) return problem('not-found');
  const snapshot = (await readSnapshotCached<DirectorySnapshot>(database, now))?.document;
  const near = nearestTo(careUnitId, snapshot?.careUnits ?? []);
  const [capacity, ...others] = await readCapacities(database, [
    careUnitId,
    ...near.map((unit) => unit.careUnitId),
  ]);
  if (!capacity) return problem('not-found');
  const nearby = near.flatMap(({ name, km }, index): NearbyUnit[] => {
    const other = others[index];
    return other ? [{ name, distanceKm: shownKm(km), capacity: other }] : [];
  });
  const { nearby: told, ...rest } = simulateCap(capacity, query, nearby, now);
  return { ...rest, nearby: [...told] };
}

/** The published units nearest to one, as the crow flies. */
function nearestTo(careUnitId: string, careUnits: DirectorySnapshot['careUnits']) {
  const here = careUnits.find((unit) => unit.careUnitId === careUnitId)?.position;
  if (!here) return [];
  return careUnits
    .flatMap((unit) =>
      unit.careUnitId === careUnitId || !unit.position
        ? []
        : [{ careUnitId: unit.careUnitId, name: unit.name, km: distanceKm(here, unit.position) }],
    )
    .toSorted((a, b) => a.km - b.km)
    .slice(0, nearest);
}
