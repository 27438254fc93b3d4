import type { AnswerOf, CallOf } from '#contract/routes.ts';
import { findAccessesOfPerson } from '#store/access-log.ts';
import type { Database } from '#store/database.ts';
import type { ReadContext } from './get-my-page.ts';
import { readNames } from './published-names.ts';

/** Names change rarely: a minute-old one will do, milliseconds. */
const namesAge = 60_000;
const perPage = 50;

/**
 * Who has seen the person's own data, newest first (patientdatalagen 8 kap. 5 §: from which unit and when). Who it was is
 * told by role; a name is the region's to give on request.
 */
export async function findMyAccesses(
  database: Database,
  { query }: Pick<CallOf<'findMyAccesses'>, 'query'>,
  { person, now }: ReadContext,
): Promise<AnswerOf<'findMyAccesses'>> {
  const [page, names] = await Promise.all([
    findAccessesOfPerson(database, person.personId, { limit: perPage, after: query.after }),
    readNames(database, now, namesAge),
  ]);
  return {
    entries: page.entries.map(({ at, role, careUnitId, purpose, act, facts }) => ({
      at,
      role,
      ...(careUnitId !== undefined && { careUnitName: names.nameOf(careUnitId) }),
      purpose,
      act,
      facts: [...facts],
    })),
    ...(page.next !== undefined && { next: page.next }),
  };
}
