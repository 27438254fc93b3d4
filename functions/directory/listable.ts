import type { DirectoryCareUnit } from '#contract/directory-schemas.ts';

/**
 * Whether one can be listed at the unit on a local date: run by the region or under contract then (HSL 7 kap. 3 a §).
 * The published snapshot was right when it was written; the clock may have passed a contract's last day since.
 */
export function listableOn({ basis }: Pick<DirectoryCareUnit, 'basis'>, date: string): boolean {
  return basis.from <= date && (basis.through === undefined || date <= basis.through);
}
