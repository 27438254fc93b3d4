import type { ImportedListing } from '#domain/import-listing.ts';
import { type NamedDoctorAnswer, noListing } from '#domain/listing.ts';
import type { Policy } from '#domain/policy.ts';
import { capRulesOf } from '#domain/policy-defaults.ts';
import { recount } from '#domain/recount.ts';
import type { CareUnitRegistration, DoctorRegistration } from '#domain/register.ts';
import type { CareUnitProfile } from '#domain/roster.ts';
import { localDate } from '#domain/stockholm-time.ts';
import type { RegionData } from '#functions/region-command/read-region.ts';
import { policyOf } from '#functions/region-command/region-policy.ts';
import { assignDoctors } from './assign-doctors.ts';
import type { CommonData } from './common-data.ts';
import { createDraw, type Draw } from './draw.ts';
import { planCaps } from './plan-caps.ts';
import { planProfiles } from './plan-care-units.ts';
import { planChoices } from './plan-choices.ts';
import { planRosters } from './plan-doctors.ts';
import { type PlannedExemption, planExemption } from './plan-exemption.ts';
import { type Home, planHomes } from './plan-homes.ts';
import { planListing } from './plan-listings.ts';
import { type DemoPerson, planPeople } from './plan-people.ts';
import { type DemoStaffMember, planStaff, type StaffedUnit, staffedUnits } from './plan-staff.ts';
import { type PlannedWait, planWaiting } from './plan-waiting.ts';
import { sizeUnits } from './unit-sizes.ts';

/** A choice that is made when the demo is written, through the same rules as any other. */
export interface PlannedChoice {
  readonly personId: string;
  readonly careUnitId: string;
  readonly namedDoctor: NamedDoctorAnswer;
  readonly receiptId: string;
}

/** Everything that a demo writes; the same for the same region, instant and number of people. */
export interface DemoPlan {
  readonly now: Date;
  readonly policy: Policy;
  readonly careUnits: readonly (CareUnitRegistration & { readonly doctors: readonly DoctorRegistration[] })[];
  readonly people: readonly DemoPerson[];
  readonly homes: readonly Home[];
  readonly listings: readonly ImportedListing[];
  readonly choices: readonly PlannedChoice[];
  /** People whom the region's officer has registered as exempt at a full unit. */
  readonly exemption: PlannedExemption | undefined;
  readonly waiting: readonly PlannedWait[];
  readonly staff: readonly DemoStaffMember[];
  /** The units that have staff. */
  readonly staffed: readonly StaffedUnit[];
}

/** At fewer people than this some situation would have nobody. */
export const fewestPeople = 120;

/** Invents a whole demo region around real units. `people` is how many it has in all. */
export function planDemo(region: RegionData, common: CommonData, people: number, now: Date): DemoPlan {
  const drawOf = (part: string) => createDraw(`listningstjänst/${region.region.slug}/${part}`);
  const today = localDate(now);
  const several = people >= 1_000 ? 8 : 3;
  const sizes = sizeUnits(region, drawOf('sizes'));
  const scale = people / [...sizes.values()].reduce((sum, size) => sum + size, 0);
  const policy = scaledPolicy(policyOf(region.policy), scale);
  const rosters = planRosters(
    { region, names: common.names, sizes, scale, policy, today },
    drawOf('rosters'),
  );
  const profiles = planProfiles({ region, rosters, today }, drawOf('profiles'));
  const invented = planPeople(common, { people, several, today }, drawOf('people'));
  const homes = planHomes({ people: invented, profiles, rosters, sizes, several, today }, drawOf('homes'));
  const listings = planAllListings({ homes, rosters, profiles, policy, now, today }, drawOf);
  const counters = recount(listings.map((listing) => ({ ...noListing(listing.personId), ...listing })));
  const careUnits = capUnits({ profiles, rosters, counters, policy, today }, drawOf('caps'));
  const uncapped = careUnits.filter(({ profile, caps }) => caps.length === 0 && !endsBy(profile, today));
  const choices = planChoices({ homes, careUnits: uncapped, counters, policy, now }, drawOf('choices'));
  const waiting = planWaiting(homes, careUnits, counters, now);
  const staffed = unitsToStaff(profiles, today);
  const staff = planStaff({ slug: region.region.slug, units: staffed, now }, common.names);
  const exemption = planExemption({ homes, careUnits, counters, now });
  return {
    now,
    policy,
    careUnits,
    people: invented,
    homes,
    listings,
    choices,
    waiting,
    exemption,
    staff,
    staffed,
  };
}

/** Units that one travels to and whose contract goes on, in the order of the region's file. */
function unitsToStaff(profiles: readonly CareUnitProfile[], today: string): readonly StaffedUnit[] {
  return profiles
    .filter((profile) => !profile.digitalOnly && !endsBy(profile, today))
    .slice(0, staffedUnits)
    .map(({ careUnitId, name }) => ({ careUnitId, name }));
}

function endsBy({ basis }: CareUnitProfile, today: string): boolean {
  return basis.through !== undefined && basis.through <= today;
}

/** Puts caps on some of the units that one travels to and where one can list. */
function capUnits(
  {
    profiles,
    rosters,
    counters,
    policy,
    today,
  }: Pick<ListingsWanted, 'profiles' | 'rosters' | 'policy' | 'today'> & {
    counters: ReturnType<typeof recount>;
  },
  draw: Draw,
): DemoPlan['careUnits'] {
  const cappable = profiles.filter((profile) => !profile.digitalOnly && !endsBy(profile, today));
  const caps = planCaps(
    cappable.map(({ careUnitId }) => careUnitId),
    (careUnitId) => counters.get(careUnitId)?.taken ?? 0,
    today,
    draw,
    capRulesOf(policy).exemptions,
  );
  return profiles.map((profile) => {
    const cap = caps.get(profile.careUnitId);
    return {
      profile: cap ? { ...profile, capDecisions: [cap.decision] } : profile,
      caps: cap?.caps ?? [],
      doctors: rosters.get(profile.careUnitId) ?? [],
    };
  });
}

/** "Few places" is fewer where there are fewer people. */
function scaledPolicy(policy: Policy, scale: number): Policy {
  const scaled = (places: number) => Math.max(1, Math.round(places * Math.min(1, scale)));
  const { fewPlacesUnit, fewPlacesDoctor } = policy.availability;
  return {
    ...policy,
    availability: { fewPlacesUnit: scaled(fewPlacesUnit), fewPlacesDoctor: scaled(fewPlacesDoctor) },
  };
}

interface ListingsWanted {
  readonly homes: readonly Home[];
  readonly rosters: ReadonlyMap<string, readonly DoctorRegistration[]>;
  readonly profiles: readonly CareUnitProfile[];
  readonly policy: Policy;
  readonly now: Date;
  readonly today: string;
}

function planAllListings(
  { homes, rosters, profiles, policy, now, today }: ListingsWanted,
  drawOf: (part: string) => Draw,
): readonly ImportedListing[] {
  const careUnitIds = profiles.map(({ careUnitId }) => careUnitId);
  return careUnitIds.flatMap((careUnitId) => {
    const here = homes.filter((home) => home.careUnitId === careUnitId);
    const roster = rosters.get(careUnitId) ?? [];
    const answers = assignDoctors(here, roster, { policy, today }, drawOf(`doctors/${careUnitId}`));
    const draw = drawOf(`listings/${careUnitId}`);
    return here.map((home) => {
      const namedDoctor = answers.get(home.person.personId) ?? { kind: 'unanswered' };
      const { conditionsVersion } = policy;
      return planListing(home, { namedDoctor, careUnitIds, conditionsVersion, now }, draw);
    });
  });
}
