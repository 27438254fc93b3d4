import type { AvailabilityState } from '#contract/values.ts';

/** Whether a unit or a doctor has places now; what is not known counts as no. */
export function acceptsNew({ availability }: { readonly availability: AvailabilityState }): boolean {
  return availability === 'open' || availability === 'fewPlaces';
}
