import type { AnswerOf } from '#contract/routes.ts';
import { leavesAgeGroup } from '#domain/age-group.ts';
import { isAllowed, isInForce } from '#domain/exemption.ts';
import type { CurrentListing, PendingListing } from '#domain/listing.ts';
import { settle } from '#domain/listing-at.ts';
import { type DatedPolicy, policyAt } from '#domain/policy.ts';
import { exemptionRulesOf } from '#domain/policy-defaults.ts';
import { localDate } from '#domain/stockholm-time.ts';
import type { CallContext, SignedInPerson } from '#http/call-context.ts';
import type { Database } from '#store/database.ts';
import { readPolicies } from '#store/policy-item.ts';
import { readPersonHistory } from '#store/read-person.ts';
import { findLeftDoctor } from './left-doctor.ts';
import { type PublishedNames, readNames } from './published-names.ts';
import { viewAbilities, viewChanges, viewCurrent, viewEarlier, viewPending, viewProposal } from './views.ts';

export interface ReadContext extends Pick<CallContext, 'now'> {
  readonly person: SignedInPerson;
}

/** Names change rarely: a minute-old one will do, milliseconds. */
const namesAge = 60_000;

/**
 * The own listing as it is now, whatever the midnight schedule has come to; pending choice, changes left, history
 * newest first. Store calls: one (policy and names are remembered); one more for a doctor who is not published.
 */
export async function getMyPage(
  database: Database,
  { person, now }: ReadContext,
): Promise<AnswerOf<'getMyPage'>> {
  const [stored, versions, names] = await Promise.all([
    readPersonHistory(database, person.personId),
    readPolicies(database, now),
    readNames(database, now, namesAge),
  ]);
  const policy = policyAt(versions, now);
  const { listing, past } = settle(stored.listing, now) ?? { listing: stored.listing };
  const { current, pending } = listing;
  const mayChoose = stored.exemptions
    .filter((one) => isInForce(one, localDate(now)) && isAllowed(one.code, exemptionRulesOf(policy)))
    .map(({ careUnitId, code, through }) => ({
      careUnitId,
      careUnitName: names.nameOf(careUnitId),
      code,
      through,
    }));
  const shown = current ?? pending;
  const ageGroup = shown && ageGroupOf(shown, person, { names, versions, now });
  const left = current && (await findLeftDoctor(database, current, names, now));
  const earlier = past ? [past, ...stored.pasts] : stored.pasts;
  return {
    asOf: now.toISOString(),
    abilities: viewAbilities(person, policy, now),
    ...(current && { current: viewCurrent(current, names, left) }),
    ...(pending && { pending: viewPending(pending, names) }),
    ...(ageGroup && { ageGroup }),
    ...(current?.proposal && { proposal: viewProposal(current.careUnitId, current.proposal, names) }),
    changes: viewChanges(listing, policy, now),
    ...(mayChoose.length > 0 && { mayChoose }),
    history: earlier.map((one) => viewEarlier(one, names)),
  };
}

/** What a person who leaves her or his named doctor's age group is told; judged on the doctor as published. */
function ageGroupOf(
  { careUnitId, namedDoctor }: CurrentListing | PendingListing,
  person: SignedInPerson,
  { names, versions, now }: { names: PublishedNames; versions: readonly DatedPolicy[]; now: Date },
): AnswerOf<'getMyPage'>['ageGroup'] {
  if (namedDoctor.kind !== 'doctor') return undefined;
  const doctor = names.doctor(careUnitId, namedDoctor.doctorId);
  return doctor && leavesAgeGroup(person, doctor, versions, now);
}
