import { premisesCodes, staffCategoryCodes } from '#contract/directory-words.ts';
import type { DoctorRegistration } from '#domain/register.ts';
import type { CareUnitProfile, UnitConditions } from '#domain/roster.ts';
import { addDays, addYears } from '#domain/stockholm-time.ts';
import { distanceKm } from '#functions/directory/distance.ts';
import type { KnownCareUnit, RegionData } from '#functions/region-command/read-region.ts';
import type { Draw } from './draw.ts';

export interface UnitsWanted {
  readonly region: RegionData;
  readonly rosters: ReadonlyMap<string, readonly DoctorRegistration[]>;
  readonly today: string;
}

/** The series that is reserved for fiction: 070-1740605 to 070-1740699. The first ones are the region's own. */
const firstPhone = 1_740_610;
const lastPhone = 1_740_699;

/**
 * Invents what the public facts of a unit leave open: address, telephone, hours, who runs it under which contract,
 * languages, premises, staff and conditions. Where there are several private units, the last one's contract has ended.
 */
export function planProfiles(wanted: UnitsWanted, draw: Draw): readonly CareUnitProfile[] {
  const { region, rosters } = wanted;
  const privateUnits = region.careUnits.filter(({ runBy }) => runBy === 'private');
  const ended = privateUnits.length >= 4 ? privateUnits.at(-1)?.careUnitId : undefined;
  return region.careUnits.map((known, at) => {
    const { careUnitId, name, runBy, digitalOnly, alsoThere } = known;
    const municipality = region.municipalities.find(({ code }) => code === known.municipalityCode);
    return {
      careUnitId,
      name,
      hsaId: `SE2321000180-DEMO${String(at + 1).padStart(4, '0')}`,
      runBy,
      careProviderName: runBy === 'region' ? region.region.name : inventProvider(draw),
      basis: inventBasis(known, careUnitId === ended, wanted.today, draw),
      ...(municipality && { municipality: { code: municipality.code, name: municipality.name } }),
      digitalOnly,
      ...inventPlace(known, region, draw),
      phone: phoneNumber(at),
      openingHours: inventHours(digitalOnly, draw),
      languages: languagesOf(rosters.get(careUnitId) ?? []),
      alsoThere,
      premises: digitalOnly ? [] : premisesCodes.filter((_, at) => at === 0 || draw.chance(0.6)),
      staffCategories: staffCategoryCodes.filter((_, at) => at < 3 || draw.chance(0.55)),
      conditions: inventConditions(digitalOnly, draw),
    };
  });
}

function phoneNumber(at: number): string {
  return `070-${firstPhone + (at % (lastPhone - firstPhone + 1))}`;
}

const providers = ['Exempelvården', 'Påhittade Vård', 'Sagohälsan', 'Låtsas Läkargrupp', 'Modellvården'];
const inventProvider = (draw: Draw): string => `${draw.pick(providers)} AB (påhittat)`;

function inventBasis(
  { runBy }: KnownCareUnit,
  ended: boolean,
  today: string,
  draw: Draw,
): CareUnitProfile['basis'] {
  if (runBy === 'region') return { kind: 'ownRun', from: '2010-01-01' };
  const from = addYears(`${today.slice(0, 4)}-01-01`, -draw.whole(2, 6));
  if (ended) return { kind: 'contract', from, through: addDays(today, -draw.whole(20, 60)) };
  return { kind: 'contract', from, through: addYears(`${today.slice(0, 4)}-12-31`, draw.whole(1, 4)) };
}

const streets = [
  'Exempelgatan',
  'Påhittsvägen',
  'Sagogränd',
  'Låtsasgatan',
  'Modellvägen',
  'Provgatan',
  'Demotorget',
];

function inventPlace({ lat, lon }: KnownCareUnit, { places }: RegionData, draw: Draw) {
  if (lat === undefined || lon === undefined) return {};
  const position = { lat, lon };
  const withCodes = places.places.filter(({ name }) => Object.values(places.postcodes).includes(name));
  const near = (withCodes.length > 0 ? withCodes : places.places).toSorted(
    (a, b) => distanceKm(position, a) - distanceKm(position, b),
  )[0];
  const code = Object.keys(places.postcodes).find((postcode) => places.postcodes[postcode] === near?.name);
  const town = [code && `${code.slice(0, 3)} ${code.slice(3)}`, near?.name].filter(Boolean).join(' ');
  return { position, address: `${draw.pick(streets)} ${draw.whole(1, 48)}, ${town}` };
}

const workdays = [1, 2, 3, 4, 5];

function inventHours(digitalOnly: boolean, draw: Draw): CareUnitProfile['openingHours'] {
  if (digitalOnly) return [{ days: [...workdays, 6, 7], opens: '07:00', closes: '22:00' }];
  const opens = draw.pick(['07:30', '07:45', '08:00', '08:00']);
  const closes = draw.pick(['16:30', '17:00', '17:00']);
  if (draw.chance(0.75)) return [{ days: workdays, opens, closes }];
  return [
    { days: [1, 2, 3, 5], opens, closes },
    { days: [4], opens, closes: '19:00' },
  ];
}

/** What one can speak at the unit: every language of its doctors. */
function languagesOf(roster: readonly DoctorRegistration[]): string[] {
  const spoken = new Set(roster.flatMap(({ doctor }) => doctor.languages));
  spoken.delete('sv');
  return ['sv', ...[...spoken].toSorted()];
}

function inventConditions(digitalOnly: boolean, draw: Draw): UnitConditions {
  if (digitalOnly) return { homeVisits: 'none', travel: 'none' };
  const homeVisits = draw.pick(['ownMunicipality', 'ownMunicipality', 'withinKm', 'everyone'] as const);
  return {
    homeVisits,
    ...(homeVisits === 'withinKm' && { homeVisitKm: draw.pick([15, 20, 30]) }),
    travel: 'asToNearest',
  };
}
