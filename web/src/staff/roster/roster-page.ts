import type { AnswerOf } from '#contract/routes.ts';
import type { Refused } from '../../api/client.ts';

/** Who can cover for somebody: doctors who have not left. A list looks after nobody. */
export function colleaguesOf(
  { rows }: Pick<AnswerOf<'getRoster'>, 'rows'>,
  own?: string,
): { doctorId: string; name: string }[] {
  return rows
    .filter(
      ({ kind, choosable, doctorId }) => kind === 'doctor' && choosable !== 'has-left' && doctorId !== own,
    )
    .map(({ doctorId, name }) => ({ doctorId, name }));
}

/** Refusals that are told on the form itself, with all that was typed. */
export function isMendable({ slug }: Pick<Refused, 'slug'>): boolean {
  return (
    slug === 'roster-entry-invalid' ||
    slug === 'roster-changed' ||
    slug === 'nothing-to-undo' ||
    slug === 'roster-change-built-on' ||
    slug === 'invalid-request'
  );
}
