import { decideChooseCareUnit } from '#domain/decide-choose-care-unit.ts';
import { inParallel } from '#functions/imports/jobs/in-parallel.ts';
import type { RegionData } from '#functions/region-command/read-region.ts';
import { documentsOf, writeDocuments } from '#functions/region-command/region-documents.ts';
import { firstPolicyFrom } from '#functions/region-command/region-policy.ts';
import { type Publishing, publishDirectory } from '#functions/workers/publish-directory/publish-directory.ts';
import type { IdentityKeys } from '#keys/identity-keys.ts';
import type { JobKeys } from '#keys/job-keys.ts';
import type { Database } from '#store/database.ts';
import { importIdentities, type NewIdentity, readIdentity } from '#store/identity-item.ts';
import { importListings } from '#store/import-listings.ts';
import { putPolicy } from '#store/policy-item.ts';
import { readCapacity, readListing } from '#store/read-person.ts';
import { type Registrar, saveCareUnit } from '#store/register-care-unit.ts';
import { saveDecision } from '#store/save-decision.ts';
import type { DemoPlan, PlannedChoice } from './plan-demo.ts';
import type { DemoPerson } from './plan-people.ts';
import { writeCapCases } from './write-cap-cases.ts';
import { writeExemption } from './write-exemption.ts';
import { writeImportCase } from './write-import-case.ts';
import { writePlanningCases } from './write-planning-cases.ts';
import { writeStaff } from './write-staff.ts';
import { writeWaiting } from './write-waiting.ts';

/** Where a demo is written, and what publishes its directory. */
export interface DemoTarget extends Publishing {
  readonly keys: IdentityKeys;
  /** Left out where no job is to be made. */
  readonly jobKeys?: JobKeys;
  readonly newId: () => string;
}

/**
 * Writes a demo through the store's own ways of registering, importing and choosing, so that every item has its event.
 * What is there already is left, so a run that was broken off may be run again. The directory is published last: where
 * there is one, the demo is whole.
 */
export async function writeDemo(
  target: DemoTarget,
  region: RegionData,
  plan: DemoPlan,
  decisionId: string,
): Promise<void> {
  const { database, newId } = target;
  const registrar: Registrar = { at: plan.now, actor: { kind: 'system', process: 'seeding' }, newId };
  await putPolicy(database, { from: firstPolicyFrom, decisionId, policy: plan.policy }, registrar);
  await writeStaff(target, plan.staff, registrar);
  await Promise.all([
    writeIdentities(target, plan.people),
    writeDocuments(database, documentsOf(region, positionsOf(plan))),
    writeListings(database, plan, registrar),
  ]);
  if (target.jobKeys) await writeImportCase({ ...target, jobKeys: target.jobKeys }, plan);
  await publishDirectory(target, 'everything');
}

const positionsOf = ({ careUnits }: DemoPlan) => careUnits.flatMap(({ profile }) => profile.position ?? []);

async function writeListings(database: Database, plan: DemoPlan, registrar: Registrar): Promise<void> {
  await inParallel(4, plan.careUnits, (careUnit) => saveCareUnit(database, careUnit, registrar));
  await importListings(database, plan.listings, registrar);
  await writeCapCases(database, plan, registrar.newId);
  await writeExemption(database, plan, registrar.newId);
  await writePlanningCases(database, plan, registrar.newId);
  await writeWaiting(database, plan, registrar);
  for (const choice of plan.choices) await makeChoice(database, plan, choice, registrar);
}

/** A choice that waits for midnight is decided by the rules, as the person's own. */
async function makeChoice(
  database: Database,
  { policy, now, people }: DemoPlan,
  choice: PlannedChoice,
  { at, newId }: Registrar,
): Promise<void> {
  const { personId, ...command } = choice;
  const listing = await readListing(database, personId);
  if (listing.pending) return;
  const { birthDate, protectedIdentity = false } =
    people.find((person) => person.personId === personId) ?? {};
  const person = { personId, protectedIdentity, ...(birthDate !== undefined && { birthDate }) };
  const { conditionsVersion } = policy;
  const capacity = await readCapacity(database, command.careUnitId);
  const decided = decideChooseCareUnit(
    { listing, capacity },
    { ...command, person, conditionsVersion },
    policy,
    now,
  );
  if (!decided.ok) throw new Error(`A planned choice was refused: ${decided.refusal.slug}`);
  const act = { at, actor: { kind: 'person', personId } as const, eventId: newId() };
  const saved = await saveDecision(database, { before: listing, plan: decided, act });
  if (!saved.ok) throw new Error('A planned choice met something else than was written');
}

/** Numbers and names go through the keys like any other: only a keyed hash and a sealed text are stored. */
async function writeIdentities({ database, keys }: DemoTarget, people: readonly DemoPerson[]): Promise<void> {
  const [first] = people;
  const begun = first !== undefined && (await readIdentity(database, first.personId)) !== undefined;
  const isNew = async ({ personId }: DemoPerson) => !begun || !(await readIdentity(database, personId));
  const identities = await inParallel(24, people, async (person): Promise<NewIdentity[]> => {
    if (!(await isNew(person))) return [];
    const { personId, number, name, birthDate, protectedIdentity, preferredLanguage, guardianOf } = person;
    const [pointer, sealed] = await Promise.all([
      keys.pointerOf(number),
      keys.seal({ number, name }, personId),
    ]);
    return [
      {
        personId,
        pointer,
        sealed,
        protectedIdentity,
        ...(birthDate !== undefined && { birthDate }),
        ...(preferredLanguage !== undefined && { preferredLanguage }),
        ...(guardianOf.length > 0 && { guardianOf }),
      },
    ];
  });
  await importIdentities(database, identities.flat());
}
