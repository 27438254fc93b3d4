import type { DirectoryCareUnit } from '#contract/directory-schemas.ts';
import type { CallOf } from '#contract/routes.ts';
import { acceptsNew } from './availability.ts';

type Filters = Pick<CallOf<'findCareUnits'>['query'], 'accepts' | 'doctor' | 'language' | 'runBy' | 'there'>;

/** Keeps the units that meet every filter the reader set; a filter that is not set keeps all. */
export function keepFiltered(
  careUnits: readonly DirectoryCareUnit[],
  filters: Filters,
): readonly DirectoryCareUnit[] {
  const { accepts, doctor, language, runBy, there } = filters;
  return careUnits.filter(
    (careUnit) =>
      (!accepts || acceptsNew(careUnit)) &&
      (!doctor || careUnit.doctors.some(acceptsNew)) &&
      (!language || careUnit.languages.includes(language)) &&
      (!runBy || careUnit.runBy === runBy) &&
      (!there || careUnit.alsoThere.includes(there)),
  );
}
