import { capAt } from '#domain/admission.ts';
import type { recount } from '#domain/recount.ts';
import type { CareUnitRegistration } from '#domain/register.ts';
import type { Home } from './plan-homes.ts';

/** Somebody who waits for a place at a full unit. */
export interface PlannedWait {
  readonly personId: string;
  readonly careUnitId: string;
}

/** So many wait for the first full unit, so many for the second. */
const lengths = [12, 3] as const;

/** Whoever waits is listed elsewhere and was listed before the service began: nothing else is told of them. */
export function planWaiting(
  homes: readonly Home[],
  careUnits: readonly CareUnitRegistration[],
  counters: ReturnType<typeof recount>,
  now: Date,
): readonly PlannedWait[] {
  const full = careUnits.filter(({ profile, caps }) => {
    const cap = capAt({ caps }, now);
    return cap !== null && (counters.get(profile.careUnitId)?.taken ?? 0) >= cap;
  });
  const planned: PlannedWait[] = [];
  for (const [index, length] of lengths.entries()) {
    const careUnitId = full[index]?.profile.careUnitId;
    if (careUnitId === undefined) break;
    const free = homes.filter(
      ({ role, person, careUnitId: home }) =>
        role === 'imported' &&
        home !== careUnitId &&
        !person.protectedIdentity &&
        !planned.some(({ personId }) => personId === person.personId),
    );
    planned.push(...free.slice(0, length).map(({ person }) => ({ personId: person.personId, careUnitId })));
  }
  return planned;
}
