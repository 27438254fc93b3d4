import type { ImportedCareUnit } from '#domain/imports/imported-rows.ts';
import type { CareUnitProfile, UnitConditions } from './roster.ts';
import { addDays } from './stockholm-time.ts';

/** The facts of a unit with what a file says of it; what the file does not say stays as it is. */
export function profileSaid(
  said: ImportedCareUnit,
  before: CareUnitProfile | undefined,
  careUnitId: string,
): CareUnitProfile {
  const {
    careUnitId: _,
    municipalityCode,
    municipalityName,
    homeVisits,
    homeVisitKm,
    travel,
    ...facts
  } = said;
  const { municipality: was, position, ...kept } = before ?? newUnit;
  const municipality =
    municipalityCode !== undefined && municipalityName !== undefined
      ? { code: municipalityCode, name: municipalityName }
      : was;
  const conditions: UnitConditions = {
    ...withoutKm(kept.conditions, homeVisits),
    ...(homeVisits && { homeVisits }),
    ...(homeVisitKm !== undefined && { homeVisitKm }),
    ...(travel && { travel }),
  };
  return {
    ...kept,
    ...(position && { position }),
    ...facts,
    careUnitId,
    ...(municipality && { municipality }),
    conditions,
  };
}

function withoutKm(
  conditions: UnitConditions,
  homeVisits: UnitConditions['homeVisits'] | undefined,
): UnitConditions {
  const { homeVisitKm: _, ...others } = conditions;
  return homeVisits === undefined || homeVisits === 'withinKm' ? conditions : others;
}

/** What a file that says nothing of it leaves a new unit with: nothing is promised to anybody. */
const newUnit: Pick<
  CareUnitProfile,
  | 'digitalOnly'
  | 'openingHours'
  | 'languages'
  | 'alsoThere'
  | 'premises'
  | 'staffCategories'
  | 'conditions'
  | 'municipality'
  | 'position'
  | 'capDecisions'
> = {
  digitalOnly: false,
  openingHours: [],
  languages: ['sv'],
  alsoThere: [],
  premises: [],
  staffCategories: [],
  conditions: { homeVisits: 'ownMunicipality', travel: 'asToNearest' },
};

/**
 * A unit whose registration was taken back. Its id and its events stay, for neither is ever used again; its time ends
 * the day before it begins, so that nobody can ever be listed there, and it is on no list of the region.
 */
export function withdrawnProfile(profile: CareUnitProfile): CareUnitProfile {
  const { from } = profile.basis;
  return { ...profile, basis: { ...profile.basis, through: addDays(from, -1) } };
}

export function isWithdrawn({ basis }: Pick<CareUnitProfile, 'basis'>): boolean {
  return basis.through !== undefined && basis.through < basis.from;
}

/** A fact as text, by name: what a preview compares. Lists are separated by spaces. */
export function factsOf(profile: CareUnitProfile): ReadonlyMap<string, string> {
  const { basis, municipality, position, conditions } = profile;
  const said: readonly (readonly [string, string | undefined])[] = [
    ['name', profile.name],
    ['hsaId', profile.hsaId?.toUpperCase()],
    ['runBy', profile.runBy],
    ['careProviderName', profile.careProviderName],
    ['basis', basis.kind],
    ['basisFrom', basis.from],
    ['basisThrough', basis.through],
    ['municipality', municipality && `${municipality.code} ${municipality.name}`],
    ['phone', profile.phone],
    ['address', profile.address],
    ['position', position && `${position.lat} ${position.lon}`],
    ['openingHours', profile.openingHours.map(hoursText).join(' ')],
    ['languages', profile.languages.join(' ')],
    ['digitalOnly', profile.digitalOnly ? 'yes' : 'no'],
    ['homeVisits', conditions.homeVisits],
    ['homeVisitKm', conditions.homeVisitKm?.toString()],
    ['travel', conditions.travel],
  ];
  return new Map(said.flatMap(([field, value]) => (value ? [[field, value] as const] : [])));
}

function hoursText({ days, opens, closes }: CareUnitProfile['openingHours'][number]): string {
  return `${days.join(',')}:${opens}–${closes}`;
}

/** An id made of a unit's name, for an address that can be read aloud: `vardcentral-alvdalen`. */
export function idFromName(name: string): string {
  const letters = name
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 50);
  return letters.length >= 3 ? letters : `enhet-${letters}`;
}
