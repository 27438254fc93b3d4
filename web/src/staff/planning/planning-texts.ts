import type { AnswerOf } from '#contract/routes.ts';
import type { Translator } from '../../i18n/create-translator.ts';
import type { Formatters } from '../../i18n/formatters.ts';
import type { Scenario } from './planning-values.ts';

export interface Reader {
  readonly t: Translator['t'];
  readonly fmt: Formatters;
}
type Compared = AnswerOf<'findPlanningScenarios'>['scenarios'][number];
type Planned = Scenario['doctors'][number];
type Measure = readonly [label: string, value: string];

/** At most two decimals: more says more than anybody knows. */
const rounded = (value: number) => Math.round(value * 100) / 100;

/** By whom a scenario was saved, in words. */
export function roleOf(role: Compared['savedBy'], { t }: Reader): string {
  const known = (['unitManager', 'unitDelegate', 'unitAdministrator'] as const).find((one) => one === role);
  return t(`staff-planning:role.${known ?? 'other'}`);
}

export function rangeText({ low, high }: { low: number; high: number }, { t, fmt }: Reader): string {
  return t('staff-planning:value.range', { low: fmt.number(low), high: fmt.number(high) });
}

/** The unit's numbers of a scenario, in the order of the tables. */
export function unitRows(unit: Compared['unit'], inputs: Compared['inputs'], reader: Reader): Measure[] {
  const { t, fmt } = reader;
  const say = (value: number | undefined) =>
    value === undefined ? t('staff-planning:value.none') : fmt.number(rounded(value));
  const row = (key: 'people' | 'roomFor' | 'fullTimeDoctors' | 'perFullTimeDoctor' | 'doctorsForListed') =>
    [t(`staff-planning:row.${key}`), say(unit[key])] as const;
  return [
    [t('staff-planning:row.target'), say(unit.target)],
    [t('staff-planning:row.range'), rangeText(unit, reader)],
    [t('staff-planning:row.guideValue'), say(unit.guideValue)],
    row('people'),
    row('roomFor'),
    row('fullTimeDoctors'),
    row('perFullTimeDoctor'),
    row('doctorsForListed'),
    [t('staff-planning:row.vacantPosts'), say(unit.vacantPosts)],
    [t('staff-planning:row.withVacantPosts'), say(unit.withVacantPosts)],
    [t('staff-planning:row.burdenIndex'), say(inputs.unit.burdenIndex)],
    [t('staff-planning:row.absencePercent'), say(inputs.unit.absencePercent)],
  ];
}

/** The scenarios side by side: a row a fact, a column a scenario; then each doctor. */
export function comparedRows(scenarios: readonly Compared[], reader: Reader) {
  const { t, fmt } = reader;
  const columns = scenarios.map((one) => unitRows(one.unit, one.inputs, reader));
  const facts = (columns[0] ?? []).map(([label], at) => ({
    id: `fact${at}`,
    cells: Object.fromEntries([
      ['what', label],
      ...scenarios.map((one, column) => [one.scenarioId, columns[column]?.[at]?.[1] ?? '']),
    ]),
  }));
  const names = new Map(
    scenarios.flatMap(({ doctors }) => doctors.map(({ doctorId, name }) => [doctorId, name] as const)),
  );
  const doctors = [...names].map(([doctorId, name]) => ({
    id: doctorId,
    cells: Object.fromEntries([
      ['what', t('staff-planning:row.doctor', { name })],
      ...scenarios.map((one) => {
        const found = one.doctors.find((doctor) => doctor.doctorId === doctorId);
        return [one.scenarioId, found ? fmt.number(found.target) : t('staff-planning:value.notIncluded')];
      }),
    ]),
  }));
  return [...facts, ...doctors];
}

/** The way to a doctor's number: each step, how it is worked out with these figures, and what it becomes. */
export function formulaRows(
  { doctorId, steps }: Planned,
  { inputs, coefficients }: Scenario,
  { t, fmt }: Reader,
) {
  const doctor = inputs.doctors.find((one) => one.doctorId === doctorId);
  if (!doctor) return [];
  const { unit } = inputs;
  const say = (value: number) => fmt.number(rounded(value));
  const said = {
    weeks: say(steps.weeks),
    hours: say(steps.hoursPerWeek),
    patient: say(steps.patientHours),
    direct: say(steps.directHours),
    visits: say(steps.visits),
    perPerson: fmt.number(Math.round(steps.visitsPerPerson * 1_000) / 1_000),
    need: fmt.number(Math.round(steps.needFactor * 1_000) / 1_000),
    relief: say(steps.relief * 100),
  };
  const need = {
    ageAndBurden: t('staff-planning:formula.howNeedBoth', { burden: say(unit.burdenIndex) }),
    burden: t('staff-planning:formula.howNeedBurden', { burden: say(unit.burdenIndex) }),
    measured: t('staff-planning:formula.howNeedMeasured'),
  };
  const weeks = {
    weeksAtWork: say(doctor.weeksAtWork),
    absenceWeeks: say(doctor.absenceWeeks),
    absence: say(unit.absencePercent),
  };
  const hours = {
    hours: say(doctor.hoursPerWeek),
    share: say(doctor.share),
    other: say(doctor.otherDuties),
    given: say(doctor.supervisionGiven),
    received: say(doctor.supervisionReceived),
  };
  const visits = { direct: said.direct, minutes: say(doctor.minutesPerVisit), pace: say(steps.pace) };
  const perPerson = { visits: say(doctor.visitsPerPersonYear), need: said.need, relief: said.relief };
  const indirect = say(doctor.indirectPercent);
  const most = say(coefficients.reliefAtMost);
  return [
    ['weeks', t('staff-planning:formula.howWeeks', weeks), said.weeks],
    ['hoursPerWeek', t('staff-planning:formula.howHours', hours), said.hours],
    [
      'patientHours',
      t('staff-planning:formula.howPatient', { weeks: said.weeks, hours: said.hours }),
      said.patient,
    ],
    ['directHours', t('staff-planning:formula.howDirect', { patient: said.patient, indirect }), said.direct],
    ['visits', t('staff-planning:formula.howVisits', visits), said.visits],
    ['needFactor', need[unit.needBasis], said.need],
    ['relief', t('staff-planning:formula.howRelief', { most }), said.relief],
    ['visitsPerPerson', t('staff-planning:formula.howPerPerson', perPerson), said.perPerson],
    [
      'people',
      t('staff-planning:formula.howPeople', { visits: said.visits, perPerson: said.perPerson }),
      fmt.number(Math.floor(steps.people + 1e-6)),
    ],
  ].map(([id = '', how = '', is = '']) => {
    const step = formulaSteps.find((one) => one === id);
    return { id, cells: { step: step ? t(`staff-planning:formula.${step}`) : id, how, is } };
  });
}

const formulaSteps = [
  'weeks',
  'hoursPerWeek',
  'patientHours',
  'directHours',
  'visits',
  'needFactor',
  'relief',
  'visitsPerPerson',
  'people',
] as const;

const acts = ['saved', 'removed', 'reviewed', 'applied'] as const;

/** What was just done, for the page one comes back to: `?klart=saved`. */
export function doneOf(url: URL): (typeof acts)[number] | undefined {
  return acts.find((one) => one === url.searchParams.get('klart'));
}
