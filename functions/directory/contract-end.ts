import type { DirectoryCareUnit } from '#contract/directory-schemas.ts';

/**
 * Whether the last day on which one can be listed at the unit has passed (HSL 7 kap. 3 a §: run by the region or under
 * contract). The snapshot had only listable units when it was written; the clock may have passed a last day since.
 *
 * @param today local date, Europe/Stockholm
 */
export function hasEnded({ basis }: Pick<DirectoryCareUnit, 'basis'>, today: string): boolean {
  return basis.through !== undefined && basis.through < today;
}
