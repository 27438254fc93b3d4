import type { Capacity } from './capacity.ts';
import type { PlannedEvent } from './events.ts';
import { lastDayToChallenge } from './legality-review.ts';
import type { CareUnitProfile } from './roster.ts';
import type { StaffRole } from './staff-assignment.ts';
import { addDays, localDate } from './stockholm-time.ts';

export type Basis = CareUnitProfile['basis'];

/**
 * The region's decision on what a unit may be listed at for: run by a region or under contract, from one local date
 * through another (HSL 7 kap. 3 a §). A type alias: it is said in an event as a plain map. Never edited.
 */
export type BasisDecision = {
  readonly decisionId: string;
  readonly careUnitId: string;
  readonly basis: Basis;
  readonly before: Basis;
  readonly reasons: string;
  readonly diaryNumber: string;
  readonly decidedOn: string;
  readonly announcedOn: string;
  /** Last local date on which legality review can be asked for (KL 13 kap. 5 §). */
  readonly challengeThrough: string;
  readonly registeredAt: string;
  readonly registeredBy: string;
  readonly role: StaffRole;
};

/** What the rules on a unit's basis can answer no with. */
export type BasisRefusal = {
  readonly slug:
    | 'role-not-allowed'
    /** Somebody changed the unit since the form was opened. */
    | 'care-unit-changed'
    /** Ends before it begins or before today, was decided in the future, or was announced before it was decided. */
    | 'basis-invalid'
    | 'basis-unchanged';
};

/** What is to be saved, or why not. What it makes of the unit: `withBasis`. */
export type DecidedBasis =
  | { readonly ok: true; readonly event: PlannedEvent & { readonly type: 'basis-decided' } }
  | { readonly ok: false; readonly refusal: BasisRefusal };

/** A unit as a decision on its basis meets it. */
export interface UnitWithBasis {
  readonly profile: CareUnitProfile;
  readonly capacity: Capacity;
}

/**
 * The region decides what a unit is run on, and its first and last day. Nobody listed is removed: after the last day
 * nobody new can be listed. A last day that has passed cannot be decided: it would undo choices made since. Refusals:
 * `role-not-allowed`, `care-unit-changed`, `basis-invalid`, `basis-unchanged`.
 */
export function decideBasis(
  { profile, capacity }: UnitWithBasis,
  command: {
    readonly decisionId: string;
    readonly by: { readonly staffMemberId: string; readonly role: StaffRole };
    /** The unit's `rev` when the form was opened. */
    readonly rev: number;
    readonly basis: Basis;
    readonly reasons: string;
    readonly diaryNumber: string;
    readonly decidedOn: string;
    readonly announcedOn: string;
  },
  now: Date,
): DecidedBasis {
  const { by, basis, reasons, diaryNumber, decidedOn, announcedOn, decisionId } = command;
  const no = (slug: BasisRefusal['slug']) => ({ ok: false, refusal: { slug } }) as const;
  if (by.role !== 'regionDecider') return no('role-not-allowed');
  if (capacity.rev !== command.rev) return no('care-unit-changed');
  const { basis: before } = profile;
  const { kind, from, through } = basis;
  if (kind === before.kind && from === before.from && through === before.through)
    return no('basis-unchanged');
  const today = localDate(now);
  if (decidedOn > today || announcedOn < decidedOn) return no('basis-invalid');
  if (through !== undefined && (through < from || through < addDays(today, -1))) return no('basis-invalid');
  const decision: BasisDecision = {
    decisionId,
    careUnitId: profile.careUnitId,
    basis: plainBasis(basis),
    before,
    reasons,
    diaryNumber,
    decidedOn,
    announcedOn,
    challengeThrough: lastDayToChallenge(announcedOn),
    registeredAt: now.toISOString(),
    registeredBy: by.staffMemberId,
    role: by.role,
  };
  return {
    ok: true,
    event: { type: 'basis-decided', sealedUnder: profile.careUnitId, data: { decision } },
  };
}

/** The unit with the basis of a decision: a chooser who met the old one is asked again, so `rev` rises. */
export function withBasis(
  { profile, capacity }: UnitWithBasis,
  { basis }: Pick<BasisDecision, 'basis'>,
): UnitWithBasis {
  const { listableThrough: _before, ...rest } = capacity;
  return {
    profile: { ...profile, basis },
    capacity: {
      ...rest,
      listableFrom: basis.from,
      ...(basis.through !== undefined && { listableThrough: basis.through }),
      rev: capacity.rev + 1,
    },
  };
}

function plainBasis({ kind, from, through }: Basis): Basis {
  return { kind, from, ...(through !== undefined && { through }) };
}
