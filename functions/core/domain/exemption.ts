import { ageOn } from './ages.ts';
import type { CapExemption } from './cap-exemption.ts';
import type { ExemptionRules } from './policy.ts';
import type { StaffRole } from './staff-assignment.ts';
import { addDays } from './stockholm-time.ts';

/** What stands on a person: may be listed at one unit past its cap, from one local date through another, inclusive. */
export type ExemptionGiven = {
  readonly registrationId: string;
  readonly careUnitId: string;
  readonly code: CapExemption;
  readonly from: string;
  readonly through: string;
};

/** The same as stored, with the sequence of the person's event that gave it: what a choice leans on. */
export type HeldExemption = ExemptionGiven & { readonly sequence: number };

/**
 * What stands at the unit: that somebody was registered. It is written whether or not the number belonged to anybody, so
 * neither the answer nor the list of these tells who is in the service.
 */
export type ExemptionRegistration = ExemptionGiven & {
  readonly registeredAt: string;
  readonly role: StaffRole;
  /** Absent where the number belonged to nobody in the service. */
  readonly personId?: string;
  readonly withdrawnAt?: string;
};

/** What the service may itself know of a person at a unit. What it does not know is left out, and exempts nobody. */
export interface ExemptionFacts {
  /** Local date. */
  readonly birthDate?: string | undefined;
  /** Local date on which the person moved into the region, from a population register. */
  readonly movedInOn?: string;
  /** A guardian is listed at the unit. */
  readonly guardianListedHere?: boolean;
  /** Lives at the address of somebody listed at the unit. */
  readonly sameAddressAsListed?: boolean;
}

/** Why somebody passes a cap: a code, and where staff registered it, what the choice then leans on. */
export interface Exempt {
  readonly code: CapExemption;
  readonly held?: HeldExemption;
}

/** Oldest age, in whole years, of `child0to6`. */
const childThrough = 6;

/**
 * Whether somebody passes a cap on a local date, and why: the first of the exemptions that the cap names which staff
 * have registered or the known facts show. Who lives in a care home and who has priority is never judged here.
 */
export function exemptionOf(
  named: readonly CapExemption[],
  { held, facts = {} }: { readonly held?: HeldExemption | undefined; readonly facts?: ExemptionFacts },
  rules: ExemptionRules,
  on: string,
): Exempt | undefined {
  for (const code of named) {
    if (!isAllowed(code, rules)) continue;
    if (held?.code === code && isInForce(held, on)) return { code, held };
    if (isShown(code, facts, rules, on)) return { code };
  }
  return undefined;
}

/** Medical priority past a cap is the region's to allow; every other exemption is the cap decision's alone. */
export function isAllowed(code: CapExemption, rules: ExemptionRules): boolean {
  return code !== 'medicalPriority' || rules.medicalPriority;
}

/** In force on a local date. */
export function isInForce({ from, through }: Pick<ExemptionGiven, 'from' | 'through'>, on: string): boolean {
  return from <= on && on <= through;
}

function isShown(code: CapExemption, facts: ExemptionFacts, rules: ExemptionRules, on: string): boolean {
  const { birthDate, movedInOn } = facts;
  const age = birthDate === undefined || birthDate > on ? undefined : ageOn(birthDate, on);
  switch (code) {
    case 'newborn':
      return age === 0 && facts.guardianListedHere === true;
    case 'child0to6':
      return age !== undefined && age <= childThrough;
    case 'family':
      return facts.sameAddressAsListed === true;
    case 'movedIn':
      return movedInOn !== undefined && movedInOn <= on && on < addDays(movedInOn, rules.movedInDays);
    case 'careHome':
    case 'medicalPriority':
      return false;
  }
}
