import { checkAge } from './ages.ts';
import type { Capacity } from './capacity.ts';
import { decideChooseNamedDoctor } from './decide-choose-named-doctor.ts';
import { closeProposal, withoutProposal } from './doctor-proposal.ts';
import type { PersonListing } from './listing.ts';
import { isDue } from './listing-at.ts';
import type { Person } from './person.ts';
import type { Plan } from './plan.ts';
import type { Policy } from './policy.ts';
import { type Decided, refuse } from './refusals.ts';

export interface AnswerProposal {
  readonly person: Person;
  /** Of the message that told of it: an answer to an older one is not taken for an answer to the next. */
  readonly messageId: string;
  readonly answer: 'accept' | 'decline';
  readonly receiptId: string;
}

/**
 * The person's answer to what the unit registered or proposed. Yes is the person's own choice of that doctor, by the
 * same rules; no gives the place of a registered doctor back, and is an answer that counts (origin is never changed by
 * anybody but the person). Neither is a counted change.
 *
 * Refusals: `guardian-chooses`, `guardian-confirms`, `proposal-answered`; for yes also those of choosing the doctor.
 *
 * @throws where a due choice has not been settled: the caller settles first, with `decideSettle`.
 */
export function decideAnswerProposal(
  state: { readonly listing: PersonListing; readonly capacity: Capacity | undefined },
  { person, messageId, answer, receiptId }: AnswerProposal,
  policy: Policy,
  now: Date,
): Decided<Plan> {
  const { listing } = state;
  if (isDue(listing, now)) throw new Error('A due choice must be settled before the next');
  const tooYoung = checkAge(person, policy, now);
  if (tooYoung) return refuse(tooYoung);
  const { current } = listing;
  if (!current?.proposal || current.proposal.messageId !== messageId) {
    return refuse({ slug: 'proposal-answered' });
  }
  const { careUnitId, namedDoctor } = current;
  const { doctorId } = current.proposal;
  if (answer === 'accept') {
    const choice = { person, careUnitId, namedDoctor: { kind: 'doctor', doctorId }, receiptId } as const;
    return decideChooseNamedDoctor(state, choice, policy, now);
  }
  const at = now.toISOString();
  const hadIt = namedDoctor.kind === 'doctor' && namedDoctor.doctorId === doctorId;
  const left = withoutProposal(current, at);
  return {
    ok: true,
    listing: {
      ...listing,
      current: hadIt ? { ...left, namedDoctor: { kind: 'declined', since: at } } : left,
      version: listing.version + 1,
    },
    capacity: hadIt ? [{ careUnitId, taken: 0, doctors: { [doctorId]: -1 }, declinedDoctor: 1 }] : [],
    messages: closeProposal(current, 'declined', at),
    event: { type: 'proposed-doctor-declined', sealedUnder: careUnitId, data: { careUnitId, doctorId } },
  };
}
