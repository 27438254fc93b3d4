import type { WaitingPlace } from '../person/views.ts';

/** A range in the unit that reads best: the key of its text, and both ends in that unit. */
export function estimateText(estimate: Extract<WaitingPlace['estimate'], { kind: 'range' }>): {
  readonly key: 'days' | 'weeks' | 'months';
  readonly from: number;
  readonly through: number;
} {
  const { fromDays, throughDays } = estimate;
  const [key, length] =
    throughDays <= 21
      ? (['days', 1] as const)
      : throughDays <= 90
        ? (['weeks', 7] as const)
        : (['months', 30] as const);
  return {
    key,
    from: Math.max(1, Math.floor(fromDays / length)),
    through: Math.ceil(throughDays / length),
  };
}

/** The address of a list: the unit's own, or that of a doctor there. */
export function listAddress({
  careUnitId,
  doctorId,
}: {
  careUnitId: string;
  doctorId?: string | undefined;
}): string {
  return doctorId === undefined ? careUnitId : `${careUnitId}/${doctorId}`;
}
