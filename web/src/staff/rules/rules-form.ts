import type { AnswerOf, CallOf } from '#contract/routes.ts';
import type { TextKey } from '../../i18n/text-key.ts';
import { categories, employments } from '../roster/roster-values.ts';

export type Rules = CallOf<'previewNamedDoctorRules'>['body']['rules'];
export type Version = AnswerOf<'findNamedDoctorRules'>['versions'][number];
export type Category = keyof Rules['categories'];
export const requirements = ['supervisor', 'absencePlan', 'equivalenceDecision'] as const;

/** What every decision is written with. */
export const decisionFields = ['reasons', 'diaryNumber', 'decidedOn', 'announcedOn'] as const;
export type DecisionField = (typeof decisionFields)[number];
const dates: readonly string[] = ['decidedOn', 'announcedOn', 'appliesFrom', 'from', 'through'];

/** Every field of the form, as it was typed; a box is `yes` or empty. */
export type RulesValues = Readonly<Record<string, string>>;

const ofCategory = (category: Category) => [
  `allowed-${category}`,
  ...employments.map((one) => `employment-${category}-${one}`),
  ...requirements.map((one) => `requires-${category}-${one}`),
  `from-${category}`,
  `through-${category}`,
  `care-${category}`,
];
export const rulesFields: readonly string[] = [
  ...categories.flatMap(ofCategory),
  'locum',
  'specialist',
  'doctorInTraining',
  'appliesFrom',
];

/** What a form begins with. */
export function valuesOfRules(rules: Rules, appliesFrom: string): RulesValues {
  const yes = (is: boolean | undefined) => (is ? 'yes' : '');
  const values: Record<string, string> = {
    locum: yes(rules.locumNeedsLongContract),
    specialist: String(rules.guideValues.specialist),
    doctorInTraining: String(rules.guideValues.doctorInTraining),
    appliesFrom,
  };
  for (const category of categories) {
    const rule = rules.categories[category];
    values[`allowed-${category}`] = yes(rule.allowed);
    values[`from-${category}`] = String(rule.patientAges?.from ?? '');
    values[`through-${category}`] = String(rule.patientAges?.through ?? '');
    values[`care-${category}`] = yes(rule.alsoInHomeNursingOrCareHome);
    for (const one of employments)
      values[`employment-${category}-${one}`] = yes(rule.employments.includes(one));
    for (const one of requirements) values[`requires-${category}-${one}`] = yes(rule.requires?.includes(one));
  }
  return values;
}

/** What was typed in the named fields; a text longer than the API takes is as if it were empty. */
export function readValues(form: FormData, fields: readonly string[]): RulesValues {
  return Object.fromEntries(
    fields.map((field) => {
      const value = form.get(field);
      return [field, typeof value === 'string' && value.length <= 4_000 ? value.trim() : ''];
    }),
  );
}

/** A whole number; what is none is a number that no rule accepts, so that the API says where. */
function whole(text: string | undefined): number | undefined {
  if (!text) return undefined;
  return /^\d{1,6}$/.test(text.replace(/\s/g, '')) ? Number(text.replace(/\s/g, '')) : -1;
}

/** The rules typed. */
export function rulesOf(values: RulesValues): Rules {
  const is = (field: string) => values[field] === 'yes';
  const ruleOf = (category: Category): Rules['categories'][Category] => {
    const from = whole(values[`from-${category}`]);
    const through = whole(values[`through-${category}`]);
    return {
      allowed: is(`allowed-${category}`),
      employments: employments.filter((one) => is(`employment-${category}-${one}`)),
      requires: requirements.filter((one) => is(`requires-${category}-${one}`)),
      patientAges: { ...(from !== undefined && { from }), ...(through !== undefined && { through }) },
      alsoInHomeNursingOrCareHome: is(`care-${category}`),
    };
  };
  return {
    categories: {
      gpSpecialist: ruleOf('gpSpecialist'),
      doctorInTraining: ruleOf('doctorInTraining'),
      geriatrician: ruleOf('geriatrician'),
      paediatrician: ruleOf('paediatrician'),
      equivalentCompetence: ruleOf('equivalentCompetence'),
      otherSpecialist: ruleOf('otherSpecialist'),
      licensedDoctor: ruleOf('licensedDoctor'),
    },
    locumNeedsLongContract: is('locum'),
    guideValues: {
      specialist: whole(values.specialist) ?? -1,
      doctorInTraining: whole(values.doctorInTraining) ?? -1,
    },
  };
}

/** Fields left empty, and dates that are none. */
export function missingOf<F extends string>(
  values: RulesValues,
  fields: readonly F[],
  optional: readonly F[] = [],
): F[] {
  return fields.filter((field) => {
    const value = values[field] ?? '';
    if (value === '') return !optional.includes(field);
    return dates.includes(field) && !/^\d{4}-\d{2}-\d{2}$/.test(value);
  });
}

/** What a decision is written with, as the API takes it. */
export function writtenOf(values: RulesValues) {
  const { reasons = '', diaryNumber = '', decidedOn = '', announcedOn = '' } = values;
  return { reasons, diaryNumber, decidedOn, announcedOn };
}

/** The name of a category or a guide value. */
export function nameKeyOf(field: string): TextKey | undefined {
  const category = categories.find((one) => one === field);
  if (category) return `staff-roster:category.${category}`;
  return undefined;
}
