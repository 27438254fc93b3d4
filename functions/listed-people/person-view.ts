import type { AnswerOf } from '#contract/routes.ts';
import { checkDoctor } from '#domain/admission.ts';
import { hasLeft, isOwnAnswer } from '#domain/doctor-proposal.ts';
import type { CurrentListing, NamedDoctor } from '#domain/listing.ts';
import { listingAt } from '#domain/listing-at.ts';
import type { Policy } from '#domain/policy.ts';
import type { SealedFacts } from '#keys/identity-keys.ts';
import type { StoredCareUnit } from '#store/care-unit-item.ts';
import type { KnownPerson } from './read-person.ts';

type PersonAnswer = AnswerOf<'getPerson'>;

/** Everything that one person's page is made of. */
export interface Opened {
  readonly person: KnownPerson;
  readonly facts: SealedFacts;
  /** The units of the listing, and the unit of the caller. */
  readonly units: readonly StoredCareUnit[];
  readonly policy: Policy;
}

/** That there is somebody, with protected identity, and no more. */
export function maskedView(personId: string, now: Date): PersonAnswer {
  return {
    asOf: now.toISOString(),
    personId,
    isMasked: true,
    isProtected: true,
    version: 0,
    mayAssign: false,
    mayRegister: false,
    doctors: [],
    history: [],
  };
}

/** The person as the caller may see it: a unit's staff see what is at their unit and nothing of another. */
export function viewPerson(opened: Opened, careUnitId: string | undefined, now: Date): PersonAnswer {
  const { person, facts, units, policy } = opened;
  const { current, pending } = listingAt(person.listing, now);
  const isShown = (place: { careUnitId: string } | undefined) =>
    place !== undefined && (careUnitId === undefined || place.careUnitId === careUnitId);
  const unitOf = (id: string) => units.find(({ capacity }) => capacity.careUnitId === id);
  const nameOf = (id: string) => unitOf(id)?.profile.name ?? id;
  const here = isShown(current) ? current : undefined;
  const unit = here && unitOf(here.careUnitId);
  const mayAssign = careUnitId !== undefined && here !== undefined;
  const told = person.messages.filter(({ data }) => isShown(data));
  return {
    asOf: now.toISOString(),
    personId: person.personId,
    isMasked: false,
    isProtected: person.identity.protectedIdentity,
    identity: { number: facts.number, ...(facts.name !== undefined && { name: facts.name }) },
    version: person.listing.version,
    ...(here && {
      current: {
        careUnitId: here.careUnitId,
        careUnitName: nameOf(here.careUnitId),
        since: here.since,
        origin: here.origin,
        namedDoctor: viewDoctor(here.namedDoctor, unit, now),
      },
    }),
    ...(pending &&
      isShown(pending) && {
        pending: {
          careUnitId: pending.careUnitId,
          careUnitName: nameOf(pending.careUnitId),
          effectiveFrom: pending.effectiveFrom,
        },
      }),
    mayAssign,
    mayRegister: mayAssign && unit !== undefined && !isOwnAnswer(here.namedDoctor, unit.capacity, now),
    doctors: mayAssign && unit ? viewChoices(here, unit, opened, policy, now) : [],
    history: told.map(({ at, kind, data, answer, readAt }) => ({
      at,
      kind,
      name: doctorName(unitOf(data.careUnitId), data.doctorId),
      ...(answer && { answer }),
      ...(readAt !== undefined && { answeredAt: readAt }),
    })),
  };
}

function viewDoctor(
  named: NamedDoctor,
  unit: StoredCareUnit | undefined,
  now: Date,
): NonNullable<PersonAnswer['current']>['namedDoctor'] {
  if (named.kind === 'unanswered') return { kind: named.kind, hasLeft: false };
  if (named.kind !== 'doctor') return { kind: named.kind, since: named.since, hasLeft: false };
  const left = unit !== undefined && hasLeft(unit.capacity, named.doctorId, now);
  const entry = unit?.doctors.find(({ doctorId }) => doctorId === named.doctorId);
  const successor = left ? entry?.successorDoctorId : undefined;
  return {
    kind: 'doctor',
    name: doctorName(unit, named.doctorId),
    origin: named.origin,
    since: named.since,
    hasLeft: left,
    ...(successor !== undefined && { successorName: doctorName(unit, successor) }),
  };
}

/** Every doctor of the roster who has not left, with why this person cannot have her or him. */
function viewChoices(
  { namedDoctor, declined = [] }: CurrentListing,
  { capacity, doctors }: StoredCareUnit,
  { person }: Opened,
  policy: Policy,
  now: Date,
): PersonAnswer['doctors'] {
  const { birthDate } = person.identity;
  const about = birthDate === undefined ? {} : { birthDate };
  return doctors
    .filter(({ kind, doctorId }) => kind === 'doctor' && !hasLeft(capacity, doctorId, now))
    .map(({ doctorId, name }) => {
      const has = namedDoctor.kind === 'doctor' && namedDoctor.doctorId === doctorId;
      const saidNo = declined.some((one) => one.doctorId === doctorId);
      const refusal = has
        ? 'doctor-already-chosen'
        : saidNo
          ? 'doctor-declined'
          : checkDoctor(capacity, doctorId, about, policy, now)?.slug;
      return { doctorId, name, ...(refusal !== undefined && { refusal }) };
    })
    .toSorted((a, b) => a.name.localeCompare(b.name, 'sv'));
}

function doctorName(unit: StoredCareUnit | undefined, doctorId: string): string {
  return unit?.doctors.find((one) => one.doctorId === doctorId)?.name ?? doctorId;
}
