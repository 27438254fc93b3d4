import { type PlanningInput, type PlanningRules, planningInputs } from './planning-rules.ts';
import type { PlanningInputs } from './planning-scenario.ts';
import { peopleOf } from './planning-target.ts';

/** How far one input, alone, moves the answer. People, before they are made whole. */
export interface Sensitivity {
  readonly input: PlanningInput;
  /** Per cent either way. */
  readonly uncertainty: number;
  readonly low: number;
  readonly high: number;
}

/** A number of people with its range, whole. */
export interface PlanningRange {
  readonly target: number;
  readonly low: number;
  readonly high: number;
}

/** Sums of binary fractions miss by less than this; it is no person. */
const slip = 1e-6;

/** Whole people: rounded down, so that nobody is promised more than there is time for. */
export function wholePeople(people: number): number {
  return Math.floor(people + slip);
}

/** What each input moves the answer by, alone; the one that moves it most is first. */
export function sensitivitiesOf(
  inputs: Pick<PlanningInputs, 'doctors' | 'unit' | 'uncertainty'>,
  rules: PlanningRules,
): Sensitivity[] {
  const point = peopleOf(inputs, rules);
  return planningInputs
    .map((input) => {
      const uncertainty = inputs.uncertainty[input];
      const less = peopleOf(inputs, rules, { [input]: 1 - uncertainty / 100 });
      const more = peopleOf(inputs, rules, { [input]: 1 + uncertainty / 100 });
      return { input, uncertainty, low: Math.min(point, less, more), high: Math.max(point, less, more) };
    })
    .toSorted((a, b) => b.high - b.low - (a.high - a.low));
}

/**
 * The range of an answer: the inputs are unsure each for itself, so what they move it by adds up as squares (ADR 15).
 *
 * @param target the whole number that the range is of
 */
export function rangeOf(
  people: number,
  sensitivities: readonly Sensitivity[],
  target = wholePeople(people),
): PlanningRange {
  const down = Math.hypot(...sensitivities.map(({ low }) => people - low));
  const up = Math.hypot(...sensitivities.map(({ high }) => high - people));
  return {
    target,
    low: Math.min(target, wholePeople(Math.max(0, people - down))),
    high: Math.max(target, Math.ceil(people + up - slip)),
  };
}
