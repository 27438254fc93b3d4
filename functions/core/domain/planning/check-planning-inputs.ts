import type { RosterDoctor } from '#domain/roster.ts';
import type { PlanningFault, PlanningFaultReason } from './planning-fault.ts';
import { ageBands, planningInputs, professions } from './planning-rules.ts';
import type { DoctorInputs, PlanningInputs, UnitInputs } from './planning-scenario.ts';

/** A form's numbers before they were judged: what is no number is `null`. */
type Typed<T> = { readonly [K in keyof T]: T[K] extends number ? number | null : T[K] };
type TypedRecord<T> = { readonly [K in keyof T]: number | null };

/** What a form says of a scenario. */
export interface PlanningWanted {
  readonly name: string;
  readonly unit: Omit<Typed<UnitInputs>, 'ages' | 'posts'> & {
    readonly ages: TypedRecord<UnitInputs['ages']>;
    readonly posts: TypedRecord<UnitInputs['posts']>;
  };
  readonly doctors: readonly (Omit<Typed<DoctorInputs>, 'stage'> & {
    readonly stage?: DoctorInputs['stage'] | undefined;
  })[];
  readonly uncertainty: TypedRecord<PlanningInputs['uncertainty']>;
}

/** Lowest and highest that can be meant; what is past them is a slip of the keyboard. */
interface Bounds {
  readonly min: number;
  readonly max: number;
  readonly whole?: true;
}

const percent: Bounds = { min: 0, max: 100 };
const hours: Bounds = { min: 0, max: 40 };

/** Bounds of every number of a scenario, by its name. */
export const planningBounds = {
  people: { min: 0, max: 100_000, whole: true },
  ages: percent,
  burdenIndex: { min: 0.3, max: 3 },
  doctorPosts: { min: 0, max: 100 },
  absencePercent: { min: 0, max: 60 },
  posts: { min: 0, max: 200 },
  share: { min: 1, max: 100, whole: true },
  hoursPerWeek: { min: 20, max: 48 },
  weeksAtWork: { min: 1, max: 52 },
  absenceWeeks: { min: 0, max: 52 },
  otherDuties: hours,
  supervisionGiven: hours,
  supervisionReceived: hours,
  indirectPercent: { min: 0, max: 90 },
  minutesPerVisit: { min: 5, max: 120 },
  visitsPerPersonYear: { min: 0.1, max: 10 },
  uncertainty: { min: 0, max: 50 },
} as const satisfies Record<string, Bounds>;
type Bounded = keyof typeof planningBounds;

const nameAtMost = 60;
/** Tenths of a per cent that ages may miss a hundred by: each is rounded where it was imported. */
const agesMayMiss = 0.5;

const unitFields = ['people', 'burdenIndex', 'doctorPosts', 'absencePercent'] as const;
const doctorFields = [
  'share',
  'hoursPerWeek',
  'weeksAtWork',
  'absenceWeeks',
  'otherDuties',
  'supervisionGiven',
  'supervisionReceived',
  'indirectPercent',
  'minutesPerVisit',
  'visitsPerPersonYear',
] as const;

/** Everything that is wrong with a scenario, by field, so that all of it can be mended at once. */
export function checkPlanningInputs(
  wanted: PlanningWanted,
  roster: readonly RosterDoctor[],
  namesTaken: readonly string[],
): PlanningFault[] {
  return [
    ...checkName(wanted.name, namesTaken),
    ...checkUnit(wanted.unit),
    ...checkDoctors(wanted.doctors, roster),
    ...planningInputs.flatMap((one) =>
      checkNumber(`uncertainty.${one}`, wanted.uncertainty[one], 'uncertainty'),
    ),
  ];
}

function checkName(name: string, taken: readonly string[]): PlanningFault[] {
  const typed = nameOf(name);
  const fault = (reason: PlanningFaultReason) => [{ field: 'name', reason }];
  if (typed === '') return fault('name-missing');
  if (typed.length > nameAtMost) return fault('name-too-long');
  if (/\p{N}[\p{N}\s+-]{4,}\p{N}/u.test(typed)) return fault('name-has-number');
  return taken.includes(typed) ? fault('name-taken') : [];
}

/** A scenario's name as it is kept. */
export function nameOf(name: string): string {
  return name.trim().replaceAll(/\s+/g, ' ');
}

function checkUnit(unit: PlanningWanted['unit']): PlanningFault[] {
  const ages = ageBands.flatMap((band) => checkNumber(`unit.ages.${band}`, unit.ages[band], 'ages'));
  const sum = ageBands.reduce((all, band) => all + (unit.ages[band] ?? 0), 0);
  const missed = ages.length === 0 && Math.abs(sum - 100) > agesMayMiss;
  return [
    ...unitFields.flatMap((one) => checkNumber(`unit.${one}`, unit[one], one)),
    ...ages,
    ...(missed ? [{ field: 'unit.ages.age0to17', reason: 'ages-not-hundred' as const }] : []),
    ...professions.flatMap((one) => checkNumber(`unit.posts.${one}`, unit.posts[one], 'posts')),
  ];
}

function checkDoctors(doctors: PlanningWanted['doctors'], roster: readonly RosterDoctor[]): PlanningFault[] {
  if (doctors.length === 0) return [{ field: 'doctors', reason: 'nobody-planned' }];
  const told = new Set<string>();
  return doctors.flatMap((doctor): PlanningFault[] => {
    const { doctorId, stage } = doctor;
    const field = (name: string) => `doctors.${doctorId}.${name}`;
    const entry = roster.find((one) => one.doctorId === doctorId && one.kind === 'doctor');
    const faults = doctorFields.flatMap((one) => checkNumber(field(one), doctor[one], one));
    if (!entry || told.has(doctorId)) faults.push({ field: 'doctors', reason: 'not-on-roster' });
    told.add(doctorId);
    const inTraining = entry?.facts.category === 'doctorInTraining';
    if (inTraining && stage === undefined) faults.push({ field: field('stage'), reason: 'stage-missing' });
    if (entry && !inTraining && stage !== undefined) {
      faults.push({ field: field('stage'), reason: 'stage-not-fitting' });
    }
    return faults;
  });
}

function checkNumber(field: string, value: number | null, of: Bounded): PlanningFault[] {
  const { min, max, ...bounds }: Bounds = planningBounds[of];
  if (value === null || !Number.isFinite(value)) return [{ field, reason: 'number-needed' }];
  if (value < min || value > max) return [{ field, reason: 'out-of-range' }];
  return bounds.whole && !Number.isInteger(value) ? [{ field, reason: 'whole-number-needed' }] : [];
}

/** The inputs as they are kept; call it when nothing is wrong. */
export function inputsOf({ name, unit, doctors, uncertainty }: PlanningWanted): PlanningInputs {
  const { ages, posts, needBasis, ...numbers } = unit;
  return {
    name: nameOf(name),
    unit: { ...whole(numbers), needBasis, ages: whole(ages), posts: whole(posts) },
    doctors: doctors.map(({ doctorId, experience, stage, ...own }) => ({
      ...whole(own),
      doctorId,
      experience,
      ...(stage !== undefined && { stage }),
    })),
    uncertainty: whole(uncertainty),
  };
}

/** The same record without `null`, which a check has ruled out. */
function whole<K extends string>(numbers: Readonly<Record<K, number | null>>): Record<K, number>;
function whole(numbers: Readonly<Record<string, number | null>>): Record<string, number> {
  return Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, value ?? 0]));
}
