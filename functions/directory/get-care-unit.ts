import type { DirectorySnapshot } from '#contract/directory-snapshot.ts';
import type { AnswerOf } from '#contract/routes.ts';
import { hasEnded } from './contract-end.ts';

/**
 * One published unit with its choosable doctors; nothing for a unit that is unknown or not listable, which are not
 * told apart.
 *
 * @param today local date, Europe/Stockholm
 */
export function getCareUnit(
  snapshot: DirectorySnapshot,
  careUnitId: string,
  today: string,
): AnswerOf<'getCareUnit'> | undefined {
  const careUnit = snapshot.careUnits.find((published) => published.careUnitId === careUnitId);
  return careUnit && !hasEnded(careUnit, today) ? { asOf: snapshot.asOf, careUnit } : undefined;
}
