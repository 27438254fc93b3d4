import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { planUnit } from '#domain/planning/plan-unit.ts';
import { planningRulesOf } from '#domain/planning/planning-defaults.ts';
import { planningInputs } from '#domain/planning/planning-rules.ts';
import type { PlanningInputs } from '#domain/planning/planning-scenario.ts';
import { defaultPolicy } from '#domain/policy-defaults.ts';

const text = readFileSync('docs/dimensioning.md', 'utf8');
const rules = planningRulesOf(defaultPolicy);

/** The rows of a table by its head, without head and rule. */
function rowsOf(part: string, head: string): string[][] {
  const from = part.indexOf(`| ${head} |`);
  if (from < 0) throw new Error(`No table of ${head}`);
  const lines = part.slice(from).split('\n').slice(2);
  const end = lines.findIndex((line) => !line.startsWith('|'));
  return lines.slice(0, end < 0 ? undefined : end).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

const sections = text
  .split(/^### /m)
  .slice(1)
  .map((part) => part.split(/^## /m)[0] ?? '');
const begin = sections.find((part) => part.startsWith('Begin')) ?? '';
const examples = sections.filter((part) => part.startsWith('Example'));

type Given = ReadonlyMap<string, string>;

/** The inputs that an example gives: those it begins with, and its own on top. */
function inputsOf(given: Given): PlanningInputs {
  const value = (name: string, nth = 1) => given.get(`${name} (${nth})`) ?? given.get(name) ?? '';
  const number = (name: string, nth = 1) => Number(value(name, nth));
  const [age0to17 = 0, age18to64 = 0, age65to79 = 0, age80 = 0] = value('ages').split('/').map(Number);
  const doctors = Math.max(1, ...[...given.keys()].map((name) => Number(/\((\d)\)$/.exec(name)?.[1] ?? 1)));
  const needBasis = (['ageAndBurden', 'burden', 'measured'] as const).find(
    (one) => one === value('needBasis'),
  );
  if (!needBasis) throw new Error('No such basis');
  return {
    name: 'Example',
    unit: {
      people: number('people'),
      ages: { age0to17, age18to64, age65to79, age80 },
      burdenIndex: number('burdenIndex'),
      needBasis,
      doctorPosts: number('doctorPosts'),
      absencePercent: number('absencePercent'),
      posts: {
        nurse: number('nurse'),
        psychosocial: number('psychosocial'),
        physiotherapist: number('physiotherapist'),
        otherProfession: number('otherProfession'),
      },
    },
    doctors: Array.from({ length: doctors }, (_, at) => doctorOf(at + 1, value)),
    uncertainty: uncertaintyOf(given),
  };
}

function doctorOf(
  nth: number,
  value: (name: string, nth: number) => string,
): PlanningInputs['doctors'][number] {
  const number = (name: string) => Number(value(name, nth));
  const experience = (['underTwoYears', 'twoToFiveYears', 'overFiveYears'] as const).find(
    (one) => one === value('experience', nth),
  );
  const stage = (['early', 'middle', 'late'] as const).find((one) => one === value('stage', nth));
  if (!experience) throw new Error('No such experience');
  return {
    doctorId: `doc${nth}`,
    share: number('share'),
    hoursPerWeek: number('hoursPerWeek'),
    weeksAtWork: number('weeksAtWork'),
    absenceWeeks: number('absenceWeeks'),
    otherDuties: number('otherDuties'),
    supervisionGiven: number('supervisionGiven'),
    supervisionReceived: number('supervisionReceived'),
    experience,
    ...(stage && { stage }),
    indirectPercent: number('indirectPercent'),
    minutesPerVisit: number('minutesPerVisit'),
    visitsPerPersonYear: number('visitsPerPersonYear'),
  };
}

function uncertaintyOf(given: Given): PlanningInputs['uncertainty'] {
  const none = { ...rules.uncertainty };
  for (const input of planningInputs) none[input] = Number(given.get(`uncertainty ${input}`) ?? 0);
  return none;
}

/** Everything that an example can tell of, by the name it is told under. */
function answersOf(inputs: PlanningInputs): Map<string, number> {
  const { doctors, sensitivities, ...unit } = planUnit(inputs, rules, defaultPolicy.namedDoctor.guideValues);
  const [first] = doctors;
  if (!first) throw new Error('Nobody is planned');
  return new Map<string, number>([
    ...Object.entries(first.steps),
    ...Object.entries({
      target: first.target,
      low: first.low,
      high: first.high,
      guideValue: first.guideValue,
    }),
    ...first.sensitivities.flatMap(({ input, low, high }): [string, number][] => [
      [`low ${input}`, low],
      [`high ${input}`, high],
    ]),
    ...Object.entries(unit).map(([name, number]): [string, number] => [`unit ${name}`, number]),
  ]);
}

const decimals = (written: string) => written.split('.')[1]?.length ?? 0;

describe('the examples worked by hand', () => {
  it('are at least ten', () => expect(examples.length).toBeGreaterThanOrEqual(10));

  it.each(examples.map((part) => [part.split('\n')[0], part] as const))('%s', (_, part) => {
    const given = new Map(
      [...rowsOf(begin, 'given | value'), ...rowsOf(part, 'given | value')].map(
        ([name = '', value = '']): [string, string] => [name, value],
      ),
    );
    const answers = answersOf(inputsOf(given));
    const steps = rowsOf(part, 'step | by hand | is');
    expect(steps.length).toBeGreaterThan(0);
    for (const [name = '', , written = ''] of steps) {
      const answer = answers.get(name);
      expect(answer, name).toBeDefined();
      expect(Number(answer?.toFixed(decimals(written))), name).toBe(Number(written));
    }
  });
});

describe('the table of coefficients', () => {
  it('is what the defaults are', () => {
    const { uncertainty: _, ...told } = rules;
    const flat = (value: object, under = ''): [string, number][] =>
      Object.entries(value).flatMap(([name, one]) =>
        typeof one === 'number'
          ? [[`${under}${name}`, one] as [string, number]]
          : flat(one, `${under}${name}.`),
      );
    const written = rowsOf(text, 'coefficient | default | what').map(
      ([name = '', value]): [string, number] => [name, Number(value)],
    );
    expect(Object.fromEntries(written)).toEqual(Object.fromEntries(flat(told)));
  });
});
