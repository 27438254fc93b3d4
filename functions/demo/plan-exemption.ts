import { capAt, exemptionsAt } from '#domain/admission.ts';
import { ageOn } from '#domain/ages.ts';
import type { CapExemption } from '#domain/cap-exemption.ts';
import type { recount } from '#domain/recount.ts';
import type { CareUnitRegistration } from '#domain/register.ts';
import { localDate } from '#domain/stockholm-time.ts';
import type { Home } from './plan-homes.ts';

export interface PlannedExemption {
  readonly personIds: readonly string[];
  readonly careUnitId: string;
  readonly code: CapExemption;
}

/** So many. */
const several = 4;

/** People past retirement who may be listed at the first full unit whose cap lets residents of care homes past. */
export function planExemption({
  homes,
  careUnits,
  counters,
  now,
}: {
  readonly homes: readonly Home[];
  readonly careUnits: readonly CareUnitRegistration[];
  readonly counters: ReturnType<typeof recount>;
  readonly now: Date;
}): PlannedExemption | undefined {
  const full = careUnits.find((unit) => {
    const taken = counters.get(unit.profile.careUnitId)?.taken ?? 0;
    return capAt(unit, now) === taken && exemptionsAt(unit, now).includes('careHome');
  });
  const today = localDate(now);
  const residents = homes.filter(
    ({ role, person, careUnitId }) =>
      role === 'chosenLongAgo' &&
      careUnitId !== full?.profile.careUnitId &&
      !person.protectedIdentity &&
      person.birthDate !== undefined &&
      ageOn(person.birthDate, today) >= 65,
  );
  if (!full || residents.length === 0) return undefined;
  const personIds = residents.slice(0, several).map(({ person }) => person.personId);
  return { personIds, careUnitId: full.profile.careUnitId, code: 'careHome' };
}
