import type { AnswerOf, CallOf } from '#contract/routes.ts';
import { parseIdentityNumber } from '#domain/identity-number.ts';
import { policyAt } from '#domain/policy.ts';
import { peopleRulesOf } from '#domain/policy-defaults.ts';
import { localDate } from '#domain/stockholm-time.ts';
import { type Problemed, problem } from '#http/call-context.ts';
import type { IdentityKeys } from '#keys/identity-keys.ts';
import { recordAccess } from '#store/access-log.ts';
import type { Database } from '#store/database.ts';
import { findPersonId } from '#store/identity-item.ts';
import { readPolicies } from '#store/policy-item.ts';
import { countLookUp } from '#store/staff-purpose.ts';
import { tokenOf } from './choose-purpose.ts';
import { entryOf, type LookContext, readKnownPerson } from './read-person.ts';

/** Where people are looked for: the table, and the keys by which a number points at somebody. */
export interface Lookup {
  readonly database: Database;
  readonly identityKeys: Pick<IdentityKeys, 'pointerOf' | 'unseal'>;
}

/**
 * Finds a person by the exact number, typed in a body. Whom the caller may not know of, and whom there is not, are the
 * same answer by the same reads. Each look-up counts, whatever it finds, so that nobody tries numbers; a hit is an entry of
 * the access log.
 *
 * Refusals: `invalid-request` (not a number of a person), `too-many-requests`, `not-found`.
 */
export async function lookUpPerson(
  { database, identityKeys }: Lookup,
  { careUnitId, number }: { readonly careUnitId?: string; readonly number: string },
  context: LookContext,
): Promise<AnswerOf<'lookUpPerson'> | Problemed> {
  const { now, ids } = context;
  const parsed = parseIdentityNumber(number.trim(), localDate(now));
  if (!parsed) {
    return problem('invalid-request', { errors: [{ pointer: '/body/number', reason: 'not-a-number' }] });
  }
  const anHour = peopleRulesOf(policyAt(await readPolicies(database, now), now)).lookUpsAnHour;
  if (!(await countLookUp(database, tokenOf(context), { now, anHour }))) return problem('too-many-requests');
  const found = await findPersonId(database, await identityKeys.pointerOf(parsed.number));
  // Nobody by that number: read as if there were somebody, so that the answer takes as long.
  const personId = found ?? ids.newId();
  const person = await readKnownPerson(database, careUnitId, personId, now);
  if (!person) return problem('not-found');
  const facts = person.identity.protectedIdentity ? (['protectedRow'] as const) : (['listing'] as const);
  await recordAccess(database, [entryOf(context, careUnitId, personId, { act: 'lookedUp', facts })]);
  return { personId };
}

/** At a unit: those listed there. */
export function lookUpListedPerson(
  lookup: Lookup,
  { params, body }: CallOf<'lookUpListedPerson'>,
  context: LookContext,
): Promise<AnswerOf<'lookUpListedPerson'> | Problemed> {
  return lookUpPerson(lookup, { ...params, ...body }, context);
}
