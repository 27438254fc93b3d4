import { checkDoctor } from './admission.ts';
import type { Capacity } from './capacity.ts';
import { closeProposal, declinesAtMost, isOwnAnswer, messageOf } from './doctor-proposal.ts';
import type { CurrentListing, DoctorProposal, NamedDoctor, PersonListing } from './listing.ts';
import { isDue } from './listing-at.ts';
import { doctorBelow } from './named-doctor-answer.ts';
import type { Person } from './person.ts';
import type { CapacityChange, Plan } from './plan.ts';
import type { Policy } from './policy.ts';
import { type Decided, refuse } from './refusals.ts';

export interface AssignNamedDoctor {
  readonly person: Pick<Person, 'birthDate'>;
  readonly careUnitId: string;
  readonly doctorId: string;
  /** `registered`: is the named doctor from now on, until the person answers otherwise. `proposed`: only asks. */
  readonly kind: DoctorProposal['kind'];
  /** Of the message that tells the person. */
  readonly messageId: string;
}

/**
 * A unit registers or proposes a named doctor for one person who is listed there (HSL 7 kap. 3 §: the unit offers one;
 * patientlagen 6 kap. 3 §: the person chooses). The doctor must be one that the person could choose: same roster, same
 * eligibility, age and ceiling. What the person has chosen or declined is never written over; it can be asked about.
 * The person is told by a message, and answers with one press.
 *
 * Refusals, in this order: `not-listed-here` (also while the choice of the unit is pending), `doctor-already-chosen`,
 * `doctor-declined`, `doctor-chosen-by-person` (registering only), then those of `checkDoctor`.
 *
 * @throws where a due choice has not been settled: the caller settles first, with `decideSettle`.
 */
export function decideAssignNamedDoctor(
  state: { readonly listing: PersonListing; readonly capacity: Capacity | undefined },
  command: AssignNamedDoctor,
  policy: Policy,
  now: Date,
): Decided<Plan> {
  const { listing, capacity } = state;
  if (isDue(listing, now)) throw new Error('A due choice must be settled before the next');
  const { careUnitId, doctorId, kind, messageId } = command;
  const { current } = listing;
  if (!capacity || current?.careUnitId !== careUnitId) return refuse({ slug: 'not-listed-here', careUnitId });
  const { namedDoctor, proposal, declined = [] } = current;
  const has = namedDoctor.kind === 'doctor' && namedDoctor.doctorId === doctorId;
  if (has || (kind === 'proposed' && proposal?.doctorId === doctorId)) {
    return refuse({ slug: 'doctor-already-chosen', doctorId });
  }
  if (declined.length >= declinesAtMost || declined.some((one) => one.doctorId === doctorId)) {
    return refuse({ slug: 'doctor-declined', doctorId });
  }
  if (kind === 'registered' && isOwnAnswer(namedDoctor, capacity, now)) {
    return refuse({ slug: 'doctor-chosen-by-person' });
  }
  const refusal = checkDoctor(capacity, doctorId, command.person, policy, now);
  if (refusal) return refuse(refusal);

  const at = now.toISOString();
  const next: DoctorProposal = { kind, doctorId, at, messageId };
  const assigned: NamedDoctor =
    kind === 'registered' ? { kind: 'doctor', doctorId, origin: 'assigned', since: at } : namedDoctor;
  const after: CurrentListing = { ...current, namedDoctor: assigned, proposal: next };
  return {
    ok: true,
    listing: { ...listing, current: after, version: listing.version + 1 },
    capacity: kind === 'registered' ? [takeDoctor(capacity, namedDoctor, doctorId, now)] : [],
    messages: [...closeProposal(current, 'other', at), messageOf(careUnitId, next)],
    event: {
      type: 'named-doctor-assigned',
      sealedUnder: careUnitId,
      data: { careUnitId, doctorId, kind, messageId },
    },
  };
}

/** Gives the old doctor's place back and takes one of the new: never past a ceiling, never on an older roster. */
function takeDoctor(capacity: Capacity, old: NamedDoctor, doctorId: string, now: Date): CapacityChange {
  const below = doctorBelow(capacity, doctorId, now);
  const given: Record<string, -1> = old.kind === 'doctor' ? { [old.doctorId]: -1 } : {};
  return {
    careUnitId: capacity.careUnitId,
    taken: 0,
    declinedDoctor: old.kind === 'declined' ? -1 : 0,
    doctors: { ...given, [doctorId]: 1 },
    expects: { rev: capacity.rev, nobodyWaiting: false, ...(below && { doctorTakenBelow: below }) },
  };
}
