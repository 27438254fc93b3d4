import {
  ageBands,
  doctorNumbers,
  experiences,
  needBases,
  planningInputs,
  professions,
  trainingStages,
  unitNumbers,
} from '#contract/planning-words.ts';
import type { AnswerOf, CallOf } from '#contract/routes.ts';

export type Start = AnswerOf<'getPlanningStart'>;
export type Scenario = AnswerOf<'getPlanningScenario'>;
export type Wanted = CallOf<'addPlanningScenario'>['body']['scenario'];
type Inputs = Start['inputs'] & { readonly name?: string };

/** What stands in the fields, by their names: as stored, or as somebody typed it. */
export interface PlanningValues {
  readonly fields: Readonly<Record<string, string>>;
  /** Doctors that are counted. */
  readonly included: readonly string[];
}

/** The fields of inputs that are stored, or that a new scenario begins with. */
export function valuesOf({ name = '', unit, doctors, uncertainty }: Inputs, lang: string): PlanningValues {
  const say = (value: number) => (lang === 'sv' ? String(value).replace('.', ',') : String(value));
  const fields: Record<string, string> = { name, 'unit.needBasis': unit.needBasis };
  for (const one of unitNumbers) fields[`unit.${one}`] = say(unit[one]);
  for (const one of ageBands) fields[`unit.ages.${one}`] = say(unit.ages[one]);
  for (const one of professions) fields[`unit.posts.${one}`] = say(unit.posts[one]);
  for (const one of planningInputs) fields[`uncertainty.${one}`] = say(uncertainty[one]);
  for (const doctor of doctors) {
    const of = `doctors.${doctor.doctorId}`;
    for (const one of doctorNumbers) fields[`${of}.${one}`] = say(doctor[one]);
    fields[`${of}.experience`] = doctor.experience;
    if (doctor.stage) fields[`${of}.stage`] = doctor.stage;
  }
  return { fields, included: doctors.map(({ doctorId }) => doctorId) };
}

/** What somebody typed, kept as typed. */
export function readValues(form: FormData): PlanningValues {
  const fields: Record<string, string> = {};
  const included: string[] = [];
  for (const [name, value] of form) {
    if (typeof value !== 'string' || value.length > 300) continue;
    if (name === 'include' && /^[a-z0-9]{4,12}$/.test(value)) included.push(value);
    else if (/^(name|(unit|doctors|uncertainty)\.[\w.]{1,60})$/.test(name)) fields[name] = value.trim();
  }
  return { fields, included: included.slice(0, 32) };
}

/** The body of the call. What is no number is sent as none, so that the rules mark the field. */
export function wantedOf({ fields, included }: PlanningValues): Wanted {
  const text = (name: string) => fields[name] ?? '';
  const numbers = <K extends string>(under: string, names: readonly K[]) => numbersOf(fields, under, names);
  return {
    name: text('name').slice(0, 200),
    unit: {
      ...numbers('unit', unitNumbers),
      needBasis: needBases.find((one) => one === text('unit.needBasis')) ?? 'ageAndBurden',
      ages: numbers('unit.ages', ageBands),
      posts: numbers('unit.posts', professions),
    },
    doctors: included.map((doctorId) => {
      const of = `doctors.${doctorId}`;
      const stage = trainingStages.find((one) => one === text(`${of}.stage`));
      return {
        ...numbers(of, doctorNumbers),
        doctorId,
        experience: experiences.find((one) => one === text(`${of}.experience`)) ?? 'overFiveYears',
        ...(stage && { stage }),
      };
    }),
    uncertainty: numbers('uncertainty', planningInputs),
  };
}

function numbersOf<K extends string>(
  fields: PlanningValues['fields'],
  under: string,
  names: readonly K[],
): Record<K, number | null>;
function numbersOf(
  fields: PlanningValues['fields'],
  under: string,
  names: readonly string[],
): Record<string, number | null> {
  return Object.fromEntries(names.map((name) => [name, numberOf(fields[`${under}.${name}`] ?? '')]));
}

/** Digits with the spaces of thousands; a comma or a point before decimals. */
function numberOf(text: string): number | null {
  const plain = text.replaceAll(/\s/g, '').replace(',', '.');
  return /^\d{1,7}(\.\d{1,6})?$/.test(plain) ? Number(plain) : null;
}
