import type { CareUnitProfile } from '#domain/roster.ts';
import { findEntry, type RosterEntry, type RosterState } from '#domain/roster-entry.ts';
import { localDate } from '#domain/stockholm-time.ts';
import type { ImportedCareUnit, ImportedDoctor } from './imported-rows.ts';

/** A registered unit as a row of a file. One without an HSA-id has that cell empty, and a file cannot bring it back. */
export function rowOfCareUnit(profile: CareUnitProfile): ImportedCareUnit {
  const { careUnitId, name, hsaId = '', runBy, careProviderName, basis, municipality } = profile;
  const { phone, address, position, openingHours, languages, digitalOnly, conditions } = profile;
  return {
    hsaId: hsaId.toUpperCase(),
    careUnitId,
    name,
    runBy,
    careProviderName,
    basis,
    phone,
    openingHours,
    languages,
    digitalOnly,
    ...conditions,
    ...(municipality && { municipalityCode: municipality.code, municipalityName: municipality.name }),
    ...(address !== undefined && { address }),
    ...(position && { position }),
  };
}

/** The doctors and lists of a unit who are there today or are to come, as rows of a file. Nobody who has left. */
export function rowsOfRoster(
  unit: RosterState & { readonly profile: Pick<CareUnitProfile, 'careUnitId' | 'hsaId'> },
  now: Date,
): ImportedDoctor[] {
  const { hsaId, careUnitId } = unit.profile;
  const today = localDate(now);
  return unit.doctors.flatMap(({ doctorId, leavesOn }) => {
    const entry = findEntry(unit, doctorId);
    if (!entry || (leavesOn !== undefined && leavesOn < today)) return [];
    return [rowOfEntry(hsaId?.toUpperCase() ?? careUnitId, entry, now)];
  });
}

function rowOfEntry(careUnit: string, entry: RosterEntry, now: Date): ImportedDoctor {
  const { doctor, acceptsNew } = entry;
  const { doctorId, kind, name, facts, share, languages, absences, startsOn } = doctor;
  const { supervisorName, leavesOn } = doctor;
  const ceiling = ceilingSaid(entry, now);
  return {
    careUnit,
    doctorId,
    placeholderProposed: false,
    wanted: {
      kind,
      name,
      category: facts.category,
      employment: facts.employment,
      share,
      languages,
      hasAbsencePlan: facts.hasAbsencePlan ?? false,
      equivalenceDecided: facts.equivalenceDecided ?? false,
      hasLongContract: facts.hasLongContract ?? false,
      absences,
      startsOn,
      acceptsNew,
      ...(supervisorName !== undefined && { supervisorName }),
      ...(leavesOn !== undefined && { leavesOn }),
      ...(ceiling && { ceiling }),
    },
  };
}

/**
 * The ceiling in force. Nothing while another one is to come: the column has no day, so a file with either of them,
 * read in again, would change the roster.
 */
function ceilingSaid({ ceilings }: RosterEntry, now: Date) {
  const at = now.toISOString();
  if (ceilings.some(({ from }) => from > at)) return undefined;
  const last = ceilings.at(-1);
  return last && last.value !== null ? { value: last.value, from: last.from } : undefined;
}
