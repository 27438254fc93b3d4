import { canonicalJson } from '#domain/event-chain.ts';
import type { DatedPolicy } from '#domain/policy.ts';
import { readCareUnit } from '#store/care-unit-item.ts';
import type { Database } from '#store/database.ts';
import { readMap, readPlaces } from '#store/directory-item.ts';
import { putPolicy, readPolicy } from '#store/policy-item.ts';
import { type Registrar, saveCareUnit } from '#store/register-care-unit.ts';
import type { RegionData } from './read-region.ts';
import { documentsOf, type RegionDocuments, writeDocuments } from './region-documents.ts';
import { firstPolicyFrom, policyOf } from './region-policy.ts';

/**
 * `write`: was missing, and is written where it was confirmed. `keep`: is there and the same. `keep-other`: is there
 * and differs from the folder; left alone, for it is changed by decision in the service.
 */
export type Act = 'write' | 'keep' | 'keep-other';

export interface SetUp {
  readonly region: string;
  /** Whether it was written; else this says what would be. */
  readonly written: boolean;
  readonly policy: { readonly act: Act; readonly decisionId: string; readonly from: string };
  readonly careUnits: { readonly write: number; readonly keep: number; readonly doctors: number };
  readonly places: { readonly act: 'write' | 'keep'; readonly places: number; readonly postcodes: number };
  readonly map: { readonly act: 'write' | 'keep'; readonly municipalities: number };
}

/** The tables hold another region, or a demo: nothing is written. */
export interface NotSetUp {
  readonly refused: 'tables-hold-another-policy';
  readonly decisionIds: readonly string[];
}

/**
 * What a first deployment lacks: the region's first policy with its event, its care units with theirs where the folder
 * registers any, and the documents of the find page. Adds what is missing and changes nothing that was decided, so it
 * may be done again. Publishing is the worker's, which runs at the change and every five minutes.
 *
 * @param options.confirm false: reads and says what would be written.
 */
export async function setUpRegion(
  database: Database,
  region: RegionData,
  { confirm, registrar }: { readonly confirm: boolean; readonly registrar: Registrar },
): Promise<SetUp | NotSetUp> {
  const first: DatedPolicy = {
    from: firstPolicyFrom,
    decisionId: region.policy.decisionId ?? `set-up ${region.region.slug}`,
    policy: policyOf(region.policy),
  };
  const versions = (await readPolicy(database))?.versions ?? [];
  const stored = versions.find(({ decisionId }) => decisionId === first.decisionId);
  if (versions.length > 0 && !stored) {
    const decisionIds = versions.map(({ decisionId }) => decisionId);
    return { refused: 'tables-hold-another-policy', decisionIds };
  }
  const documents = documentsOf(region, positionsOf(region));
  const plan = await compare(database, region, documents);
  if (confirm) {
    await putPolicy(database, first, registrar);
    for (const careUnit of region.registrations) await saveCareUnit(database, careUnit, registrar);
    if (plan.places === 'write' || plan.map === 'write') await writeDocuments(database, documents);
  }
  return {
    region: region.region.slug,
    written: confirm,
    policy: {
      act: !stored ? 'write' : isSame(stored, first) ? 'keep' : 'keep-other',
      decisionId: first.decisionId,
      from: first.from,
    },
    careUnits: plan.careUnits,
    places: {
      act: plan.places,
      places: region.places.places.length,
      postcodes: Object.keys(region.places.postcodes).length,
    },
    map: { act: plan.map, municipalities: documents.map.municipalities.length },
  };
}

/** Where units are: those that are registered, else those that the region is known to have. */
function positionsOf({ registrations, careUnits }: RegionData) {
  if (registrations.length > 0) return registrations.flatMap(({ profile }) => profile.position ?? []);
  return careUnits.flatMap(({ lat, lon }) => (lat === undefined || lon === undefined ? [] : { lat, lon }));
}

/** What the tables lack of the folder. */
async function compare(database: Database, { registrations }: RegionData, documents: RegionDocuments) {
  const careUnits = { write: 0, keep: 0, doctors: 0 };
  for (const { profile, doctors } of registrations) {
    const stored = await readCareUnit(database, profile.careUnitId);
    const known = new Set(stored?.doctors.map(({ doctorId }) => doctorId));
    careUnits[stored ? 'keep' : 'write'] += 1;
    careUnits.doctors += doctors.filter(({ doctor }) => !known.has(doctor.doctorId)).length;
  }
  const [places, map] = await Promise.all([readPlaces(database), readMap(database)]);
  const actOf = (stored: unknown, wanted: unknown) =>
    stored !== undefined && isSame(stored, wanted) ? 'keep' : 'write';
  return {
    careUnits,
    places: actOf(places?.document, documents.places),
    map: actOf(map?.document, documents.map),
  } as const;
}

function isSame(stored: unknown, wanted: unknown): boolean {
  return canonicalJson(stored) === canonicalJson(wanted);
}
