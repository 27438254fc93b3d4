import { readRegionData } from '#functions/region-command/read-region.ts';
import { publishDirectory } from '#functions/workers/publish-directory/publish-directory.ts';
import { readSnapshot } from '#store/directory-item.ts';
import { readPolicy } from '#store/policy-item.ts';
import { readCommonData } from './common-data.ts';
import { fewestPeople, planDemo } from './plan-demo.ts';
import type { DemoStaffMember } from './plan-staff.ts';
import { findSituations, type Situation } from './situations.ts';
import { groupStaff, type ListedGroup } from './staff-groups.ts';
import { type DemoTarget, writeDemo } from './write-demo.ts';
import { writeStaff } from './write-staff.ts';

export interface DemoWanted {
  /** Folder under `infra/regions`. */
  readonly slug: string;
  readonly people: number;
  readonly now: Date;
}

export interface SeededDemo {
  readonly situations: readonly Situation[];
  /** Whom staff can sign in as, by role. */
  readonly staff: readonly ListedGroup[];
  /** One line on what was done. */
  readonly says: string;
}

/**
 * Seeds a demo region, or takes the one that is there. The first decision on its policy says when it was made and with
 * how many people, from which the same plan can be made again: so a run that was broken off goes on where it was, and
 * data that was kept can still tell who is in which situation.
 */
export async function seedDemo(target: DemoTarget, wanted: DemoWanted): Promise<SeededDemo> {
  const { database } = target;
  const region = readRegionData(wanted.slug);
  const common = readCommonData();
  const made = (await readMade(target)) ?? {
    slug: wanted.slug,
    people: Math.min(Math.max(wanted.people, fewestPeople), common.personalIdentityNumbers.length),
    now: wanted.now,
  };
  if (made.slug !== wanted.slug)
    throw new Error(`The data is of the region ${made.slug}; choose another DATA_DIR`);
  const plan = planDemo(region, common, made.people, made.now);
  const whole = (await readSnapshot(database, { consistent: true })) !== undefined;
  if (whole) await catchUp(target, plan.staff, wanted.now);
  else await writeDemo(target, region, plan, nameDecision(made));
  const { people, careUnits, listings } = plan;
  const kept = whole ? 'kept from ' : '';
  return {
    situations: findSituations(plan, wanted.now),
    staff: groupStaff(plan.staff, plan.staffed),
    says:
      `Demo region ${region.region.name} (${kept}${made.now.toISOString()}): ${people.length} people, ` +
      `${listings.length} listings, ${careUnits.length} care units`,
  };
}

/**
 * What kept data may lack: staff, where it is older than the staff part. And while it lay, a cap may have begun and a
 * contract ended, which the directory does not know of yet.
 */
async function catchUp(target: DemoTarget, staff: readonly DemoStaffMember[], now: Date): Promise<void> {
  const actor = { kind: 'system', process: 'seeding' } as const;
  await writeStaff(target, staff, { at: now, actor, newId: target.newId });
  await publishDirectory(target, 'everything');
}

const nameDecision = ({ slug, people, now }: DemoWanted): string =>
  `demo ${slug} ${people} ${now.toISOString()}`;

async function readMade({ database }: DemoTarget): Promise<DemoWanted | undefined> {
  const stored = await readPolicy(database);
  if (!stored) return undefined;
  for (const { decisionId } of stored.versions) {
    const [, slug, people, at] = /^demo ([a-z-]+) (\d+) (\S+)$/.exec(decisionId) ?? [];
    if (slug && people && at) return { slug, people: Number(people), now: new Date(at) };
  }
  throw new Error('The tables hold a region that is not a demo; nothing was written');
}
