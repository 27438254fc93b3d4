import type { RegionData } from './read-region.ts';
import { policyOf } from './region-policy.ts';

/**
 * What is wrong between the files of a region's folder, each of which is right in itself: one line a fault, that
 * names the file. Empty where the region can be set up.
 */
export function findRegionFaults(region: RegionData, slug: string): string[] {
  return [
    ...(region.region.slug === slug ? [] : [`region.json: slug is not ${slug}, the folder's name`]),
    ...findMunicipalityFaults(region),
    ...findPolicyFaults(region),
    ...findRegistrationFaults(region),
  ];
}

function findMunicipalityFaults({ region, municipalities, outlines }: RegionData): string[] {
  const named = new Map(municipalities.map(({ code, name }) => [code, name]));
  const same =
    region.municipalities.length === municipalities.length &&
    region.municipalities.every(({ code, name }) => named.get(code) === name);
  return [
    ...(same ? [] : ['region.json: municipalities are not those of municipalities.json']),
    ...outlines
      .filter(({ code }) => !named.has(code))
      .map(({ code }) => `outlines.json: ${code} is no municipality of the region`),
  ];
}

function findPolicyFaults({ policy }: RegionData): string[] {
  const { ages, changes } = policyOf(policy);
  const isOrdered = ages.actsFrom <= ages.choosesAloneFrom && ages.choosesAloneFrom <= ages.adultFrom;
  return [
    ...(isOrdered && ages.actsFrom >= 0
      ? []
      : ['policy.json: ages are not in order (actsFrom, choosesAloneFrom, adultFrom)']),
    ...(changes.limit >= 1 && changes.windowMonths >= 1
      ? []
      : ['policy.json: changes allow nothing (limit, windowMonths)']),
  ];
}

function findRegistrationFaults({ registrations, municipalities }: RegionData): string[] {
  const named = new Map(municipalities.map(({ code, name }) => [code, name]));
  const faults = registrations.flatMap(({ profile, doctors }) => {
    const { municipality, basis, conditions } = profile;
    const ids = doctors.map(({ doctor }) => doctor.doctorId);
    const covering = doctors.flatMap(({ doctor }) =>
      doctor.absences.flatMap(({ coveredByDoctorId }) => coveredByDoctorId ?? []),
    );
    const isHere = !municipality || named.get(municipality.code) === municipality.name;
    return [
      ...(isHere ? [] : ['its municipality is none of the region']),
      ...(basis.through === undefined || basis.from <= basis.through
        ? []
        : ['its basis ends before it begins']),
      ...(conditions.homeVisits === 'withinKm' && conditions.homeVisitKm === undefined
        ? ['home visits within how many kilometres is not said']
        : []),
      ...repeated(ids).map((doctorId) => `doctor ${doctorId} stands twice on the roster`),
      ...covering
        .filter((doctorId) => !ids.includes(doctorId))
        .map((doctorId) => `doctor ${doctorId} covers and is not on the roster`),
    ].map((fault) => `${profile.careUnitId}: ${fault}`);
  });
  const units = registrations.map(({ profile }) => profile);
  const hsaIds = units.flatMap(({ hsaId }) => hsaId?.toUpperCase() ?? []);
  return [
    ...repeated(units.map(({ careUnitId }) => careUnitId)).map((careUnitId) => `${careUnitId} stands twice`),
    ...repeated(hsaIds).map((hsaId) => `${hsaId} is the HSA-id of two units`),
    ...faults,
  ].map((fault) => `care-unit-registrations.json: ${fault}`);
}

/** What stands more than once, each once. */
function repeated(values: readonly string[]): string[] {
  return [...new Set(values.filter((value, at) => values.indexOf(value) !== at))];
}
