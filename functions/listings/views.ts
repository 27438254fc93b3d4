import type * as z from 'zod';
import type {
  abilities,
  changesView,
  currentView,
  myPageAnswer,
  namedDoctorView,
  pendingView,
  proposalView,
  receiptView,
} from '#contract/listing-schemas.ts';
import { abilitiesOf } from '#domain/ages.ts';
import { countChanges } from '#domain/changes.ts';
import type {
  CurrentListing,
  DoctorProposal,
  NamedDoctor,
  PastListing,
  PendingListing,
  PersonListing,
  Receipt,
} from '#domain/listing.ts';
import type { Policy } from '#domain/policy.ts';
import type { SignedInPerson } from '#http/call-context.ts';
import type { LeftDoctor } from './left-doctor.ts';
import type { PublishedNames } from './published-names.ts';

/** How a stored listing is told: ids become names, and nothing is told that the contract does not name. */
export type NamedDoctorView = z.infer<typeof namedDoctorView>;
export type EarlierView = z.infer<typeof myPageAnswer>['history'][number];

export function viewNamedDoctor(
  careUnitId: string,
  named: NamedDoctor,
  names: PublishedNames,
): NamedDoctorView {
  if (named.kind !== 'doctor') return named;
  const doctor = names.doctor(careUnitId, named.doctorId);
  return {
    ...named,
    ...(doctor && { name: doctor.name }),
    ...(doctor?.absence && { absence: doctor.absence }),
  };
}

export function viewReceipt({
  receiptId,
  chosenAt,
  conditionsVersion,
  counted,
}: Receipt): z.infer<typeof receiptView> {
  return { receiptId, chosenAt, conditionsVersion, counted };
}

/** A doctor whom the unit registered or proposes. */
export function viewProposal(
  careUnitId: string,
  { messageId, kind, doctorId, at }: DoctorProposal,
  names: PublishedNames,
): z.infer<typeof proposalView> {
  return { messageId, kind, doctorId, at, name: names.doctor(careUnitId, doctorId)?.name ?? doctorId };
}

export function viewCurrent(
  current: CurrentListing,
  names: PublishedNames,
  left?: LeftDoctor,
): z.infer<typeof currentView> {
  const { careUnitId, since, origin, namedDoctor, receipt } = current;
  return {
    careUnitId,
    careUnitName: names.nameOf(careUnitId),
    since,
    origin,
    namedDoctor: { ...viewNamedDoctor(careUnitId, namedDoctor, names), ...left },
    ...(receipt && { receipt: viewReceipt(receipt) }),
  };
}

export function viewPending(pending: PendingListing, names: PublishedNames): z.infer<typeof pendingView> {
  const { careUnitId, effectiveFrom, namedDoctor, receipt } = pending;
  return {
    careUnitId,
    careUnitName: names.nameOf(careUnitId),
    effectiveFrom,
    namedDoctor: viewNamedDoctor(careUnitId, namedDoctor, names),
    receipt: viewReceipt(receipt),
  };
}

export function viewEarlier(past: PastListing, names: PublishedNames): EarlierView {
  const { careUnitId, since, until, origin, namedDoctor, receipt } = past;
  const doctor = namedDoctor.kind === 'doctor' ? names.doctor(careUnitId, namedDoctor.doctorId) : undefined;
  return {
    careUnitId,
    careUnitName: names.nameOf(careUnitId),
    since,
    until,
    origin,
    ...(doctor && { namedDoctorName: doctor.name }),
    ...(receipt && { receiptId: receipt.receiptId }),
  };
}

export function viewChanges(listing: PersonListing, policy: Policy, now: Date): z.infer<typeof changesView> {
  const { limit, windowMonths, left, nextAllowedOn, comeBackOn } = countChanges(listing, policy, now);
  return {
    limit,
    windowMonths,
    left,
    ...(nextAllowedOn !== undefined && { nextAllowedOn }),
    comeBackOn: [...comeBackOn],
  };
}

export function viewAbilities(person: SignedInPerson, policy: Policy, now: Date): z.infer<typeof abilities> {
  const { language } = person;
  return {
    ...abilitiesOf(person, policy, now),
    ...(language !== undefined && { suggestedLanguage: language }),
  };
}
