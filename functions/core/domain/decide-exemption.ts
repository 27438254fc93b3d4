import type { CapExemption } from './cap-exemption.ts';
import type { Capacity } from './capacity.ts';
import type { PlannedEvent } from './events.ts';
import {
  type ExemptionGiven,
  type ExemptionRegistration,
  type HeldExemption,
  isAllowed,
} from './exemption.ts';
import type { PersonListing } from './listing.ts';
import type { ExemptionRules } from './policy.ts';
import type { StaffRole } from './staff-assignment.ts';
import { addDays, localDate, midnightOf } from './stockholm-time.ts';

/** The person as far as an exemption needs: the listing, whose chain bears the event, and what is held at the unit. */
export interface ExemptionHolder {
  readonly listing: PersonListing;
  readonly held: HeldExemption | undefined;
}

/** What the rules on exemptions can answer no with. None of them depends on who the person is. */
export type ExemptionRefusal =
  /** No cap of the unit names the exemption in the time asked for, or the region does not allow it. */
  | { readonly slug: 'exemption-not-allowed' }
  /** Ends before today, or lasts longer than the region's policy lets it. */
  | { readonly slug: 'exemption-period-invalid' }
  | { readonly slug: 'exemption-already-withdrawn' };

/** What is to be saved: the unit's row, and where the number belonged to somebody, that person's exemption. */
export interface ExemptionPlan {
  readonly registration: ExemptionRegistration;
  readonly unitEvent: PlannedEvent;
  readonly person?: {
    readonly listing: PersonListing;
    /** What is held after this; absent where it is taken back. */
    readonly given?: ExemptionGiven;
    readonly event: PlannedEvent;
  };
}

type DecidedExemption =
  | ({ readonly ok: true } & ExemptionPlan)
  | { readonly ok: false; readonly refusal: ExemptionRefusal };

/**
 * Staff register that a person is exempt from the unit's cap, from today through a date. A later registration takes the
 * place of an earlier one at the same unit. Refusals: `exemption-period-invalid`, `exemption-not-allowed`.
 */
export function decideRegisterExemption(
  { capacity, holder }: { readonly capacity: Capacity; readonly holder: ExemptionHolder | undefined },
  command: {
    readonly registrationId: string;
    readonly code: CapExemption;
    readonly through?: string;
    readonly role: StaffRole;
  },
  rules: ExemptionRules,
  now: Date,
): DecidedExemption {
  const { registrationId, code, role } = command;
  const { careUnitId } = capacity;
  const from = localDate(now);
  const last = lastDay(rules, now);
  const through = command.through ?? last;
  if (through < from || through > last) return no('exemption-period-invalid');
  if (!isAllowed(code, rules) || !isNamed(capacity, code, through, now)) return no('exemption-not-allowed');
  const given: ExemptionGiven = { registrationId, careUnitId, code, from, through };
  const registration: ExemptionRegistration = {
    ...given,
    registeredAt: now.toISOString(),
    role,
    ...(holder && { personId: holder.listing.personId }),
  };
  return {
    ok: true,
    registration,
    unitEvent: { type: 'exemption-registered', sealedUnder: careUnitId, data: { registration } },
    ...(holder && {
      person: {
        listing: raised(holder.listing),
        given,
        event: { type: 'exemption-given', sealedUnder: careUnitId, data: given },
      },
    }),
  };
}

/**
 * Staff withdraw a registration: from now on nobody passes by it; a choice made by it stands. Where a later registration
 * has taken its place, the person keeps that one. Refusal: `exemption-already-withdrawn`.
 */
export function decideWithdrawExemption(
  registration: ExemptionRegistration,
  holder: ExemptionHolder | undefined,
  now: Date,
): DecidedExemption {
  if (registration.withdrawnAt !== undefined) return no('exemption-already-withdrawn');
  const { careUnitId, registrationId } = registration;
  const withdrawnAt = now.toISOString();
  const theirs = holder?.held?.registrationId === registrationId ? holder : undefined;
  return {
    ok: true,
    registration: { ...registration, withdrawnAt },
    unitEvent: {
      type: 'exemption-withdrawn',
      sealedUnder: careUnitId,
      data: { registrationId, withdrawnAt },
    },
    ...(theirs && {
      person: {
        listing: raised(theirs.listing),
        event: {
          type: 'exemption-taken-back',
          sealedUnder: careUnitId,
          data: { careUnitId, registrationId },
        },
      },
    }),
  };
}

/** The last local date for which an exemption can be registered today. */
export function lastDay({ validDays }: ExemptionRules, now: Date): string {
  return addDays(localDate(now), validDays - 1);
}

/** The exemptions that can be registered today: those that a cap names between today and the last day. */
export function registrable(capacity: Capacity, rules: ExemptionRules, now: Date): CapExemption[] {
  const end = midnightOf(addDays(lastDay(rules, now), 1)).toISOString();
  const named = inForceUntil(capacity, now, end).flatMap(({ exemptions = [] }) => exemptions);
  return [...new Set(named)].filter((code) => isAllowed(code, rules));
}

function isNamed(capacity: Capacity, code: CapExemption, through: string, now: Date): boolean {
  const end = midnightOf(addDays(through, 1)).toISOString();
  return inForceUntil(capacity, now, end).some(({ exemptions }) => exemptions?.includes(code));
}

/** The caps in force at some time from now until an instant. */
function inForceUntil({ caps }: Capacity, now: Date, end: string) {
  const at = now.toISOString();
  return caps
    .toSorted((a, b) => a.from.localeCompare(b.from))
    .filter(({ value, from }, index, sorted) => {
      const until = sorted[index + 1]?.from;
      return value !== null && from < end && (until === undefined || until > at);
    });
}

function raised(listing: PersonListing): PersonListing {
  return { ...listing, version: listing.version + 1 };
}

function no(slug: ExemptionRefusal['slug']): { ok: false; refusal: ExemptionRefusal } {
  return { ok: false, refusal: { slug } };
}
