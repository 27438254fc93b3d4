import type { AnswerOf, CallOf } from '#contract/routes.ts';
import { decideAssignNamedDoctor } from '#domain/decide-assign-named-doctor.ts';
import { isDue } from '#domain/listing-at.ts';
import { policyAt } from '#domain/policy.ts';
import { type Problemed, problem, problemOf } from '#http/call-context.ts';
import { accessSteps, readAccessHeads } from '#store/access-log.ts';
import type { Database } from '#store/database.ts';
import { readPolicies } from '#store/policy-item.ts';
import { readCapacity } from '#store/read-person.ts';
import { storeUnavailable } from '#store/retry.ts';
import { saveDecision } from '#store/save-decision.ts';
import { settleListing } from '#store/settle-listing.ts';
import { entryOf, type LookContext, readKnownPerson } from './read-person.ts';

/** Each time others chose at the unit, or somebody else opened the person, the domain is asked again. */
const tries = 8;

/**
 * Registers or proposes a named doctor for one person listed at the unit. One transaction: the listing on its version, the
 * doctors' counters, the message to the person, the event, and the entry of the access log. Made on an older page than the
 * listing it is refused, so the same form sent twice is one act, and whoever chooses at the same moment is not written over.
 *
 * Refusals: `not-found`, `listing-changed`, and those of `decideAssignNamedDoctor`.
 */
export async function assignNamedDoctor(
  database: Database,
  { params, body }: CallOf<'assignNamedDoctor'>,
  context: LookContext,
): Promise<AnswerOf<'assignNamedDoctor'> | Problemed> {
  const { careUnitId, personId } = params;
  const { now, ids, staff } = context;
  const policy = policyAt(await readPolicies(database, now), now);
  const { staffMemberId, role } = staff;
  const act = { at: now, actor: { kind: 'staff', staffMemberId, role }, eventId: ids.newId() } as const;
  const entry = entryOf(context, careUnitId, personId, { act: 'changed', facts: ['namedDoctor'] });
  const messageId = ids.newId();
  for (let attempt = 1; attempt <= tries; attempt += 1) {
    const [person, capacity, heads] = await Promise.all([
      readKnownPerson(database, careUnitId, personId, now),
      readCapacity(database, careUnitId),
      readAccessHeads(database, [personId]),
    ]);
    if (!person) return problem('not-found');
    const { listing, identity } = person;
    if (listing.version !== body.version) return problem('listing-changed');
    if (isDue(listing, now)) {
      await settleListing(database, listing, { at: now, eventId: ids.newId() });
      return problem('listing-changed');
    }
    const { birthDate } = identity;
    const about = birthDate === undefined ? {} : { birthDate };
    const command = { person: about, careUnitId, messageId, doctorId: body.doctorId, kind: body.kind };
    const plan = decideAssignNamedDoctor({ listing, capacity }, command, policy, now);
    if (!plan.ok) return problemOf(plan.refusal);
    const also = accessSteps(heads, [entry]);
    const saved = await saveDecision(database, { before: listing, plan, act, also });
    if (saved.ok) return { personId };
  }
  throw storeUnavailable(new Error('Others were writing the same items every time'));
}
