import type { PlanningRules } from '#domain/planning/planning-rules.ts';
import type { CapExemption } from './cap-exemption.ts';
import type { NamedDoctorRules } from './named-doctor-rules.ts';

/**
 * What regions decide differently: figures, ages, grounds and who may be a named doctor. A dated document
 * that region staff change by decision; the defaults and their sources are in `policy-defaults.ts`.
 */
export interface Policy {
  /** When a choice of unit takes effect. `next-day`: next midnight, Europe/Stockholm. */
  readonly effect: 'next-day' | 'at-once';
  readonly changes: {
    /** Counted changes allowed in the window (HSL 7 kap. 3 a §: two). */
    readonly limit: number;
    readonly windowMonths: number;
    /** Whether the first own choice of a person who was allocated counts. */
    readonly countFirstChoice: boolean;
  };
  readonly ages: {
    /** From this birthday the young person reads here on their own (whole years). */
    readonly actsFrom: number;
    /** From this birthday one chooses alone. */
    readonly choosesAloneFrom: number;
    readonly adultFrom: number;
  };
  readonly availability: {
    /** At or below this many free places the public state is "few places". */
    readonly fewPlacesUnit: number;
    readonly fewPlacesDoctor: number;
  };
  readonly namedDoctor: NamedDoctorRules;
  /** How caps are decided; absent in versions from before caps were decided here: `capRulesOf` has the default. */
  readonly caps?: CapRules;
  /** How staff look at people; absent in versions from before they could: `peopleRulesOf` has the default. */
  readonly people?: PeopleRules;
  /** Who is judged exempt from a cap, and for how long; absent as `caps`: `exemptionRulesOf` has the default. */
  readonly exemptions?: ExemptionRules;
  /** Coefficients of planning; absent: the defaults (`planningRulesOf`). */
  readonly planning?: PlanningRules;
  /** Version of the conditions texts (locale namespace `conditions`) told before choosing and kept on the receipt. */
  readonly conditionsVersion: string;
}

/** How staff look at people's data. */
export interface PeopleRules {
  /** Minutes that a chosen purpose holds before it is asked for again. */
  readonly purposeMinutes: number;
  /** Look-ups by number that one session may make within an hour. */
  readonly lookUpsAnHour: number;
}

/** How the region decides caps on listing (HSL 7 kap. 3 c §). */
export interface CapRules {
  /** Whether a cap must have a last day. */
  readonly requireThrough: boolean;
  /** Whether region and provider consult before a decision. */
  readonly consultation: boolean;
  /** Exemptions that a new application begins with. */
  readonly exemptions: CapExemption[];
}

/** Who is exempt from a cap that names the exemption, and for how long a registered one lasts. */
export interface ExemptionRules {
  /** Days, the first one included, for which a registered exemption lasts where staff say nothing else. */
  readonly validDays: number;
  /** Days after moving in during which `movedIn` is judged from the date alone. */
  readonly movedInDays: number;
  /** Whether medical priority may be registered, and lets anyone past a cap. */
  readonly medicalPriority: boolean;
}

/** One version of the policy and the instant (ISO, UTC) from which it applies. */
export interface DatedPolicy {
  readonly from: string;
  readonly decisionId: string;
  readonly policy: Policy;
}

/** The policy in force at an instant: the last version whose `from` is not later. */
export function policyAt(versions: readonly DatedPolicy[], now: Date): Policy {
  const at = now.toISOString();
  const inForce = versions
    .filter((version) => version.from <= at)
    .toSorted((a, b) => a.from.localeCompare(b.from))
    .at(-1);
  if (!inForce) throw new Error('No policy is in force');
  return inForce.policy;
}
