import type { AnswerOf, CallOf } from '#contract/routes.ts';
import { listingAt } from '#domain/listing-at.ts';
import { policyAt } from '#domain/policy.ts';
import { type Problemed, problem } from '#http/call-context.ts';
import { recordAccess } from '#store/access-log.ts';
import { readCareUnit } from '#store/care-unit-item.ts';
import { readPolicies } from '#store/policy-item.ts';
import type { Lookup } from './look-up-person.ts';
import { maskedView, type Opened, viewPerson } from './person-view.ts';
import { entryOf, type LookContext, readKnownPerson } from './read-person.ts';

type PersonAnswer = AnswerOf<'getPerson'>;

/** Fewer letters than this are no reason. */
const reasonAtLeast = 10;

/** One person listed at the unit. The access log is written first: without its entry nobody is shown. */
export function getListedPerson(
  lookup: Lookup,
  { params }: Pick<CallOf<'getListedPerson'>, 'params'>,
  context: LookContext,
): Promise<PersonAnswer | Problemed> {
  return openPerson(lookup, params, context);
}

/** One person, for the region: of somebody with protected identity only that there is one. */
export function getPerson(
  lookup: Lookup,
  { params }: Pick<CallOf<'getPerson'>, 'params'>,
  context: LookContext,
): Promise<PersonAnswer | Problemed> {
  return openPerson(lookup, params, context);
}

/**
 * One person with protected identity, for a reason that the access log keeps word for word. So it may hold no number of
 * anybody: any six digits in a row are refused. Refusals: `invalid-request`, `not-found`.
 */
export async function openProtectedPerson(
  lookup: Lookup,
  { params, body }: CallOf<'openProtectedPerson'>,
  context: LookContext,
): Promise<PersonAnswer | Problemed> {
  const reason = body.reason.trim().replaceAll(/\s+/g, ' ');
  if (reason.length < reasonAtLeast || /\p{N}{6}/u.test(reason)) {
    const why = reason.length < reasonAtLeast ? 'reason-missing' : 'reason-has-number';
    return problem('invalid-request', { errors: [{ pointer: '/body/reason', reason: why }] });
  }
  return openPerson(lookup, params, context, reason);
}

async function openPerson(
  { database, identityKeys }: Lookup,
  { careUnitId, personId }: { readonly careUnitId?: string; readonly personId: string },
  context: LookContext,
  reason?: string,
): Promise<PersonAnswer | Problemed> {
  const { now } = context;
  const person = await readKnownPerson(database, careUnitId, personId, now);
  if (!person) return problem('not-found');
  const record = (what: Parameters<typeof entryOf>[3]) =>
    recordAccess(database, [entryOf(context, careUnitId, personId, what)]);
  if (person.identity.protectedIdentity && reason === undefined) {
    await record({ act: 'shown', facts: ['protectedRow'] });
    return maskedView(personId, now);
  }
  const { current, pending } = listingAt(person.listing, now);
  const unitIds = [careUnitId, current?.careUnitId, pending?.careUnitId].filter((id) => id !== undefined);
  const [units, policies, facts] = await Promise.all([
    Promise.all([...new Set(unitIds)].map((id) => readCareUnit(database, id))),
    readPolicies(database, now),
    identityKeys.unseal(person.identity.sealed, personId),
  ]);
  await record({
    act: 'shown',
    facts: ['identity', 'listing', 'namedDoctor'],
    ...(reason !== undefined && { reason }),
  });
  const opened: Opened = {
    person,
    facts,
    units: units.filter((unit) => unit !== undefined),
    policy: policyAt(policies, now),
  };
  return viewPerson(opened, careUnitId, now);
}
