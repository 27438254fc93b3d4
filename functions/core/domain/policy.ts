import type { PlanningRules } from '#domain/planning/planning-rules.ts';
import type { CapExemption } from './cap-exemption.ts';
import type { NamedDoctorRules } from './named-doctor-rules.ts';
import type { WaitingRules } from './waiting.ts';

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
  /** How a person who leaves a doctor's age group is told; absent in older versions: `ageGroupRulesOf` has the default. */
  readonly ageGroups?: AgeGroupRules;
  /** How people wait; absent in versions from before waiting lists: `waitingRulesOf` has the default. */
  readonly waiting?: WaitingRules;
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

/** A named doctor's age group (a paediatrician, a geriatrician) and a person who will leave it by age. */
export interface AgeGroupRules {
  /** Told this many days before. */
  readonly noticeDays: number;
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
  /** Of the decision, where it was made in the service. */
  readonly diaryNumber?: string;
  readonly policy: Policy;
}

/** The version in force at an instant: the last whose `from` is not later; of two from one instant, the later decision. */
export function versionAt(versions: readonly DatedPolicy[], now: Date): DatedPolicy | undefined {
  const at = now.toISOString();
  return versions
    .filter((version) => version.from <= at)
    .toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))
    .at(-1);
}

/**
 * The policy in force at an instant.
 *
 * @throws where none was yet: the first applies from before any instant that is asked about.
 */
export function policyAt(versions: readonly DatedPolicy[], now: Date): Policy {
  const inForce = versionAt(versions, now);
  if (!inForce) throw new Error('No policy is in force');
  return inForce.policy;
}

/** Versions still to come, by the instant from which they apply; of two from one instant, the later decision alone. */
export function comingVersions(versions: readonly DatedPolicy[], now: Date): readonly DatedPolicy[] {
  const at = now.toISOString();
  const last = new Map(versions.filter(({ from }) => from > at).map((version) => [version.from, version]));
  return [...last.values()].toSorted((a, b) => (a.from < b.from ? -1 : 1));
}

/**
 * The versions that go on being kept with the policy, in the order in which they were decided: the region's first, the
 * one in force and those to come. The others stand on their decisions.
 */
export function keptVersions(versions: readonly DatedPolicy[], now: Date): readonly DatedPolicy[] {
  const kept = new Set([versions[0], versionAt(versions, now), ...comingVersions(versions, now)]);
  return versions.filter((version) => kept.has(version));
}
