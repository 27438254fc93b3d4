import type { DoctorFacts } from '#domain/named-doctor-rules.ts';
import type { Policy } from '#domain/policy.ts';
import type { DoctorRegistration } from '#domain/register.ts';
import type { RosterDoctor } from '#domain/roster.ts';
import { addDays, midnightOf } from '#domain/stockholm-time.ts';
import type { RegionData } from '#functions/region-command/read-region.ts';
import { apportion } from './age-bands.ts';
import type { CommonData } from './common-data.ts';
import { doctorKinds, ordinary } from './doctor-kinds.ts';
import type { Draw } from './draw.ts';
import { withAbsences, withMoves } from './roster-changes.ts';

export interface RosterWanted {
  readonly region: RegionData;
  readonly names: CommonData['names'];
  /** People that each unit is made for, by unit. */
  readonly sizes: ReadonlyMap<string, number>;
  /** People in the demo for each one in the region: ceilings are as much smaller. */
  readonly scale: number;
  readonly policy: Policy;
  readonly today: string;
}

/** A unit of 6,400 people has 3.85 posts for doctors, most of them shared by part-time work. */
const peopleADoctor = 1_580;

/**
 * Invents the rosters: doctors of every kind a region's rule must judge, part-time shares, languages, ceilings from
 * the guide values, absences with cover, some who leave or begin, and placeholder lists.
 */
export function planRosters(
  wanted: RosterWanted,
  draw: Draw,
): ReadonlyMap<string, readonly DoctorRegistration[]> {
  const { careUnits } = wanted.region;
  const sizeOf = (careUnitId: string) => wanted.sizes.get(careUnitId) ?? 0;
  const smallest = careUnits.toSorted((a, b) => sizeOf(a.careUnitId) - sizeOf(b.careUnitId))[0];
  const counts = careUnits.map(({ careUnitId }) =>
    Math.max(2, Math.round(sizeOf(careUnitId) / peopleADoctor)),
  );
  const deck = dealKinds(
    counts.reduce((sum, count) => sum + count - 1, 0),
    draw,
  );
  const rosters = new Map<string, readonly DoctorRegistration[]>();
  careUnits.forEach((careUnit, at) => {
    const dealt = [ordinary, ...deck.splice(0, (counts[at] ?? 2) - 1)];
    // In a region with many units one, the smallest, gets by on locums and has nobody to choose.
    const kinds = careUnit === smallest && careUnits.length >= 10 ? nobodyToChoose : dealt;
    const doctors = kinds.map((facts) => inventDoctor(facts, wanted, draw));
    const placeholders = draw.chance(0.4) ? [placeholderList(careUnit.name, 1, wanted, draw)] : [];
    const whole = withAbsences(withSupervisors(doctors, draw), wanted.today, draw);
    rosters.set(careUnit.careUnitId, [...whole, ...placeholders]);
  });
  return withMoves(rosters, wanted.policy, wanted.today);
}

const nobodyToChoose: readonly DoctorFacts[] = [
  { category: 'gpSpecialist', employment: 'locum' },
  { category: 'licensedDoctor', employment: 'permanent' },
];

/** Every kind at least once where there are doctors enough, dealt in a drawn order. */
function dealKinds(count: number, draw: Draw): DoctorFacts[] {
  const counts = apportion(
    count,
    doctorKinds.map(({ weight }) => weight),
  );
  return draw.shuffled(
    doctorKinds.flatMap(({ facts }, at) => Array<DoctorFacts>(counts[at] ?? 0).fill(facts)),
  );
}

function inventDoctor(facts: DoctorFacts, wanted: RosterWanted, draw: Draw): DoctorRegistration {
  const { names, today, policy, scale } = wanted;
  const inTraining = facts.category === 'doctorInTraining';
  const share = draw.pick(inTraining ? [100, 100, 80, 75] : [100, 100, 100, 90, 80, 80, 75, 60, 50, 50]);
  const guide = inTraining
    ? policy.namedDoctor.guideValues.doctorInTraining
    : policy.namedDoctor.guideValues.specialist;
  const startsOn = addDays(today, -draw.whole(inTraining ? 60 : 200, inTraining ? 1_500 : 5_000));
  return {
    doctor: {
      doctorId: draw.id(8),
      kind: 'doctor',
      name: `${draw.pick([...names.female, ...names.male])} ${draw.pick(names.surname)}`,
      facts,
      share,
      languages: inventLanguages(draw),
      ...trainingOf(facts, startsOn, today),
      absences: [],
      startsOn,
    },
    ceilings: [
      {
        from: midnightOf(startsOn).toISOString(),
        value: Math.max(1, Math.round((guide * share * scale) / 100)),
      },
    ],
    acceptsNew: !draw.chance(0.04),
  };
}

/** What the competence says of speciality and training; nothing is drawn, so the rest of the demo stays as it was. */
function trainingOf(
  { category }: DoctorFacts,
  startsOn: string,
  today: string,
): Pick<RosterDoctor, 'speciality' | 'trainingYear'> {
  const speciality = specialityOf[category];
  const years = Number(today.slice(0, 4)) - Number(startsOn.slice(0, 4));
  return {
    ...(speciality && { speciality }),
    ...(category === 'doctorInTraining' && { trainingYear: Math.min(5, years + 1) }),
  };
}

const specialityOf: Readonly<Partial<Record<DoctorFacts['category'], RosterDoctor['speciality']>>> = {
  gpSpecialist: 'generalMedicine',
  geriatrician: 'geriatrics',
  paediatrician: 'childMedicine',
  otherSpecialist: 'internalMedicine',
};

const otherLanguages = ['ar', 'fi', 'so', 'fa', 'pl', 'de', 'es', 'ru', 'uk', 'ti', 'bs', 'tr', 'el', 'hu'];

function inventLanguages(draw: Draw): string[] {
  const english = draw.chance(0.85) ? ['en'] : [];
  const other = draw.chance(0.35) ? [draw.pick(otherLanguages)] : [];
  return ['sv', ...english, ...other];
}

/** The supervisor of a doctor in training is a specialist of the same unit. */
function withSupervisors(roster: readonly DoctorRegistration[], draw: Draw): readonly DoctorRegistration[] {
  const specialists = roster.filter(({ doctor }) => doctor.facts === ordinary);
  return roster.map((entry) =>
    entry.doctor.facts.hasSupervisor
      ? { ...entry, doctor: { ...entry.doctor, supervisorName: draw.pick(specialists).doctor.name } }
      : entry,
  );
}

/** Someone to list people on where a unit lacks named doctors; named so that nobody takes it for one. */
function placeholderList(
  unit: string,
  number: number,
  { today }: RosterWanted,
  draw: Draw,
): DoctorRegistration {
  return {
    doctor: {
      doctorId: draw.id(8),
      kind: 'placeholderList',
      name: `${unit} ${number}`,
      facts: { category: 'licensedDoctor', employment: 'locum' },
      share: 100,
      languages: ['sv'],
      absences: [],
      startsOn: addDays(today, -400),
    },
    ceilings: [],
    acceptsNew: false,
  };
}
