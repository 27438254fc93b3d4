import type { PersonListing } from './listing.ts';
import type { CapacityChange, Plan } from './plan.ts';
import { releaseWaiting, type WaitingPlace, withoutPlaces } from './waiting.ts';

/**
 * The places in waiting lists that a listing leaves no ground for: waiting for a unit where one is listed now, for a
 * doctor whom one has now, or for a doctor at a unit where one is not listed. True after every act, whatever it was
 * about.
 */
export function strayPlaces({ current, pending, waiting = [] }: PersonListing): WaitingPlace[] {
  const held = [current, pending].filter((place) => place !== undefined);
  return waiting.filter(({ careUnitId, doctorId }) => {
    const here = held.filter((place) => place.careUnitId === careUnitId);
    if (doctorId === undefined) return here.length > 0;
    const has = here.some(
      ({ namedDoctor }) => namedDoctor.kind === 'doctor' && namedDoctor.doctorId === doctorId,
    );
    return here.length === 0 || has;
  });
}

/** The listing without the places that it leaves no ground for. */
export function withoutStrays(listing: PersonListing): PersonListing {
  const { waiting, ...rest } = listing;
  return { ...rest, ...withoutPlaces(waiting, strayPlaces(listing)) };
}

/**
 * A plan that also ends the places that its listing leaves no ground for, and gives back what they held: so an accepted
 * offer turns into the place it held, without anybody coming between.
 */
export function endStrays(plan: Plan): Plan {
  const strays = strayPlaces(plan.listing);
  if (strays.length === 0) return plan;
  return {
    ...plan,
    listing: withoutStrays(plan.listing),
    capacity: mergeChanges([...plan.capacity, ...strays.map(releaseWaiting)]),
    entries: [...(plan.entries ?? []), ...strays.map((place) => ({ place, ended: true }))],
  };
}

/** At most one change a unit: what is taken and given back at the same unit is one move. */
function mergeChanges(changes: readonly CapacityChange[]): CapacityChange[] {
  return [...Map.groupBy(changes, ({ careUnitId }) => careUnitId).values()].map((ofUnit) =>
    ofUnit.reduce((sum, change) => ({
      careUnitId: sum.careUnitId,
      taken: sum.taken + change.taken,
      doctors: add(sum.doctors, change.doctors),
      declinedDoctor: sum.declinedDoctor + change.declinedDoctor,
      waiting: (sum.waiting ?? 0) + (change.waiting ?? 0),
      doctorsWaiting: add(sum.doctorsWaiting ?? {}, change.doctorsWaiting ?? {}),
      ...((sum.expects ?? change.expects) && { expects: sum.expects ?? change.expects }),
    })),
  );
}

function add(
  a: Readonly<Record<string, number>>,
  b: Readonly<Record<string, number>>,
): Record<string, number> {
  const sum = { ...a };
  for (const [name, by] of Object.entries(b)) sum[name] = (sum[name] ?? 0) + by;
  return sum;
}
